/** Converts a text to text nodes and links, never to HTML. */

/** An address ends before a space, a quote, or the punctuation of scripts that put no space behind it. */
const ADDRESS =
  /https?:\/\/[^\s<>"“”„‟«»‹›\u3000-\u3004\u3008-\u3020\u3030\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff5f-\uff65\ufe10-\ufe1f\ufe30-\ufe4f]+/gi
/** Punctuation behind an address, which belongs to the sentence in any script. */
const BEHIND = /(?:(?![/_\-#%&@*)\]}])\p{P})+$/u
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

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

/** Without the sentence around it: up to a bracket that was not opened in it, and without punctuation at its end. */
function trimmed(address: string): string {
  const open: string[] = []
  let end = 0
  for (; end < address.length; end++) {
    const sign = address[end]!
    if ('([{'.includes(sign)) open.push(sign)
    const opening = CLOSING[sign]
    if (opening !== undefined && open.pop() !== opening) break
  }
  return address.slice(0, end).replace(BEHIND, '')
}

/** A link that shows its target; undefined for an address that pretends to lead elsewhere. */
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
