/**
 * Runs the searches of this process: has one source per network, runs it while a term is watched, and delivers posts
 * that match.
 */
import type { Logger } from 'pino'
import type { Refusal } from '../core/protocol/replies'
import type { Network, SourceStatus } from '../core/protocol/wall'
import { DeliveredPosts } from './delivered-posts'
import type { FoundPost, Source, SourceListener, Wanted } from './source'
import { SourceStatuses } from './source-status'
import { WatchedTerms, type Watch, type Watcher } from './watched-terms'

export interface HubParts {
  networks: readonly Network[]
  /**
   * Creates the source of a network; undefined if its key is missing. `room` has none: its posts never leave their
   * room.
   */
  sourceOf(network: Exclude<Network, 'room'>, listener: SourceListener): Source | undefined
  logger: Logger
}

export class Hub {
  private readonly terms = new WatchedTerms(() => this.changed())
  private readonly shown = new DeliveredPosts<Watcher>()
  private readonly sources: Source[]
  private readonly states: SourceStatuses
  private readonly counts = new Map<Network, { posts: number; skipped: number }>()
  private restart: NodeJS.Immediate | undefined
  private isRunning = false
  private readonly statusListeners = new Set<() => void>()

  constructor(private readonly parts: HubParts) {
    this.states = new SourceStatuses(parts.logger, () => this.statusChanged())
    this.sources = parts.networks.flatMap(network => {
      if (network === 'room') {
        this.states.begin({ network, state: 'connected' })
        return []
      }
      const source = parts.sourceOf(network, this.listenerOf(network))
      this.states.begin(
        source ? { network, state: 'idle' } : { network, state: 'needs-key', reason: 'no-key' },
      )
      return source ?? []
    })
  }

  /** The status of each source. */
  get statuses(): SourceStatus[] {
    return this.states.all
  }

  /** Calls a listener at each change of a source's status. Returns a function that removes the listener. */
  onStatus(listener: () => void): () => void {
    this.statusListeners.add(listener)
    return () => void this.statusListeners.delete(listener)
  }

  /** Watches a term: delivers its posts as they arrive, until the watch ends. */
  watch(text: string, watcher: Watcher): { ok: true; watch: Watch } | Refusal {
    return this.terms.watch(text, watcher)
  }

  /** Stops all sources and timers. */
  close(): void {
    clearImmediate(this.restart)
    this.terms.clear()
    this.stop()
  }

  private statusChanged(): void {
    for (const listener of this.statusListeners) listener()
  }

  /** Starts the sources again, once for all terms that change in one tick. */
  private changed(): void {
    this.restart ??= setImmediate(() => {
      this.restart = undefined
      if (this.terms.size > 0) this.start()
      else this.stop()
    })
  }

  private start(): void {
    this.isRunning = true
    const wanted: Wanted = {
      terms: this.terms.wanted,
      finds: tokens => this.terms.finds(tokens),
      shows: id => this.shown.has(id),
    }
    for (const source of this.sources) source.start(wanted)
  }

  private stop(): void {
    if (!this.isRunning) return
    this.isRunning = false
    for (const source of this.sources) {
      source.stop()
      this.parts.logger.info(
        { network: source.network, ...this.counts.get(source.network) },
        'nobody searches',
      )
      this.states.set({ network: source.network, state: 'idle' })
    }
    this.shown.clear()
  }

  private listenerOf(network: Network): SourceListener {
    const counts = { posts: 0, skipped: 0 }
    this.counts.set(network, counts)
    return {
      post: found => {
        counts.posts++
        this.deliver(found)
      },
      replace: ({ post }) => {
        for (const watcher of this.shown.wallsOf(post.id)) watcher.replace(post)
      },
      remove: id => this.remove(id),
      removeAuthor: author => {
        for (const id of this.shown.postsBy(author)) this.remove(id)
      },
      status: status => this.states.set({ network, ...status }),
      skipped: () => void counts.skipped++,
    }
  }

  private deliver({ post, tokens }: FoundPost): void {
    for (const watcher of this.terms.watchersOf(tokens))
      if (watcher.post(post)) this.shown.add(post.id, post.author, watcher)
  }

  private remove(id: string): void {
    for (const watcher of this.shown.wallsOf(id)) watcher.remove(id)
    this.shown.delete(id)
  }
}
