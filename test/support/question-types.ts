/** A question of each type, and votes for them: what people type, and what people type to break things. */
import fc from 'fast-check'
import { ABSTAIN, type QuestionBase } from '../../src/core/question-types/question-type'
import { parseVote, type Question } from '../../src/core/question-types/registry'

const base: QuestionBase = {
  text: 'What?',
  choices: [],
  kind: 'ballot',
  results: 'live',
  right: null,
  canAbstain: true,
}
const LETTERED = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']

/** A question of each type, and some of a second shape, by what it asks for. */
export const QUESTIONS: Record<string, Question> = {
  'one choice': { ...base, choices: LETTERED, right: 'B' },
  'several choices': { ...base, choices: LETTERED, right: 'AC', answer: { type: 'many', min: 1, max: 3 } },
  'a scale': { ...base, answer: { type: 'scale', from: 0, to: 10, low: 'never', high: 'always' } },
  'a scale with statements': {
    ...base,
    choices: LETTERED,
    answer: { type: 'scale', from: 1, to: 5, low: '', high: '' },
  },
  'a number': {
    ...base,
    right: '1779..1799',
    answer: { type: 'number', min: null, max: null, decimals: 2, unit: 'm' },
  },
  'an order': { ...base, choices: LETTERED, right: 'ABCDE', answer: { type: 'order', places: 5 } },
  'the first places of an order': { ...base, choices: LETTERED, answer: { type: 'order', places: 2 } },
  'open text': { ...base, right: 'Paris', answer: { type: 'text', most: 3 } },
  words: { ...base, answer: { type: 'words', most: 10 } },
}

/** What people type, and what people type to break things. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '10',
    '9',
    '#',
    '=',
    '-',
    '',
    ' ',
    'école',
    'ECOLE',
    'Schöne Grüße',
    'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b',
    '\u202eevil\u202c',
    'שלום',
    '\u200b\u200b',
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '\ud83d',
    'c++',
    'C#',
    '\0nul',
    '1e999',
    '-0',
    '3,14',
  ),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
/** What a page may send as a vote: of each type some that are one, and all that is hostile. */
export const typedVote = fc.oneof(
  fc.array(hostile, { maxLength: 12 }).map(lines => lines.join('\n')),
  fc.constantFrom(
    'A',
    'B',
    'CA',
    'ACB',
    'ABCDE',
    'EDCBA',
    'AB',
    'AA',
    'Z',
    '4',
    '0',
    '10',
    '4,,2',
    ',,3',
    '1,2,3,4,5',
  ),
  fc.integer({ min: -3000, max: 3000 }).map(String),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(value => value.toFixed(2).replace('.', ',')),
  fc.constant(ABSTAIN),
)
/**
 * So many recorded votes for this question, the same at every run: what is typed to break things, and then as many
 * different answers as its type lets in.
 */
export function hostileVotes(question: Question, count: number): string[] {
  const sample = fc.sample(typedVote, { numRuns: Math.floor(count / 2), seed: 7 })
  const different = (index: number) => [`${index}${'ẞ字\u0301👩‍🚀'.repeat(4)}`, String(index), `${index % 9},5`]
  const votes: string[] = []
  for (let index = 0; votes.length < count; index++)
    for (const sent of [sample[index % sample.length]!, ...different(index)]) {
      const parsed = parseVote(question, sent)
      if (parsed.ok && votes.length < count) votes.push(parsed.vote)
    }
  return votes
}
