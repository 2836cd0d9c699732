/** Reads questions from a text of any look: what people, word processors, PDF files and assistants write. */
import { withoutBrackets, unreadBrackets } from '../poll/list-brackets'
import { labelsAt } from '../poll/list-labels'
import { explanationText, isEscaped, markedChoices, withoutBold } from '../poll/list-marks'
import { answerOf, namedExplanationOf, titleAt } from '../poll/list-words'
import { unreadProblem, type Found } from '../poll/found-question'
import type { TypeName } from '../question-types/registry'
import { answerKeyIn, type AnswerKey } from './answer-key'
import { placesOf } from './right-answer'
import { asks, TextGroups, type Group } from './text-groups'
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
    const number = group.stem[0] && numberAt(undressed(group.stem[0].text))?.place
    if (number !== undefined) numbered.set(number, group)
  }
  const said = [...answers].map(([number, text]) => ({ text, group: numbered.get(number) }))
  if (said.some(({ group }) => !group || group.answers.length > 0 || group.choices.length === 0)) return false
  for (const { text, group } of said)
    group!.answers.push({ ...group!.stem[0]!, kind: 'answer', text: `Answer: ${text}`, labels: [] })
  return true
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

const numberAt = (text: string) => labelsAt(text).find(({ kind }) => kind === 'number')

function undressed(text: string): string {
  const plain = withoutBold(text.replace(/^#{1,6}\s+/, ''))
  return withoutBold(plain.slice(titleAt(plain).length))
}

function questionOf(group: Group, areNumbered: boolean): Understood {
  const { stem, answers, first, last, problems } = group
  const written = stemText(stem, areNumbered)
  const { text, brackets } = withoutBrackets(written)
  const line = stem[0]?.number ?? first
  const choices = choicesOf(group)
  const found: Found = { line, text, brackets, choices, ...explanationOf(group) }
  const unread = brackets ? undefined : unreadBrackets(written)
  if (unread !== undefined) {
    const { sentence } = unreadProblem(found, unread)
    problems.push(problemAt(line, `${asSentence(sentence)} Write it as the guide says, or take it out.`))
  }
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

function stemText(stem: readonly Row[], areNumbered: boolean): string {
  let text = ''
  stem.forEach((row, index) => {
    if (row.kind === 'fence') return
    if (row.kind === 'code' || (index > 0 && isCode(row))) text += `\n${row.raw}`
    else
      text +=
        (index === 0 || text === '' ? '' : glue(text, row.text)) +
        (index === 0 ? headText(row, areNumbered) : row.text)
  })
  return text.trim()
}

/** Lines of code keep their breaks and indents. */
const isCode = ({ raw, text }: Row) =>
  /^(?: {2}|\t)/.test(raw) ||
  /[;{}]$/.test(text.slice(-1)) ||
  /^(?:for|while|if|elif|else|def|class|function|return|print|const|let|var|int|import|from|#include)\b.*[(:;{]/.test(
    text.slice(0, 80),
  )

/** Chinese and Japanese lines wrap without a space. */
function glue(before: string, behind: string): string {
  const isWide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、]$/u.test(before.slice(-2))
  return isWide && /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、]/u.test(behind) ? '' : ' '
}

function headText({ text, bullet }: Row, areNumbered: boolean): string {
  if (isEscaped(text)) return text.slice(1).trim()
  const plain = undressed(bullet === '' || bullet === '[ ]' ? text : text.slice(bullet.length).trim())
  const number = areNumbered ? numberAt(plain) : undefined
  return withoutBold(plain.slice(number?.length ?? 0))
}

/** The lines of a choice as one. @param cut characters of the bullet before it */
function choiceText(rows: readonly Row[], cut: number): string {
  let text: string | undefined
  for (const row of rows) {
    if (row.kind === 'fence') continue
    text = text === undefined ? row.text.slice(cut).trim() : text + glue(text, row.text) + row.text
  }
  return text ?? ''
}

function choicesOf({ choices: groups, isListed }: Group): Found['choices'] {
  const bullet = groups[0]?.[0]!.bullet ?? ''
  const areAlike = groups.every(rows => rows[0]!.bullet === bullet)
  const cut = isListed && areAlike && bullet !== '[ ]' ? bullet.length : 0
  const texts = groups.map(rows => choiceText(rows, cut))
  const marked = markedChoices(texts).map(({ text, isRight }, place) => ({
    text,
    isRight,
    line: groups[place]![0]!.number,
  }))
  // `^ text` below the choices names the right one.
  const named = marked.findIndex(
    ({ text }, place) =>
      texts[place]!.startsWith('^ ') && marked.some((each, other) => other !== place && each.text === text),
  )
  if (named < 0) return marked
  const { text } = marked[named]!
  return marked
    .filter((_choice, place) => place !== named)
    .map(choice => ({ ...choice, isRight: choice.isRight || choice.text === text }))
}

function explanationOf({ reasons, first }: Group): Pick<Found, 'explanation' | 'explanationLine'> {
  const lines = reasons.map(({ kind, text, raw }) =>
    kind === 'explanation' ? namedExplanationOf(text) : kind === 'quote' ? raw : text,
  )
  const isQuoted = reasons.every(({ kind }) => kind === 'quote')
  const explanation = isQuoted
    ? explanationText(lines)
    : lines
        .join(' ')
        .trim()
        .replace(/[*_]+$/, '')
  return { explanation, explanationLine: reasons[0]?.number ?? first }
}
