/** Tests files with questions, each as another program writes it: what arrives, and what is named instead. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { importWords as words } from '../../../public/presenter/import-files/words'
import { writeList } from '../../../src/core/poll/question-list'
import { readQuestion } from '../../../src/core/question-types/registry'
import { KINDS, NOTES } from '../../../src/core/import/unavailable'
import { printJson } from '../../../src/core/import/json-shape'
import { compact } from '../../rules/import/compact'
import { startApp } from '../../support/app'
import { QUESTIONS } from '../../support/question-types'
import { inBrowser } from '../support/pages'
import { openPresenter } from '../support/lecture'
import {
  fixture,
  questionsIn,
  readIn,
  textFile,
  zipFile,
  zippedFolder,
  type TestFile,
} from './question-files'

/** The questions of a file, each in one line, and what is said of them and of the file. */
async function arrives(page: Page, file: TestFile) {
  const { questions, problems } = await questionsIn(page, file)
  const said = [...questions.flatMap(each => each.problems), ...problems]
  const sentences = (isNote: boolean) =>
    said.filter(each => each.isNote === isNote).map(({ line, sentence }) => `${line}: ${sentence}`)
  return { questions: questions.map(compact), faults: sentences(false), notes: sentences(true) }
}

const { matching: MATCHING, essay: ESSAY, gaps: GAPS } = KINDS
const FEEDBACK = NOTES.feedback
const pictures = (names: string) =>
  `Pictures, sounds and films are left out (${names}): say in the question what they show.`

inBrowser('A file with questions', () => {
  it('of Moodle XML arrives kind by kind; kinds that there are not here, pictures and categories are named', async () => {
    const page = await openPresenter(await startApp())
    const { questions, faults, notes } = await arrives(page, fixture('moodle.xml'))
    expect(questions).to.deep.equal([
      'Which organelle makes most of the ATP of a cell, i.e. > 90 %? | the nucleus | *the mitochondrion | the ribosome > Cellular respiration ends there.',
      'Which of these are prime? Mind 2², x₀ and e^(-kt). | *2 | 4 | *5 [many]',
      'Water boils at 100 °C at sea level. | *True | False > At 1013 hPa.',
      'What is the capital of France? [text] = Paris / Paname',
      'How fast is light,\nin units of 1000 km/s? [number] = 299.29..300.29',
      'From the Sun outwards: | Venus | Earth | Mercury [order] = CAB',
      '! Match the country with its capital.',
      '! Discuss the causes of the First World War.',
      '! The {1:SHORTANSWER:=cat} sat on the {1:SHORTANSWER:=mat}.',
      '! What is {a} + {b}?',
      '! Differentiate \\(x^2\\).',
      'Which country is red on this map?\n- Look twice.\na = 1\n  b = 2 | *Mali | Niger | (north)',
    ])
    expect(faults).to.deep.equal([
      `7: ${MATCHING}`,
      `8: ${ESSAY}`,
      `9: ${GAPS}`,
      '10: This is a question whose numbers change (calculated), a kind that is not available here: ask it with one set of numbers.',
      '11: This is a question of the kind "stack", which is not available here: write it anew, or leave it.',
    ])
    expect(notes).to.deep.equal([
      `1: ${FEEDBACK}`,
      '4: Answers that are right in part are left out.',
      `4: ${FEEDBACK}`,
      '5: Only the number that is right in full is kept.',
      '12: Answers that are right in part count as wrong.',
      `12: ${pictures('map of africa.png')}`,
      '1: The category "Default for Biology/Cells" is left out.',
      '12: A text without a question is left out: "The next questions are about maps.".',
    ])
  })

  it('of QTI 1.2 arrives from Canvas, Blackboard and ILIAS, in their encodings', async () => {
    const page = await openPresenter(await startApp())
    const canvas = await arrives(page, fixture('canvas.xml'))
    expect(canvas.questions).to.deep.equal([
      'Which gas do plants take in? | oxygen | *CO₂ | a <b> of gas > Photosynthesis.',
      'Which are mammals? | *whale | shark | *bat [many]',
      'The Sun is a star. | *True | False',
      'The author of Faust is _____. [text] = Goethe / J. W. von Goethe',
      'What is pi, to two decimals? [number] = 3.13..3.15',
      'Sort by size. | dog | ant | mouse [order] = BCA',
      '! Match.',
      '! Explain photosynthesis.',
      '! Roses are [c1], violets are [c2].',
    ])
    expect(canvas.faults).to.deep.equal([`7: ${MATCHING}`, `8: ${ESSAY}`, `9: ${GAPS}`])
    expect(canvas.notes).to.deep.equal([
      `1: ${FEEDBACK}`,
      '10: A text without a question is left out: "Part two.".',
    ])
    const blackboard = await arrives(page, fixture('blackboard.dat'))
    expect(blackboard.questions).to.deep.equal([
      'Which river is the longest? | Amazon | *Nile > 6650 km.',
      'Rain is wet & cold. | True | *False',
      'Even? a two | *2 | 3 | *4 [many]',
      'How many legs has a spider? [number] = 7.5..8.5',
      '! Where is the heart?',
    ])
    expect(blackboard.notes).to.deep.equal([`3: ${pictures('two.png')}`])
    expect((await arrives(page, fixture('ilias.xml'))).questions).to.deep.equal([
      'An welchem Fluß liegt Köln? | Elbe | *Rhein > Seit der Römerzeit.',
      'Welche sind gerade? | *2 | 3 | *4 [many]',
    ])
  })

  it('of QTI 1.2 arrives as Brightspace, Blackboard Ultra and OLAT name things', async () => {
    const page = await openPresenter(await startApp())
    const brightspace = await arrives(page, fixture('brightspace.xml'))
    expect(brightspace.questions).to.deep.equal([
      'The Danube ends in the Black Sea. | *True | False',
      'Which of these touch the sea? | Austria | *Chile | *Ghana [many]',
      'Which river flows through Cairo? [text] = Nile',
      '! How long is {x} times {y}?',
    ])
    expect(brightspace.notes).to.deep.equal(['5: A text without a question is left out: "Part two: lakes.".'])
    const blackboard = await arrives(page, fixture('blackboard-ultra.dat'))
    expect(blackboard.questions).to.deep.equal([
      'Which parts of a potato plant are under the ground? | *the tuber | the flower | *the root [many]',
      'Which of these are fruits to a botanist? | *tomato | carrot | *cucumber [many]',
      'What do bees carry? | pollen | leaves',
    ])
    expect(blackboard.notes).to.deep.equal([`3: ${NOTES.rightUnread}`])
    expect((await arrives(page, fixture('olat.xml'))).questions).to.deep.equal([
      'Welche Aussagen über Metalle stimmen? | *Sie leiten Strom. | Alle sind magnetisch. | *Quecksilber ist eines. [many]',
      'Das Symbol von Eisen ist _____ wie lateinisch ferrum. [text] = Fe',
    ])
  })

  it('of old Moodle arrives: true and false in its language, a picture beside the text', async () => {
    const page = await openPresenter(await startApp())
    const { questions, notes } = await arrives(page, fixture('moodle-old.xml'))
    expect(questions).to.deep.equal([
      'Der Wal ist ein Fisch. | True | *False',
      'Welcher Berg ist höher? | Brocken | *Zugspitze',
    ])
    expect(notes).to.deep.equal([`1: ${pictures('wal.png')}`])
  })

  it('of QTI in a folder of its package arrives, of any version, with formulas, and why what is right', async () => {
    const page = await openPresenter(await startApp())
    const { questions, faults, notes } = await arrives(page, zippedFolder('openolat'))
    expect(questions).to.deep.equal([
      'What is the positive root of x² - (a + 1)/4 = 0? | \\(\\frac{a}{2}\\) | *(√(a + 1))/2',
      'Which ions is common salt made of? | K⁺ and Cl⁻ | *Na⁺ and Cl⁻ > Its formula is NaCl.',
      'What colour has litmus in acid? | *red | blue',
      '! What is {A} + 1? _____',
      'How is tea made? | Drink. | Boil water. | Add the leaves. [order] = BCA > Water comes first.',
    ])
    expect(faults).to.deep.equal([`4: ${KINDS.changing}`])
    expect(notes).to.deep.equal([2, 3, 5].map(number => `${number}: ${FEEDBACK}`))
  })

  it('of QTI 2.1 arrives as a package, in the order of its test; one of QTI 3 by itself', async () => {
    const page = await openPresenter(await startApp())
    const junk = { '__MACOSX/items/._choice.xml': '\0\u0005', 'items/tree.png': 'PNG' }
    const { questions, faults, notes } = await arrives(page, zippedFolder('qti2', junk))
    expect(questions).to.deep.equal([
      'Which of these came first? | print | radio | writing [order] = CAB',
      'Look at this tree:\na bare tree\nWhat time of the year is it? | summer | *winter > Leaves fall in autumn.',
      'Which elements form water? | *Hydrogen | Chlorine | *Oxygen [many]',
      'Now is the winter of our discontent\nMade glorious summer by this sun of _____; [text] = York',
      'g in m/s²: _____ [number] = 9.79..9.83',
      'How many percent? [number] = 16..16',
      'The capital of Peru is _____. | Quito | *Lima',
      '! Match them.',
      '! Write Sam a postcard.',
      '! _____ and _____',
    ])
    expect(faults).to.deep.equal([`8: ${MATCHING}`, `9: ${ESSAY}`, `10: ${GAPS}`])
    expect(notes).to.deep.equal([
      `2: ${FEEDBACK}`,
      `2: ${pictures('tree.png')}`,
      '4: Answers that are right in part are left out.',
      `1: ${words.otherFiles(1, 'items/tree.png')}`,
    ])
    expect((await arrives(page, fixture('qti3.xml'))).questions).to.deep.equal([
      'Which planet has rings? | Mars | *Saturn',
    ])
  })

  it('in a zip file is found, whatever else lies in it; what is not opened is named', async () => {
    const page = await openPresenter(await startApp())
    const moodle = fixture('moodle.xml').bytes
    const inner = zipFile('inner.zip', { 'a.txt': 'x' }).bytes
    const file = zipFile('bank.zip', {
      'bank/b.txt': 'What?\na\n*b',
      'bank/a.xml': moodle,
      'bank/old.zip': inner,
      '.DS_Store': 'x',
      '__MACOSX/bank/._a.xml': 'x',
    })
    const { questions, notes } = await arrives(page, file)
    expect(questions).to.have.length(13)
    expect(questions[12]).to.equal('What? | a | *b')
    expect(notes).to.include(`1: ${words.zipInZip('bank/old.zip')}`)
    expect(notes.some(note => note.includes('.DS_Store') || note.includes('._a'))).to.equal(false)
    // Canvas puts each quiz of a course twice.
    const canvas = fixture('canvas.xml').bytes
    const course = zipFile('course.imscc', {
      'g1/assessment_qti.xml': canvas,
      'g1/assessment_meta.xml': '<quiz_meta/>',
      'non_cc_assessments/g1.xml.qti': canvas,
      'imsmanifest.xml': '<manifest/>',
    })
    expect((await arrives(page, course)).questions).to.have.length(9)
  })

  it('that is a spreadsheet arrives, Kahoot’s template and plain rows alike', async () => {
    const page = await openPresenter(await startApp())
    const kahoot = await xlsx([
      [null, 'Quiz template'],
      [null, 'Add questions, at least two answer alternatives, time limit and choose correct answers'],
      [],
      [
        null,
        'Question - max 120 characters',
        'Answer 1 - max 75 characters',
        'Answer 2 - max 75 characters',
        'Answer 3 - max 75 characters',
        'Answer 4 - max 75 characters',
        'Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs',
        'Correct answer(s) - choose at least one',
      ],
      [1, 'Who wrote "Faust"?', 'Goethe', 'Schiller', null, null, 20, 1],
      [2, 'Which are prime?', 2, 4, 5, 6, 30, '1,3'],
      [3, 'With decimal commas?', 'a', 'b', 'c', 'd', 30, 1.3],
    ])
    const read = await questionsIn(page, kahoot)
    expect(read).to.deep.include({ format: 'table', unit: 'row' })
    expect(read.questions.map(compact)).to.deep.equal([
      'Who wrote "Faust"? | *Goethe | Schiller',
      'Which are prime? | *2 | 4 | *5 | 6 [many]',
      'With decimal commas? | *a | b | *c | d [many]',
    ])
    expect(read.questions.map(({ first }) => first)).to.deep.equal([5, 6, 7])
    const plain = await xlsx([
      ['When?', 1789, 1815, 1848, 'A'],
      ['Which day?', new Date(Date.UTC(1999, 11, 31)), new Date(Date.UTC(2000, 0, 1)), null, 'B'],
      ['0.1 + 0.2?', 0.1 + 0.2, true, 'a\nb', 'A'],
    ])
    expect((await arrives(page, { ...plain, name: 'plain.docx' })).questions).to.deep.equal([
      'When? | *1789 | 1815 | 1848',
      'Which day? | 1999-12-31 | *2000-01-01',
      '0.1 + 0.2? | *0.3 | True | a b',
    ])
  })

  it('with commas or semicolons needs no row of names', async () => {
    const page = await openPresenter(await startApp())
    const semicolons = textFile(
      'a.csv',
      'How much is 1,5 + 1,5?;3;4;A\r\n"Two\nlines ""here"";?";yes;no;B\r\n',
    )
    const { questions } = await questionsIn(page, semicolons)
    expect(questions.map(compact)).to.deep.equal([
      'How much is 1,5 + 1,5? | *3 | 4',
      'Two\nlines "here";? | yes | *no',
    ])
    expect(questions.map(({ first }) => first)).to.deep.equal([1, 2])
  })

  it('of ours arrives as it was saved, as JSON and as text', async () => {
    const page = await openPresenter(await startApp())
    const all = Object.values(QUESTIONS).map(question => readQuestion(question)!)
    const json = await questionsIn(page, textFile('list.txt', printJson(all)))
    expect(json.questions.map(({ question }) => question)).to.deep.equal(all)
    const text = writeList(all)
    expect(await readIn(page, textFile('list.txt', text))).to.deep.equal({
      ok: true,
      read: { text, problems: [] },
    })
    const faulty = [
      { type: 'one', text: 'a', choices: ['b'] },
      { type: 'none' },
      { type: 'words', text: 'c' },
    ]
    const read = await arrives(page, textFile('list.json', JSON.stringify({ questions: faulty })))
    expect(read.questions).to.deep.equal(['! a', '! ', 'c [words]'])
    expect(read.faults).to.have.length(2)
  })

  it('of text is read in every encoding; a guess is said', async () => {
    const page = await openPresenter(await startApp())
    const text = 'Straße?\na\n*b'
    const wide = (isBig: boolean, mark: string) => {
      const bytes = Buffer.from(mark + text, 'utf16le')
      return new Uint8Array(isBig ? bytes.swap16() : bytes)
    }
    const encodings = {
      'UTF-8': Buffer.from(text),
      'UTF-8 with a mark': Buffer.from(`\ufeff${text}`),
      'UTF-16': wide(false, '\ufeff'),
      'UTF-16, big end first': wide(true, '\ufeff'),
      'UTF-16 without a mark': wide(false, ''),
    }
    for (const [name, bytes] of Object.entries(encodings)) {
      const read = await readIn(page, { name: 'a.txt', bytes: new Uint8Array(bytes) })
      expect(read, name).to.deep.equal({ ok: true, read: { text, problems: [] } })
    }
    const western = { name: 'a.txt', bytes: new Uint8Array(Buffer.from(text, 'latin1')) }
    const guessed = await readIn(page, western)
    if (!guessed.ok) throw new Error(guessed.sentence)
    expect(guessed.read).to.include({ text })
    expect(guessed.read.problems.map(({ sentence }) => sentence)).to.deep.equal([words.windows])
    const gift = await readIn(page, textFile('a.gift', 'Discuss. {}'))
    expect(gift).to.deep.equal({ ok: true, read: { text: 'Discuss. {}', problems: [], hint: 'gift' } })
  })
})

type Value = string | number | boolean | Date | null

/** A spreadsheet as a program writes it. */
async function xlsx(rows: Value[][]): Promise<TestFile> {
  const cells = rows.map(row =>
    row.map(value =>
      value === null
        ? null
        : value instanceof Date
          ? { value, type: Date, format: 'dd/mm/yyyy' }
          : {
              value,
              type: typeof value === 'number' ? Number : typeof value === 'boolean' ? Boolean : String,
            },
    ),
  )
  const bytes = await writeExcelFile(cells as SheetData).toBuffer()
  return { name: 'sheet.xlsx', bytes: new Uint8Array(bytes) }
}
