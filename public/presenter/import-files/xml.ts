/**
 * Parses XML and HTML from files with the browser's own parser, and nothing else: no entity of a file is expanded,
 * nothing is loaded, and no script runs, for the documents are never shown.
 */
import type { XmlNode } from '../../../src/core/import/quiz/tree'
import { importWords as words } from './words'

/** Elements within elements; lists of questions have a few dozen. */
const MAX_DEPTH = 200

const BEFORE_ROOT = /^(?:\ufeff|\s+|<!--[^]*?-->|<\?[^]*?\?>)/
/** What a file refers to by a name that XML itself does not have, such as `&nbsp;`, and an `&` that begins nothing. */
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)(?:([a-z]\w{0,30});)?/gi
const [CDATA, CDATA_END] = ['<![CDATA[', ']]>']

/** Pictures within the text, which are not taken and would cost most of the time. */
const PACKED_FILE = /(<file\b[^<>]{0,400}>)[\w+/=\s-]{200,}(?=<\/file>)/g
const PACKED_ADDRESS = /(;base64,)[\w+/=%\s-]{200,}/g

const TAG_WITH_STYLE = /<[a-z][^<>]*\sstyle\s*=[^<>]*>/gi

/** The root element. Rejects a document that defines entities, and one that is not well formed. */
export function parseXml(text: string): Element {
  const light = text.replace(PACKED_FILE, '$1').replace(PACKED_ADDRESS, '$1')
  const clean = withoutStyles(withoutDoctype(light))
  const first = rootOf(clean)
  if (!(first instanceof Element)) {
    const mended = rootOf(withKnownEntities(clean))
    if (mended instanceof Element) return mended
    throw new Error(words.brokenXml(first))
  }
  return first
}

/** The root, or where the fault is: ` at line 12`. */
function rootOf(text: string): Element | string {
  const parsed = new DOMParser().parseFromString(text, 'text/xml')
  const root = parsed.documentElement as Element | null
  const fault = root && (root.localName === 'parsererror' ? root : parsed.querySelector('parsererror'))
  if (root && !fault) return root
  const [, line] = /line(?: number)? (\d+)/i.exec(fault?.textContent ?? '') ?? []
  return line === undefined ? '' : ` at line ${line}`
}

/** What a DTD says is never needed, and the only way by which a document can grow or refer to other files. */
function withoutDoctype(text: string): string {
  let start = 0
  for (let found; (found = BEFORE_ROOT.exec(text.slice(start, start + 100_000)));) start += found[0].length
  const rest = text.slice(start)
  if (!/^<!doctype/i.test(rest)) {
    if (/<!entity/i.test(rest.slice(0, 2000))) throw new Error(words.entities)
    return rest
  }
  const end = rest.indexOf('>')
  const inside = rest.indexOf('[')
  if (end < 0 || (inside >= 0 && inside < end)) throw new Error(words.entities)
  return rest.slice(end + 1).trimStart()
}

/** Signs that only HTML names, as themselves; an `&` that begins nothing, as it is meant. CDATA stays as it is. */
function withKnownEntities(text: string): string {
  const mended = (part: string) =>
    part.replace(ENTITY, (all, name: string | undefined) => {
      const sign = name === undefined ? undefined : signNamed(name)
      return sign ?? `&amp;${all.slice(1)}`
    })
  const parts: string[] = []
  let from = 0
  for (;;) {
    const start = text.indexOf(CDATA, from)
    const end = start < 0 ? -1 : text.indexOf(CDATA_END, start)
    if (end < 0) return [...parts, mended(text.slice(from))].join('')
    parts.push(mended(text.slice(from, start)), text.slice(start, end + CDATA_END.length))
    from = end + CDATA_END.length
  }
}

function signNamed(name: string): string | undefined {
  const sign = new DOMParser().parseFromString(`&${name};`, 'text/html').body.textContent
  return sign.startsWith('&') ? undefined : sign.replace(/[<&]/g, each => `&#${each.charCodeAt(0)};`)
}

/** The document of a text of HTML: scripts in it do not run, pictures are not loaded. */
export function readHtml(html: string): XmlNode {
  return treeOf(new DOMParser().parseFromString(withoutStyles(html), 'text/html').body)
}

/** What the page's policy forbids, and a browser says so of each. */
function withoutStyles(markup: string): string {
  return markup
    .replace(/<(\/?)style\b/gi, '<$1noscript')
    .replace(/<(\/?)base\b/gi, '<$1wbr')
    .replace(TAG_WITH_STYLE, tag => tag.replace(/\sstyle(?=\s*=)/gi, ' data-style'))
}

/** An element as the readers of quizzes know it. */
export function treeOf(element: Element, depth = 0): XmlNode {
  if (depth > MAX_DEPTH) throw new Error(words.deep)
  const attributes: Record<string, string> = {}
  for (const { localName, value } of element.attributes) attributes[plain(localName)] = value
  const children: (XmlNode | string)[] = []
  for (const child of element.childNodes)
    if (child instanceof Element) children.push(treeOf(child, depth + 1))
    else if (child instanceof Text) children.push(child.data)
  return { name: nameOf(element), attributes, children }
}

export function nameOf({ localName }: Element): string {
  const name = localName.toLowerCase()
  return name.startsWith('qti-') ? plain(name.slice(4)) : name
}

const plain = (name: string) => name.toLowerCase().replace(/-/g, '')
