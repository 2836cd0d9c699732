/** The signs of GIFT, Moodle's text format: escapes, marks that are not escaped, weights, formats of text. */

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
  text: string
  feedback: string
  /** Where it begins in the text. */
  index: number
}

const WEIGHT = /^\s*%(-?\d{1,3}(?:\.\d{1,6})?)%/

/** The answers of a block, and the feedback for all of them; undefined: something stands before the first. */
export function itemsOf(block: string): { items: Item[]; general: string } | undefined {
  const end = generalAt(block)
  const general = end < 0 ? '' : unescaped(block.slice(end + 4))
  const body = end < 0 ? block : block.slice(0, end)
  const starts: number[] = []
  for (let at = indexOfSign(body, '=~'); at >= 0; at = indexOfSign(body, '=~', at + 1)) starts.push(at)
  if (body.slice(0, starts[0] ?? body.length).trim() !== '') return undefined
  const items = starts.map((start, place) => {
    const written = body.slice(start + 1, starts[place + 1] ?? body.length)
    const [weight] = WEIGHT.exec(written.slice(0, 24)) ?? ['']
    const rest = written.slice(weight.length)
    const hash = indexOfSign(rest, '#')
    return {
      mark: body[start] as Item['mark'],
      weight: weight === '' ? undefined : Number(weight.replace(/[%\s]/g, '')),
      text: unescaped(hash < 0 ? rest : rest.slice(0, hash)),
      feedback: hash < 0 ? '' : unescaped(rest.slice(hash + 1)),
      index: start,
    }
  })
  return { items, general }
}

function generalAt(block: string): number {
  for (let at = indexOfSign(block, '#'); at >= 0; at = indexOfSign(block, '#', at + 1))
    if (block.startsWith('####', at)) return at
  return -1
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }

/** The words of a text in HTML, without its elements. */
export function withoutElements(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]{0,200}>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, '')
    .replace(/&(amp|lt|gt|quot|nbsp|apos);/g, (_entity, name: string) => NAMED[name]!)
    .replace(/\s+/g, ' ')
    .trim()
}
