/** Owns how a line's text is written on a page: as text, and what is a link as a link. Nothing is ever taken for HTML. */

const ADDRESS = /https?:\/\/[^\s<>"“”«»]+/gi
/** What stands behind an address in a sentence, and seldom belongs to it. */
const BEHIND = /[.,;:!?'’…)\]}]+$/

/** The parts of a text in their order. */
export function partsOf(text: string): Node[] {
  const parts: Node[] = []
  let done = 0
  for (const match of text.matchAll(ADDRESS)) {
    const found = trimmed(match[0])
    const link = linkTo(found)
    if (!link) continue
    parts.push(document.createTextNode(text.slice(done, match.index)), link)
    done = match.index + found.length
  }
  parts.push(document.createTextNode(text.slice(done)))
  return parts
}

/** Without the full stop of the sentence around it, but with a bracket that was opened in it. */
function trimmed(address: string): string {
  const behind = BEHIND.exec(address)?.[0] ?? ''
  const inside = address.slice(0, address.length - behind.length)
  return behind.startsWith(')') && inside.includes('(') ? `${inside})` : inside
}

/** A link that says where it leads; none for an address that pretends to lead elsewhere. */
function linkTo(address: string): HTMLAnchorElement | undefined {
  const url = parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  const link = document.createElement('a')
  link.href = url.href
  link.textContent = address
  link.target = '_blank'
  link.rel = 'noopener noreferrer nofollow'
  return link
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
