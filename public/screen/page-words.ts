/** The words of the page for PowerPoint before any script runs. */

export const powerPointPageWords = {
  powerPointTitle: 'Ask the Audience on a slide',
  whichRoom: 'Which room does this slide show?',
  roomCode: 'Code of the room',
  emptyIsMain: 'Left empty: the main room.',
  showRoom: 'Show',
  otherRoomHere: 'Other room',
}
