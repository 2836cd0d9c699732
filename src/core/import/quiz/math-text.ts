/** Formulas of MathML as one line of text: as TeX where it says so, else x², a/b, √(x). */
import { childrenOf, elementsOf, findAll, trimmedIn, type XmlNode } from './tree'

const RAISED: Record<string, string> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  n: 'ⁿ',
}
const LOWERED: Record<string, string> = {
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
  '4': '₄',
  '5': '₅',
  '6': '₆',
  '7': '₇',
  '8': '₈',
  '9': '₉',
  '+': '₊',
  '-': '₋',
  '−': '₋',
}

export const raised = (text: string): string => shifted(text, RAISED, '^')
export const lowered = (text: string): string => shifted(text, LOWERED, '_')

function shifted(text: string, signs: Record<string, string>, mark: string): string {
  const shown = text.trim()
  if (shown === '') return ''
  const each = [...shown]
  if (each.every(sign => sign in signs)) return each.map(sign => signs[sign]!).join('')
  return each.length === 1 ? mark + shown : `${mark}(${shown})`
}

/** A formula between the signs by which pages know TeX, or its signs one behind the other. */
export function mathText(node: XmlNode): string {
  const tex = texOf(node)
  return tex === undefined ? rowText(node) : `\\(${tex}\\)`
}

function texOf(node: XmlNode): string | undefined {
  const [said] = findAll(
    node,
    ({ name, attributes }) => name === 'annotation' && /tex/i.test(attributes['encoding'] ?? ''),
  )
  return node.attributes['alttext'] || trimmedIn(said) || undefined
}

/** Signs between two terms, with a space on both sides. */
const BETWEEN = /^[-−+±×÷⋅=≠<>≤≥≈≡∼→←⇒⇔↦∈∉⊂⊆∪∩∧∨]$/u
/** Signs that nobody sees: a function is applied, a product, a separator, a sum. */
const UNSEEN = /[\u2061-\u2064]/g

function rowText(node: XmlNode): string {
  let text = ''
  for (const part of elementsOf(node)) {
    const written = textOf(part)
    const isBetween = part.name === 'mo' && BETWEEN.test(written) && /[^\s([{,]$/.test(text)
    text += isBetween ? ` ${written} ` : written
  }
  return text.trim()
}

/** Elements with as many parts as these take. */
const SHAPES = new Map(
  Object.entries<(one: string, two: string, three: string) => string>({
    msup: (base, above) => base + raised(above),
    msub: (base, below) => base + lowered(below),
    munder: (base, below) => base + lowered(below),
    msubsup: (base, below, above) => base + lowered(below) + raised(above),
    munderover: (base, below, above) => base + lowered(below) + raised(above),
    mover: (base, above) => base + (/^[\p{L}\p{N}]/u.test(above) ? raised(above) : above),
    mfrac: (above, below) => `${grouped(above)}/${grouped(below)}`,
    mroot: (base, index) => `${raised(index)}√${grouped(base)}`,
  }),
)

function textOf(node: XmlNode): string {
  const shape = SHAPES.get(node.name)
  if (shape) {
    const parts = elementsOf(node)
    return parts.length === shape.length
      ? shape(...(parts.map(textOf) as [string, string, string]))
      : rowText(node)
  }
  switch (node.name) {
    case 'mi':
    case 'mn':
    case 'mo':
    case 'ms':
      return trimmedIn(node).replace(UNSEEN, '')
    case 'mtext':
      return ` ${trimmedIn(node)} `
    case 'annotation':
    case 'annotationxml':
    case 'annotation-xml':
      return ''
    case 'mspace':
      return ' '
    case 'msqrt':
      return `√${grouped(rowText(node))}`
    case 'mfenced': {
      const { open = '(', close = ')', separators = ',' } = node.attributes
      return (
        open +
        elementsOf(node)
          .map(textOf)
          .join(`${separators.trim().charAt(0)} `) +
        close
      )
    }
    case 'mtable':
      return `(${childrenOf(node, 'mtr')
        .map(row => childrenOf(row, 'mtd').map(rowText).join(', '))
        .join('; ')})`
    default:
      return rowText(node)
  }
}

/** A term of several signs stands in brackets. */
const grouped = (text: string) => (/^(?:[\p{L}]|[\p{N}.,]+|\([^()]*\))$/u.test(text) ? text : `(${text})`)
