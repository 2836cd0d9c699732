/** The pictures of a poll's rounds: asked of its type, or bars made of its rows where the type says nothing. */
import { percentFigure } from './chart-words'
import { LETTERS } from '../question-types/letters'
import type { BarsPicture, Picture } from '../question-types/pictures/picture'
import type { Care, ResultRow, Tally } from '../question-types/question-type'
import { typed, typeOf, type Question } from '../question-types/registry'

/** Bars of what people typed that a chart has. */
const MAX_BARS = 20

/** What a chart of this tally shows. */
export function pictureOf(question: Question, tally: Tally, care: Care): Picture {
  const type = typeOf(question)
  const picture = type.picture?.(typed(question), tally, care)
  if (picture) return picture
  return barsOf(question, type.rows(typed(question), tally, care), type.voters(tally))
}

/** Choices in their order, other answers by their votes. @param voters the base of shares where the rows have none */
function barsOf({ choices }: Question, rows: readonly ResultRow[], voters: number): BarsPicture {
  const areChoices = rows.some(({ letter }) => letter !== undefined)
  const sorted = areChoices ? rows : [...rows].sort((one, other) => other.votes - one.votes)
  const bars = sorted.slice(0, MAX_BARS).map(({ letter = '', label, votes, percent, isRight }) => ({
    letter,
    label: letter === '' ? label : (choices[LETTERS.indexOf(letter)] ?? ''),
    share: percent === null ? Math.min(1, votes / Math.max(1, voters)) : percent / 100,
    figure: percent === null ? String(votes) : percentFigure(percent),
    detail: percent === null ? '' : String(votes),
    right: isRight ? 'right' : null,
  }))
  return { shape: 'bars', bars, others: sorted.length - bars.length }
}
