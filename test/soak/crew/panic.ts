/** The panic button: pressed, and taken back. */
import { grants, says, type CrewDeed } from './room'

/** Nobody can write while it holds; undone, all that was hidden is there again. */
export const panics: CrewDeed = async room => {
  const { presenter, chance } = room
  const guest = await room.guest()
  await grants(room, presenter.client, 'panic', { action: 'start' })
  await says(room, guest, 'During the panic', 'chat-off')
  // Pressed again, by somebody who did not see that it was pressed.
  if (chance.happens(0.3)) await grants(room, presenter.client, 'panic', { action: 'start' })
  if (chance.happens(0.3)) {
    await grants(room, presenter.client, 'panic', { action: 'reopen' })
    // What was hidden stays so, and ends with the lesson.
    await room.newLesson()
  } else await grants(room, presenter.client, 'panic', { action: 'undo' })
  await says(room, guest, 'After the panic')
  guest.leave()
  await room.expectSayings()
}
