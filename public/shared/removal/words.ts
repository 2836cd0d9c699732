/** What the crew reads about removing people from the room. */

/** A name in a sentence, with a writing direction of its own. */
const apart = (name: string) => `\u2068${name}\u2069`

export const removalWords = {
  remove: 'Remove from the room…',
  removePerson: (name: string) => `Remove from the room…: ${apart(name)}`,
  reallyRemove: (name: string) =>
    `${apart(name)} is out at once and cannot come in again with this browser, not even under another name. A private window or another device gets around it. You can let them back in under “Announcements and settings”.`,
  yesRemove: 'Remove',
  hasRemoved: (name: string) => `${apart(name)} is removed from the room.`,
  letBack: 'Let back in',
  hasLetBack: (name: string) => `${apart(name)} may come in again, by reloading the page.`,
  noAnswer: 'The server did not answer. Look whether it was done before you try again.',
}
