/**
 * Makes and remembers the keys by which addresses become origins: random, for one poll, in memory only. Whoever has the
 * store's data and not the key can find no address in it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { forgetOldest } from '../../core/limits/bounded'
import type { Origin } from '../../core/poll/ballot-origins'
import { keyedHash } from '../../credentials'

/** Polls of all rooms whose keys are remembered: the newest. */
const MAX_POLLS = 10_000
/** Keys of one poll: each node may have made one before it knew of the others. */
const MAX_KEYS_OF_POLL = 20
const KEY_BYTES = 32

/** The keys of a poll, as base64url, by their marks. */
interface KeysOfPoll {
  current: string
  byMark: Map<string, string>
}

export class OriginKeys {
  private readonly polls = new Map<string, KeysOfPoll>()
  /** What was asked for last, in any poll: no list of addresses is kept. */
  private last: { pollId: string; address: string; origin: Origin } | undefined

  /** What stands for an address in a poll, by the key that is used here. The first one makes a key. */
  originOf(pollId: string, address: string): Origin {
    if (!this.polls.has(pollId)) this.learn(pollId, randomBytes(KEY_BYTES).toString('base64url'))
    const { current, byMark } = this.polls.get(pollId)!
    const { last } = this
    // A hall votes from one address: its hash is made once, not for each ballot.
    if (last?.pollId === pollId && last.address === address && last.origin.keyMark === current)
      return last.origin
    const id = keyedHash(Buffer.from(byMark.get(current)!, 'base64url'), pollId, address)
    this.last = { pollId, address, origin: { id, keyMark: current } }
    return this.last.origin
  }

  /** The key with this mark, or the one that is used here; undefined: this node has none. */
  of(pollId: string, mark?: string): string | undefined {
    const keys = this.polls.get(pollId)
    return keys?.byMark.get(mark ?? keys.current)
  }

  /** Remembers a key beside those that are known; it is used if it is the first. */
  learn(pollId: string, key: string): void {
    const mark = markOf(key)
    const keys = this.polls.get(pollId) ?? { current: mark, byMark: new Map<string, string>() }
    keys.byMark.set(mark, key)
    if (keys.byMark.size > MAX_KEYS_OF_POLL) {
      const oldest = [...keys.byMark.keys()].find(known => known !== keys.current)!
      keys.byMark.delete(oldest)
    }
    this.polls.delete(pollId)
    this.polls.set(pollId, keys)
    forgetOldest(this.polls, MAX_POLLS)
  }

  /** Uses the key with this mark from now on. False: it is not known here. */
  use(pollId: string, mark: string): boolean {
    const keys = this.polls.get(pollId)
    if (!keys?.byMark.has(mark)) return false
    keys.current = mark
    return true
  }

  forget(pollId: string): void {
    this.polls.delete(pollId)
  }
}

/** Tells keys of so many random bits apart, and gives none away. */
function markOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22)
}
