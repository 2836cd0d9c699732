/**
 * A parsed XML or HTML document without its parser: the readers of quizzes know this, and not the browser that parsed it.
 */

export interface XmlNode {
  /** Without its prefix, in lower case; those of QTI 3 as in QTI 2: `choiceinteraction` of `qti-choice-interaction`. */
  name: string
  /** By names in lower case, without hyphens. */
  attributes: Readonly<Record<string, string>>
  children: readonly (XmlNode | string)[]
}

/** Parses a text of HTML; nothing of it is loaded or run. */
export type ReadHtml = (html: string) => XmlNode

export function elementsOf(node: XmlNode): XmlNode[] {
  return node.children.filter((child): child is XmlNode => typeof child !== 'string')
}

/** The child elements of this name. */
export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  return elementsOf(node).filter(child => child.name === name)
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node && elementsOf(node).find(child => child.name === name)
}

/** All elements below this one that are wanted, in their order; nothing is looked for below one that is. */
export function findAll(node: XmlNode, isWanted: (node: XmlNode) => boolean): XmlNode[] {
  return elementsOf(node).flatMap(child => (isWanted(child) ? [child] : findAll(child, isWanted)))
}

export const allNamed = (node: XmlNode, ...names: string[]): XmlNode[] =>
  findAll(node, child => names.includes(child.name))

/** All its text, as it is written. */
export function textIn(node: XmlNode | undefined): string {
  if (!node) return ''
  return node.children.map(child => (typeof child === 'string' ? child : textIn(child))).join('')
}

/** Its text without space at its ends; absent: empty. */
export const trimmedIn = (node: XmlNode | undefined): string => textIn(node).trim()
