/** The words of the screen in other people's slides. A translation replaces this file. */

export const slideWords = {
  /** What stands in an address with a value that does not exist. */
  unknown: (name: string) =>
    ({
      only: 'This address may say only=chart, only=question or only=join.',
      ground: 'This address may say ground=none.',
      theme: 'This address may say theme=dark or theme=light.',
    })[name] ?? '',
  noKey:
    'These slides open no question: their address has no presenter key. It ends with #key= and the key of the presenter’s link.',
  noSuchQuestion: (question: string) =>
    /^\d+$/.test(question)
      ? `The list of this room has no question ${question}.`
      : `The list of this room has no question “${question}”.`,
  noSuchStep: (step: string) => `A step of a slide is close, show or reveal, not “${step}”.`,
  badCode: 'A code has six letters and figures. For the main room leave the field empty.',
  noRoom: 'There is no room with this code.',
  noServer: 'The server does not answer. Please try again.',
}
