/** The texts of an item of QTI 1.2, in whatever element a program put them. */
import { readableText } from './html-text'
import { findAll, textIn, type ReadHtml, type XmlNode } from './tree'

export const RESPONSES = ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp']

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
  return parts
    .filter(({ name }) => MATERIALS.includes(name))
    .map(part => {
      const read = readableText(contentOf(part, readHtml))
      media.push(...read.media)
      return read.text
    })
    .filter(text => text !== '')
    .join('\n')
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
