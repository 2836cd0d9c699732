/** The words of the plugin for reveal.js. A translation replaces this file. */

export const deckWords = {
  frame: 'The question and the votes',
  /** Whom the server does not let frame its screen. */
  refused: (deck: string) =>
    `The screen of the poll does not show itself here. Is the server up, and does its FRAME_ANCESTORS name ${deck}?`,
}
