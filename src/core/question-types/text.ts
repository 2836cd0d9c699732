/** Open text: short answers, equal ones folded into one card; one of them may be highlighted in full. */
import { beginningOf, withinBytes } from '../limits/bounded'
import { AnswerGroups, type AnswerGroup } from './answer-groups'
import { countTag, wholeNumber } from './fields'
import { answerKey, answersIn, answersOf, lengthOf, parseTypedVote } from './open-answers'
import { ABSTAIN, VOTERS, votesOf, type Audience, type QuestionType } from './question-type'

export interface TextOptions {
  type: 'text'
  /** The most answers of one vote. */
  most: number
}

export interface TextCard {
  text: string
  votes: number
  /** For presenters: what the card is meant by, and whether the audience may see it. */
  key?: string
  state?: AnswerGroup['state']
}

export interface TextView {
  voters: number
  abstained: number
  /** How many different answers the audience may see. */
  answers: number
  /** The newest first; none on phones. For presenters those that wait come before, the oldest first. */
  cards: TextCard[]
  highlighted: TextCard | null
  /** How many gave a right answer; null: nothing is right, or it is not revealed. */
  right: number | null
  /** For presenters: how many answers wait for approval. */
  waiting?: number
}

/** Characters of one answer. */
export const MAX_ANSWER_LENGTH = 280
const MAX_ANSWERS = 3

const BOUNDS: Record<Audience, { cards: number; bytes: number; cardBytes: number }> = {
  phone: { cards: 0, bytes: 0, cardBytes: 720 },
  screen: { cards: 24, bytes: 2550, cardBytes: 1150 },
  presenter: { cards: 100, bytes: 6500, cardBytes: 1150 },
}

const groups = new AnswerGroups()

/** The accepted spellings of a right answer, folded. */
function acceptedBy(right: string | null): Set<string> | undefined {
  return right === null ? undefined : new Set(right.split('\n').map(answerKey))
}

/** Somebody may have given two of the accepted spellings. */
function rightOf(all: readonly AnswerGroup[], accepted: ReadonlySet<string>, voters: number): number {
  const votes = all.reduce((sum, { key, votes }) => (accepted.has(key) ? sum + votes : sum), 0)
  return Math.min(votes, voters)
}

export const text: QuestionType<TextOptions, TextView> = {
  name: 'text',
  isBounded: false,
  hasAcceptedAnswers: true,
  isTyped: true,
  choices: [0, 0],
  readOptions({ most }) {
    const count = wholeNumber(most ?? 1, 1, MAX_ANSWERS)
    return count === undefined ? undefined : { type: 'text', most: count }
  },
  readRight(_question, right) {
    const accepted = answersIn(right)
    return accepted.length === 0 ||
      accepted.length > 10 ||
      accepted.some(answer => lengthOf(answer) > MAX_ANSWER_LENGTH)
      ? undefined
      : accepted.join('\n')
  },
  readTag: text => countTag(text, 'most'),
  writeTag: ({ answer: { most } }) => (most === 1 ? '' : String(most)),
  counters: () => [VOTERS],
  parseVote({ answer: { most } }, sent) {
    const isTooLong = (answer: string) =>
      lengthOf(answer) > MAX_ANSWER_LENGTH || answer.length > 2 * MAX_ANSWER_LENGTH
    return parseTypedVote(sent, { most, isTooLong })
  },
  sentVote: (_question, vote) => answersOf(vote).join('\n'),
  isRight({ right }, vote) {
    const accepted = acceptedBy(right)
    return accepted ? answersOf(vote).some(answer => accepted.has(answerKey(answer))) : null
  },
  voters: tally => votesOf(tally, VOTERS),
  view({ right }, tally, audience, care) {
    const all = groups.of(tally, care)
    const shown = all.filter(({ state }) => state === 'shown')
    const { cards, bytes, cardBytes } = BOUNDS[audience]
    const isPresenter = audience === 'presenter'
    const card = ({ label, votes, key, state }: AnswerGroup): TextCard => ({
      text: beginningOf(label, cardBytes),
      votes,
      ...(isPresenter ? { key, state } : {}),
    })
    const highlighted = shown.find(({ key }) => key === care.highlighted)
    // A presenter decides on what waits, however much has come since.
    const waiting = isPresenter ? all.filter(({ state }) => state === 'waiting') : []
    const others = isPresenter ? all.filter(({ state }) => state !== 'waiting') : shown
    const newest = [...waiting.slice(0, cards), ...others.slice(-cards || all.length).reverse()]
    const accepted = acceptedBy(right)
    const view: TextView = {
      voters: votesOf(tally, VOTERS),
      abstained: votesOf(tally, ABSTAIN),
      answers: shown.length,
      cards: withinBytes(newest.slice(0, cards).map(card), bytes),
      highlighted: highlighted ? card(highlighted) : null,
      right: accepted ? rightOf(all, accepted, votesOf(tally, VOTERS)) : null,
    }
    return isPresenter ? { ...view, waiting: waiting.length } : view
  },
  rows: (question, tally, care) => {
    const accepted = acceptedBy(question.right)
    return groups
      .of(tally, care)
      .filter(({ state }) => state === 'shown')
      .map(({ label, votes, key }) => ({ label, votes, percent: null, isRight: accepted?.has(key) ?? false }))
  },
  read(_question, { voters, answers, highlighted }) {
    if (answers === 0) return [voters === 0 ? 'No answers yet.' : 'No answer is shown yet.']
    const sentences = [
      `${answers} different ${answers === 1 ? 'answer' : 'answers'} of ${voters} ${voters === 1 ? 'person' : 'people'}.`,
    ]
    if (highlighted) sentences.push(`Highlighted: ${highlighted.text}`)
    return sentences
  },
  headline(question, tally, care) {
    const { answers, right } = text.view(question, tally, 'phone', care)
    const voters = votesOf(tally, VOTERS)
    if (voters === 0) return ''
    if (right !== null) return `${Math.round((right / voters) * 100)} % right`
    return `${answers} different ${answers === 1 ? 'answer' : 'answers'}`
  },
}
