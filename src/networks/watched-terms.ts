/** Tracks which terms are watched and by whom, and finds the terms that a post matches. Knows no sources. */
import type { Refusal } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import type { Post } from '../core/protocol/wall'
import type { Tokens } from '../core/text/tokens'
import { parseTerm, type Term } from '../core/wall/search-terms'
import { TermIndex } from '../core/wall/term-index'
import type { WantedTerm } from './source'

/** Distinct terms per process. */
const MAX_TERMS = 5000

/** A watcher of a term. */
export interface Watcher {
  /** Receives a post that matches. Returns whether it is shown: only then are its edits and deletion reported. */
  post(post: Post): boolean
  replace(post: Post): void
  remove(id: string): void
}

/** A watched term, until the watch ends. */
export interface Watch {
  /** Sets whether networks that charge for each post may be used. */
  pay(isPaid: boolean): void
  end(): void
}

interface WatchedTerm {
  term: Term
  text: string
  /** The watchers, and whether each may use networks that charge. */
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

  /** All watched terms, in the form for sources. */
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

  /** The watchers of each term that matches; a watcher of two such terms is listed twice. */
  *watchersOf(tokens: Tokens): Generator<Watcher> {
    for (const key of this.termIndex.match(tokens)) yield* this.terms.get(key)!.watchers.keys()
  }

  clear(): void {
    this.terms.clear()
  }
}
