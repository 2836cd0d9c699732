/** What the audience's page says to screen readers only. A translation replaces this file. */
export const speechWords = {
  asked: (question: string, how: string) => `New question: ${question} ${how}`,
  choices: (choices: number) => `${choices} choices.`,
  askedAgain: (question: string) => `Once more: ${question}`,
  reworded: (question: string) => `Reworded: ${question}`,
  thankYou: 'The lesson is over. Thank you for taking part.',
  secondsLeft: (seconds: number) => (seconds === 1 ? '1 second left.' : `${seconds} seconds left.`),
  percent: ' percent',
  result: (letter: string, percent: number, before: number | undefined) =>
    `${letter} ${percent} percent${before === undefined ? '' : `, before ${before}`}`,
  results: (parts: string[], total: number) =>
    total === 0
      ? 'No votes yet.'
      : `Results: ${parts.join(', ')}. ${total === 1 ? '1 vote' : `${total} votes`} in all.`,
  cannotSay: (count: number) => `${count} cannot say.`,
}
