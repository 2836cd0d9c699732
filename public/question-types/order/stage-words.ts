/** The words of orders on the stage. A translation replaces this file. */

/** With more places than this, the rule is said in short. */
const MOST_NAMED = 5

const ordinal = (place: number) => `${place}${['th', 'st', 'nd', 'rd'][place] ?? 'th'}`
const people = (voters: number) => `${voters} ${voters === 1 ? 'person' : 'people'}`

export const orderStageWords = {
  how: (places: number, items: number): string =>
    places === items
      ? 'Put in order'
      : places === 1
        ? 'Choose the first'
        : `Choose the first ${places}, in order`,
  /** How the points come about; places without any are not named. */
  rule(voters: number, most: number, places: number): string {
    const points =
      places <= MOST_NAMED
        ? Array.from({ length: places }, (_, at) => `${ordinal(at + 1)} place ${most - at}`).join(', ')
        : `${most} for the 1st place, one less for each further one`
    return `Mean points of ${people(voters)}: ${points}${places < most ? ', else 0' : ''}`
  },
  right: (percent: string, places: string, items: number): string =>
    `${percent} have the whole order right, ${places} of ${items} places on average`,
  shift(points: number): string {
    const sign = points > 0 ? '+' : points < 0 ? '−' : '±'
    const size = Math.abs(points).toFixed(1)
    return `${sign}${size} ${size === '1.0' ? 'point' : 'points'}`
  },
}
