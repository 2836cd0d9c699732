/** Intervals and time-outs of a room's news and of slow clients, in milliseconds; a test may shorten each of them. */
export const INTERVALS_MS = {
  /** Between two looks for what is new about people. */
  people: 1000,
  /** The same where the list would be sent to many. */
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
  /** In which a transcript must have been read. */
  transcript: 600_000,
  /** In which the headers of a request must have come. */
  requestHeaders: 15_000,
  /** In which a whole request must have come. */
  wholeRequest: 30_000,
  /** Between two looks for requests that come too slowly. */
  slowRequests: 5_000,
}

export type Intervals = typeof INTERVALS_MS
