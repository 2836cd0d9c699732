/** Tests the prepared list as text: what is written is read again, and every fault is named with its line. */
import { expect } from 'chai'
import fc from 'fast-check'
import type { Question } from '../../src/core/protocol/poll'
import { parseList, writeList } from '../../src/core/poll/question-list'
import { parseEvent } from '../../src/core/protocol/schemas'

const plain: Question = { text: 'Q', choices: ['a', 'b'], kind: 'ballot', results: 'hidden', right: null }

describe('The prepared list as text', () => {
  it('has a question, its choices on the lines below, and a blank line between questions', () => {
    const text = [
      'Which one blocks the event loop?',
      'await fetch()',
      '*while (true) {}',
      'fs.readFile()',
      '',
      'Do you follow? [hands, live]',
      'Yes',
      'No',
    ].join('\n')
    const questions: Question[] = [
      {
        text: 'Which one blocks the event loop?',
        choices: ['await fetch()', 'while (true) {}', 'fs.readFile()'],
        kind: 'ballot',
        results: 'hidden',
        right: 'B',
      },
      { text: 'Do you follow?', choices: ['Yes', 'No'], kind: 'hands', results: 'live', right: null },
    ]
    expect(parseList(text)).to.deep.equal({ questions, problems: [] })
    expect(writeList(questions)).to.equal(text)
  })

  it('takes lists as people write them: letters before choices, Windows line ends, indents, many blank lines', () => {
    const text =
      '\uFEFF\r\n  First?\r\n\tA) one\r\n * b. two\r\n\r\n \r\n\r\nSecond? [ LIVE ]\r\nA)\r\nB)\r\n*C)\r\n'
    expect(parseList(text)).to.deep.equal({
      questions: [
        { ...plain, text: 'First?', choices: ['one', 'two'], right: 'B' },
        { ...plain, text: 'Second?', choices: ['', '', ''], results: 'live', right: 'C' },
      ],
      problems: [],
    })
  })

  it('strips the numbers, letters and bullets of lists, and takes a star behind the right choice, too', () => {
    const inNumbers = '1. What?\n1) 3\n2) 4 *\n\n2. Which?\n(a) x\n(b) y\n\n10) Why?\n1. x\n2. y'
    expect(parseList(inNumbers).questions).to.deep.equal([
      { ...plain, text: 'What?', choices: ['3', '4'], right: 'B' },
      { ...plain, text: 'Which?', choices: ['x', 'y'] },
      { ...plain, text: 'Why?', choices: ['x', 'y'] },
    ])
    for (const choices of [
      ['- 3', '- 4 *'],
      ['• 3', '*• 4'],
      ['– 3', '– *4'],
      ['* 3', '* 4 *'],
      ['- a) 3', '- b) 4 *'],
      ['a) 3', 'b) * 4'],
      ['3', '* 4'],
    ])
      expect(parseList(['Q', ...choices].join('\n')).questions, choices.join()).to.deep.equal([
        { ...plain, choices: ['3', '4'], right: 'B' },
      ])
    expect(parseList('- One?\na\nb\n\n- Two?\na\nb').questions.map(({ text }) => text)).to.deep.equal([
      'One?',
      'Two?',
    ])
  })

  it('leaves a text that only begins or ends like that: out of order, on one line of several, escaped', () => {
    const choices = ['-4', '- 4', 'int*', 'a) x', '7. x', '1.5', '1914. x', 'char']
    expect(parseList(['Q', ...choices].join('\n')).questions).to.deep.equal([{ ...plain, choices }])
    const texts = ['2. Weltkrieg', 'What?', '1.5 or 2?']
    const list = texts.map(text => `${text}\na\nb`).join('\n\n')
    expect(parseList(list).questions.map(({ text }) => text)).to.deep.equal(texts)
    expect(parseList('\\1. Weltkrieg\n\\a) x\n*\\char *\n\\> 5').questions).to.deep.equal([
      { ...plain, text: '1. Weltkrieg', choices: ['a) x', 'char *', '> 5'], right: 'B' },
    ])
  })

  it('has the explanation on lines of its own below the choices', () => {
    const text = 'Q\n*a\n> 5\nb\n> Because a is first.\n>\n>   Always.'
    const questions = [
      { ...plain, choices: ['a', '> 5', 'b'], right: 'A', explanation: 'Because a is first.\n\n  Always.' },
    ]
    expect(parseList(text)).to.deep.equal({ questions, problems: [] })
    expect(writeList(questions)).to.equal(text.replace('> 5', '\\> 5'))
    expect(parseList(`Q\na\nb\n> ${'x'.repeat(501)}`).problems).to.deep.equal([
      'Line 4: this explanation is longer than 500 characters.',
    ])
  })

  it('leaves brackets alone that are part of a question', () => {
    for (const text of ['What is in [1, 2]?', 'What is [1, 2]', 'a[hands', ']', 'See [live, loud]'])
      expect(parseList(`${text}\na\nb`).questions).to.deep.equal([{ ...plain, text }])
  })

  it('comes out again from any text: writing what was read reads the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fragment, maxLength: 60 }), text => {
        const { questions } = parseList(text)
        expect(parseList(writeList(questions))).to.deep.equal({ questions, problems: [] })
      }),
    )
  })

  it('keeps any question a presenter can ask', () => {
    fc.assert(
      fc.property(fc.array(question, { maxLength: 4 }), questions => {
        expect(parseList(writeList(questions))).to.deep.equal({ questions, problems: [] })
      }),
      { numRuns: 1000 },
    )
  })

  it('gives nothing that the server would refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: fragment, maxLength: 60 }), text => {
        const { questions } = parseList(text)
        if (questions.length === 0) return
        const parsed = parseEvent('present', {
          pollId: 'p',
          step: 1,
          command: { name: 'prepare', questions },
        })
        expect(parsed).to.deep.include({ ok: true })
      }),
    )
  })

  it('names every problem with its line, and leaves that question out', () => {
    const text = [
      'Fine?',
      'yes',
      'no',
      '',
      'Alone?',
      'one',
      '',
      'Thirteen?',
      ...'1234567890123',
      '',
      '*Two right?',
      '*a',
      '*b',
      '',
      'x'.repeat(501),
      'a',
      'y'.repeat(201),
    ].join('\n')
    const { questions, problems } = parseList(text)
    expect(questions).to.deep.equal([{ ...plain, text: 'Fine?', choices: ['yes', 'no'] }])
    expect(problems).to.deep.equal([
      'Line 5: a question has 2 to 12 choices on the lines below it, this one 1.',
      'Line 8: a question has 2 to 12 choices on the lines below it, this one 13.',
      'Line 25: another choice is marked as right already.',
      'Line 27: this question is longer than 500 characters.',
      'Line 29: this choice is longer than 200 characters.',
    ])
  })

  it('bears what assistants put around a list: a code fence, bold, a blank line before an explanation', () => {
    for (const text of [
      '```text\nWhat?\n3\n*4\n> Why\n```',
      '**1. What?**\n- 3\n- *4\n\n> Why',
      '**What?**\n**A)** 3\n**B)** *4\n> Why',
      'What?\r\n- **3**\r\n- * **4**\r\n> Why',
      'What?\n1. 3\n2. **4**\n> Why',
      'What?\nA) **3**\nB) * **4**\n> Why',
    ])
      expect(parseList(text), text).to.deep.equal({
        questions: [{ ...plain, text: 'What?', choices: ['3', '4'], right: 'B', explanation: 'Why' }],
        problems: [],
      })
  })

  it('takes no star for a mark that makes words behind a label bold', () => {
    for (const [choices, right] of [
      ['A) **3**\nB) **4**', null],
      ['1. **3** apples\n2. 4', null],
      ['a. 3\nb. **4**', 'B'],
    ] as const)
      expect(parseList(`What?\n${choices}`).questions, choices).to.deep.equal([
        {
          ...plain,
          text: 'What?',
          choices: choices.includes('apples') ? ['3 apples', '4'] : ['3', '4'],
          right,
        },
      ])
  })

  it('names the line of brackets that were meant as a kind and cannot be read', () => {
    for (const brackets of [
      'many 1 to 3',
      'many 1-3; live',
      'scale 1-5 never … always',
      'scale 1-5: never - always',
      'number 0-100 = 42 ± 2',
      'number 0..100 % = 71 ± 3',
      'number 0..9000 m = 4808',
      'number 0..100,000 = 50,000 ± 1,000',
      'number: 0..100',
    ]) {
      const { questions, problems } = parseList(`Fine?\na\nb\n\nQ? [${brackets}]\n*a\n*b`)
      expect(questions, brackets).to.have.length(1)
      expect(problems).to.deep.equal([`Line 5: what stands in [${brackets}] cannot be read.`])
    }
    expect(parseList('Where on the [number line]\na\nb').problems).to.deep.equal([])
    expect(parseList('Q [Order Correct]\na\nb').questions[0]).to.deep.include({
      answer: { type: 'order', places: 2 },
    })
  })

  it('is empty for an empty text', () => {
    expect(parseList(' \n\n')).to.deep.equal({ questions: [], problems: [] })
    expect(writeList([])).to.equal('')
  })
})

/** Pieces that mean something to the format, among any others. */
const fragment = fc.oneof(
  fc.constantFrom(
    '*',
    '**',
    '```',
    '[many 1 to 3]',
    '[number 5,000]',
    '\\',
    'A)',
    'b.',
    'B) ',
    'C. ',
    '(a)',
    '1. ',
    '2) ',
    '- ',
    ' *',
    '> ',
    '[hands]',
    '[live, ballot]',
    '[',
    ']',
    ', ',
    ' ',
    '\n',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
)
const line = (maxLength: number) =>
  fc.string({ unit: fragment, maxLength: 12 }).map(text =>
    text
      .replace(/[\r\n]/g, ' ')
      .slice(0, maxLength)
      .trim(),
  )
const question: fc.Arbitrary<Question> = fc
  .record({
    text: line(500),
    choices: fc.array(line(200), { minLength: 2, maxLength: 12 }),
    kind: fc.constantFrom('hands' as const, 'ballot' as const),
    results: fc.constantFrom('live' as const, 'hidden' as const),
    rightPlace: fc.option(fc.nat({ max: 11 })),
    explanation: fc.array(line(50), { maxLength: 3 }).map(lines => lines.join('\n').trim()),
  })
  .map(({ rightPlace, explanation, ...rest }) => ({
    ...rest,
    ...(explanation && { explanation }),
    right: rightPlace === null ? null : 'ABCDEFGHIJKL'[rightPlace % rest.choices.length]!,
  }))
