/** People who are removed, refused while they are out, and let back. */
import { expect } from 'chai'
import type { EventInputs } from '../../../src/core/protocol/schemas'
import { waitFor } from '../../support/clients'
import type { Visitor } from '../visitor'
import { expectAnswer, grants, says, type CrewDeed, type CrewedRoom } from './room'

/** By name, with what this person said or without. */
export const removesByName: CrewDeed = async room => {
  const { sayings, chance } = room
  const guest = await room.guest()
  const seq = await says(room, guest, 'Something rude')
  const hide = chance.happens(0.5)
  await outAndBack(room, guest, { id: guest.publicId, hide })
  if (hide) sayings.lines.delete(seq)
}

/** For what was asked without a name: it is not told who that was. */
export const removesAsker: CrewDeed = async room => {
  const { sayings } = room
  const guest = await room.guest()
  const asked = { key: guest.chance.id(), text: 'Why this?', isNamed: false }
  await guest.asks('openAsks')
  const { id } = expectAnswer(room, 'ask', await guest.asks('addAsk', asked)) as unknown as { id: number }
  sayings.asks.set(id, new Set())
  await outAndBack(room, guest, { ask: id })
}

async function outAndBack(room: CrewedRoom, guest: Visitor, who: EventInputs['removePerson']): Promise<void> {
  const { presenter, chance } = room
  const listed = waitFor(
    presenter.client,
    'presenterState',
    ({ removed }: { removed?: unknown[] }) => removed?.length === 1,
  )
  const isOut = guest.isRemoved()
  await grants(room, presenter.client, 'removePerson', who)
  await Promise.all([isOut, listed])
  for (let tries = 1 + chance.below(3); tries > 0; tries--)
    expect(await guest.codeOfComing()).to.equal('removed')
  await grants(room, presenter.client, 'letBack', { id: presenter.lectern().removed[0]!.id })
  await guest.come()
  await guest.takesName()
  await says(room, guest, 'Here again')
  guest.leave()
}
