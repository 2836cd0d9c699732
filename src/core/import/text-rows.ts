/** What each line of a text may be: a fence or code, an answer, an explanation, a heading, or one with a label. */
import { kindOfAll, labelsAt, type Label } from '../poll/list-labels'
import { isExplanation } from '../poll/list-explanation'
import { isEscaped, isFence, withoutBold } from '../poll/list-marks'
import {
  headingOf,
  isAbout,
  isAnswerLine,
  isBetween,
  isHeading,
  isNamedExplanation,
  titleAt,
} from '../poll/list-words'
import type { Line } from './lines'

export type RowKind =
  'text' | 'code' | 'fence' | 'answer' | 'explanation' | 'quote' | 'heading' | 'about' | 'rule' | 'title'

export interface Row extends Line {
  kind: RowKind
  labels: Label[]
  /** The sign of a list before it; a box is one, too. */
  bullet: string
  /** The row belongs to a run of labelled choices, which begins at this index. */
  run?: number
}

const BULLET = /^(?:[-–—•·◦▪‣*+○●■□➢✓]|\uf0b7|o(?=\s{2}|\t))\s+(?=\S)/u
const BOX = /^(?:[-*+•]\s+)?(?:\[[ xX✓✔]\]|\([ xX]\)(?=\s)|[☐☑☒])\s*/
/** No bullet, box or star; Word writes a round bullet as `o`. */
const BEGINS_WITH_LETTER = /^[A-Za-np-z0-9]/
/** `^ text` names the right choice, or stands before it. */
export const isCaret = (text: string): boolean => text.startsWith('^ ')

/** A star says that a choice is right; a label may stand behind it. */
const STAR = /^(?:\*(?!\*)\s*|\^\s+|[✓✔✅]\ufe0f?\s*)/u

/** @param written the lines of a text; several choices on one line become rows of their own */
export function rowsOf(written: readonly Line[]): Row[] {
  const lines = linesApart(written)
  const code = codeIn(lines)
  return lines.map((line, index) => {
    const kind = code[index] ?? kindOf(line)
    if (kind !== 'text' || isEscaped(line.text)) return rowOf(line, kind, NO_LABELS, '')
    const isPlain = BEGINS_WITH_LETTER.test(line.text)
    const box = isPlain ? '' : (BOX.exec(line.text)?.[0] ?? '')
    const bullet = box === '' && !isPlain ? (BULLET.exec(line.text)?.[0] ?? '') : box
    const undressed = withoutBold(bullet === '' ? line.text : line.text.slice(bullet.length))
    const bare = BEGINS_WITH_LETTER.test(undressed) ? undressed : withoutBold(undressed.replace(STAR, ''))
    return rowOf(line, kind, labelsAt(bare), box === '' ? bullet.trim() : '[ ]')
  })
}

const NO_LABELS: Label[] = []

/** Field by field: there are thousands of rows, and copying a whole object takes longer. */
function rowOf(
  { number, raw, text, isBehindGap }: Line,
  kind: RowKind,
  labels: Label[],
  bullet: string,
): Row {
  return { number, raw, text, isBehindGap, kind, labels, bullet }
}

/** `A) one  B) two` on one line. */
const BEGINS_CHOICES = /^(?:[(（][A1a①]|[Aa1][)）]|[Aa][.．、]|①)/u
const NEXT_CHOICE =
  /\s+(?=(?:[(（](?:\p{Lu}|\p{Ll}|\d)[)）]|(?:\p{Lu}|\p{Ll}|\d)[)）]|[②-⑫])\s?\S)|(?:\s{3,}|\t\s*)(?=\p{Lu}[.．]\s)|\s+(?=\p{Lu}[．、]\S)/u

/** Choices in columns, with wide gaps between them: `A) one    C) three`, and below it `B) two    D) four`. */
const NEXT_COLUMN = /(?:\s{3,}|\t\s*)(?=[(（]?(?:\p{L}|\p{Nd})\s?[)）.．、:])/u
const MAX_COLUMN_LENGTH = 1000

function linesApart(written: readonly Line[]): Line[] {
  const lines: Line[] = []
  for (let index = 0; index < written.length;) {
    const columns = columnsAt(written, index)
    if (columns) lines.push(...columns.lines)
    else lines.push(...choicesApart(written[index]!))
    index = columns?.end ?? index + 1
  }
  return lines
}

/** The choices that stand in columns from this line on, in their order; undefined: there are none. */
function columnsAt(written: readonly Line[], start: number): { lines: Line[]; end: number } | undefined {
  const { text, isBehindGap } = written[start]!
  if (text.length > MAX_COLUMN_LENGTH || !BEGINS_CHOICES.test(text) || !NEXT_COLUMN.test(text))
    return undefined
  const found: { line: Line; place: number }[] = []
  let end = start
  const kind = labelsAt(text).find(({ place }) => place === 1)?.kind
  for (; end < written.length; end++) {
    const line = written[end]!
    if (line.text.length > MAX_COLUMN_LENGTH || (end > start && line.isBehindGap)) break
    const parts = line.text.split(NEXT_COLUMN).map(part => {
      const place = labelsAt(part).find(label => label.kind === kind)?.place
      return { line: { ...line, text: part, raw: part, isBehindGap: false }, place }
    })
    const isWhole = (part: (typeof parts)[number]): part is (typeof found)[number] => part.place !== undefined
    if (!parts.every(isWhole)) break
    found.push(...parts)
  }
  found.sort((one, other) => one.place - other.place)
  if (end - start < 2 || found.some(({ place }, index) => place !== index + 1)) return undefined
  const lines = found.map(({ line }) => line)
  lines[0]!.isBehindGap = isBehindGap
  return { lines, end }
}

function choicesApart(line: Line): Line[] {
  if (line.text.length > 1000 || !BEGINS_CHOICES.test(line.text)) return [line]
  const parts = line.text.split(NEXT_CHOICE)
  if (parts.length < 2 || kindOfAll(parts) === undefined) return [line]
  return parts.map((text, place) => ({
    ...line,
    text,
    raw: text,
    isBehindGap: line.isBehindGap && place === 0,
  }))
}

function kindOf({ text }: Line): RowKind {
  if (isEscaped(text)) return 'text'
  if (isFence(text)) return 'fence'
  if (isAnswerLine(text)) return 'answer'
  if (isNamedExplanation(text)) return 'explanation'
  if (isExplanation(text)) return 'quote'
  if (isBetween(text)) return 'rule'
  if (isAbout(text)) return 'about'
  const bare = headingOf(text)
  if (titleAt(bare) === bare) return 'title'
  return isHeading(text) ? 'heading' : 'text'
}

/** What stands between fences is code where a text stands directly above; else the fences are around the list. */
function codeIn(lines: readonly Line[]): (RowKind | undefined)[] {
  const kinds: (RowKind | undefined)[] = []
  let open = -1
  lines.forEach((line, index) => {
    if (!isFence(line.text)) return
    if (open < 0) {
      open = index
      return
    }
    const above = lines[open - 1]
    const isUnderText =
      above !== undefined &&
      !isFence(above.text) &&
      (!lines[open]!.isBehindGap || /[?？:：؟]$/.test(above.text))
    for (let place = open; place <= index; place++)
      if (place === open || place === index) kinds[place] = 'fence'
      else if (isUnderText) kinds[place] = 'code'
    open = -1
  })
  return kinds
}
