/** What a cell of a spreadsheet shows, as text: texts that are shared, numbers, dates, what a formula gave last. */

export type CellReader = (cell: Element) => string

interface Parts {
  /** The texts that cells share. */
  strings: Element | undefined
  styles: Element | undefined
  /** Whether days are counted from 1904, as old Macs did. */
  isFrom1904: boolean
}

const DAY_MS = 24 * 3600 * 1000
/** Day 0, before a day that never was: 29 February 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const DAYS_TO_1904 = 1462
/** Formats that are there in every spreadsheet. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57])
const PERCENT_FORMATS = new Set([9, 10])

type Shown = 'number' | 'date' | 'percent'

export function cellReader({ strings, styles, isFrom1904 }: Parts): CellReader {
  const shared = strings ? [...strings.children].map(textOf) : []
  const formats = styles ? formatsIn(styles) : []
  return cell => {
    const type = cell.getAttribute('t') ?? 'n'
    if (type === 'inlineStr') return textOf(childNamed(cell, 'is'))
    const value = childNamed(cell, 'v')?.textContent ?? ''
    if (value === '' || type === 'e') return ''
    if (type === 's') return shared[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'True' : 'False'
    if (type === 'str' || type === 'd') return unescaped(value)
    const number = Number(value)
    if (!Number.isFinite(number)) return value
    const shown = formats[Number(cell.getAttribute('s') ?? 0)] ?? 'number'
    if (shown === 'date') return dateOf(number + (isFrom1904 ? DAYS_TO_1904 : 0))
    return shown === 'percent' ? `${rounded(number * 100)}%` : rounded(number)
  }
}

const childNamed = (element: Element, name: string) =>
  [...element.children].find(({ localName }) => localName === name)

/** Its parts one behind the other, without how it is spoken (furigana). */
function textOf(element: Element | undefined): string {
  if (!element) return ''
  return unescaped(
    [...element.children]
      .map(part => (part.localName === 't' ? part.textContent : part.localName === 'r' ? textOf(part) : ''))
      .join(''),
  )
}

/** `_x000D_` is a sign that XML cannot hold. */
const unescaped = (text: string) =>
  text.replace(/_x([\dA-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))

/** Without what binary fractions add: 0.30000000000000004. */
const rounded = (value: number) => String(Number(value.toPrecision(15)))

function dateOf(days: number): string {
  const date = new Date(DAY_ZERO + Math.round(days * DAY_MS))
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10)
}

/** How the cells of each style are shown. */
function formatsIn(styles: Element): Shown[] {
  const all = (name: string) => [...styles.getElementsByTagNameNS('*', name)]
  const codes = new Map(
    all('numFmt').map(format => [
      Number(format.getAttribute('numFmtId')),
      format.getAttribute('formatCode') ?? '',
    ]),
  )
  const [cells] = all('cellXfs')
  return [...(cells?.children ?? [])].map(style => {
    const id = Number(style.getAttribute('numFmtId') ?? 0)
    const code = (codes.get(id) ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    if (DATE_FORMATS.has(id) || /[yd]/i.test(code)) return 'date'
    return PERCENT_FORMATS.has(id) || code.includes('%') ? 'percent' : 'number'
  })
}
