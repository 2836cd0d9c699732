/** Reads questions from a text of any look: what people, word processors, PDF files and assistants write. */
import { unreadProblem, type Found } from '../poll/found-question'
import { unreadBrackets, withoutBrackets } from '../poll/list-brackets'
import { ANSWERED, isEscaped, withoutBold } from '../poll/list-marks'
import { answerOf, titleAt } from '../poll/list-words'
import type { TypeName } from '../question-types/registry'
import { answerKeyIn, type AnswerKey } from './answer-key'
import { placesOf } from './right-answer'
import { asks, type Group } from './group-list'
import { TextGroups } from './text-groups'
import { choicesOf, explanationOf, numberAt, stemText, undressed } from './text-parts'
import type { Row } from './text-rows'
import {
  asSentence,
  bracketsFor,
  noteAt,
  problemAt,
  understoodFrom,
  type Understanding,
  type Understood,
  usedAt,
} from './understood'

const SHORT_ANSWER: TypeName = 'text'

const LOOSE =
  'Empty lines stand between this question and its choices: take them out, or write A), B), C) before the choices.'

const WRAPPED = 'This line is taken for a choice: if it belongs to the question, write both on one line.'
const KEY = 'This key says what is right in the questions with these numbers.'
const NO_CHOICES = 'This question has an answer and no choices: it is asked for a short answer.'

/** @param rows of all lines */
export function readText(written: readonly Row[]): Understanding {
  const key = answerKeyIn(written)
  const keyed = key && new TextGroups(key.rows)
  const hasKey = key !== undefined && keyed !== undefined && takeKey(key, keyed.groups)
  const rows = hasKey ? key.rows : written
  const { groups, problems } = hasKey ? keyed : new TextGroups(written)
  if (hasKey) problems.push(usedAt(key.first, KEY, key.last))
  const areNumbered = numbersGrow(groups)
  const questions = groups.map(group => questionOf(group, areNumbered))
  const isAiken =
    groups.length > 0 && groups.every(({ answers }) => answers.some(({ text }) => /^ANSWER\s?:/.test(text)))
  const isMarkdown = rows.some(
    ({ kind, text, bullet }) => kind === 'heading' || bullet === '[ ]' || text.startsWith('**'),
  )
  return { format: isAiken ? 'aiken' : isMarkdown ? 'markdown' : 'list', questions, problems }
}

/** Gives each question what the key says of its number. @returns false: the key does not fit these questions */
function takeKey({ answers }: AnswerKey, groups: readonly Group[]): boolean {
  const numbered = new Map<number, Group>()
  for (const group of groups) {
    const number = group.stem[0] && placeOf(group.stem[0].text)
    if (number !== undefined) numbered.set(number, group)
  }
  const said = [...answers].map(([number, answer]) => ({ ...answer, group: numbered.get(number) }))
  if (said.some(({ group }) => !group || group.answers.length > 0 || group.choices.length === 0)) return false
  for (const { letters, why, group } of said) {
    const row = { ...group!.stem[0]!, labels: [] }
    group!.answers.push({ ...row, kind: 'answer', text: `Answer: ${letters}` })
    if (why !== '' && group!.reasons.length === 0)
      group!.reasons.push({ ...row, kind: 'explanation', text: `Explanation: ${why}` })
  }
  return true
}

/** The number before a question, which may stand behind "Question". */
function placeOf(text: string): number | undefined {
  const [, inTitle] = /(\d{1,3})/.exec(titleAt(withoutBold(text.replace(/^#{1,6}\s+/, '')))) ?? []
  return numberAt(undressed(text))?.place ?? (inTitle === undefined ? undefined : Number(inTitle))
}

/** Markdown numbers by itself: all may be written as 1. */
const growOrRepeat = (numbers: readonly number[]) =>
  numbers.every(number => number === 1) ||
  numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)

/** A question's number goes if the numbers grow from question to question. */
function numbersGrow(groups: readonly Group[]): boolean {
  const numbers = groups.flatMap(({ stem: [head] }) => {
    const number = head && numberAt(undressed(head.text))
    return number ? [number.place] : []
  })
  return growOrRepeat(numbers)
}

function questionOf(group: Group, areNumbered: boolean): Understood {
  const { stem, answers, first, last, problems } = group
  const whole = stemText(stem, areNumbered)
  const mayBeAnswered =
    group.choices.length > 1 && answers.length === 0 && !(stem[0] && isEscaped(stem[0].text))
  const answered = mayBeAnswered ? ANSWERED.exec(whole) : null
  const written = answered ? whole.replace(ANSWERED, '（　　）') : whole
  const { text, brackets } = withoutBrackets(written)
  const line = stem[0]?.number ?? first
  const choices = choicesOf(group)
  const found: Found = { line, text, brackets, choices, ...explanationOf(group) }
  const unread = brackets ? undefined : unreadBrackets(written)
  if (unread !== undefined) {
    const { sentence } = unreadProblem(found, unread)
    problems.push(problemAt(line, `${asSentence(sentence)} Write it as the guide says, or take it out.`))
  }
  const place = answered ? answered[1]!.charCodeAt(0) - 'A'.charCodeAt(0) : -1
  if (choices[place] && choices.every(({ isRight }) => !isRight)) choices[place].isRight = true
  const isMarkedByWords = takeAnswers(answers, found, problems)
  if (group.isLoose) problems.push(problemAt(first, LOOSE, last))
  const [second] = group.choices[0] ?? []
  if (!group.isListed && second && asks(second) && !stem.some(asks))
    problems.push(noteAt(second.number, WRAPPED))
  return understoodFrom(found, { first, last, mayBeMany: isMarkedByWords || group.isListed }, problems)
}

/** @returns whether an answer line says what is right */
function takeAnswers(answers: readonly Row[], found: Found, problems: Understood['problems']): boolean {
  if (answers.length === 0) return false
  const said = answers
    .map(({ kind, text }) => (kind === 'answer' ? answerOf(text) : text.replace(/^\^ /, '')))
    .filter(text => text !== '')
  const [{ number }] = answers as [Row]
  if (found.choices.length === 0 && !found.brackets && said.length > 0) {
    const [, truth, lie] =
      /^(?:(true|wahr|richtig|vrai|verdadero|vero)|(false|falsch|faux|falso))[.*_\s]*$/i.exec(said[0]!) ?? []
    if (truth ?? lie) {
      found.choices = ['True', 'False'].map((text, place) => ({
        text,
        isRight: (place === 0) === (truth !== undefined),
        line: number,
      }))
      return true
    }
    found.brackets = bracketsFor(SHORT_ANSWER, {})
    found.choices = said.map(text => ({ text: text.replace(/[*_]+$/, ''), isRight: true, line: number }))
    problems.push(noteAt(number, NO_CHOICES))
    return true
  }
  for (const text of said) {
    const places = placesOf(text, found.choices)
    if (places) for (const place of places) found.choices[place]!.isRight = true
    else
      problems.push(
        problemAt(
          number,
          `"${text.slice(0, 60)}" is none of the choices: write the letter of the right one, such as B.`,
        ),
      )
  }
  return true
}
