/** The words of orders. A translation replaces this file. */

export const orderWords = {
  how: (places: number, items: number): string =>
    places === items ? `Put all ${items} in order.` : `Choose your first ${places} of ${items}, in order.`,
  /** Above the items: what the next tap does. */
  next: (place: number, places: number): string => `Tap what is on place ${place} of ${places}.`,
  complete: 'Your order counts. Tap one to take it out, or move it.',
  full: (places: number) => `All ${places} places are given: take one out first.`,
  /** What is said of an item, and what its button is called. */
  spoken: (item: string, standing: string): string => `${item}, ${standing}`,
  place: (place: number, places: number): string => `place ${place} of ${places}`,
  noPlace: 'no place',
  up: (item: string): string => `Move up: ${item}`,
  down: (item: string): string => `Move down: ${item}`,
  /** Below the picture: how it came about. */
  rule: (most: number): string =>
    `Points: ${most} for the first place, one less for each further one; the mean of all.`,
  ruleOfFirst: (most: number, places: number): string =>
    `Points: ${most} for the first place, one less for each further one, none without one of the first ${places}; the mean of all.`,
  answers: (voters: number): string => `${voters} ${voters === 1 ? 'answer' : 'answers'}.`,
  rightRule: 'In the right order. Percent: how many have this place right.',
  allRight: (count: number, voters: number, percent: string): string =>
    `${count} of ${voters} (${percent}\u202f%) have the whole order right.`,
  points: (value: string) => `${value === '1.0' ? 'point' : 'points'}`,
  yours: (place: number) => `yours: ${place}`,
  isRight: (place: number) => `place ${place}`,
  table: { item: 'Item', points: 'Points', before: 'Before', first: 'First', right: 'Right' },
}
