/** What each line of a text may be: a fence or code, an answer, an explanation, a heading, or one with a label. */
import { labelsAt, type Label } from '../poll/list-labels'
import { isEscaped, isExplanation, isFence, withoutBold } from '../poll/list-marks'
import { isAnswerLine, isHeading, isNamedExplanation, isRule, titleAt } from '../poll/list-words'
import type { Line } from './lines'

export type RowKind =
  'text' | 'code' | 'fence' | 'answer' | 'explanation' | 'quote' | 'heading' | 'rule' | 'title'

export interface Row extends Line {
  kind: RowKind
  labels: Label[]
  /** The sign of a list before it; a box is one, too. */
  bullet: string
  /** The row belongs to a run of labelled choices, which begins at this index. */
  run?: number
}

const BULLET = /^(?:[-–—•·◦▪‣*+○●■□➢✓]|\uf0b7|o(?=\s{2}|\t))\s+(?=\S)/u
const BOX = /^(?:[-*+•]\s+)?(?:\[[ xX✓✔]\]|[☐☑☒])\s*/
/** `^ text` names the right choice, or stands before it. */
export const isCaret = (text: string): boolean => text.startsWith('^ ')

/** A star says that a choice is right; a label may stand behind it. */
const STAR = /^(?:\*(?!\*)\s*|\^\s+|[✓✔✅]\ufe0f?\s*)/u

export function rowsOf(lines: readonly Line[]): Row[] {
  const code = codeIn(lines)
  return lines.map((line, index) => {
    const kind = code[index] ?? kindOf(line)
    if (kind !== 'text') return { ...line, kind, labels: [], bullet: '' }
    if (isEscaped(line.text)) return { ...line, kind, labels: [], bullet: '' }
    const box = BOX.exec(line.text)?.[0] ?? ''
    const bullet = box === '' ? (BULLET.exec(line.text)?.[0] ?? '') : box
    const bare = withoutBold(withoutBold(line.text.slice(bullet.length)).replace(STAR, ''))
    return { ...line, kind, labels: labelsAt(bare), bullet: box === '' ? bullet.trim() : '[ ]' }
  })
}

function kindOf({ text }: Line): RowKind {
  if (isEscaped(text)) return 'text'
  if (isFence(text)) return 'fence'
  if (isAnswerLine(text)) return 'answer'
  if (isNamedExplanation(text)) return 'explanation'
  if (isExplanation(text)) return 'quote'
  if (isRule(text)) return 'rule'
  const title = titleAt(text.replace(/^#{1,6}\s+/, ''))
  if (title !== '' && title.length === text.replace(/^#{1,6}\s+/, '').length) return 'title'
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
