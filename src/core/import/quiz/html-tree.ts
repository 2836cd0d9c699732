/**
 * Makes a tree of a text of HTML where no browser is at hand to parse it, as in GIFT: tags are taken as they come, and
 * what is no tag stays text.
 */
import type { XmlNode } from './tree'

const TAG =
  /<!--[^]{0,5000}?-->|<(\/?)([a-z][a-z\d:-]{0,30})((?:[^<>"']|"[^"<>]{0,2000}"|'[^'<>]{0,2000}'){0,2000})>/gi
const ATTRIBUTE = /([a-z][\w:-]{0,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,30}));/gi

const EMPTY = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** One of these ends the one before it, which need not be closed. */
const FOLLOWED = new Set(['p', 'li', 'td', 'th', 'tr', 'dt', 'dd'])
/** Elements within elements; what is deeper stands beside. */
const MAX_DEPTH = 100

const NAMED = new Map<string, string>(
  (
    'amp & lt < gt > quot " apos \' nbsp \u00a0 shy \u00ad ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ ' +
    'laquo « raquo » hellip … bull • middot · deg ° micro µ para ¶ sect § copy © reg ® trade ™ euro € pound £ yen ¥ cent ¢ ' +
    'plusmn ± times × divide ÷ minus − le ≤ ge ≥ ne ≠ asymp ≈ infin ∞ radic √ sum ∑ int ∫ part ∂ frac12 ½ frac14 ¼ frac34 ¾ ' +
    'sup1 ¹ sup2 ² sup3 ³ larr ← rarr → harr ↔ rArr ⇒ hArr ⇔ isin ∈ cap ∩ cup ∪ and ∧ or ∨ not ¬ iexcl ¡ iquest ¿ ' +
    'szlig ß aelig æ AElig Æ oslash ø Oslash Ø oelig œ OElig Œ aring å Aring Å eth ð ETH Ð thorn þ THORN Þ ' +
    'alpha α beta β gamma γ delta δ epsilon ε eta η theta θ lambda λ mu μ pi π rho ρ sigma σ tau τ phi φ omega ω ' +
    'Delta Δ Sigma Σ Omega Ω Phi Φ Pi Π'
  )
    .split(' ')
    .flatMap((word, index, all) => (index % 2 === 0 ? [[word, all[index + 1]!] as const] : [])),
)
/** Such as `&eacute;`: a letter and a mark. */
const ACCENTS: Record<string, string> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  caron: '\u030c',
}
const ACCENTED = new RegExp(`^([a-z])(${Object.keys(ACCENTS).join('|')})$`, 'i')

interface Open {
  name: string
  attributes: Record<string, string>
  children: (XmlNode | string)[]
}

export function treeOfHtml(html: string): XmlNode {
  const root: Open = { name: 'body', attributes: {}, children: [] }
  const open: Open[] = [root]
  const add = (text: string) => {
    if (text !== '') open[open.length - 1]!.children.push(withoutEntities(text))
  }
  let from = 0
  for (const { 0: tag, 1: slash, 2: written, 3: said = '', index } of html.matchAll(TAG)) {
    add(html.slice(from, index))
    from = index + tag.length
    if (written === undefined) continue
    const name = written.toLowerCase()
    if (slash === '/') close(open, name)
    else {
      if (FOLLOWED.has(name) && open[open.length - 1]!.name === name) open.pop()
      const element: Open = { name, attributes: attributesIn(said), children: [] }
      open[open.length - 1]!.children.push(element)
      if (!EMPTY.has(name) && !said.endsWith('/') && open.length < MAX_DEPTH) open.push(element)
    }
  }
  add(html.slice(from))
  return root
}

/** What was opened within it ends with it; what was never opened is not closed. */
function close(open: Open[], name: string): void {
  const place = open.map(each => each.name).lastIndexOf(name)
  if (place > 0) open.length = place
}

function attributesIn(said: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name, double, single, bare] of said.matchAll(ATTRIBUTE))
    attributes[name!.toLowerCase().replace(/-/g, '')] ??= withoutEntities(double ?? single ?? bare ?? '')
  return attributes
}

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return signNamed(name) ?? all
    const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : all
  })
}

function signNamed(name: string): string | undefined {
  const [, letter, accent] = ACCENTED.exec(name) ?? []
  if (letter !== undefined) return (letter + ACCENTS[accent!.toLowerCase()]!).normalize('NFC')
  return NAMED.get(name)
}
