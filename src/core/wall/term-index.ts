/** Finds which of many terms a post matches, at a cost that hardly grows with the number of terms. */
import type { Tokens } from '../text/tokens'
import type { Atom, Term } from './search-terms'

/** One alternative of a term, found by one of its tokens. */
interface Alternative {
  term: string
  atoms: readonly Atom[]
  /** The token under which it is indexed. */
  token: string
}

/**
 * Each alternative of a term is indexed under one of its tokens, the one with the fewest alternatives so far. A post is
 * looked up by its own tokens only, so the cost grows with the length of the post, not with the number of terms.
 */
export class TermIndex {
  private readonly index = new Map<string, Alternative[]>()
  private readonly alternatives = new Map<string, Alternative[]>()

  get size(): number {
    return this.alternatives.size
  }

  has(key: string): boolean {
    return this.alternatives.has(key)
  }

  add(term: Term): void {
    if (this.has(term.key)) return
    const alternatives = term.alternatives.map(atoms => ({
      term: term.key,
      atoms,
      token: this.bestToken(atoms),
    }))
    this.alternatives.set(term.key, alternatives)
    for (const alternative of alternatives) {
      const bucket = this.index.get(alternative.token)
      if (bucket) bucket.push(alternative)
      else this.index.set(alternative.token, [alternative])
    }
  }

  delete(key: string): void {
    for (const alternative of this.alternatives.get(key) ?? []) {
      const bucket = this.index.get(alternative.token)!
      bucket.splice(bucket.indexOf(alternative), 1)
      if (bucket.length === 0) this.index.delete(alternative.token)
    }
    this.alternatives.delete(key)
  }

  /** Keys of the terms that match. */
  match(post: Tokens): Set<string> {
    const found = new Set<string>()
    if (this.index.size === 0) return found
    for (const token of post.all)
      for (const { term, atoms } of this.index.get(token) ?? [])
        if (!found.has(term) && atoms.every(atom => has(post, atom))) found.add(term)
    return found
  }

  /** The token with the fewest alternatives; among equals the longest, because long words are rare. */
  private bestToken(atoms: readonly Atom[]): string {
    const crowd = (token: string) => this.index.get(token)?.length ?? 0
    return atoms
      .flatMap(atom => (atom.kind === 'token' ? atom.token : atom.tokens))
      .reduce((best, token) => {
        const fewer = crowd(token) - crowd(best)
        return fewer < 0 || (fewer === 0 && token.length > best.length) ? token : best
      })
  }
}

/** Whether the post contains the atom. */
function has({ words, all }: Tokens, atom: Atom): boolean {
  if (atom.kind === 'token') return all.has(atom.token)
  const [first, ...rest] = atom.tokens
  if (!all.has(first!)) return false
  for (let at = words.indexOf(first!); at >= 0; at = words.indexOf(first!, at + 1))
    if (rest.every((token, place) => words[at + 1 + place] === token)) return true
  return false
}

/** Whether a post matches this one term. */
export function matches(term: Term, post: Tokens): boolean {
  return term.alternatives.some(atoms => atoms.every(atom => has(post, atom)))
}
