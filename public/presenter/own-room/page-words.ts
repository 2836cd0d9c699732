/** The words about a room of one's own before any script runs. */
import { MAX_HELPERS } from '../../../src/core/people/helpers'

export const ownRoomPageWords = {
  helpers: 'Helpers',
  helpersHint:
    'Whoever has a helper’s link takes care of the chat, questions from the room, the wall and typed answers, and may stop all writing. It opens no votes, results, prepared questions, keys or rooms.',
  helperName: 'Name of a helper',
  makeHelperLink: 'Make a link',
  helpersMost: `At most ${MAX_HELPERS} helpers. Everybody in the room sees this name. A new presenter key takes all links back.`,
  helperCode: 'QR code',
  helperDone: 'Done',
}
