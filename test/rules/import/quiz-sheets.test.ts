/** Tests tables with the columns of other quiz programs: what arrives of each row. */
import { expect } from 'chai'
import { understandRows } from '../../../src/core/import/quiz/sheet'
import { compact } from './compact'

type Cell = string | number | null

/** What is understood of these rows, as a spreadsheet or a file with commas has them. */
function arrives(...rows: Cell[][]): string[] {
  const { questions } = understandRows(
    rows.map((cells, index) => ({ number: index + 1, cells: cells.map(cell => String(cell ?? '')) })),
  )
  return questions.map(compact)
}

describe('A spreadsheet for', () => {
  it('Quizizz arrives, kind by kind', () => {
    expect(
      arrives(
        [
          'Question Text',
          'Question Type',
          'Option 1',
          'Option 2',
          'Option 3',
          'Option 4',
          'Option 5',
          'Correct Answer',
          'Time in seconds',
          'Image Link',
          'Answer explanation',
        ],
        [
          'Which is a noble gas?',
          'Multiple Choice',
          'oxygen',
          'neon',
          null,
          null,
          null,
          2,
          30,
          null,
          'Its shell is full.',
        ],
        ['Which are metals?', 'Checkbox', 'iron', 'sulphur', 'tin', null, null, '1,3', 30],
        ['Which is a metal?', 'Checkbox', 'iron', 'sulphur', null, null, null, 1, 30],
        ['The sign of gold is', 'Fill-in-the-Blank', 'Au', 'aurum', null, null, null, null, 30],
        ['Why does iron rust?', 'Open-Ended', null, null, null, null, null, null, 60],
        ['Which do you like?', 'Poll', 'tea', 'milk', null, null, null, null, 20],
      ),
    ).to.deep.equal([
      'Which is a noble gas? | oxygen | *neon > Its shell is full.',
      'Which are metals? | *iron | sulphur | *tin [many]',
      'Which is a metal? | *iron | sulphur [many]',
      'The sign of gold is [text] = Au / aurum',
      'Why does iron rust? [text]',
      'Which do you like? | tea | milk',
    ])
  })

  it('Blooket arrives, though its first column is called "Question #"', () => {
    expect(
      arrives(
        ['Blooket\nImport Template'],
        [
          'Question #',
          'Question Text',
          'Answer 1',
          'Answer 2',
          'Answer 3\n(Optional)',
          'Answer 4\n(Optional)',
          'Time Limit (sec)\n(Max: 300 seconds)',
          'Correct Answer(s)\n(Only include Answer #)',
        ],
        [1, 'What is 7 x 8?', 54, 56, 58, null, 20, 2],
        [2, 'Which are even?', 2, 3, 4, 5, 20, '1,3'],
        [3, 'What is 2 + 2?', 2, 3, 4, 5, 20, 3],
      ),
    ).to.deep.equal([
      'What is 7 x 8? | 54 | *56 | 58',
      'Which are even? | *2 | 3 | *4 | 5 [many]',
      'What is 2 + 2? | 2 | 3 | *4 | 5',
    ])
  })

  it('Gimkit arrives: the right answer has a column of its own', () => {
    expect(
      arrives(
        ['Gimkit Spreadsheet Import Template', null, null, null, null],
        [
          'Question',
          'Correct Answer',
          'Incorrect Answer 1',
          'Incorrect Answer 2 (Optional)',
          'Incorrect Answer 3 (Optional)',
        ],
        ['Where is Oslo?', 'Norway', 'Sweden', 'Finland', null],
      ),
    ).to.deep.equal(['Where is Oslo? | *Norway | Sweden | Finland'])
  })

  it('Socrative arrives, with steps before its names and a column for the kind', () => {
    expect(
      arrives(
        ['Instructions:', 'Please fill in the below quiz according to the 5 steps below.'],
        ['1. Quiz Name:', 'Rocks'],
        ['2. Question Type:', '3. Question:', '4. Answer A:', 'Answer B:', 'Answer C:', '5. Correct Answer:'],
        ['Multiple choice', 'Which rock floats?', 'granite', 'pumice', 'slate', 'B'],
        ['True/False', 'Marble was limestone.', null, null, null, 'True'],
        ['Short answer', 'Name a soft mineral.', null, null, null, 'talc'],
      ),
    ).to.deep.equal([
      'Which rock floats? | granite | *pumice | slate',
      'Marble was limestone. | *True | False',
      'Name a soft mineral. [text] = talc',
    ])
  })

  it('other programs: a column whose name has "type" or "number" in it is not the question', () => {
    expect(
      arrives(
        ['Question number', 'Question type', 'Question', 'Option A', 'Option B', 'Right answer'],
        [7, 'mcq', 'How many legs has a crab?', 8, 10, 'B'],
      ),
    ).to.deep.equal(['How many legs has a crab? | 8 | *10'])
  })
})
