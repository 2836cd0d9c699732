/**
 * Whose ballots the voters are that other nodes tell of: a ballot crosses nodes without a person, and those who are on
 * several nodes are found here by the same hash.
 */
import type { LiveRoom } from '../../room/live-room'
import type { VoterHashes } from './voter-hashes'

export class SharedVoters {
  private pollId = ''
  /** By voter, in this poll. */
  private persons = new Map<string, string>()
  private readonly hashed = new Set<string>()

  constructor(
    private readonly room: Pick<LiveRoom, 'others' | 'privateIds'>,
    private readonly voters: VoterHashes,
  ) {}

  /** Who of this node's people this voter is; undefined: somebody who is not here. */
  personOf(pollId: string, voter: string): string | undefined {
    if (this.pollId !== pollId) {
      this.pollId = pollId
      this.persons.clear()
      this.hashed.clear()
    }
    if (!this.persons.has(voter)) this.hashNew()
    return this.persons.get(voter)
  }

  /** Each of them once a poll. */
  private hashNew(): void {
    const { others, privateIds } = this.room
    for (const person of others?.people ?? []) {
      const privateId = privateIds.of(person)
      if (privateId === undefined || this.hashed.has(person)) continue
      this.hashed.add(person)
      this.persons.set(this.voters.of(this.pollId, privateId), person)
    }
  }
}
