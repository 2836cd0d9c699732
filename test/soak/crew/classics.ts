/** Pages that were written by following the Socket.IO workshops: they vote, speak, look at the wall and leave. */
import type { Client } from '../../support/clients'
import { joined, waitFor } from '../../support/clients'
import { QUESTIONS } from '../../support/question-types'
import type { Granted } from '../visitor'
import { expectAnswer, type CrewDeed } from './room'

const CLASSICS = 3

export const workshopPages: CrewDeed = async room => {
  const { sayings, chance } = room
  const box = await room.poses(QUESTIONS['one choice']!, 'hands')
  const pages = Array.from({ length: CLASSICS }, () => room.connects({}))
  await Promise.all(pages.map(joined))
  for (const page of pages) {
    const vote = chance.one(['A', 'B'])
    expectAnswer(room, 'vote of a workshop page', await sends(page, 'message', 'voteCast', vote))
    box.acknowledged({ wasAwayLong: false }, vote)
    const text = `A line of a workshop page ${chance.id()}`
    const said = { username: `Page ${chance.id().slice(0, 8)}`, text }
    const reply = await sends(page, 'message', 'message', said)
    expectAnswer(room, 'line of a workshop page', reply, room.isMain ? 'ok' : 'chat-off')
    if (reply.ok) sayings.lines.set(reply['seq'] as number, text)
    page.emit('startStream')
    if (chance.happens(0.5)) page.emit('stopStream')
  }
  await room.closesAndCounts(box)
  for (const page of pages) {
    const gone = waitFor(page, 'disconnect')
    page.disconnect()
    await gone
  }
}

function sends(page: Client, ...packet: unknown[]): Promise<Granted> {
  return (page.emitWithAck.bind(page) as (...args: unknown[]) => Promise<Granted>)(...packet)
}
