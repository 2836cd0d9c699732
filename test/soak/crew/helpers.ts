/** Links for helpers that are made and taken back, while helpers are there, or after they have left. */
import { expect } from 'chai'
import { joined, waitFor } from '../../support/clients'
import { codeOfRefusal } from '../visitor'
import { expectAnswer, grants, says, type CrewDeed } from './room'

/** A helper mutes somebody for a while and deletes a line; then the link is taken back, and opens nothing any more. */
export const helps: CrewDeed = async room => {
  const { presenter, chance, sayings } = room
  const made = await grants(room, presenter.client, 'makeHelper', { name: 'Bea' })
  const auth = { helperKey: made['helperKey'] as string, tab: chance.id(), browser: chance.id() }
  const helper = room.connects(auth)
  const told = waitFor(helper, 'helperState')
  await joined(helper)
  await told
  const guest = await room.guest()
  const rude = await says(room, guest, 'Something rude')
  await grants(room, helper, 'deleteLine', { seq: rude })
  sayings.lines.delete(rude)
  await grants(room, helper, 'mute', { id: guest.publicId, isMuted: true })
  await says(room, guest, 'Something ruder', 'muted')
  await grants(room, helper, 'mute', { id: guest.publicId, isMuted: false })
  await says(room, guest, 'Something nice')
  guest.leave()
  const refused = await helper.emitWithAck('eraseLesson', { lesson: 1 })
  expectAnswer(room, 'eraseLesson of a helper', { ...refused }, 'not-a-presenter')
  const gone = waitFor(helper, 'disconnect')
  if (chance.happens(0.5)) helper.disconnect()
  await grants(room, presenter.client, 'revokeHelper', { id: made['id'] as string })
  await gone
  expect(await codeOfRefusal(room.connects(auth))).to.equal('wrong-helper-key')
}
