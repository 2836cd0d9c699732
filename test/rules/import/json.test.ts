/** Tests a question as JSON for programs: in, out, and every fault in one sentence. */
import { expect } from 'chai'
import fc from 'fast-check'
import { z } from 'zod'
import { questionToJson } from '../../../src/core/import/json-shape'
import { questionFromJson, questionSchema } from '../../../src/core/import/question-json'
import type { Question } from '../../../src/core/question-types/registry'
import { anyQuestion } from '../question-types/any-question'

const base: Question = { text: 'Q', choices: [], kind: 'ballot', results: 'hidden', right: null }

const EXAMPLES: [json: Record<string, unknown>, question: Question][] = [
  [
    { type: 'one', choices: ['a', 'b'], right: 'B' },
    { ...base, choices: ['a', 'b'], right: 'B' },
  ],
  [
    { type: 'many', choices: ['a', 'b', 'c'], min: 1, max: 2, right: 'CA' },
    { ...base, choices: ['a', 'b', 'c'], right: 'AC', answer: { type: 'many', min: 1, max: 2 } },
  ],
  [
    { type: 'scale', points: 5, labels: ['never', 'always'], statements: ['fun'] },
    { ...base, choices: ['fun'], answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' } },
  ],
  [
    { type: 'scale', points: 11, from: 0 },
    { ...base, answer: { type: 'scale', from: 0, to: 10, low: '', high: '' } },
  ],
  [
    { type: 'number', min: 1500, max: 2000, unit: 'm', right: { from: 1779, to: 1799 } },
    {
      ...base,
      right: '1779..1799',
      answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: 'm' },
    },
  ],
  [
    { type: 'order', items: ['a', 'b', 'c'], places: 2 },
    { ...base, choices: ['a', 'b', 'c'], answer: { type: 'order', places: 2 } },
  ],
  [
    { type: 'text', max: 2, right: ['Köln', 'Cologne'], needsApproval: true },
    { ...base, right: 'Köln\nCologne', needsApproval: true, answer: { type: 'text', most: 2 } },
  ],
  [
    { type: 'words', max: 5, leaveOut: 'fr' },
    { ...base, answer: { type: 'words', most: 5, leaveOut: 'fr' } },
  ],
]

describe('A question as JSON', () => {
  for (const [json, question] of EXAMPLES)
    it(`is read: ${JSON.stringify(json)}`, () => {
      expect(questionFromJson({ text: 'Q', ...json })).to.deep.equal({ ok: true, question })
    })

  it('has the letters of a right order in the order in which the items are given', () => {
    const read = questionFromJson({ type: 'order', text: 'Q', items: ['b', 'c', 'a'], right: 'CAB' })
    if (!read.ok) throw new Error(read.problem)
    const { choices, right } = read.question
    expect([...right!].map(letter => choices['ABC'.indexOf(letter)])).to.deep.equal(['a', 'b', 'c'])
  })

  it('is, printed and read again, the question, of every kind', () => {
    fc.assert(
      fc.property(anyQuestion, question => {
        const sent: unknown = JSON.parse(JSON.stringify(questionToJson(question)))
        expect(questionFromJson(sent)).to.deep.equal({ ok: true, question })
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused with one sentence that names the field', () => {
    const problemOf = (json: unknown) => {
      const read = questionFromJson(json)
      return read.ok ? undefined : read.problem
    }
    const one = { type: 'one', text: 'Q', choices: ['a', 'b'] }
    expect(problemOf({ ...one, type: 'cloze' })).to.equal(
      'type: must be one of one, many, scale, number, order, text, words.',
    )
    expect(problemOf({ ...one, right: 'C' })).to.equal('right: this cannot be right for the question.')
    expect(problemOf({ ...one, right: 'AB' })).to.equal('right: must be one letter of a choice, such as "B".')
    expect(problemOf({ ...one, choices: ['a'] })).to.match(/^choices: .+\.$/)
    expect(problemOf({ ...one, choices: [1, 2] })).to.match(/^choices\.0: .+\.$/)
    expect(problemOf({ ...one, answers: ['a'] })).to.match(/answers/)
    expect(problemOf({ ...one, type: 'many', min: 3 })).to.equal(
      'many: the numbers and texts of this kind do not fit each other.',
    )
    expect(problemOf({ type: 'words', text: 'Q', kind: 'hands' })).to.match(/^kind: /)
    for (const nothing of [undefined, null, 1, '', []]) expect(problemOf(nothing)).to.be.a('string')
  })

  it('bears anything', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(questionFromJson(value)).to.have.property('ok')
      }),
    )
  })

  it('has schemas of which OpenAPI can be written', () => {
    expect(z.toJSONSchema(questionSchema, { io: 'input' }))
      .to.have.property('oneOf')
      .with.length(7)
  })
})
