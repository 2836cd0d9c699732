/** The searches of this process: keeps one source a network, starts it while a term is watched, and hands out posts that match. */
import type { Logger } from 'pino'
import type { Refusal } from '../core/protocol/events'
import type { Network, SourceStatus } from '../core/protocol/wall'
import { DeliveredPosts } from './delivered-posts'
import type { FoundPost, Source, SourceListener, Wanted } from './source'
import { SourceStatuses } from './source-status'
import { WatchedTerms, type Watch, type Watcher } from './watched-terms'

export interface HubParts {
  networks: readonly Network[]
  /** Makes the source of a network, or none where it lacks a key. `room` has none: its posts never leave their room. */
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

  /** How each source is doing. */
  get statuses(): SourceStatus[] {
    return this.states.all
  }

  /** Calls a listener whenever the status of a source has changed. Returns how to end that. */
  onStatus(listener: () => void): () => void {
    this.statusListeners.add(listener)
    return () => void this.statusListeners.delete(listener)
  }

  /** Watches a term: its posts are handed over as they come, until the watch ends. */
  watch(text: string, watcher: Watcher): { ok: true; watch: Watch } | Refusal {
    return this.terms.watch(text, watcher)
  }

  /** Ends everything: no source stays connected, no timer runs on. */
  close(): void {
    clearImmediate(this.restart)
    this.terms.clear()
    this.stop()
  }

  private statusChanged(): void {
    for (const listener of this.statusListeners) listener()
  }

  /** Terms that change in one moment are asked for together. */
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
