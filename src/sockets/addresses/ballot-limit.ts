/**
 * Limits the ballots of one network address, where presenters say so. The store counts them under keyed hashes; the key
 * of a poll is agreed upon among the nodes that have the room, and is kept nowhere.
 */
import { steadyNow } from '../../clock'
import type { OriginKey, WantedOriginKey } from '../../core/protocol/node-events'
import { refuse } from '../../core/protocol/refusals'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { RoomDocument } from '../../core/room/document'
import type { Ballot, CastBallot, Store } from '../../store/store'
import type { CastsBallots } from '../room/feature-needs'
import type { LiveRoom } from '../room/live-room'
import type { OriginKeys } from './origin-keys'

/** How often a ballot is cast again because its poll is counted under another key. */
const MAX_TRIES = 3

export interface BallotLimitParts {
  store: Pick<Store, 'castBallot'>
  keys: OriginKeys
}

export class BallotLimit implements CastsBallots {
  /** The poll whose key the other nodes were told. */
  private toldOf = ''

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: BallotLimitParts,
  ) {}

  /** For presenters: how many new ballots one address may cast in each poll; 0: any number. */
  async setBallotsPerAddress({ most }: { most: number }): Promise<Reply> {
    const refusal = await this.room.change(document =>
      document.ballotsPerAddress === most
        ? refuse('already-so')
        : { ok: true, document: { ...document, ballotsPerAddress: most } },
    )
    return refusal ?? { ok: true }
  }

  /** Casts a ballot that comes from this address; the store decides whether it may. */
  async cast(ballot: Ballot, address: string): Promise<CastBallot | Refusal> {
    const { room } = this
    const { store, keys } = this.parts
    const { pollId } = ballot
    let lostKey: string | undefined
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const origin = keys.originOf(pollId, address)
      const cast = await store.castBallot(room.code, { ...ballot, origin, lostKey }, steadyNow())
      if (!('otherKey' in cast)) {
        if (cast.ok) this.tellKey(pollId)
        return cast
      }
      const found = await this.find(pollId, cast.otherKey)
      if (found === 'unknown') break
      lostKey = found === 'lost' ? cast.otherKey : undefined
    }
    return refuse('not-recorded')
  }

  /** Another node has sent the key that it uses for a poll. */
  receiveKey({ pollId, key }: OriginKey): void {
    if (this.pollIds().includes(pollId)) this.parts.keys.learn(pollId, key)
  }

  /** For another node: the key of a poll that has this mark, or the one that is used here. */
  keyOf({ pollId, mark }: WantedOriginKey): string | undefined {
    return this.parts.keys.of(pollId, mark)
  }

  /** A node that opens the room later than others has their keys when those are gone. */
  async catchUp(): Promise<void> {
    const { others, document } = this.room
    const { pollId, question } = document.poll
    if (!others || document.ballotsPerAddress === 0 || question.kind !== 'ballot') return
    for (const { value } of await this.room.ask('originKeyWanted', { pollId }))
      if (value !== undefined) this.parts.keys.learn(pollId, value)
  }

  /** The keys of a poll that is over, and cannot be put back, are gone. */
  documentChanged({ poll, undo }: RoomDocument): void {
    const kept = this.pollIds()
    for (const pollId of [poll.pollId, undo?.poll.pollId ?? ''])
      if (!kept.includes(pollId)) this.parts.keys.forget(pollId)
  }

  /**
   * Uses the key with this mark, which another node may have. `unknown`: not all of them have answered, so that it may
   * not be lost.
   */
  private async find(pollId: string, mark: string): Promise<'found' | 'lost' | 'unknown'> {
    const { keys } = this.parts
    if (keys.use(pollId, mark)) return 'found'
    let isWhole = false
    const answers = await this.room.ask(
      'originKeyWanted',
      { pollId, mark },
      { isEnough: value => value !== undefined, whole: () => (isWhole = true) },
    )
    for (const { value } of answers) if (value !== undefined) keys.learn(pollId, value)
    if (keys.use(pollId, mark)) return 'found'
    return isWhole ? 'lost' : 'unknown'
  }

  /** Once a poll: another node may count under this key when this one is gone. */
  private tellKey(pollId: string): void {
    const { room } = this
    if (room.document.ballotsPerAddress === 0 || !room.others || this.toldOf === pollId) return
    this.toldOf = pollId
    room.publish('originKey', { pollId, key: this.parts.keys.of(pollId)! })
  }

  private pollIds(): string[] {
    const { poll, undo } = this.room.document
    return undo ? [poll.pollId, undo.poll.pollId] : [poll.pollId]
  }
}
