/** The words that the preview of pasted questions writes. A translation replaces this file. */
import { MAX_PREPARED_QUESTIONS } from '../../../src/core/limits/input-limits'
import { lang, words } from '../../shared/words'
import type { Amount, Place } from './items'

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString(lang)} ${count === 1 ? one : more}`

const UNITS = { line: ['Line', 'Lines'], row: ['Row', 'Rows'], part: ['Part', 'Parts'] } as const

function amount({ count, unit }: Amount): string {
  const [one, more] = UNITS[unit ?? 'part']
  return many(count, one.toLowerCase(), more.toLowerCase())
}

export const importWords = {
  nothingYet:
    'Each question is shown here before anything is added: from Word, slides, PDF, a spreadsheet, Moodle, an AI assistant, or your own text.',
  noQuestion:
    'No question was found in this text. Write a question on one line and its choices on the lines below it.',
  count: (found: number, blocked: number, lines: number, left?: Amount) =>
    [
      `${many(found, 'question', 'questions')} understood`,
      ...(blocked > 0 ? [`${blocked.toLocaleString(lang)} cannot be asked yet`] : []),
      ...(lines > 0 ? [`${many(lines, 'line', 'lines')} not understood`] : []),
      ...(left && left.count > 0 ? [`${amount(left)} left out`] : []),
    ].join(', ') + '.',
  room: (room: number) =>
    room === 0
      ? `The list is full: it holds ${MAX_PREPARED_QUESTIONS} questions. Remove some from it first.`
      : `The list has room for ${many(room, 'more question', 'more questions')}: leave the others for another list.`,
  add: (count: number) => (count === 0 ? 'Add' : `Add ${many(count, 'question', 'questions')}`),
  takeAll: 'Take all',
  leaveAll: 'Leave all',
  take: 'Take',
  added: 'In the list',
  takeQuestion: (number: number, text: string) => `Take question ${number}: ${text || words.questionAloud}`,
  ofQuestion: (action: string, number: number) => `${action}: question ${number}`,
  place({ line, last, file }: Place): string {
    const unit = file ? file.unit : 'line'
    if (!unit) return file!.name
    const [one, more] = UNITS[unit]
    const where = line === last ? `${one} ${line}` : `${more} ${line} to ${last}`
    return file ? `${file.name}, ${where.toLowerCase()}` : where
  },
  quoted: (text: string) => `“${text}”`,
  showMore: (count: number, left: number) =>
    count < left
      ? `Show ${many(count, 'more question', 'more questions')} of ${left.toLocaleString(lang)}`
      : `Show ${many(count, 'more question', 'more questions')}`,
  notUnderstood: 'Not understood',
  leftOut: (left: Amount) => `Left out: ${amount(left)}`,
  notes: 'Notes',
  morePlaces: (count: number) => `${many(count, 'more place', 'more places')}`,
  cannotBeAsked: 'Cannot be asked yet',
  goTo: (number: number) => `Go to question ${number}`,
  edit: 'Correct',
  done: 'Done',
  asUnderstood: 'As in the text',
  settings: 'All settings',
  kind: 'Kind',
  question: 'Question',
  explanation: 'Explanation',
  rightAnswer: 'Right answer',
  rightAnswers: 'Accepted answers, one a line',
  rightHint: 'such as 1789, 1779..1799 or 1789 ± 10',
  addChoice: 'Another choice',
  noChoice: 'This kind of question takes no more choices.',
  chosenFile: (name: string) => `From ${name}`,
  removeFile: (name: string) => `Take ${name} out again`,
  reading: (name: string) => `Reading ${name} …`,
  fileFailed: (name: string, sentence: string) => `${name}: ${sentence}`,
  left: (count: number) =>
    count === 1
      ? 'One is still under “Paste a list”.'
      : `${count.toLocaleString(lang)} are still under “Paste a list”.`,
}
