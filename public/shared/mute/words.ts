/** What the crew reads about muting people. A translation replaces this file. */

/** A name in a sentence, with a writing direction of its own. */
const apart = (name: string) => `\u2068${name}\u2069`

export const muteWords = {
  mute: (name: string) => `Mute ${apart(name)}`,
  reallyMute: (name: string) =>
    `${apart(name)} can read on, but write nothing here, also under another name.`,
  yesMute: 'Mute',
  unmute: (name: string) => `Unmute ${apart(name)}`,
  hasMuted: (name: string) => `${apart(name)} is muted.`,
  hasUnmuted: (name: string) => `${apart(name)} may write again.`,
  noAnswer: 'The server did not answer. Please try again.',
}
