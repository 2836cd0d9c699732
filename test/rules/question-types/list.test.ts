/** Tests how a list as text says what kind of question it is, in and out. */
import { expect } from 'chai'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseList, writeList } from '../../../src/core/poll/question-list'
import { type Question, questionTypes } from '../../../src/core/question-types/registry'
import { anyQuestion } from './any-question'

const base: Question = { text: 'Q', choices: [], kind: 'ballot', results: 'hidden', right: null }

/** A list of one question, and what it is read as. */
const EXAMPLES: [text: string, question: Question][] = [
  [
    'Q [many 1-2]\n*a\nb\n*c',
    { ...base, choices: ['a', 'b', 'c'], right: 'AC', answer: { type: 'many', min: 1, max: 2 } },
  ],
  ['Q [many]\na\nb', { ...base, choices: ['a', 'b'], answer: { type: 'many', min: 1, max: 2 } }],
  [
    'Q [many 2, live]\na\nb\nc',
    { ...base, results: 'live', choices: ['a', 'b', 'c'], answer: { type: 'many', min: 2, max: 2 } },
  ],
  [
    'Q [scale 1-5: never … always]',
    { ...base, answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' } },
  ],
  [
    'Q [scale 0-10, hands, live]\nfun\neasy',
    {
      ...base,
      kind: 'hands',
      results: 'live',
      choices: ['fun', 'easy'],
      answer: { type: 'scale', from: 0, to: 10, low: '', high: '' },
    },
  ],
  [
    'Q [number 1500..2000 = 1779..1799 m]',
    {
      ...base,
      right: '1779..1799',
      answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: 'm' },
    },
  ],
  ['Q [words 5; without fr]', { ...base, answer: { type: 'words', most: 5, leaveOut: 'fr' } }],
  ['Q [words without en]', { ...base, answer: { type: 'words', most: 3, leaveOut: 'en' } }],
  ['Q [number]', { ...base, answer: { type: 'number', min: null, max: null, decimals: 0, unit: '' } }],
  [
    'Q [number 0.. = 3.1..3.2; 4 decimals]',
    { ...base, right: '3.1..3.2', answer: { type: 'number', min: 0, max: null, decimals: 4, unit: '' } },
  ],
  [
    'Q [number = 42 %]',
    { ...base, right: '42..42', answer: { type: 'number', min: null, max: null, decimals: 0, unit: '%' } },
  ],
  ['Q [order]\nx\ny\nz', { ...base, choices: ['x', 'y', 'z'], answer: { type: 'order', places: 3 } }],
  ['Q [order 2]\nx\ny\nz', { ...base, choices: ['x', 'y', 'z'], answer: { type: 'order', places: 2 } }],
  ['Q [text]', { ...base, answer: { type: 'text', most: 1 } }],
  ['Q [text 2]\n*Köln\n*Cologne', { ...base, right: 'Köln\nCologne', answer: { type: 'text', most: 2 } }],
  ['Q [words]', { ...base, answer: { type: 'words', most: 3 } }],
  [
    'Q [words 5, live, abstain]',
    { ...base, results: 'live', canAbstain: true, answer: { type: 'words', most: 5 } },
  ],
  ['Q [text, approve]', { ...base, needsApproval: true, answer: { type: 'text', most: 1 } }],
]

describe('A list as text with every kind of question', () => {
  for (const [text, question] of EXAMPLES)
    it(`reads and writes ${text.split('\n')[0]}`, () => {
      expect(parseList(text)).to.deep.equal({ questions: [question], problems: [] })
      expect(writeList([question])).to.equal(text)
    })

  it('shuffles what is written in its right order, so that no letter tells it', () => {
    const text = 'Q [order correct]\nx\ny\nz\nw'
    const [asked] = parseList(text).questions
    expect(asked!.choices).to.have.members(['x', 'y', 'z', 'w']).and.not.deep.equal(['x', 'y', 'z', 'w'])
    expect([...asked!.right!].map(letter => asked!.choices['ABCD'.indexOf(letter)])).to.deep.equal([
      'x',
      'y',
      'z',
      'w',
    ])
    expect(writeList([asked!])).to.equal(text)
  })

  it('takes what people write: a tolerance, a percentage, commas, three points, dashes of any length', () => {
    const rightOf = (text: string) => parseList(text).questions[0]?.right
    expect(rightOf('Q [number 1500..2000 = 1789 ± 10 m]')).to.equal('1779..1799')
    expect(rightOf('Q [number = 200 ± 1 %]')).to.equal('198..202')
    expect(rightOf('Q [number = 3,14]')).to.equal('3.14..3.14')
    expect(parseList('Q [Scale 1–7: I do not agree ... I agree]').questions[0]?.answer).to.deep.equal({
      type: 'scale',
      from: 1,
      to: 7,
      low: 'I do not agree',
      high: 'I agree',
    })
  })

  it('says with the line what does not fit', () => {
    const problemOf = (text: string) => parseList(text).problems[0]
    expect(problemOf('Q [many 3-4]\na\nb')).to.equal(
      'Line 1: what stands in [many 3-4] does not fit this question.',
    )
    expect(problemOf('Q [words]\na')).to.equal(
      'Line 1: a question for [words] has no choices on the lines below it, this one 1.',
    )
    expect(problemOf('Q [words, hands]')).to.equal(
      'Line 1: hands cannot be raised for [words]: leave out "hands".',
    )
    expect(problemOf('Q [number, approve]')).to.equal(
      'Line 1: nothing is approved for [number]: leave out "approve".',
    )
    expect(problemOf('Q [scale 1-5]\n*a\nb')).to.equal(
      'Line 1: what is marked as right cannot be right here.',
    )
    expect(problemOf('Q [number 5..1]')).to.equal(
      'Line 1: what stands in [number 5..1] does not fit this question.',
    )
    expect(problemOf('Q [number = 9..1]')).to.equal('Line 1: what is marked as right cannot be right here.')
  })

  it('leaves brackets alone that say no kind', () => {
    for (const text of [
      'What is a[words + 1]?',
      'What is in a[words + 1]',
      'The set [number line]',
      'Who is [one]',
    ])
      expect(parseList(`${text}\na\nb`).questions[0]?.text, text).to.equal(text)
  })

  it('keeps any question of any kind that a presenter can ask', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { maxLength: 4 }), questions => {
        expect(parseList(writeList(questions))).to.deep.equal({ questions, problems: [] })
      }),
      { numRuns: 500 },
    )
  })
})

describe('The guide to the list as text', () => {
  it('shows only lists that are read without a problem', () => {
    const guide = readFileSync(path.join(__dirname, '../../../docs/question-list.md'), 'utf8')
    const lists = [...guide.matchAll(/```text\n([^`]*)```/g)].map(([, list]) => list!)
    const [first, second] = lists.map(parseList)
    expect(first).to.deep.include({ problems: [] })
    expect(second).to.deep.include({ problems: [] })
    expect(second!.questions.map(({ answer }) => answer?.type)).to.deep.equal(['scale', 'number', 'words'])
  })

  it('names every kind', () => {
    const guide = readFileSync(path.join(__dirname, '../../../docs/question-list.md'), 'utf8')
    for (const name of Object.keys(questionTypes)) if (name !== 'one') expect(guide).to.include(`\`[${name}`)
  })
})
