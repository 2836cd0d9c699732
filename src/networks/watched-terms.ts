/** Which terms are watched, by whom, and which of them a post matches. Knows no sources. */
import type { Refusal } from '../core/protocol/events'
import { refuse } from '../core/protocol/refusals'
import type { Post } from '../core/protocol/wall'
import { parseTerm, type Term, type Tokens } from '../core/wall/search-terms'
import { TermIndex } from '../core/wall/term-index'
import type { WantedTerm } from './source'

/** Distinct terms of one process. */
const MAX_TERMS = 5000

/** Whoever watches a term. */
export interface Watcher {
  /** A post that matches. Returns whether it is shown: only then its edits and its deletion are reported. */
  post(post: Post): boolean
  replace(post: Post): void
  remove(id: string): void
}

/** A term being watched, until the watch ends. */
export interface Watch {
  /** Whether networks that take money for each post may be asked. */
  pay(isPaid: boolean): void
  end(): void
}

interface WatchedTerm {
  term: Term
  text: string
  /** Those who watch, and whether each pays. */
  watchers: Map<Watcher, boolean>
}

export class WatchedTerms {
  private readonly terms = new Map<string, WatchedTerm>()
  private readonly termIndex = new TermIndex()

  /** @param changed called when other terms are watched, or another one is paid for */
  constructor(private readonly changed: () => void) {}

  /** How many distinct terms are watched. */
  get size(): number {
    return this.terms.size
  }

  /** All of them, as sources are asked for them. */
  get wanted(): WantedTerm[] {
    return Array.from(this.terms.values(), ({ term, text, watchers }) => ({
      term,
      text,
      isPaid: [...watchers.values()].includes(true),
    }))
  }

  watch(text: string, watcher: Watcher): { ok: true; watch: Watch } | Refusal {
    const parsed = parseTerm(text)
    if (!parsed.ok) return parsed
    const { term } = parsed
    let watched = this.terms.get(term.key)
    if (!watched) {
      if (this.terms.size >= MAX_TERMS) return refuse('too-many-terms')
      watched = { term, text, watchers: new Map() }
      this.terms.set(term.key, watched)
      this.termIndex.add(term)
    }
    const { watchers } = watched
    watchers.set(watcher, false)
    this.changed()
    return {
      ok: true,
      watch: {
        pay: isPaid => {
          if (watchers.get(watcher) === isPaid || !watchers.has(watcher)) return
          watchers.set(watcher, isPaid)
          this.changed()
        },
        end: () => {
          if (!watchers.delete(watcher)) return
          if (watchers.size === 0) {
            this.terms.delete(term.key)
            this.termIndex.delete(term.key)
          }
          this.changed()
        },
      },
    }
  }

  /** Whether a term matches. */
  finds(tokens: Tokens): boolean {
    return this.termIndex.match(tokens).size > 0
  }

  /** The watchers of each term that matches; whoever watches two of them comes twice. */
  *watchersOf(tokens: Tokens): Generator<Watcher> {
    for (const key of this.termIndex.match(tokens)) yield* this.terms.get(key)!.watchers.keys()
  }

  clear(): void {
    this.terms.clear()
  }
}
