/**
 * The asks of a room as this node knows them: read from the store, changed there first, and read again when another
 * node has changed them.
 */
import type { AsksState, AskDecision } from '../../core/asks/new-asks'
import { asKept, seenAsks } from '../../core/asks/held-asks'
import { NO_ASKS, type AsksWrite, type KeptAsk, type KeptAsks } from '../../core/asks/kept-asks'
import type { HiddenAsks } from '../../core/protocol/panic'
import type { Refusal } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'

/** Times a decision is taken again because somebody else's was kept first. */
const MAX_TRIES = 20
/** Milliseconds in which what was changed here, and elsewhere, is folded into one message or one reading. */
const FOLD_MS = 50

export class AskList {
  private kept: KeptAsks = NO_ASKS
  /** What was made of what is kept, so that what has not changed is the same object. */
  private seen: { kept: KeptAsks; hidden: readonly HiddenAsks[]; asks: KeptAsks } | undefined
  private isLoaded = false
  /** Set while asks are read: votes that come meanwhile may be missing in what is read. */
  private isReading = false
  private isStale = false
  private last: Promise<unknown> = Promise.resolve()
  private publishTimer: NodeJS.Timeout | undefined
  private readTimer: NodeJS.Timeout | undefined

  /** @param changed is called when anything about the asks may have changed */
  constructor(
    private readonly room: LiveRoom,
    private readonly store: Pick<Store, 'asks' | 'changeAsks' | 'voteForAsk'>,
    private readonly changed: () => void,
  ) {}

  /** The asks as they are to be seen: those that a panic hides are hidden. */
  get state(): AsksState {
    const { up, ...settings } = this.room.document.asks
    return { kept: this.asSeen(), lesson: this.room.document.lesson, settings, up }
  }

  /** Reads them once; to be awaited before `state` is read. */
  async loadOnce(): Promise<void> {
    if (!this.isLoaded) await this.load()
  }

  /** Reads them as they are kept now. */
  async load(): Promise<void> {
    do {
      this.isStale = false
      this.isReading = true
      try {
        this.kept = await this.store.asks(this.room.code)
      } finally {
        this.isReading = false
      }
    } while (this.isStale)
    this.isLoaded = true
    this.changed()
  }

  /**
   * Decides on a change and keeps it, one after the other; when another node was faster, decides again. Resolves to what
   * was decided once it is kept.
   */
  change<D extends AskDecision>(decide: (state: AsksState) => D): Promise<D | Refusal> {
    const turn = this.last.then(() => this.attempt(decide))
    this.last = turn.catch(() => undefined)
    return turn
  }

  /** Records a vote for the first of these asks, or takes it back. Resolves to the votes; undefined: the ask is gone. */
  async vote(
    ids: readonly [number, ...number[]],
    voter: string,
    isFor: boolean,
  ): Promise<number | undefined> {
    const votes = await this.store.voteForAsk(this.room.code, ids, voter, isFor)
    if (votes === undefined) {
      this.readSoon()
      return undefined
    }
    // What is being read may be older, and so is what merged asks have.
    if (this.isReading) this.isStale = true
    const counts = new Map(this.kept.votes)
    if (votes > 0) counts.set(ids[0], votes)
    else counts.delete(ids[0])
    this.kept = { ...this.kept, votes: counts }
    this.publishSoon()
    this.changed()
    return votes
  }

  /** Another node has changed asks, or may have. */
  readSoon(): void {
    this.readTimer ??= setTimeout(() => {
      this.readTimer = undefined
      this.load().catch(() => this.readSoon())
    }, FOLD_MS).unref()
  }

  close(): void {
    clearTimeout(this.publishTimer)
    clearTimeout(this.readTimer)
  }

  private asSeen(): KeptAsks {
    const { kept, seen } = this
    const hidden = this.room.document.hiddenAsks
    if (seen?.kept === kept && seen.hidden === hidden) return seen.asks
    const asks = seenAsks(kept, hidden)
    this.seen = { kept, hidden, asks }
    return asks
  }

  private async attempt<D extends AskDecision>(decide: (state: AsksState) => D): Promise<D | Refusal> {
    await this.loadOnce()
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const decision = decide(this.state)
      if (!decision.ok || !decision.write) return decision
      const { rev } = this.kept
      const last = Math.max(this.kept.last, ...decision.write.put.map(({ id }) => id))
      const put = asKept(this.kept, this.room.document.hiddenAsks, decision.write.put)
      const write = { ...decision.write, put, rev, last }
      if (await this.store.changeAsks(this.room.code, write)) {
        await this.apply(write)
        return decision
      }
      await this.load()
    }
    return refuse('ask-not-kept')
  }

  private async apply(write: AsksWrite): Promise<void> {
    const { asks, votes } = this.kept
    const before = new Map(asks.map(ask => [ask.id, ask]))
    // Who has voted for which of merged asks is known to the store alone.
    const isRecounted =
      write.remove.length > 0 || write.put.some(({ id, into }) => before.get(id)?.into !== into)
    this.kept = { rev: write.rev + 1, last: write.last, asks: changedAsks(asks, write), votes }
    if (this.isReading) this.isStale = true
    this.publishSoon()
    if (isRecounted) await this.load().catch(() => this.readSoon())
    else this.changed()
  }

  private publishSoon(): void {
    if (!this.room.others) return
    this.publishTimer ??= setTimeout(() => {
      this.publishTimer = undefined
      this.room.publish('asks')
    }, FOLD_MS)
  }
}

/** The asks after a change, in the order of their numbers. */
function changedAsks(asks: readonly KeptAsk[], { put, remove }: AsksWrite): KeptAsk[] {
  const changed = new Map(asks.map(ask => [ask.id, ask]))
  for (const ask of put) changed.set(ask.id, ask)
  for (const id of remove) changed.delete(id)
  return [...changed.values()].sort((one, other) => one.id - other.id)
}
