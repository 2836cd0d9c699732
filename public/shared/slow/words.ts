/** What people read who must wait in slow mode. A translation replaces it. */
export const slowWords = {
  slowOn: (seconds: number) => `Slow mode: you can write to everybody once in ${seconds} s.`,
  writeIn: (seconds: number) => `You can write again in ${seconds} s.`,
  writeNow: 'You can write again.',
}
