/** A lecture with a question of each type: what is asked, what four people answer, and what the presenter is to see. */
import type { Question } from '../../../src/core/question-types/registry'

const base = { kind: 'ballot', results: 'hidden', right: null, canAbstain: true } as const

interface Asked {
  question: Question
  /** Of four people. */
  votes: readonly [string, string, string, string]
  /** What the private chart says, by a selector in it. */
  seen: readonly [selector: string, text: string | RegExp]
  /** What is said at the key that says the tally. */
  said: RegExp
  /** What the button says in place of the list of letters; undefined: there is the list. */
  right?: string
  /** What "next" says before the reveal; undefined: nothing is right. */
  reveal?: string | RegExp
  /** What the list of results says. */
  headline: RegExp
}

export const LECTURE: Record<string, Asked> = {
  'one choice': {
    question: { ...base, text: 'Which one blocks?', choices: ['fetch', 'while', 'timer'], right: 'B' },
    votes: ['A', 'B', 'B', '-'],
    seen: ['#private-note', /^1\scannot\ssay$/],
    said: /B 67 percent, 2.*1 cannot say\.$/,
    reveal: 'Reveal B',
    headline: /B 67/,
  },
  'several choices': {
    question: {
      ...base,
      text: 'Which are prime?',
      choices: ['two', 'nine', 'five', 'four'],
      right: 'AC',
      answer: { type: 'many', min: 1, max: 3 },
    },
    votes: ['AC', 'A', 'ABC', '-'],
    seen: ['#private-note', /^of\s3\speople · 1\scannot\ssay$/],
    said: /Of 3 people: A 100 percent, B 33 percent.*1 cannot say\.$/,
    right: 'A, C',
    reveal: 'Reveal A, C',
    headline: /A 100/,
  },
  'a scale': {
    question: {
      ...base,
      text: 'How sure are you?',
      choices: [],
      answer: { type: 'scale', from: 1, to: 5, low: 'not at all', high: 'completely' },
    },
    votes: ['1', '4', '5', '-'],
    seen: ['#typed-chart .main', 'Mean 3.3'],
    said: /mean 3\.3.*1 cannot say\.$/,
    right: 'None',
    headline: /Mean 3\.3/,
  },
  'a scale with statements': {
    question: {
      ...base,
      text: 'How was the course?',
      choices: ['The pace was right', 'The examples helped', 'I could follow'],
      answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' },
    },
    votes: ['1,2,3', '3,,5', '5,4,4', '-'],
    seen: ['#typed-chart .chart-row[data-letter=B] .figure', '3.0'],
    said: /The examples helped.*3\.0/,
    right: 'None',
    headline: /A 3\.0/,
  },
  'a number': {
    question: {
      ...base,
      text: 'When did it begin?',
      choices: [],
      right: '1779..1799',
      answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: '' },
    },
    votes: ['1789', '1790', '1815', '-'],
    seen: ['#typed-chart .main', 'Median 1790'],
    said: /1790.*67 percent.*1 cannot say\.$/,
    right: '1779–1799',
    reveal: 'Reveal 1779–1799',
    headline: /1790|67/,
  },
  'an order': {
    question: {
      ...base,
      text: 'From the sun outwards',
      choices: ['Mercury', 'Venus', 'Earth'],
      right: 'ABC',
      answer: { type: 'order', places: 3 },
    },
    votes: ['ABC', 'ABC', 'BAC', '-'],
    seen: ['#typed-chart .chart-row:first-child .figure', '2.7'],
    said: /2\.7 points/,
    right: '',
    reveal: '',
    headline: /67|right/,
  },
  'open text': {
    question: {
      ...base,
      text: 'What is a closure?',
      choices: [],
      right: 'a function with its scope',
      needsApproval: true,
      answer: { type: 'text', most: 2 },
    },
    votes: ['a function with its scope', 'no idea', 'No idea!', '-'],
    seen: ['#typed-chart .facts', /^3\speople · 1\scannot\ssay · 1\sright · 2\swait$/],
    said: /The newest: .*[Nn]o idea!? \(waits for approval\)/,
    right: 'a function with its scope',
    reveal: /^Reveal the right answer$/,
    headline: /33/,
  },
  words: {
    question: { ...base, text: 'Name a language', choices: [], answer: { type: 'words', most: 3 } },
    votes: ['Python\nC#', 'python', 'Rust', '-'],
    seen: ['#typed-chart .chart-row:first-child .figure', '2'],
    said: /3 different words.*[Pp]ython 2/,
    right: 'None',
    headline: /[Pp]ython 2/,
  },
}
