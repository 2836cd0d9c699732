/** The texts of an item of QTI 2 or 3: what is asked, without what is chosen, and each choice. */
import { GAP, LINE, onOneLine, readableText } from './html-text'
import type { QuizQuestion } from './quiz-question'
import { childOf, type XmlNode } from './tree'

export const INLINE = new Set(['textentryinteraction', 'inlinechoiceinteraction'])

/** Not part of what is asked. */
const ASIDE = new Set([
  'rubricblock',
  'feedbackblock',
  'feedbackinline',
  'endattemptinteraction',
  'modalfeedback',
])

export const isInteraction = ({ name }: XmlNode) => name.endsWith('interaction') && !ASIDE.has(name)
export const isAsked = ({ name }: XmlNode) => name !== 'mediainteraction'

/** All that is asked, prompts included, without what is chosen. */
export function stemOf(body: XmlNode, quiz: QuizQuestion): string {
  const { text, media } = readableText(body, node => {
    if (ASIDE.has(node.name)) return ''
    if (INLINE.has(node.name)) return ` ${GAP} `
    if (node.name === 'printedvariable') return ` {${node.attributes['identifier'] ?? ''}} `
    if (!isInteraction(node) || node.name === 'hottextinteraction' || !isAsked(node)) return undefined
    const prompt = childOf(node, 'prompt')
    const picture = childOf(node, 'object') ?? childOf(node, 'img')
    const read = [prompt, picture].map(
      part => part && readableText({ ...part, name: 'div', children: [part] }),
    )
    for (const part of read) quiz.media.push(...(part?.media ?? []))
    const asked = read.map(part => part?.text ?? '').join(' ')
    return LINE + asked.trim().replace(/\n/g, LINE) + LINE
  })
  quiz.media.push(...media)
  return text.replace(/ +([.,;:?!])/g, (all, sign: string) => (all.length === 2 ? sign : all))
}

export function choiceText(choice: XmlNode, quiz: QuizQuestion): string {
  const { text, media } = readableText(choice, node => (ASIDE.has(node.name) ? '' : undefined))
  quiz.media.push(...media)
  return onOneLine(text) || (media[0] ?? '')
}
