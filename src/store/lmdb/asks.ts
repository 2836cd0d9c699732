/** Stores asks and the votes for them in LMDB. Its methods run inside a transaction of the store, or only read. */
import { NO_ASKS, type AsksWrite, type KeptAsk, type KeptAsks } from '../../core/asks/kept-asks'
import { mergedGroups } from '../../core/asks/merged'
import type { Records } from './records'

/** Sorts behind every number. */
const LAST = Infinity

/** The numbering of a room's asks, which outlives them. */
type Numbering = Pick<KeptAsks, 'rev' | 'last'>

export class LmdbAsks {
  constructor(private readonly records: Records) {}

  read(code: string): KeptAsks {
    const { rev, last } = this.numbering(code)
    if (last === 0) return { ...NO_ASKS, rev }
    const asks: KeptAsk[] = []
    for (const { value } of this.records.range(['ask', code, 0], ['ask', code, LAST]))
      asks.push(value as KeptAsk)
    const votes = new Map<number, number>()
    for (const { id } of asks) this.count(votes, id, this.votesFor(code, [id]))
    for (const [id, group] of mergedGroups(asks))
      if (group.length > 1) this.count(votes, id, this.votesFor(code, group))
    return { rev, last, asks, votes }
  }

  /** Returns whether it was applied: nothing has changed since it was decided. */
  change(code: string, { rev, last, put, remove, unvoted }: AsksWrite): boolean {
    if (this.numbering(code).rev !== rev) return false
    if (unvoted !== undefined && this.votesFor(code, [unvoted]) > 0) return false
    for (const ask of put) this.records.write(['ask', code, ask.id], ask)
    for (const id of remove) this.erase(code, id)
    this.records.write(['asks', code], { rev: rev + 1, last })
    return true
  }

  /**
   * Records a vote for the first of these asks, or takes back the person's votes for all of them.
   * @returns the people who have voted for any of them; undefined: the first is gone
   */
  vote(code: string, ids: readonly number[], voter: string, isFor: boolean): number | undefined {
    const [id] = ids
    if (id === undefined || !this.records.read(['ask', code, id])) return undefined
    const hasVoted = ids.filter(each => this.records.read(['ask-vote', code, each, voter]) !== undefined)
    if (isFor && hasVoted.length === 0) {
      this.records.write(['ask-vote', code, id, voter], 1)
      this.noteVotes(code, id, 1)
      this.records.write(['ask-voted', code, voter], [...this.votedBy(code, voter), id])
    }
    if (!isFor && hasVoted.length > 0) {
      for (const each of hasVoted) {
        this.records.remove(['ask-vote', code, each, voter])
        this.noteVotes(code, each, -1)
      }
      const voted = this.votedBy(code, voter).filter(each => !hasVoted.includes(each))
      if (voted.length > 0) this.records.write(['ask-voted', code, voter], voted)
      else this.records.remove(['ask-voted', code, voter])
    }
    return this.votesFor(code, ids)
  }

  votedBy(code: string, voter: string): number[] {
    return this.records.read<number[]>(['ask-voted', code, voter]) ?? []
  }

  /** Erases all asks. Numbers continue. */
  eraseAll(code: string): void {
    const { rev, last } = this.numbering(code)
    if (last === 0) return
    for (const { id } of this.read(code).asks) this.erase(code, id)
    for (const { key } of [...this.records.range(['ask-voted', code, ''], ['ask-voted', code, '\uffff'])])
      this.records.remove(key)
    this.records.write(['asks', code], { rev: rev + 1, last })
  }

  /** Erases the asks and their numbering. */
  eraseRoom(code: string): void {
    this.eraseAll(code)
    this.records.remove(['asks', code])
  }

  private numbering(code: string): Numbering {
    return this.records.read<Numbering>(['asks', code]) ?? NO_ASKS
  }

  private count(votes: Map<number, number>, id: number, count: number): void {
    if (count > 0) votes.set(id, count)
  }

  /** A record of its own, so that a vote reads no others. */
  private noteVotes(code: string, id: number, by: number): void {
    const votes = (this.records.read<number>(['ask-votes', code, id]) ?? 0) + by
    if (votes > 0) this.records.write(['ask-votes', code, id], votes)
    else this.records.remove(['ask-votes', code, id])
  }

  private votesFor(code: string, ids: readonly number[]): number {
    if (ids.length === 1) return this.records.read<number>(['ask-votes', code, ids[0]!]) ?? 0
    return new Set(ids.flatMap(id => this.voters(code, id))).size
  }

  private voters(code: string, id: number): string[] {
    const range = this.records.range(['ask-vote', code, id, ''], ['ask-vote', code, id, '\uffff'])
    return Array.from(range, ({ key }) => key[3] as string)
  }

  private erase(code: string, id: number): void {
    for (const voter of this.voters(code, id)) {
      this.records.remove(['ask-vote', code, id, voter])
      const voted = this.votedBy(code, voter).filter(each => each !== id)
      if (voted.length > 0) this.records.write(['ask-voted', code, voter], voted)
      else this.records.remove(['ask-voted', code, voter])
    }
    this.records.remove(['ask-votes', code, id])
    this.records.remove(['ask', code, id])
  }
}
