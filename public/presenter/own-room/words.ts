/** The words about a room of one's own: its link to keep, and its name. */
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
}
