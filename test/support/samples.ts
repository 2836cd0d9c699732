/** A question of each type with votes for it, and the few calls that tests of them have in common. */
import type { Counts, Question } from '../../src/core/protocol/poll'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import type { CareChange } from '../../src/core/question-types/care'
import type { AnswerView, TypeName } from '../../src/core/question-types/registry'
import type { Client } from './clients'
import { question, type TestPresenter } from './presenter'

/** How a question of one type is asked, answered and counted. */
export interface Sample {
  type: TypeName
  asks: Partial<Question>
  /** A vote as it is sent, and as it is shown. */
  first: [sent: string, shown: string]
  /** Another one, and what is right, if anything can be. */
  second: [sent: string, shown: string]
  right?: string
  /** What is refused, and with which code. */
  refused: [sent: string, code: string][]
  /** What everybody sees once one person has given the second vote. */
  counted: { counts: Counts } | { answers: object }
  /** How the list of results sums it up. */
  headline: string
}

const base: Partial<Question> = { canAbstain: true, explanation: 'Because.' }
const many = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join('\n')

export const SAMPLES: Record<string, Sample> = {
  'one choice': {
    type: 'one',
    asks: { ...base, choices: ['x', 'y', 'z'] },
    first: ['A', 'A'],
    second: ['B', 'B'],
    right: 'B',
    refused: [
      ['D', 'no-such-choice'],
      ['AB', 'no-such-choice'],
      ['', 'no-such-choice'],
      ['__proto__', 'no-such-choice'],
    ],
    counted: { counts: { A: 0, B: 1, C: 0 } },
    headline: 'B 100 %',
  },
  'several choices': {
    type: 'many',
    asks: { ...base, choices: ['x', 'y', 'z'], answer: { type: 'many', min: 1, max: 2 } },
    first: ['A', 'A'],
    second: ['CB', 'BC'],
    right: 'BC',
    refused: [
      ['D', 'no-such-choice'],
      ['AA', 'chosen-twice'],
      ['ABC', 'too-many-choices'],
      ['', 'too-few-choices'],
    ],
    counted: { counts: { '#': 1, A: 0, B: 1, C: 1 } },
    headline: 'B and C 100 % each',
  },
  'a scale': {
    type: 'scale',
    asks: { ...base, choices: [], answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' } },
    first: ['1', '1'],
    second: ['4', '4'],
    refused: [
      ['6', 'no-such-choice'],
      ['0', 'no-such-choice'],
      ['2.5', 'no-such-choice'],
      ['', 'too-few-choices'],
      ['1,2', 'no-such-choice'],
    ],
    counted: { counts: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 } },
    headline: 'Mean 4.0',
  },
  'a scale with statements': {
    type: 'scale',
    asks: { ...base, choices: ['fun', 'easy'], answer: { type: 'scale', from: 0, to: 1, low: '', high: '' } },
    first: ['1', '1'],
    second: [',0', ',0'],
    refused: [
      ['2', 'no-such-choice'],
      ['1,1,1', 'no-such-choice'],
      [',', 'too-few-choices'],
    ],
    counted: { counts: { '#': 1, a0: 0, a1: 0, b0: 1, b1: 0 } },
    headline: 'Mean B 0.0',
  },
  'a number': {
    type: 'number',
    asks: { ...base, choices: [], answer: { type: 'number', min: 0, max: 10, decimals: 2, unit: 'm' } },
    first: ['7', '7'],
    second: ['3,14', '3.14'],
    right: '3..4',
    refused: [
      ['x', 'not-a-number'],
      ['', 'not-a-number'],
      ['3.145', 'too-many-decimals'],
      ['11', 'out-of-range'],
      ['-1', 'out-of-range'],
    ],
    counted: {
      answers: {
        type: 'number',
        voters: 1,
        statistics: { mean: 3.14, median: 3.14, quartiles: [3.14, 3.14], min: 3.14, max: 3.14 },
      },
    },
    headline: 'Median 3.14 m',
  },
  'an order': {
    type: 'order',
    asks: { ...base, choices: ['x', 'y', 'z'], answer: { type: 'order', places: 3 } },
    first: ['ABC', 'ABC'],
    second: ['CAB', 'CAB'],
    right: 'CAB',
    refused: [
      ['ABD', 'no-such-choice'],
      ['AAB', 'chosen-twice'],
      ['AB', 'too-few-choices'],
      ['ABCA', 'chosen-twice'],
    ],
    counted: {
      counts: { '#': 1, A1: 0, A2: 1, A3: 0, B1: 0, B2: 0, B3: 1, C1: 1, C2: 0, C3: 0 },
    },
    headline: '100 % right',
  },
  'open text': {
    type: 'text',
    asks: { ...base, choices: [], answer: { type: 'text', most: 2 } },
    first: ['  Rome ', 'Rome'],
    second: ['Paris\nparis\nOslo', 'paris\nOslo'],
    right: 'PARIS\nParigi',
    refused: [
      ['', 'empty-answer'],
      [' \u200b\n!', 'empty-answer'],
      ['a\nb\nc', 'too-many-answers'],
      ['x'.repeat(281), 'answer-too-long'],
    ],
    counted: { answers: { type: 'text', voters: 1, answers: 2 } },
    headline: '100 % right',
  },
  words: {
    type: 'words',
    asks: { ...base, choices: [], answer: { type: 'words', most: 2 } },
    first: ['light', 'light'],
    second: ['école\nÉCOLE\n bruit', 'ÉCOLE\nbruit'],
    refused: [
      ['', 'empty-answer'],
      [many(3), 'too-many-answers'],
      ['x'.repeat(31), 'answer-too-long'],
    ],
    counted: { answers: { type: 'words', voters: 1, others: 0 } },
    headline: 'bruit and ÉCOLE 1 each',
  },
}

export const isOpen = ({ counted }: Sample) => 'answers' in counted

export const cast = (client: Client, pollId: string, vote: string) =>
  client.emitWithAck('castVote', { pollId, vote })

/** What a presenter decides on answers. */
export const decides = (client: Client, pollId: string, change: CareChange) =>
  client.emitWithAck('careForAnswers', { pollId, change })

/** Asks a question over A and B with these changes; the id of its poll. */
export async function ask(presenter: TestPresenter, changes: Partial<Question>): Promise<string> {
  const { poll } = await presenter.does({ name: 'ask', question: question(changes) })
  return poll.pollId
}

/** The words of a snapshot's cloud. */
export function cloudOf({ answers }: Pick<Snapshot, 'answers'>): Record<string, number> {
  return wordsOf(answers)
}

/** The words of a cloud and their votes. */
export function wordsOf(view: AnswerView | null): Record<string, number> {
  if (view?.type !== 'words') throw new Error('no cloud')
  return Object.fromEntries(view.words.map(([label, votes]): [string, number] => [label, votes]))
}

/** The texts of cards. */
export function textsOf(view: AnswerView | null): string[] {
  if (view?.type !== 'text') throw new Error('no cards')
  return view.cards.map(({ text }) => text)
}
