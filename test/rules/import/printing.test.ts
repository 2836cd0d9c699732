/** Tests what is written for other programs: what is printed and read again is the question, and what is not says so. */
import { expect } from 'chai'
import { decodeXML } from 'entities'
import fc from 'fast-check'
import { printGift } from '../../../src/core/import/gift/print-gift'
import { escapedXml, printMoodle } from '../../../src/core/import/print-moodle'
import { understand } from '../../../src/core/import/understand'
import { canBeAsked } from '../../../src/core/import/understood'
import type { Question } from '../../../src/core/question-types/registry'
import { questionTypes } from '../../../src/core/question-types/registry'
import { QUESTIONS } from '../../support/question-types'
import { anyQuestion } from '../question-types/any-question'

const base: Question = { text: 'Q', choices: [], kind: 'ballot', results: 'hidden', right: null }
const hostile = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '=',
        '~',
        '#',
        '####',
        ':',
        '::',
        '\\',
        '\\n',
        '%50%',
        '->',
        '//',
        '[html]',
        '[plain]',
        ' ',
        'a',
        '<b>',
        '&amp;',
        'T',
        '$CATEGORY',
      ),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    maxLength: 10,
  })
  .map(text =>
    text
      .replace(
        /[\r\n\u000b\u000c\u0085\u2028\u2029\u200b\u2060\ufeff\u00ad\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\s]+/g,
        ' ',
      )
      .trim(),
  )

describe('Questions printed as GIFT', () => {
  it('are, read again, the same, of every kind that GIFT can carry; the others are named', () => {
    fc.assert(
      fc.property(anyQuestion, hostile, hostile, (question, text, explanation) => {
        const asked: Question = { ...question, text, ...(explanation === '' ? {} : { explanation }) }
        const { text: printed, left } = printGift([asked])
        if (left.length > 0) {
          expect(printed).to.equal('')
          expect(left).to.deep.equal([
            { index: 0, sentence: `Question 1 is left out: GIFT has no kind for [${asked.answer!.type}].` },
          ])
          expect(['scale', 'order', 'words']).to.include(asked.answer!.type)
          return
        }
        const { questions, problems } = understand(printed, 'gift')
        expect(problems).to.deep.equal([])
        expect(questions.map(each => each.question)).to.deep.equal([asked])
        expect(questions.every(canBeAsked)).to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('are one choice, without a right answer, where every choice is marked as wrong', () => {
    const asked: Question = { ...base, choices: ['a', '%5% b', '=c'] }
    for (const each of [asked, { ...asked, explanation: 'why' }]) {
      const { text, left } = printGift([each])
      expect(left).to.deep.equal([])
      expect(text.match(/^[~=].*/gm)).to.deep.equal(['~a', '~%0%%5% b', '~\\=c'])
      for (const hint of ['gift', undefined] as const)
        expect(understand(text, hint)).to.deep.include({ format: 'gift', problems: [] })
      expect(understand(text).questions).to.deep.include.members([
        { first: 1, last: text.split('\n').length, question: each, problems: [] },
      ])
    }
    expect(
      understand('Which do you prefer? {~tea ~coffee}').questions.map(({ question }) => question),
    ).to.deep.equal([{ ...base, text: 'Which do you prefer?', choices: ['tea', 'coffee'] }])
  })

  it('keep any text of a choice', () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(null, 'A', 'B'),
        (choices, right) => {
          const asked: Question = { ...base, choices, right }
          expect(
            understand(printGift([asked]).text, 'gift').questions.map(each => each.question),
          ).to.deep.equal([asked])
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('give right answers the shares that Moodle’s list of grades has, 100 % together', () => {
    // Of question_bank::fraction_options_full() in Moodle, in percent.
    const grades = [
      100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571,
    ]
      .concat([12.5, 11.11111, 10, 5])
      .map(String)
    for (let count = 1; count <= 12; count++) {
      const letters = 'ABCDEFGHIJKL'.slice(0, count)
      const choices = [...'ABCDEFGHIJKL'].map(letter => `choice ${letter}`)
      const { text } = printGift([
        { ...base, choices, answer: { type: 'many', min: 1, max: 12 }, right: letters },
      ])
      const shares = [...text.matchAll(/~%([\d.]+)%/g)].map(([, share]) => share!)
      expect(shares, letters).to.have.length(count)
      expect(grades).to.include.members(shares)
      expect(shares.reduce((sum, share) => sum + Number(share), 0)).to.be.closeTo(100, 0.001)
    }
  })

  it('are recognised as GIFT', () => {
    for (const [name, question] of Object.entries(QUESTIONS))
      for (const right of [question.right, null]) {
        const { text, left } = printGift([{ ...question, right }])
        if (left.length === 0) expect(understand(text).format, `${name}, ${right}`).to.equal('gift')
      }
    const asked: Question = { ...base, choices: ['a', 'b'], right: 'B' }
    expect(understand(printGift([asked, asked]).text))
      .to.deep.include({ format: 'gift' })
      .and.have.property('questions')
      .with.length(2)
  })
})

describe('Questions printed as Moodle XML', () => {
  it('hold every text, whatever stands in it', () => {
    fc.assert(
      fc.property(hostile, text => {
        const inside = /<questiontext[^>]*><text>([^<]*)<\/text>/.exec(
          printMoodle([{ ...base, text, choices: ['a', 'b'] }]).text,
        )
        expect(decodeXML(inside![1]!)).to.equal(text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ''))
      }),
    )
    expect(escapedXml('<b>"1" & \'2\'</b>\0\ud800')).to.equal(
      '&lt;b&gt;&quot;1&quot; &amp; &#39;2&#39;&lt;/b&gt;',
    )
  })

  it('are elements that are closed in order', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { maxLength: 3 }), questions => {
        const open: string[] = []
        for (const [, end, name] of printMoodle(questions).text.matchAll(/<(\/?)([a-z_]+)[^>]*>/g))
          if (end) expect(open.pop()).to.equal(name)
          else open.push(name!)
        expect(open).to.deep.equal([])
      }),
    )
  })

  it('have Moodle’s kind, what is right, and a tag with what Moodle does not know', () => {
    const of = (question: Partial<Question>) => printMoodle([{ ...base, ...question }]).text
    const many = of({ choices: ['a', 'b', 'c'], right: 'AC', answer: { type: 'many', min: 1, max: 2 } })
    expect(many)
      .to.include('type="multichoice"')
      .and.include('<single>false</single>')
      .and.include('<text>[many 1-2]</text>')
    expect(many.match(/fraction="(-?\d+)"/g)).to.deep.equal([
      'fraction="50"',
      'fraction="-100"',
      'fraction="50"',
    ])
    const number = of({
      right: '1779..1799',
      answer: { type: 'number', min: null, max: null, decimals: 0, unit: 'm' },
    })
    expect(number)
      .to.include('type="numerical"')
      .and.include('<text>1789</text>')
      .and.include('<tolerance>10</tolerance>')
      .and.include('<unit_name>m</unit_name>')
    expect(of({ right: 'x\ny', answer: { type: 'text', most: 1 } })).to.include('type="shortanswer"')
  })

  it('name the kinds that Moodle does not have', () => {
    const questions = Object.values(QUESTIONS)
    const { text, left } = printMoodle(questions)
    expect((text.match(/<question /g) ?? []).length + left.length).to.equal(questions.length)
    expect(
      Object.keys(questionTypes).filter(name => left.some(({ sentence }) => sentence.includes(`[${name}]`))),
    ).to.include.members(['scale', 'words'])
  })
})
