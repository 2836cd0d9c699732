/** Owns lines between two people: delivered or refused, and never kept. */
import { Budgets } from '../budgets'
import { decideSpeaker, decideText } from '../core/chat'
import type { Reply } from '../core/events'
import { parseSayPrivately } from '../core/parse'
import { refuse } from '../core/refusals'
import type { PrivateLine } from '../core/talk'
import { on, type Feature, type LiveRoom, type RoomSocket } from './feature'
import type { Paces } from './paces'
import { nameOf, publicIdOf, speakerOf, talkersOf } from './persons'

const PERSON_RATE = { perSecond: 1, burst: 8 }

/** Makes the feature of private lines. */
export function privateFeature({ delivery }: Paces): Feature {
  const ofPerson = new Budgets(PERSON_RATE)

  async function sayPrivately(
    room: LiveRoom,
    socket: RoomSocket,
    { to, text, key }: { to: string; text: string; key: string },
  ): Promise<Reply<{ at: number }>> {
    const { person } = socket.data
    const from = publicIdOf(person)
    const refusal = decideSpeaker(room.code, room.document, speakerOf(socket))
    if (refusal) return refusal
    if (!room.document.talk.private || socket.data.classic) return refuse('private-off')
    const decided = decideText(text)
    if (!decided.ok) return decided
    if (to === from) return refuse('not-to-yourself')
    const name = nameOf(room, socket)
    if (name === undefined) return refuse('needs-name')
    const addressed = talkersOf(room, to)
    const toName = addressed[0] && nameOf(room, addressed[0])
    if (toName === undefined) return refuse('person-gone')
    if (!ofPerson.take(person)) return refuse('too-fast')

    const line: PrivateLine = { key, from, name, to, toName, at: Date.now(), text: decided.text }
    const isDelivered = await deliver(addressed, line, delivery)
    if (!isDelivered) return refuse('person-gone')
    // Other tabs of the one who said it show it, too; nobody waits for them.
    void deliver(
      talkersOf(room, from).filter(other => other !== socket),
      line,
      delivery,
    )
    return { ok: true, at: line.at }
  }

  return { events: { sayPrivately: on(parseSayPrivately, sayPrivately) } }
}

/** Resolves to whether at least one page has drawn the line in time. */
async function deliver(sockets: RoomSocket[], line: PrivateLine, time: number): Promise<boolean> {
  const all = sockets.map(socket => socket.timeout(time).emitWithAck('privateLine', line))
  return Promise.any(all).then(
    () => true,
    () => false,
  )
}
