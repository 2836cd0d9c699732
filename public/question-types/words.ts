/** The words of question types on phones and the stage; those of one type stand in its folder. A translation replaces this file. */

export const typeWords = {
  cannotSay: 'I cannot say',
  cannotSayIs: (count: number) => `${count} cannot say`,
  yourAnswer: 'Your answer:',
  /** The tab on what is recorded. */
  yours: 'your answer',
  /** Voting was closed before it was sent. */
  notSent: 'Voting is closed. This was not sent:',
  rightIs: (answer: string) => `Right: ${answer}`,
  /** After "Not this time:", or alone. */
  wasRight: (answer: string, isAlone: boolean) => `${isAlone ? 'Right' : 'right'} is ${answer}`,
  why: 'Why:',
  send: 'Send',
  change: 'Change',
  /** What the button says of what was sent. */
  sent: { recorded: 'Sent', sending: 'Sending …', kept: 'Kept' },
  takeBack: 'Take back',
  typed: (length: number, most: number) => `${length} / ${most}`,
  empty: 'Write something first.',
  nothingToRead: 'There is nothing to read in this.',
  tooLong: (length: number, most: number) =>
    `This has ${length} characters, and ${most} are the most. Please shorten it.`,
  notSendable: 'This cannot be sent so.',
  /** Of what people type. */
  needsApproval: 'The presenter shows answers once they are approved.',
  /** Stands before the result of the round before. */
  before: 'Before:',
  table: { caption: 'The result as a table', choice: 'Choice', votes: 'Votes', percent: 'Percent' },
}
