/** Owns finding which of many terms a post matches, at a cost that hardly grows with the terms. */
import type { Atom, Term, Tokens } from './search-terms'

/** One alternative of a term, found by one of its tokens. */
interface Alternative {
  term: string
  atoms: readonly Atom[]
  /** The token it stands under in the index. */
  token: string
}

/**
 * Holds terms and tells which of them a post matches. Each alternative stands in an index under one of its tokens, the
 * one with the fewest there: a post asks only for its own tokens, so what it costs grows with its length, not with the terms.
 */
export class Matcher {
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

  /** The token with the fewest alternatives under it; of several the longest, for long words are rare. */
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

/** Whether the post has what the atom asks for. */
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
