/**
 * The marks that people write before and behind the lines of a list: numbers, letters, bullets, and the star of the
 * right choice. Says what they are, what is left without them, and which texts would be mistaken for them.
 */
import { LETTERS } from '../question-types/letters'

/** `1. ` or `12) ` before a question. */
const NUMBER = /^(\d{1,3})[.)]\s+(?=\S)/
/** `- ` or `• ` before a question or a choice. */
const BULLET = /^[-–—•·◦▪‣]\s+(?=\S)/
/** A star before every choice is a bullet; before one choice it says that it is right. */
const STAR_BULLET = /^\*\s+(?=\S)/
const LEADING_STAR = /^\*\s*/
/** `B)`, `(B)`, `B. `, `2)`, `(2)` or `2. ` before a choice; a number needs a text behind it. */
const LABEL = /^(?:\(([a-z]|\d{1,2})\)|([a-z])(?:\)|\.(?=\s|$))|(\d{1,2})(?:\)|\.(?=\s)))\s*/i
/** A star behind the right choice: only after a space, for `int*` is a type. */
const TRAILING_STAR = /\s+\*$/
/** Before an explanation. */
const EXPLANATION = '>'
const ESCAPE = '\\'
/** A pair of stars at the beginning, as Markdown writes what is bold. */
const BOLD = /^\*\*([^*]+)\*\*/
/** What stands around a list in Markdown. */
const FENCE = /^(```|~~~)[\w-]*$/

/** Whether a line is no part of a list: it begins or ends a block of code. */
export function isFence(line: string): boolean {
  return FENCE.test(line)
}

/** Whether a line is one of an explanation. */
export function isExplanation(line: string): boolean {
  return line[0] === EXPLANATION
}

/** A line without the stars that make its beginning bold. */
export function withoutBold(line: string): string {
  return line.replace(BOLD, '$1')
}

export interface MarkedChoice {
  text: string
  isRight: boolean
}

/** The pattern of the marks before these questions; undefined: their beginnings belong to their texts. */
export function markOfQuestions(heads: readonly string[]): RegExp | undefined {
  const plain = heads.filter(head => head !== '' && head[0] !== ESCAPE)
  const numbers = plain.map(head => Number(NUMBER.exec(head)?.[1] ?? NaN))
  // Numbers that do not grow are parts of questions, such as "2. Weltkrieg".
  if (numbers.every((number, place) => number > (numbers[place - 1] ?? -1))) return NUMBER
  return [BULLET, STAR_BULLET].find(bullet => plain.every(head => bullet.test(head)))
}

/** The text of a question without this mark. */
export function questionText(head: string, mark: RegExp | undefined): string {
  return head[0] === ESCAPE ? head.slice(1).trim() : mark ? head.replace(mark, '') : head
}

/** The choices on these lines, without their marks. */
export function markedChoices(lines: readonly string[]): MarkedChoice[] {
  const areStarred = lines.length > 1 && lines.every(line => STAR_BULLET.test(line))
  const areBulleted = lines.every(line => BULLET.test(line.replace(LEADING_STAR, '')))
  return lines.map((line, place) =>
    markedChoice(areStarred ? line.replace(STAR_BULLET, '') : line, place, areBulleted),
  )
}

function markedChoice(line: string, place: number, isBulleted: boolean): MarkedChoice {
  let text = withoutBold(line)
  let isRight = false
  const takeStar = () => {
    isRight ||= text[0] === '*'
    text = withoutBold(text.replace(LEADING_STAR, ''))
  }
  takeStar()
  if (isBulleted) {
    text = withoutBold(text.replace(BULLET, ''))
    takeStar()
  }
  const label = labelAt(text, place)
  if (label !== '') {
    text = text.slice(label.length)
    takeStar()
  }
  if (text[0] === ESCAPE) return { text: text.slice(1).trim(), isRight }
  if (TRAILING_STAR.test(text)) return { text: text.replace(TRAILING_STAR, ''), isRight: true }
  return { text, isRight }
}

/** The letter or number before the choice at this place, if it is the one that belongs there. */
function labelAt(text: string, place: number): string {
  const [label, ...names] = LABEL.exec(text) ?? ['']
  const name = names.find(each => each !== undefined)?.toUpperCase()
  return name === LETTERS[place] || name === String(place + 1) ? label : ''
}

/** Takes the explanation from the end of these lines; the rest are choices. */
export function splitExplanation<L extends { text: string }>(
  lines: readonly L[],
): [choices: L[], explanation: L[]] {
  let end = lines.length
  while (end > 0 && isExplanation(lines[end - 1]!.text)) end--
  return [lines.slice(0, end), lines.slice(end)]
}

/** The explanation that stands on these lines. */
export function explanationText(lines: readonly string[]): string {
  return lines
    .map(line => line.replace(/^\s*> ?/, ''))
    .join('\n')
    .trim()
}

/** Writes an explanation as lines that are read as one. */
export function writeExplanation(text: string): string[] {
  return text.split('\n').map(line => (line === '' ? EXPLANATION : `${EXPLANATION} ${line}`))
}

/** The text of a question, escaped where its beginning would be read as a mark. */
export function escapedQuestion(text: string): string {
  return text[0] === ESCAPE ||
    isExplanation(text) ||
    isFence(text) ||
    BOLD.test(text) ||
    [NUMBER, BULLET, STAR_BULLET].some(mark => mark.test(text))
    ? ESCAPE + text
    : text
}

/** The text of a choice, escaped where it would be read as a mark. */
export function escapedChoice(text: string, place: number): string {
  if (text === '') return `${LETTERS[place]!})`
  const isMark =
    /^[\\*>]/.test(text) || isFence(text) || [BULLET, LABEL, TRAILING_STAR].some(mark => mark.test(text))
  return isMark ? ESCAPE + text : text
}
