/** The words about a room of one's own: its link to keep, its name, and the links of helpers. */
import { ownRoomPageWords } from './page-words'

export const ownRoomWords = {
  keepLink: 'Keep your link to this room',
  whyKeep:
    'Only this browser knows that you lead this room. With your link you can lead it from any other browser. Show it to nobody: everybody who has it can do what you can.',
  copyOwnLink: 'Copy my presenter link',
  showCode: 'QR code',
  hideCode: 'Hide the QR code',
  codeOfLink: 'QR code of the presenter’s link, with the key',
  done: 'Done',
  roomName: 'Name of this room',
  nameHint: 'It stands on every page of the room, and in your list of rooms.',
  setName: 'Set',
  named: (name: string) =>
    name ? `The room is called \u2068${name}\u2069.` : 'The room has no name any more.',
  titled: (name: string, room: string) => `\u2068${name}\u2069 · ${room}`,
  helperLink: (name: string) =>
    `The link of \u2068${name}\u2069. It is shown only now, because the server keeps no copy: copy it, and send it to nobody else.`,
  helperCodeOf: (name: string) => `QR code of the link of \u2068${name}\u2069`,
  helperCode: ownRoomPageWords.helperCode,
  hideHelperCode: 'Hide the code',
  helperMade: (name: string) => `\u2068${name}\u2069 has a link now. Copy it.`,
  helperSince: (time: string) => `link made ${time}`,
  isHere: 'here now',
  wasNeverHere: 'not here yet',
  lastHere: (time: string) => `last here ${time}`,
  revoke: 'Take back',
  revokeOf: (name: string) => `Take back the link of \u2068${name}\u2069`,
  sureRevoke: (name: string) =>
    `The link of \u2068${name}\u2069 opens nothing any more, and pages that it has opened are closed at once.`,
  yesRevoke: 'Take it back',
  revoked: (name: string) => `The link of \u2068${name}\u2069 is taken back.`,
  noHelpers: 'Nobody has a link.',
}
