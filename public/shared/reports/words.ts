/** The words of reports, for those who make them and for those who are told. A translation replaces this file. */

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)

export const reportWords = {
  report: 'Report as rude',
  takeBack: 'Take the report back',
  told: 'The presenter sees that you found this rude.',
  tookBack: 'Your report is taken back.',
  /** Beside what this person has reported. */
  byYou: 'You found this rude.',
  /** Beside what others have reported, for presenters and helpers. */
  byPeople: (count: number) => `${people(count)} found this rude`,
  noAnswer: 'The server does not answer. Nothing was changed; please try again.',
}
