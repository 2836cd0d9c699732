/** The texts of an item of QTI 1.2, in whatever element a program put them. */
import { GAP, readableText } from './html-text'
import { findAll, textIn, type ReadHtml, type XmlNode } from './tree'

export const RESPONSES = ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp']

/** Answers that are typed. */
const TYPED = new Set(['response_str', 'response_num'])

const MATERIALS = [
  'mattext',
  'mat_formattedtext',
  'matemtext',
  'matbreak',
  'matimage',
  'mataudio',
  'matvideo',
]

/** The texts of an element; @param isStem without those of its answers */
export function materialIn(node: XmlNode, media: string[], readHtml: ReadHtml, isStem = false): string {
  const parts = findAll(
    node,
    each =>
      MATERIALS.includes(each.name) ||
      (isStem && (RESPONSES.includes(each.name) || /^render_choice/.test(each.name))),
  )
  const texts = parts.map(part => {
    if (TYPED.has(part.name)) return GAP
    if (!MATERIALS.includes(part.name)) return ''
    const read = readableText(contentOf(part, readHtml))
    media.push(...read.media)
    return read.text
  })
  return joined(texts.filter(text => text !== ''))
}

/** Paragraphs; what is typed stands in the text where text follows it. */
function joined(texts: readonly string[]): string {
  const last = texts.reduce((found, text, place) => (text === GAP ? found : place), -1)
  return texts.slice(0, last + 1).reduce((all, text, place) => {
    const isInline = text === GAP || texts[place - 1] === GAP
    return all + (place === 0 ? '' : isInline ? (/^[.,;:?!)]/.test(text) ? '' : ' ') : '\n') + text
  }, '')
}

/** A text that says it is HTML, or looks as if it were and does not say what it is. */
function contentOf(part: XmlNode, readHtml: ReadHtml): XmlNode {
  const written = textIn(part)
  const type = (part.attributes['texttype'] ?? part.attributes['type'] ?? '').toLowerCase()
  const isHtml =
    /html|smart/.test(type) ||
    (type === '' && /<(?:p|br|div|span|img|b|i|em|strong|sub|sup)\b/i.test(written))
  const hasElements = part.children.some(child => typeof child !== 'string')
  return isHtml && !hasElements && /[<&]/.test(written) ? readHtml(written) : part
}
