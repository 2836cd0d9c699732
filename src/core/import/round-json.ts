/**
 * The figures of one round for programs: counts, and what its type shows besides, such as the median. Bounded, whatever
 * was answered, unless all answers are asked for.
 */
import {
  ABSTAIN,
  ALL_RIGHT,
  VOTERS,
  type Audience,
  type Care,
  type Tally,
} from '../question-types/question-type'
import { typed, typeOf, votersOf, type AnswerView, type Question } from '../question-types/registry'
import { sentCounts } from '../question-types/rounds'
import type { Bins, Statistics } from '../question-types/histogram'

/** Different answers that are counted by name; what is beyond is in `others`. */
const MAX_COUNTED_ANSWERS = 500

/** What a type shows besides its counts. */
export interface TypeFigures extends Partial<Statistics> {
  /** Of several choices and an order: how many gave exactly the right answer. */
  allRight?: number
  /** Of a number: how many are within what is right. Of a text: how many gave an accepted answer. */
  rightAnswers?: number
  bins?: Bins
  /** Of a scale: its statements; the letter is empty where the question itself is judged. */
  statements?: { letter: string; voters: number; mean: number | null; votes: number[] }[]
  /** Of an order: its items, the best first; `places`: how often each place was given, the first one first. */
  ranks?: { letter: string; points: number; places: number[] }[]
  words?: { text: string; votes: number }[]
  /** Of a text: the answers, the most frequent first. */
  answers?: { text: string; votes: number }[]
}

export interface RoundFigures extends TypeFigures {
  /** People who voted, those who cannot say included. */
  voted: number
  abstained: number
  /** Votes of each counter, zeros included; of answers that people typed, of each answer. */
  counts: Record<string, number>
  /** How many different answers there are besides those in `counts`. */
  others: number
}

/** What decides on what is in the figures. */
export interface Seen {
  audience: Audience
  care: Care
  /** Whether what is right may be told. */
  isRevealed: boolean
}

/** The figures of a round; at most so many different answers by name. */
export function roundFigures(
  question: Question,
  tally: Tally,
  seen: Seen,
  mostAnswers = MAX_COUNTED_ANSWERS,
): RoundFigures {
  const { audience, care, isRevealed } = seen
  const known = isRevealed ? question : { ...question, right: null }
  const type = typeOf(question)
  const view = { type: type.name, ...type.view(typed(known), tally, audience, care) } as AnswerView
  const base = { voted: votersOf(question, tally), abstained: tally.get(ABSTAIN) ?? 0 }
  if (type.isBounded) {
    const counts = Object.entries(sentCounts(known, tally, isRevealed)).filter(
      ([counter]) => ![VOTERS, ABSTAIN].includes(counter) && !counter.startsWith(ALL_RIGHT),
    )
    return { ...base, counts: Object.fromEntries(counts), others: 0, ...figuresOf(view, [], known) }
  }
  const rows = [...type.rows(typed(known), tally, care)].sort((one, other) => other.votes - one.votes)
  const counted = rows.slice(0, mostAnswers).map(({ label, votes }) => ({ text: label, votes }))
  const counts = Object.fromEntries(counted.map(({ text, votes }) => [text, votes]))
  return { ...base, counts, others: rows.length - counted.length, ...figuresOf(view, counted, known) }
}

type Counted = { text: string; votes: number }[]

function figuresOf(view: AnswerView, counted: Counted, { right }: Question): TypeFigures {
  switch (view.type) {
    case 'many':
      return right === null ? {} : { allRight: view.allRight }
    case 'scale':
      return { statements: view.statements }
    case 'number': {
      const { statistics, bins, inBand } = view
      return {
        ...statistics,
        ...(bins ? { bins } : {}),
        ...(inBand === null ? {} : { rightAnswers: inBand }),
      }
    }
    case 'order': {
      const ranks = view.items.map(({ letter, points, places }) => ({ letter, points, places: [...places] }))
      return { ranks, ...(right === null ? {} : { allRight: view.allRight }) }
    }
    case 'text':
      return { answers: counted, ...(view.right === null ? {} : { rightAnswers: view.right }) }
    case 'words':
      return { words: counted }
    default:
      return {}
  }
}
