/** The signs of GIFT, Moodle's text format: escapes, marks that are not escaped, weights, formats of text. */
import { onOneLine, readableText } from '../quiz/html-text'
import { treeOfHtml } from '../quiz/html-tree'

const ESCAPED = /\\([~=#{}:\\n])/g

/** A text without its escapes; a backslash before anything else stays. */
export function unescaped(text: string): string {
  return text.replace(ESCAPED, (_pair, sign: string) => (sign === 'n' ? '\n' : sign)).trim()
}

/** A text in which nothing is a sign of GIFT. */
export function escaped(text: string): string {
  return text.replace(/[~=#{}:\\]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** Where the first of these signs stands that is not escaped; -1: there is none. */
export function indexOfSign(text: string, signs: string, from = 0): number {
  for (let index = from; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (signs.includes(text[index]!)) return index
  }
  return -1
}

export interface Item {
  mark: '=' | '~'
  /** Of 100; undefined: none is written. */
  weight: number | undefined
  /** As they are written. */
  text: string
  feedback: string
  /** Where it begins in the text. */
  index: number
}

const WEIGHT = /^\s*%(-?\d{1,3}(?:\.\d{1,6})?)%/

/** The answers of a block, without feedback for all of them; undefined: something stands before the first. */
export function itemsOf(body: string): Item[] | undefined {
  const starts: number[] = []
  for (let at = indexOfSign(body, '=~'); at >= 0; at = indexOfSign(body, '=~', at + 1)) starts.push(at)
  if (body.slice(0, starts[0] ?? body.length).trim() !== '') return undefined
  return starts.map((start, place) => {
    const written = body.slice(start + 1, starts[place + 1] ?? body.length)
    const [weight] = WEIGHT.exec(written.slice(0, 24)) ?? ['']
    const rest = written.slice(weight.length)
    const hash = indexOfSign(rest, '#')
    return {
      mark: body[start] as Item['mark'],
      weight: weight === '' ? undefined : Number(weight.replace(/[%\s]/g, '')),
      text: hash < 0 ? rest : rest.slice(0, hash),
      feedback: hash < 0 ? '' : rest.slice(hash + 1),
      index: start,
    }
  })
}

/** A block without the feedback for all of its answers, and that. */
export function partedByGeneral(block: string): { body: string; general: string } {
  for (let at = indexOfSign(block, '#'); at >= 0; at = indexOfSign(block, '#', at + 1))
    if (block.startsWith('####', at)) return { body: block.slice(0, at), general: block.slice(at + 4) }
  return { body: block, general: '' }
}

const FORMAT = /^\s*\[(html|moodle|plain|markdown)\]\s*/

/** The format that a text says it has, and the text behind that. */
export function formatOf(written: string): { format: string | undefined; rest: string } {
  const [said = '', format] = FORMAT.exec(written) ?? []
  return { format, rest: written.slice(said.length) }
}

/** A text that would be taken for one with a format says its own. */
export const plainly = (text: string) => (FORMAT.test(text) ? '[plain]' : '')

/** Reads the texts of a question: each has the format of what is asked, if it does not say its own. */
export class GiftTexts {
  /** Files that cannot be taken. */
  readonly media: string[] = []

  constructor(private readonly format = 'moodle') {}

  read(written: string): string {
    const { format = this.format, rest } = formatOf(written)
    return this.readAs(format, rest)
  }

  readLine(written: string): string {
    return onOneLine(this.read(written))
  }

  /** What is asked, whose own format is known. */
  readAsked(written: string): string {
    return this.readAs(this.format, written)
  }

  private readAs(format: string, written: string): string {
    const text = unescaped(written)
    if (format !== 'html') return text
    const read = readableText(treeOfHtml(text))
    this.media.push(...read.media)
    return read.text
  }
}
