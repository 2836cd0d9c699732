/** Signs: what people show a speaker without words, on the screen only. */

/** Each is drawn, and has a word, on the pages. None is a gesture of the hand: those mean other things elsewhere. */
export const SIGNS = ['like', 'great', 'funny', 'wow', 'unclear'] as const

export type Sign = (typeof SIGNS)[number]

/** How often each sign was shown; one that was not is absent. */
export type SignCounts = Partial<Record<Sign, number>>

/** Adds counts to others. */
export function addSigns(sum: SignCounts, more: SignCounts): void {
  for (const sign of SIGNS) if (more[sign]) sum[sign] = (sum[sign] ?? 0) + more[sign]
}
