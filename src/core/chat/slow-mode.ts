/** What people are told of slow mode, by the server and by the pages. */

/** What everybody in the chat is told when slow mode changes; 0 seconds: it is off. */
export function slowSentence(seconds: number): string {
  return seconds === 0
    ? 'Slow mode is off: write as often as you like.'
    : `Slow mode is on: each person can write once in ${seconds} s.`
}
