/** The words about the field for a voting ticket. */
export const ticketWords = {
  yours: 'Your ticket',
  hint: 'This vote takes a ticket: ten letters and digits. Big or small, with or without the hyphen.',
  use: 'Use it',
  checking: 'Checking your ticket …',
  empty: 'Type the code that stands on your ticket.',
  length: (characters: number, wanted: number) =>
    `A ticket has ${wanted} letters and digits. This has ${characters}.`,
  never: (character: string, meant: string) =>
    meant
      ? `No ticket has \u2068${character}\u2069. Is it \u2068${[...meant].join('\u2069 or \u2068')}\u2069?`
      : `No ticket has \u2068${character}\u2069.`,
  noAnswer: 'The server did not answer. Please try again.',
}
