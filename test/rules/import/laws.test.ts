/** Laws of what is understood: no text makes it throw, and no line of any text is lost. */
import { expect } from 'chai'
import fc from 'fast-check'
import { understand } from '../../../src/core/import/understand'
import { canBeAsked, type Format } from '../../../src/core/import/understood'
import type { Question } from '../../../src/core/protocol/poll'
import { writeList } from '../../../src/core/poll/question-list'
import { parseEvent } from '../../../src/core/protocol/schemas'
import { anyQuestion } from '../question-types/any-question'
import { lostLines } from './compact'

/** Pieces that mean something to one of the formats. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\n',
      '\n',
      '\n',
      '\n\n',
      '\t',
      ' ',
      '\u000b',
      '\u2028',
      '\u200b',
      '\u00a0',
      '\r\n',
      '\ufeff',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        'A) ',
        'B) ',
        'C. ',
        'a. ',
        '(b) ',
        '1. ',
        '2. ',
        '3) ',
        '① ',
        '② ',
        'أ) ',
        'ب) ',
        '- ',
        '- ',
        '* ',
        '*',
        '• ',
        '- [ ] ',
        '- [x] ',
      ],
      ...[
        'What? ',
        'Which',
        'x',
        'word',
        '**',
        '# ',
        '## ',
        '---',
        '```',
        '```js',
        '> ',
        '\\',
        '^ ',
        '✅',
        '❌',
        '(correct)',
      ],
      ...[
        'ANSWER: B',
        'Answer:',
        '答案：A',
        'Explanation: ',
        'Question 1',
        'Question 2: ',
        '[many]',
        '[number = 3]',
        '[words]',
        '[many 1 to 3]',
      ],
      ...[
        '\r',
        '    ',
        '\u200f',
        '１．',
        '２．',
        '1️⃣ ',
        '1.- ',
        'أ- ',
        'ア ',
        '\uf0b7\t',
        '\uf0fe ',
        'ﬁ',
        'photo-\n',
        '|',
        '|---|---|',
        '（ B ）',
        '【答案】',
        '© 2024 School',
        'Page 2',
        '3\n',
        '## Answer Key\n',
        '1. **B**',
        'A) x   B) y',
        'C) x   D) y',
      ],
      ...[
        '{',
        '}',
        '=',
        '~',
        '#',
        '::',
        '->',
        '%50%',
        '{T}',
        '{#3:1}',
        '{=a ~b}',
        '// ',
        '$CATEGORY: ',
        '"',
        '""',
        'Question\tAnswer 1\tCorrect',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }) },
)
const anyText = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''))

/** On one line, without characters that nobody sees, and without GIFT, which nothing tells from a text. */
const text = fc.array(piece, { maxLength: 4 }).map(pieces =>
  pieces
    .join('')
    .replace(/[\s\p{C}\u00ad]+/gu, ' ')
    .replace(/\{|::/g, '')
    .trim(),
)

describe('What is understood of any text', () => {
  it('holds every line that is not empty: in a question or in a problem', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(lostLines(text)).to.deep.equal([])
      }),
      { numRuns: 5000 },
    )
  })

  it('holds every line of a list in which questions stand in GIFT', () => {
    const block = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'Which?\nA) x\nB) y\nAnswer: B',
          '::Q:: Sum {\n=4\n~5\n}',
          '::Q:: Sum {=4 ~5',
          'True? {T}',
          '// Why?\n// a',
          'Soft?\u000bA) x\u000bB) y\u000bTrue? {T}',
        ),
      },
      { weight: 1, arbitrary: fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join('')) },
    )
    const list = fc
      .array(fc.tuple(block, fc.constantFrom('\n', '\n\n')), { maxLength: 10 })
      .map(blocks => blocks.flat().join(''))
    fc.assert(
      fc.property(list, text => {
        expect(lostLines(text)).to.deep.equal([])
      }),
      { numRuns: 2000 },
    )
  })

  it('is read by every reader without an exception or a lost line, whatever the sender says it is', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom<Format>('own', 'aiken', 'gift', 'markdown', 'list', 'table'),
        (text, hint) => {
          const { questions, problems } = understand(text, hint)
          if (/[^\s\u200b\u2060\ufeff\u00ad\u0085]/.test(text))
            expect(questions.length + problems.length).to.be.greaterThan(0)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('is nothing that the server would refuse', () => {
    fc.assert(
      fc.property(anyText, text => {
        const questions = understand(text)
          .questions.filter(canBeAsked)
          .map(({ question }) => question)
        if (questions.length === 0 || questions.length > 100) return
        const sent = { pollId: 'p', step: 1, command: { name: 'prepare', questions } }
        expect(parseEvent('present', sent)).to.deep.include({ ok: true })
      }),
      { numRuns: 2000 },
    )
  })

  it('is, of our own list, every question of every kind', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 4 }), questions => {
        const read = understand(writeList(questions))
        expect(read.questions.map(({ question }) => question)).to.deep.equal(questions)
        expect(read.questions.filter(each => !canBeAsked(each))).to.deep.equal([])
      }),
      { numRuns: 500 },
    )
  })

  it('is, of our own list, every question whatever its texts look like', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(text, { minLength: 2, maxLength: 5 }),
        fc.constantFrom(null, 'A', 'B'),
        (text, choices, right) => {
          const asked: Question = { text, choices, right, kind: 'ballot', results: 'hidden' }
          const list = [asked, asked]
          expect(understand(writeList(list)).questions.map(({ question }) => question)).to.deep.equal(list)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('holds one piece many thousand times on a line, alone and in a question', () => {
    const pieces = [
      'a',
      ' ',
      '\t',
      'a\t',
      '"\t',
      '*',
      '* ',
      '=',
      '~',
      '{',
      '\\',
      '::',
      '[',
      'A) ',
      ', ',
      '。',
      '✅ ',
      '\u000b',
      '_',
      '<a ',
      '((a)',
    ]
    for (const each of pieces) {
      const long = each.repeat(10_000)
      for (const text of [
        long,
        `${long}x`,
        `Q?\nA) ${long}\nB) y\nAnswer: ${long}x`,
        `::q:: {=${long}}`,
        `Q\ta\t${long}\tx`,
      ])
        expect(lostLines(text), JSON.stringify(each)).to.deep.equal([])
    }
  })

  it('says of each problem its line and a whole sentence', () => {
    fc.assert(
      fc.property(anyText, text => {
        const count = text.split(/\r\n|\r|\n/).length
        const { questions, problems } = understand(text)
        for (const { line, last, sentence } of [...problems, ...questions.flatMap(each => each.problems)]) {
          expect(line).to.be.within(1, count)
          expect(last).to.be.within(line, count)
          expect(sentence).to.match(/^[A-Z"][^]*[.]$/)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
