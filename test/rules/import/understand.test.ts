/** Tests what is understood of lists as word processors, PDF files, spreadsheets, assistants and people write them. */
import { expect } from 'chai'
import { understand } from '../../../src/core/import/understand'
import { compact, faults, lostLines, read } from './compact'

/** What every text comes to that is written below; each is one kind of text. */
const SAME = 'Which one is a prime? | 4 | *7 | 9'
const SAMPLES: Record<string, string> = {
  'our own list': 'Which one is a prime?\n4\n*7\n9',
  Aiken: 'Which one is a prime?\nA. 4\nB. 7\nC. 9\nANSWER: B',
  'Aiken with brackets and a small letter': 'Which one is a prime?\nA) 4\nB) 7\nC) 9\nAnswer: b',
  'an answer by its text': 'Which one is a prime?\nA) 4\nB) 7\nC) 9\nCorrect answer: B) 7',
  'an answer in Chinese': 'Which one is a prime?\nA、4\nB、7\nC、9\n答案：B',
  'a caret before the right text': 'Which one is a prime?\n4\n7\n9\n^ 7',
  'a caret before the right choice': 'Which one is a prime?\n4\n^ 7\n9',
  'a task list': '- Which one is a prime?\n\n- [ ] 4\n- [x] 7\n- [ ] 9'.replace('- W', 'W'),
  'a Markdown heading and bullets': '## Which one is a prime?\n\n* 4\n* 7 *\n* 9',
  'bullets of Word': 'Which one is a prime?\n•\t4\n•\t7 *\n•\t9',
  'letters with tabs': '1.\tWhich one is a prime?\nA.\t4\nB.\t7\nC.\t9\nAnswer: B',
  'a wrapped stem': 'Which one is\na prime?\nA) 4\nB) 7\nC) 9\nAnswer: B',
  'an empty line behind the stem': 'Which one is a prime?\n\nA) 4\nB) 7\nC) 9\n\nAnswer: B',
  'empty lines between all': 'Which one is a prime?\n\nA) 4\n\nB) 7\n\nC) 9\n\nAnswer: B',
  'soft breaks of PowerPoint': 'Which one is\u000ba prime?\u2028A) 4\u2029B) 7\u000bC) 9\u000bAnswer: B',
  'unseen characters':
    '\ufeffWhich one is a prime?\n\u200b\nA)\u00a04\nB)\u00a07\nC)\u00a09\n\u200b\nAnswer: B',
  'an assistant':
    'Here are the questions:\n\n### Question 1\n\n**Which one is a prime?**\n\nA) 4\nB) 7\nC) 9\n\n**Answer: B**\n\n---',
  'an assistant with a check': '**1. Which one is a prime?**\n- A) 4\n- B) 7 ✅\n- C) 9',
  'an assistant in words': '1. **Which one is a prime?**\n   - a) 4\n   - b) 7 (correct)\n   - c) 9',
  'crosses and a check': 'Which one is a prime?\n❌ 4\n✅ 7\n❌ 9',
  'a code fence around it': '```\nWhich one is a prime?\nA) 4\nB) 7\nC) 9\nAnswer: B\n```',
  'Windows line ends': 'Which one is a prime?\r\nA) 4\r\nB) 7\r\nC) 9\r\nANSWER: B\r\n',
  'a row of a spreadsheet': 'Which one is a prime?\t4\t7\t9\tB',
  'a row with the right text': 'Which one is a prime?\t4\t7\t9\t7',
  'rows with names': 'Question\tOption 1\tOption 2\tOption 3\tCorrect\nWhich one is a prime?\t4\t7\t9\t2',
  "Kahoot's columns":
    'Question - max 120 characters\tAnswer 1 - max 75 characters\tAnswer 2\tAnswer 3\tAnswer 4\tTime limit (sec)\tCorrect answer(s)\nWhich one is a prime?\t4\t7\t9\t\t20\t2',
  "Kahoot's columns without names": '1\tWhich one is a prime?\t4\t7\t9\t\t20\t2',
  'a file with commas': 'Question,A,B,C,Answer\n"Which one is a prime?",4,"7",9,B',
  'round boxes': 'Which one is a prime?\n( ) 4\n(x) 7\n( ) 9',
  'an answer in lenticular brackets': 'Which one is a prime?\nA．4\nB．7\nC．9\n【答案】B',
  'the word correct': 'Which one is a prime?\n- 4\n- 7\n- 9\nCorrect: 7',
  GIFT: '::P1::Which one is a prime? {~4 =7 ~9}',
  'GIFT on lines of its own': '// a comment\nWhich one is a prime? {\n  ~4\n  =7\n  ~9\n}',
}
for (const [name, labels] of Object.entries({
  'in brackets': ['(a)', '(b)', '(c)'],
  'with colons': ['A:', 'B:', 'C:'],
  'with a Chinese comma': ['A、', 'B、', 'C、'],
  'in Arabic': ['أ)', 'ب)', 'ج)'],
  'in Cyrillic': ['а)', 'б)', 'в)'],
  'in Greek': ['α)', 'β)', 'γ)'],
  'in Hebrew': ['א.', 'ב.', 'ג.'],
  'in Hindi': ['क)', 'ख)', 'ग)'],
  'in Korean': ['가.', '나.', '다.'],
  'in Japanese': ['ア．', 'イ．', 'ウ．'],
  'in numbers': ['1.', '2.', '3.'],
  'in circles': ['①', '②', '③'],
  'in Roman numerals': ['i)', 'ii)', 'iii)'],
  'in square brackets': ['[A]', '[B]', '[C]'],
  'as emoji': ['1️⃣', '2️⃣', '3️⃣'],
  'of bullets': ['•', '•', '•'],
  'of dashes': ['–', '–', '–'],
}))
  SAMPLES[`labels ${name}`] = [
    'Which one is a prime?',
    ...labels.map((label, place) => `${label} ${['4', '7 *', '9'][place]}`),
  ].join('\n')

describe('A pasted text', () => {
  for (const [name, text] of Object.entries(SAMPLES))
    it(`is understood: ${name}`, () => {
      expect(read(text)).to.deep.equal([SAME])
      expect(faults(text)).to.deep.equal([])
      expect(lostLines(text)).to.deep.equal([])
      const two = /^Question/.test(text) ? text + text.slice(text.indexOf('\n')) : `${text}\n\n${text}`
      expect(read(two), 'twice').to.deep.equal([SAME, SAME])
    })

  it('is recognised by what stands in it', () => {
    const formatOf = (text: string) => understand(text).format
    expect(formatOf('Q\na\nb')).to.equal('own')
    expect(formatOf(SAMPLES['Aiken']!)).to.equal('aiken')
    expect(formatOf(SAMPLES['GIFT']!)).to.equal('gift')
    expect(formatOf(SAMPLES['a task list']!)).to.equal('markdown')
    expect(formatOf(SAMPLES['a row of a spreadsheet']!)).to.equal('table')
    expect(formatOf(SAMPLES['labels in circles']!)).to.equal('own')
    expect(formatOf(' \n\u200b\n')).to.equal('none')
    expect(faults('<?xml version="1.0"?>\n<quiz>\n</quiz>')).to.deep.equal([
      '1: This is a file of another program: choose or drop the file instead of pasting its text.',
    ])
  })
})

describe('A list in which single questions stand in GIFT', () => {
  const LIST = ['1', '2', '3'].map(each => `${each}. Which ${each}?\nA) x\nB) y\nC) z\nAnswer: B`)
  const READ = ['1', '2', '3'].map(each => `Which ${each}? | x | *y | z`)
  const GIFT = '::Q1:: 2 + 2 equals { ~3 =4 ~5 }'
  const SUM = '2 + 2 equals | 3 | *4 | 5'

  for (const [name, gap] of Object.entries({ 'an empty line': '\n\n', 'no empty line': '\n' }))
    it(`keeps both, wherever they stand, with ${name} between them`, () => {
      for (let place = 0; place <= LIST.length; place++) {
        const text = [...LIST.slice(0, place), GIFT, ...LIST.slice(place)].join(gap)
        expect(read(text)).to.deep.equal([...READ.slice(0, place), SUM, ...READ.slice(place)])
        expect(faults(text)).to.deep.equal([])
        expect(lostLines(text)).to.deep.equal([])
      }
    })

  it('keeps what is wrong in one of them to that one, and every line', () => {
    const broken = [...LIST, '::Q1:: 2 + 2 equals { 3', '// seen', GIFT, 'Note to self'].join('\n\n')
    expect(read(broken).slice(0, 3)).to.deep.equal(READ)
    expect(faults(broken)).to.deep.equal([
      '19: The answers that begin with { have no end: write } behind the last one.',
    ])
    expect(lostLines(broken)).to.deep.equal([])
  })

  it('is a list of our own, too', () => {
    expect(read(`One?\na\n*b\n\n${GIFT}\n\nTwo?\nc\nd`)).to.deep.equal(['One? | a | *b', SUM, 'Two? | c | d'])
  })

  it('is GIFT where the sender says so, and where GIFT understands more', () => {
    expect(understand([...LIST, GIFT].join('\n\n'), 'gift').questions.map(compact)).to.deep.equal([SUM])
    const asides = '// Is this a comment?\n// a\n// b\n// c\n\n$CATEGORY: Sums\n\nA text.\n\n'
    expect(understand(asides + GIFT)).to.deep.equal(understand(asides + GIFT, 'gift'))
    const { problems } = understand(`${asides}Which one?\na\nb\n\n${LIST[0]}\n\n${GIFT}`)
    expect(problems.map(({ line, last, isNote }) => [line, last, isNote])).to.deep.equal([
      [1, 4, true],
      [6, 6, true],
      [8, 8, true],
    ])
  })
})

describe('What was silently wrong (field notes 35 to 43)', () => {
  it('35: a stem that wraps, and code under it', () => {
    expect(read('What does this\nprint?\n```js\nfor (;;) {\n\n  a)\n}\n```\nA) 1\nB) 2')).to.deep.equal([
      'What does this print?\nfor (;;) {\n  a)\n} | 1 | 2',
    ])
    expect(read('What does this print?\n\nconsole.log(1)\n\nA) 1\nB) 2\n\nANSWER: A')).to.deep.equal([
      'What does this print? console.log(1) | *1 | 2',
    ])
    expect(understand('Which of these\nis a prime?\n4\n7').questions[0]!.problems).to.deep.equal([
      {
        line: 2,
        last: 2,
        isNote: true,
        sentence: 'This line is taken for a choice: if it belongs to the question, write both on one line.',
      },
    ])
  })

  it('36: a line that says the answer is never a choice', () => {
    for (const line of [
      'ANSWER: B',
      'Answer: b',
      '答案：B',
      '^ y',
      'Correct answer: B) y',
      '**Answer:** B',
      'Lösung: B',
      'Réponse : B',
      'The correct answer is B.',
      'Ответ: B',
      'الإجابة: B',
      'Answer: 2',
      'Answer: y',
    ])
      for (const labels of [
        ['A) ', 'B) '],
        ['', ''],
      ])
        expect(read(`Q?\n${labels[0]}x\n${labels[1]}y\n${line}`), line).to.deep.equal(['Q? | x | *y'])
    expect(read('Q?\nA) x\nB) y\nC) z\nAnswers: A, C')).to.deep.equal(['Q? | *x | y | *z [many]'])
    expect(faults('Q?\nA) x\nB) y\nAnswer: D')).to.deep.equal([
      '4: "D" is none of the choices: write the letter of the right one, such as B.',
    ])
  })

  it('37: rows of a spreadsheet are one question each', () => {
    expect(read('One?\ta\tb\tA\nTwo?\tcc\tdd\tee\tD\nThree?\tf\t\tg\tf')).to.deep.equal([
      'One? | *a | b',
      'Two? | cc | dd | ee | D',
      'Three? | *f | g',
    ])
    expect(read('One?\t"a\nb"\tc\tA')).to.deep.equal(['One? | *a b | c'])
    expect(read('Nr\tFrage\tAntwort A\tAntwort B\tRichtig\n1\tEins?\ta\tb\tA,B')).to.deep.equal([
      'Eins? | *a | *b [many]',
    ])
    expect(faults('Question\tA\tB\tRight\nOne?\ta\tb\tD')).to.deep.equal([
      '2: "D" is none of the choices: write the letter of the right one, such as B.',
    ])
  })

  it('38: a leading backslash stays where it is no escape', () => {
    expect(read('\\frac{1}{2} is?\n\\d\n\\w+\n*\\\\server')).to.deep.equal([
      '\\frac{1}{2} is? | \\d | \\w+ | *\\\\server',
    ])
    expect(read('\\1. Weltkrieg\n\\* a\n\\B) b')).to.deep.equal(['1. Weltkrieg | * a | B) b'])
  })

  it('39: empty lines between question and choices are one sentence that says what to do', () => {
    expect(faults('Q?\n\nx\n\ny\n\nz')).to.deep.equal([
      '1: Empty lines stand between this question and its choices: take them out, or write A), B), C) before the choices.',
    ])
    expect(read('Q?\n\nx\n\ny\n\nR?\na\nb')).to.deep.equal(['! Q? | x | y', 'R? | a | b'])
  })

  it('40: labels go only where all choices carry one kind in order', () => {
    expect(read('Which one?\nA. thaliana\nE. coli\nC. elegans')).to.deep.equal([
      'Which one? | A. thaliana | E. coli | C. elegans',
    ])
    expect(read('Which one?\nx\nB) y')).to.deep.equal(['Which one? | x | B) y'])
  })

  it('41: GIFT is never taken for plain text', () => {
    expect(read('Grant was buried in {=New York ~Boston}\n\nTrue? {T}\n\nHow many? {#3:1}')).to.deep.equal([
      'Grant was buried in | *New York | Boston',
      'True? | *True | False',
      'How many? [number] = 2..4',
    ])
  })

  it('says of a star directly behind a choice that it is a part of it, unless something else is right', () => {
    const notes = (text: string) => understand(text).questions.flatMap(({ problems }) => problems)
    const note = {
      line: 1,
      last: 3,
      sentence:
        'The star at the end of a choice is a part of it: write a space before the star if it says that the choice is right.',
      isNote: true,
      isUsed: true,
    }
    expect(read('Capital?\nVienna*\nGraz')).to.deep.equal(['Capital? | Vienna* | Graz'])
    for (const text of ['Capital?\nVienna*\nGraz', '1. Capital?\nA. Graz\nB. Vienna*'])
      expect(notes(text), text).to.deep.equal([note])
    for (const text of [
      'Type?\n*int\nint*',
      'Type?\nchar*\nint*',
      'Capital?\nVienna *\nGraz',
      'How? [scale 1-5]\nint*\nb',
    ])
      expect(notes(text), text).to.deep.equal([])
  })

  it('names a header as what it is, and not the questions between it and what else is left out', () => {
    const text = 'Test 1\nName: ____\n\n1. One?\na) x\nb) y\n\n2. Two?\na) p\nb) q\n\nGood luck to all of you'
    expect(understand(text).problems.map(({ line, last }) => [line, last])).to.deep.equal([
      [12, 12],
      [1, 2],
    ])
  })

  it('42: breaks and characters that nobody sees', () => {
    expect(read('Q?\u000bx\u2028*y\n\u200b\nR?\n\u00a0a\n*b\u200b')).to.deep.equal([
      'Q? | x | *y',
      'R? | a | *b',
    ])
  })

  it('43: each question has its choices, its lines and its problems before it is added', () => {
    const { questions } = understand('Intro\n\n1. One?\na) x\nb) y\nAnswer: b\n2. Two?\na) x')
    expect(questions.map(({ first, last }) => [first, last])).to.deep.equal([
      [3, 6],
      [7, 8],
    ])
    expect(questions.map(compact)).to.deep.equal(['One? | x | *y', '! Two? | x'])
    expect(questions[1]!.problems).to.have.length(1)
  })
})

describe('GIFT as it is found', () => {
  it('has no gap at the end of a whole sentence, and none before a full stop that stands apart', () => {
    expect(read('How much? {#3.14:0.01}.')).to.deep.equal(['How much? [number] = 3.13..3.15'])
    expect(read('Two plus two equals {~3 =4}.')).to.deep.equal(['Two plus two equals _____. | 3 | *4'])
    expect(read('It is {~3 =4} in all.')).to.deep.equal(['It is _____ in all. | 3 | *4'])
  })

  it('needs no empty line before a title or a comment behind a closed brace', () => {
    const text = '::1:: One? {~a =b}\n// two\n::2:: Two? {\n~c\n=d\n}\n::3:: Three? {T}'
    expect(read(text)).to.deep.equal(['One? | a | *b', 'Two? | c | *d', 'Three? | *True | False'])
    expect(lostLines(text)).to.deep.equal([])
  })

  it('has numbers with what is said to all others', () => {
    expect(read('A number from 1 to 5? {#3:2~#Wrong}')).to.deep.equal([
      'A number from 1 to 5? [number] = 1..5',
    ])
  })
})
