/** Owns how often a room's talk is told: milliseconds, each of which a test may shorten. */
export const PACES = {
  /** Between two looks for what is new about people. */
  people: 1000,
  /** The same where many would be told. */
  peopleOfMany: 5000,
  /** Between two counts of unread lines. */
  unread: 5000,
  /** In which a page must say that it has drawn a private line. */
  delivery: 5000,
  /** Between two of the host's reminders of an open poll. */
  reminder: 60_000,
  /** In which comings and goings are folded into one sentence for classic sockets. */
  moved: 1000,
  /** For which somebody who has come counts as new: budgets and presenters look closer. */
  newcomer: 60_000,
}

export type Paces = typeof PACES
