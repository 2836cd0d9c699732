/** Laws of the preview's list: it loses no line, and what was decided stays with the lines of its question. */
import { expect } from 'chai'
import fc from 'fast-check'
import { draftOf, readDraft, withMark, withType } from '../../../public/presenter/import/draft'
import { Items, leftOut, troubles, type Sources } from '../../../public/presenter/import/items'
import { importWords as words } from '../../../public/presenter/import/words'
import { understand } from '../../../src/core/import/understand'
import {
  questionTypes,
  typeNameOf,
  type Question,
  type TypeName,
} from '../../../src/core/question-types/registry'
import { anyQuestion } from '../../rules/question-types/any-question'

const UP_TO_NONE: Question = {
  text: 'How far below?',
  choices: [],
  kind: 'ballot',
  results: 'live',
  right: null,
  answer: { type: 'number', min: null, max: 0, decimals: 2, unit: '' },
}
const sourcesOf = (text: string): Sources => ({
  lines: text.split('\n'),
  text: understand(text),
  files: [],
})

const block = fc.constantFrom(
  'What?\nA) one\n*B) two',
  'Which of these?\none\ntwo',
  'Alone\nx',
  'How sure? [scale 1-5: no … yes]',
  'ANSWER: B',
  'just a line',
  '::q:: Name {=a ~b}',
  'When?\t1\t2\tB',
  '# A heading',
)
const anyText = fc.oneof(
  fc.array(block, { maxLength: 8 }).map(blocks => blocks.join('\n\n')),
  fc
    .array(fc.oneof(block, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 8 })
    .map(lines => lines.join('\n')),
)
const anyType = fc.constantFrom(...(Object.keys(questionTypes) as TypeName[]))

describe('The preview of pasted questions', () => {
  it('has every line of the text in a question or in what is said of the others', () => {
    fc.assert(
      fc.property(anyText, text => {
        const sources = sourcesOf(text)
        const items = new Items().all(sources, 100)
        const covered = new Set<number>()
        const places = [
          ...items.map(({ place }) => place),
          ...items.flatMap(({ problems }) => problems),
          ...troubles(sources).flatMap(trouble => trouble.places),
        ]
        for (const { line, last } of places) for (let each = line; each <= last; each++) covered.add(each)
        const lost = sources.lines.flatMap((line, index) =>
          /[^\s\p{C}]/u.test(line) && !covered.has(index + 1) ? [line] : [],
        )
        expect(lost).to.deep.equal([])
      }),
      { numRuns: 500 },
    )
  })

  it('takes what can be asked and no more than the list has room for', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 5 }), (text, room) => {
        const items = new Items().all(sourcesOf(text), room)
        const askable = items.filter(({ canBeTaken }) => canBeTaken)
        expect(items.filter(({ isTaken }) => isTaken)).to.deep.equal(askable.slice(0, room))
      }),
      { numRuns: 300 },
    )
  })

  it('keeps what was decided of a question while other lines change, and forgets nothing that comes back', () => {
    const text = 'First?\na\nb\n\nSecond?\na\nb'
    const items = new Items()
    const [, second] = items.all(sourcesOf(text), 100)
    items.edit(second!, withMark(draftOf(second!.question), 1))
    items.choose(second!, false)
    const now = (changed: string) => {
      const found = items.all(sourcesOf(changed), 100).find(({ question }) => question.text === 'Second?')!
      return [found.question.right, found.isTaken]
    }
    expect(now(`Before?\nx\ny\n\n${text.replace('First', 'Erste')}`)).to.deep.equal(['B', false])
    expect(now(text.replace(/b$/, 'c'))).to.deep.equal([null, true])
    expect(now(text)).to.deep.equal(['B', false])
  })

  it('counts what was left out: no line that was used, and none that is to be corrected', () => {
    const question = (number: number) => `${number}. What is ${number}?\nA) x\nB) y\n\n`
    const left = (text: string) => leftOut(troubles(sourcesOf(text)))
    const list = question(1) + question(2)
    expect(left(list)).to.deep.include({ count: 0 })
    expect(left(`# Week 3\n\n${list}1. A  2. B`)).to.deep.equal({ count: 1, unit: 'line' })
    expect(left(`ANSWER: A\n\n${list}`)).to.deep.include({ count: 0 })
    const found = understand(`# Week 3\n\n${list}Good luck with it!`)
    const of = (unit?: 'row') =>
      leftOut(
        troubles({
          ...sourcesOf(''),
          files: [{ id: 1, name: 'a', found: { ...found, ...(unit && { unit }) } }],
        }),
      )
    expect(words.count(2, 0, 0, of('row'))).to.equal('2 questions understood, 2 rows left out.')
    // A file without lines: of it, parts are left out.
    expect(words.leftOut(of())).to.equal('Left out: 2 parts')
  })

  it('tells two equal questions apart', () => {
    const text = 'Same?\na\nb\n\nSame?\na\nb'
    const items = new Items()
    items.choose(items.all(sourcesOf(text), 100)[1]!, false)
    expect(items.all(sourcesOf(text), 100).map(({ isTaken }) => isTaken)).to.deep.equal([true, false])
  })

  it('makes of any question, untouched in its fields, the same question', () => {
    fc.assert(
      fc.property(anyQuestion, question => {
        const plain = { ...question, text: question.text.replace(/\s+/g, ' ').trim() }
        const read = readDraft(draftOf(plain))
        expect(read.problems).to.deep.equal([])
        expect(read.question).to.deep.equal(plain)
      }),
      {
        numRuns: 500,
        // No choice and a number of that size.
        examples: [[UP_TO_NONE]],
      },
    )
  })

  it('makes a question of any kind of any other, or says what is missing', () => {
    fc.assert(
      fc.property(anyQuestion, anyType, (question, type) => {
        const { question: made, problems } = readDraft(withType(draftOf(question), type))
        for (const { sentence } of problems) expect(sentence).to.match(/^[A-Z][^]*\.$/)
        if (problems.length === 0) expect(typeNameOf(made)).to.equal(type)
      }),
      { numRuns: 500 },
    )
  })
})
