/** Words for a cloud: spellings are counted, and what people read as the same word is shown as one. */
import { bytesOf, withinBytes } from '../limits/bounded'
import { AnswerGroups, mostFrequent, type AnswerGroup } from './answer-groups'
import { wholeNumber } from './fields'
import { answersOf, lengthOf, parseTypedVote } from './open-answers'
import { listed } from './percentages'
import { wordsOfRows } from './pictures/picture'
import { ABSTAIN, VOTERS, votesOf, type Audience, type QuestionType } from './question-type'
import { readStopLanguage, type StopLanguage } from './stop-languages'

export interface WordsOptions {
  type: 'words'
  /** The most words of one vote. */
  most: number
  /** The language whose words that say nothing are left out; absent: all words count. */
  leaveOut?: StopLanguage
}

export interface WordsView {
  voters: number
  abstained: number
  /** Words that are shown, the most frequent first. */
  words: [label: string, votes: number, key?: string][]
  /** How many different words there are besides these. */
  others: number
  /** For screens: whether words are shown as a list, not as a cloud. */
  isList?: boolean
  /** For presenters: words that wait for approval, and hidden ones. */
  waiting?: [label: string, votes: number, key: string][]
  hidden?: [label: string, votes: number, key: string][]
}

/** Characters of one word. */
export const MAX_WORD_LENGTH = 30
const MAX_WORDS = 10

/** Words and bytes of one frame. */
const BOUNDS: Record<Audience, { words: number; bytes: number }> = {
  phone: { words: 30, bytes: 780 },
  screen: { words: 100, bytes: 3600 },
  presenter: { words: 200, bytes: 7000 },
}

/** Of the bytes of a presenter's view: what waits must be decided on, what is hidden can be restored. */
const WAITING_BYTES = 2500
const HIDDEN_BYTES = 1500

const groups = new AnswerGroups()

/** `3; without en`; both parts may be missing. */
const TAG = /^(?<most>\d{1,2})?\s*(?:;?\s*without\s+(?<leaveOut>[a-z]{2}))?$/i

export const words: QuestionType<WordsOptions, WordsView> = {
  name: 'words',
  isBounded: false,
  hasNoRight: true,
  isTyped: true,
  choices: [0, 0],
  stopLanguage: ({ answer }) => answer.leaveOut,
  readOptions({ most, leaveOut }) {
    const count = wholeNumber(most ?? 3, 1, MAX_WORDS)
    const language = readStopLanguage(leaveOut)
    if (count === undefined || (leaveOut !== undefined && !language)) return undefined
    return { type: 'words', most: count, ...(language ? { leaveOut: language } : {}) }
  },
  readRight: () => undefined,
  readTag(text) {
    const { groups: parts } = TAG.exec(text) ?? {}
    if (!parts) return undefined
    const { most, leaveOut } = parts
    return {
      fields: {
        ...(most === undefined ? {} : { most: Number(most) }),
        ...(leaveOut === undefined ? {} : { leaveOut: leaveOut.toLowerCase() }),
      },
    }
  },
  writeTag({ answer: { most, leaveOut } }) {
    const count = most === 3 ? '' : String(most)
    if (leaveOut === undefined) return count
    return count === '' ? `without ${leaveOut}` : `${count}; without ${leaveOut}`
  },
  counters: () => [VOTERS],
  parseVote({ answer: { most } }, sent) {
    const isTooLong = (word: string) => lengthOf(word) > MAX_WORD_LENGTH || word.length > 4 * MAX_WORD_LENGTH
    return parseTypedVote(sent, { most, isTooLong })
  },
  sentVote: (_question, vote) => answersOf(vote).join('\n'),
  isRight: () => null,
  voters: tally => votesOf(tally, VOTERS),
  view(_question, tally, audience, care) {
    const all = groups.of(tally, care)
    const isPresenter = audience === 'presenter'
    const { words: most, bytes } = BOUNDS[audience]
    const groupsIn = (state: AnswerGroup['state']) => all.filter(group => group.state === state)
    const entries = (some: readonly AnswerGroup[]) =>
      mostFrequent(some, most).map(({ label, votes, key }): [string, number, string] => [label, votes, key])
    const waiting = isPresenter ? withinBytes(entries(groupsIn('waiting')), WAITING_BYTES) : []
    const hidden = isPresenter ? withinBytes(entries(groupsIn('hidden')), HIDDEN_BYTES) : []
    const shown = groupsIn('shown')
    const first = entries(shown).map((entry): WordsView['words'][number] =>
      isPresenter ? entry : [entry[0], entry[1]],
    )
    const within = withinBytes(first, bytes - bytesOf([...waiting, ...hidden]))
    const view: WordsView = {
      voters: votesOf(tally, VOTERS),
      abstained: votesOf(tally, ABSTAIN),
      words: within,
      others: shown.length - within.length,
    }
    if (audience === 'screen' && care.isList) return { ...view, isList: true }
    return isPresenter ? { ...view, waiting, hidden } : view
  },
  rows: (_question, tally, care) => {
    const voters = votesOf(tally, VOTERS)
    return groups
      .of(tally, care)
      .filter(({ state }) => state === 'shown')
      .sort((one, other) => other.votes - one.votes)
      .map(({ label, votes }) => ({
        label,
        votes,
        percent: Math.round((votes / Math.max(1, voters)) * 100),
        isRight: false,
      }))
  },
  picture: (question, tally, care) => wordsOfRows(words.rows(question, tally, care)),
  read(_question, { voters, words: entries, others }) {
    if (entries.length === 0) return [voters === 0 ? 'No words yet.' : 'No word is shown yet.']
    const named = entries.slice(0, MAX_READ).map(([label, votes]) => `${label} ${votes}`)
    const different = entries.length + others
    return [
      `${different} different ${different === 1 ? 'word' : 'words'} of ${voters} ${voters === 1 ? 'person' : 'people'}.`,
      `Most frequent: ${named.join(', ')}.`,
    ]
  },
  headline(question, tally, care) {
    const entries = words.view(question, tally, 'phone', care).words
    const [first] = entries
    if (!first) return ''
    const equal = entries.filter(([, votes]) => votes === first[1]).map(([label]) => label)
    if (equal.length === 1) return `${first[0]} ${first[1]}`
    const named = equal.length > MAX_LEADING ? [...equal.slice(0, MAX_LEADING), 'others'] : equal
    return `${listed(named)} ${first[1]} each`
  },
}

/** Words of the same frequency that a headline names. */
const MAX_LEADING = 3
/** Words that are read aloud. */
const MAX_READ = 10
