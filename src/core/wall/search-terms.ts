/** Parses search terms: decides which tokens a post must contain. */
import { MAX_TERM_LENGTH } from '../limits/input-limits'
import type { Refusal } from '../protocol/replies'
import { refuse } from '../protocol/refusals'
import { fold } from '../text/fold'
import { tokensOf, wordsOf } from '../text/tokens'

/** What a post must contain: a word, a #tag, an @handle, or consecutive words. */
export type Atom =
  | { kind: 'token'; token: string }
  /** At least two words. */
  | { kind: 'phrase'; tokens: readonly string[] }

/** A term as it is searched: a post matches when it contains every atom of one of the alternatives. */
export interface Term {
  /** Equal for terms that mean the same. */
  key: string
  alternatives: readonly (readonly Atom[])[]
}

const MAX_ALTERNATIVES = 10
const MAX_ATOMS = 10

/** The parsed term, or the refusal. */
export function parseTerm(text: string): { ok: true; term: Term } | Refusal {
  if (text.length > MAX_TERM_LENGTH) return refuse('term-too-long')
  const alternatives = new Map<string, Atom[]>()
  for (const part of partsOf(fold(plainSigns(text)))) {
    const atoms = new Map(part.flatMap(atomOf).map(atom => [keyOfAtom(atom), atom]))
    const keys = [...atoms.keys()].sort()
    if (keys.length > MAX_ATOMS) return refuse('term-too-long')
    if (keys.length > 0)
      alternatives.set(
        JSON.stringify(keys),
        keys.map(key => atoms.get(key)!),
      )
  }
  if (alternatives.size === 0) return refuse('empty-term')
  if (alternatives.size > MAX_ALTERNATIVES) return refuse('term-too-long')
  const keys = [...alternatives.keys()].sort()
  return {
    ok: true,
    term: { key: keys.join(), alternatives: keys.map(key => alternatives.get(key)!) },
  }
}

/** A part of a term between spaces or in quotes. */
export interface Piece {
  text: string
  isQuoted: boolean
}

/** A term cut in the same way but not folded, for networks with their own search. */
export function piecesOf(text: string): Piece[][] {
  return partsOf(plainSigns(text.normalize('NFKC')))
}

/** Replaces quotes and commas of other scripts by ASCII ones. */
function plainSigns(text: string): string {
  return text.replace(/[“”„‟«»「」『』]/g, '"').replace(/[，、،﹐﹑]/g, ',')
}

/** Cuts at commas, then at spaces, but not inside quotes; an unclosed quote extends to the end. */
function partsOf(term: string): Piece[][] {
  let part: Piece[] = []
  const parts = [part]
  for (const [index, stretch] of term.split('"').entries()) {
    if (index % 2 === 1) {
      part.push({ text: stretch, isQuoted: true })
      continue
    }
    for (const [place, between] of stretch.split(',').entries()) {
      if (place > 0) parts.push((part = []))
      for (const text of between.split(/\s+/)) part.push({ text, isQuoted: false })
    }
  }
  return parts
}

function atomOf({ text, isQuoted }: Piece): Atom[] {
  if (!isQuoted && /^[#@]/.test(text)) {
    const { all } = tokensOf(text)
    const signed = [...all].find(token => /^[#@]./.test(token))
    if (signed !== undefined) return [{ kind: 'token', token: signed }]
  }
  const words = wordsOf(text)
  if (words.length > 1) return [{ kind: 'phrase', tokens: words }]
  return words.map(token => ({ kind: 'token', token }))
}

function keyOfAtom(atom: Atom): string {
  return atom.kind === 'token' ? atom.token : atom.tokens.join(' ')
}
