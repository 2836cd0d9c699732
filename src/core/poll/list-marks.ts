/**
 * The marks that people write before and behind the lines of a list: numbers, letters, bullets, and the star of the
 * right choice. Says what they are, what is left without them, and which texts would be mistaken for them.
 */
import { LETTERS } from '../question-types/letters'
import { isExplanation } from './list-explanation'
import { kindOfAll, labelLength, labelsAt } from './list-labels'
import { isSaid } from './list-words'

/** `1. ` or `12) ` before a question. */
const NUMBER = /^(\d{1,3})[.)]\s+(?=\S)/
/** `- ` or `• ` before a question or a choice. */
const BULLET = /^[-–—•·◦▪‣]\s+(?=\S)/
/** A star before every choice is a bullet; before one choice it says that it is right. */
const STAR_BULLET = /^\*\s+(?=\S)/
const LEADING_STAR = /^\*\s*/
/** A label alone: an empty choice. */
const BARE = /^([A-L])\)$/
/** Boxes of a task list. */
const BOX = /^(?:\[([ xX✓✔])\]|\(([ xX])\)(?=\s)|([☐☑☒]))\s*/
/** What says that a choice is right, before or behind it; crosses say that it is wrong. */
const CHECK_BEFORE = /^(?:[✓✔✅]\ufe0f?\s*|\^\s+)/u
const MAY_BEGIN_CHECK = /[^\u0000-\]_-\u007f]/
const MAY_END_CHECK = /[)\].]|[^\u0000-\u007f]/
/** All of a choice is bold, with or without the label before it. */
const ALL_BOLD =
  /^(?:[-–—•*]\s+)?(?:\*\*[^*]+\*\*|[([]?(?:\p{L}{1,4}|\p{Nd}{1,2})[).\]:、]+\s?\*\*[^*]+\*\*)$/u
const CHECK_BEHIND = /\s*[✓✔✅]\ufe0f?$/u
const CROSS_BEFORE = /^[✗✘❌]\ufe0f?\s*/u
const CROSS_BEHIND = /\s*[✗✘❌]\ufe0f?$/u
const SAID_BEHIND =
  /(?:←\s*(?:correct|right|richtig|correcta?|juste)|[([（](?:correct|correct answer|right|right answer|richtig|correcta?|juste|bonne réponse|corretta?|правильно|正确|正解|정답|صحيح|נכון)[)\]）]\.?)$/iu
/** A letter in the wide brackets of a Chinese question says which choice is right: `2 + 2 = （ B ）。` */
export const ANSWERED = /（\s*([A-H])\s*）(?=[。．.？?]?$)/
const ESCAPE = '\\'
/** A pair of stars at the beginning, as Markdown writes what is bold. */
const BOLD = /^\*\*([^*]+)\*\*/
/** What stands around a list in Markdown. */
const FENCE = /^(```|~~~)[\w-]*$/

/** Whether a line is no part of a list: it begins or ends a block of code. */
export function isFence(line: string): boolean {
  // Most lines are told by their first character.
  return (line[0] === '`' || line[0] === '~') && FENCE.test(line)
}

/** A line without the stars that make its beginning bold. */
export function withoutBold(line: string): string {
  return line.startsWith('**') ? line.replace(BOLD, '$1') : line
}

export interface MarkedChoice {
  text: string
  isRight: boolean
}

/** The pattern of the marks before these questions; undefined: their beginnings belong to their texts. */
export function markOfQuestions(heads: readonly string[]): RegExp | undefined {
  const plain = heads.filter(head => head !== '' && !isEscaped(head))
  const numbers = plain.map(head => Number(NUMBER.exec(head)?.[1] ?? NaN))
  // Markdown may write 1 before all. Other numbers that do not grow are parts of questions, such as "2. Weltkrieg".
  const areAllFirst = numbers.every(number => number === 1)
  if (areAllFirst || numbers.every((number, place) => number > (numbers[place - 1] ?? -1))) return NUMBER
  return [BULLET, STAR_BULLET].find(bullet => plain.every(head => bullet.test(head)))
}

/** The text of a question without this mark. */
export function questionText(head: string, mark: RegExp | undefined): string {
  return isEscaped(head)
    ? head.slice(1).trim()
    : mark?.test(head)
      ? withoutBold(head.replace(mark, ''))
      : head
}

/** The choices on these lines, without their marks. */
export function markedChoices(lines: readonly string[]): MarkedChoice[] {
  const areStarred = lines.length > 1 && lines.every(line => line[0] === '*' && STAR_BULLET.test(line))
  const areBulleted = lines.every(line => BULLET.test(withoutLeadingStar(line)))
  const opened = lines.map(line => opening(areStarred ? line.replace(STAR_BULLET, '') : line, areBulleted))
  const areBoxed = lines.length > 1 && opened.every(({ text }) => BOX.test(text))
  const unboxed = areBoxed ? opened.map(withoutBox) : opened
  // Labels go only where all choices carry one kind in order: the genus of "A. thaliana" stays.
  const kind = kindOfAll(unboxed.map(({ text }) => text))
  const named = unboxed.map(({ text, isRight }, place) => {
    if (BARE.exec(text)?.[1] === LETTERS[place]) return { text: '', isRight }
    const length = labelLength(text, kind, place + 1)
    return length === 0 ? { text, isRight } : withoutStar({ text: withoutBold(text.slice(length)), isRight })
  })
  // Where nothing else says so, the only bold choice is right.
  if (lines.length > 1 && named.every(({ isRight }) => !isRight)) {
    const bold = lines.flatMap((line, place) => (line.endsWith('**') && ALL_BOLD.test(line) ? [place] : []))
    if (bold.length === 1 && !lines.some(line => isChecked(line) || endsWithStar(line)))
      named[bold[0]!]!.isRight = true
  }
  const hasChecks = named.some(({ text }) => !isEscaped(text) && isChecked(text))
  return named.map(choice => closing(choice, hasChecks))
}

function isChecked(text: string): boolean {
  // Checks are no letters of ASCII, and what is said in words ends with a bracket.
  if (MAY_BEGIN_CHECK.test(text[0] ?? '') && CHECK_BEFORE.test(text)) return true
  if (!MAY_END_CHECK.test(text[text.length - 1] ?? '') && !text.includes('←')) return false
  return CHECK_BEHIND.test(text.slice(-8)) || SAID_BEHIND.test(text.slice(-30))
}

const withoutLeadingStar = (text: string) => (text[0] === '*' ? text.replace(LEADING_STAR, '') : text)

function withoutStar({ text, isRight }: MarkedChoice): MarkedChoice {
  if (text[0] !== '*') return { text, isRight }
  return { text: withoutBold(withoutLeadingStar(text)), isRight: true }
}

function opening(line: string, isBulleted: boolean): MarkedChoice {
  const choice = withoutStar({ text: withoutBold(line), isRight: false })
  return isBulleted ? withoutStar({ ...choice, text: withoutBold(choice.text.replace(BULLET, '')) }) : choice
}

function withoutBox({ text, isRight }: MarkedChoice): MarkedChoice {
  const [box, square, round, sign] = BOX.exec(text)!
  const letter = square ?? round
  const isSet = (letter !== undefined && letter !== ' ') || (sign !== undefined && sign !== '☐')
  return withoutStar({ text: text.slice(box.length), isRight: isRight || isSet })
}

/** Without what stands behind, and without checks; crosses go only where another choice has a check. */
function closing({ text, isRight }: MarkedChoice, hasChecks: boolean): MarkedChoice {
  if (isEscaped(text)) return { text: text.slice(1).trim(), isRight }
  if (endsWithStar(text)) return { text: text.slice(0, -1).trim(), isRight: true }
  if (!hasChecks) return { text, isRight }
  if (!isChecked(text)) {
    const plain = text.replace(CROSS_BEFORE, '')
    return { text: withoutEnd(plain, CROSS_BEHIND), isRight }
  }
  const plain = withoutEnd(withoutEnd(text.replace(CHECK_BEFORE, ''), CHECK_BEHIND), SAID_BEHIND)
  return { text: plain, isRight: true }
}

/** Only the end is looked at: a long line costs no more than a short one. */
function withoutEnd(text: string, end: RegExp): string {
  const start = Math.max(0, text.length - 40)
  return (text.slice(0, start) + text.slice(start).replace(end, '')).trim()
}

/** A star behind the right choice: only after a space, for `int*` is a type. */
const endsWithStar = (text: string) => /\s\*$/.test(text.slice(-2))

/** Whether a text as it is would be read as something else at the beginning of a question. */
function isQuestionMark(text: string): boolean {
  return (
    isExplanation(text) ||
    isFence(text) ||
    isSaid(text) ||
    BOLD.test(text) ||
    ANSWERED.test(text) ||
    [NUMBER, BULLET, STAR_BULLET].some(mark => mark.test(text))
  )
}

/** The same for a choice. */
function isChoiceMark(text: string): boolean {
  return (
    /^[*>]/.test(text) ||
    isFence(text) ||
    isSaid(text) ||
    labelsAt(text).length > 0 ||
    endsWithStar(text) ||
    isChecked(text) ||
    CROSS_BEHIND.test(text.slice(-8)) ||
    [BOLD, BULLET, BOX, CROSS_BEFORE].some(mark => mark.test(text))
  )
}

/** A leading `\` is an escape only before what would be read as a mark: `\d` and `\frac` keep it. */
function needsEscape(text: string): boolean {
  const rest = text.replace(/^[\\\s]+/, '')
  return isQuestionMark(rest) || isChoiceMark(rest)
}

/** Whether the rest of this text is meant as it is. */
export function isEscaped(text: string): boolean {
  return text[0] === ESCAPE && needsEscape(text.slice(1).trim())
}

/** The text of a question, escaped where its beginning would be read as a mark. */
export function escapedQuestion(text: string): string {
  return needsEscape(text) ? ESCAPE + text : text
}

/** The text of a choice, escaped where it would be read as a mark. */
export function escapedChoice(text: string, place: number): string {
  if (text === '') return `${LETTERS[place]!})`
  return needsEscape(text) ? ESCAPE + text : text
}
