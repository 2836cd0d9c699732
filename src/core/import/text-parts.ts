/** Writes the lines of a question in a text as what they are: its text, its choices, its explanation. */
import type { Found } from '../poll/found-question'
import { explanationText } from '../poll/list-explanation'
import { labelsAt } from '../poll/list-labels'
import { isEscaped, markedChoices, withoutBold } from '../poll/list-marks'
import { namedExplanationOf, titleAt } from '../poll/list-words'
import type { Group } from './group-list'
import type { Row } from './text-rows'

export const numberAt = (text: string) =>
  labelsAt(text).find(({ kind }) => kind === 'number' || kind === 'keycap')

export function undressed(text: string): string {
  const plain = withoutBold(text.replace(/^#{1,6}\s+/, ''))
  return withoutBold(plain.slice(titleAt(plain).length))
}

export function stemText(stem: readonly Row[], areNumbered: boolean): string {
  let text = ''
  stem.forEach((row, index) => {
    if (row.kind === 'fence') return
    if (row.kind === 'code' || (index > 0 && isCode(row))) text += `\n${row.raw}`
    else if (index === 0) text = headText(row, areNumbered)
    else text = text === '' ? row.text : joined(text, row.text)
  })
  return apart(text.trim())
}

/** Letters that PDF files write as one. */
const LIGATURES = /[\ufb00-\ufb06]/g
const apart = (text: string) => text.replace(LIGATURES, letters => letters.normalize('NFKC'))

/** Lines of code keep their breaks and indents. */
const isCode = ({ raw, text }: Row) =>
  /^(?: {2}|\t)/.test(raw) ||
  /[;{}]$/.test(text.slice(-1)) ||
  /^(?:for|while|if|elif|else|def|class|function|return|print|const|let|var|int|import|from|#include)\b.*[(:;{]/.test(
    text.slice(0, 80),
  )

/** A word that wraps: PDF files keep its hyphen. German writes "Vor- und Nachteile". */
const WRAPS_WORD = /\p{Ll}{2}-$/u
const GOES_ON = /^(?!(?:und|oder|bis|and|or|to|et|ou|y|o|e)\s)\p{Ll}{2}/u

/** Chinese and Japanese lines wrap without a space. */
function joined(before: string, behind: string): string {
  if (WRAPS_WORD.test(before.slice(-3)) && GOES_ON.test(behind)) return before.slice(0, -1) + behind
  const isWide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、]$/u.test(before.slice(-2))
  return isWide && /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、]/u.test(behind)
    ? before + behind
    : `${before} ${behind}`
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
    text = text === undefined ? row.text.slice(cut).trim() : joined(text, row.text)
  }
  return apart(text ?? '')
}

export function choicesOf({ choices: groups, isListed }: Group): Found['choices'] {
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

export function explanationOf({ reasons, first }: Group): Pick<Found, 'explanation' | 'explanationLine'> {
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
  return { explanation: apart(explanation), explanationLine: reasons[0]?.number ?? first }
}
