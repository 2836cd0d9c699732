/** Ballots: recorded before they are acknowledged, counted by the store, and taken over from other nodes. */
import { isVoter } from '../../../core/access/permissions'
import type { Refusal } from '../../../core/protocol/replies'
import { refuse } from '../../../core/protocol/refusals'
import type { BallotElsewhere, StandingNews } from '../../../core/protocol/node-events'
import type { Store } from '../../../store/store'
import type { BallotBox, GivenVote, Voter } from '../../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../../room/live-room'
import type { BallotFailures } from './ballot-failures'
import { AnswerAuthors } from './answer-authors'
import { BallotTally } from './ballot-tally'
import { SharedVoters } from './shared-voters'
import { VoteNotices, type ToPerson } from './vote-notices'
import { VoterHashes } from './voter-hashes'

export interface BallotsParts {
  store: Store
  /** Keys the hashes under which ballots are kept. */
  secret: Buffer
  failures: BallotFailures
  toPerson: ToPerson
}

export class Ballots implements BallotBox {
  readonly authors: AnswerAuthors
  private readonly tally: BallotTally
  private readonly notices: VoteNotices
  /** Ballots acknowledged here in the poll that is up, and which it is. */
  private acknowledged = 0
  private countedIn = ''
  private readonly shared: SharedVoters
  private readonly voters: VoterHashes

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: BallotsParts,
  ) {
    this.tally = new BallotTally(room, parts.store)
    this.voters = new VoterHashes(room, parts.secret)
    this.shared = new SharedVoters(room, this.voters)
    this.notices = new VoteNotices(room, parts.toPerson)
    this.authors = new AnswerAuthors(room, parts.store, this.voters, () => this.catchUp())
  }

  /** Ballots acknowledged here in the present poll. */
  get count(): number {
    return this.countedIn === this.room.document.poll.pollId ? this.acknowledged : 0
  }

  /** Records a ballot, whose vote is in the form that is kept; resolves to why it was not. */
  async record({ id, data }: Voter, given: GivenVote): Promise<Refusal | undefined> {
    const { person, privateId, classic, address } = data
    if (classic) return refuse('needs-page')
    const { room } = this
    const { failures } = this.parts
    const { votes, others } = room
    const { pollId, vote } = given
    const voter = this.voters.ofSocket(data, pollId)
    const ticketless = await room.tickets.refusal(privateId)
    if (ticketless) return ticketless
    const recorded = await room.ballotLimit.cast({ ...given, voter }, address).catch((error: unknown) => {
      failures.failed(error)
      return refuse('not-recorded')
    })
    // The room is here: a Redis that was emptied has it again in a moment.
    if (!recorded.ok) return recorded.code === 'no-such-room' ? refuse('not-recorded') : recorded
    failures.recorded()
    if (!others) votes.shift(recorded.before, vote)
    // Another poll may be up by now.
    if (room.votes !== votes) return undefined
    room.people.hasBallot(person, vote !== null)
    if (others) {
      this.acknowledged = this.count + 1
      this.countedIn = pollId
      this.recount()
    } else room.updates.changed('voteCount')
    room.updates.changed('turnout')
    this.notices.tellOtherTabs(person, id, given)
    if (others?.people.has(person)) room.publish('ballot', { voter, ...given })
    return undefined
  }

  /** Other nodes may have cast ballots: the tally is read again soon. A lone node counts them itself. */
  recount(): void {
    const { others, document } = this.room
    if (others && document.poll.question.kind === 'ballot') this.tally.stale()
  }

  async catchUp(): Promise<void> {
    this.recount()
    await this.tally.fresh()
  }

  /** Reads what the snapshot of this socket says of its ballot. */
  async prepare({ data }: RoomSocket): Promise<void> {
    const { room } = this
    const { poll } = room.document
    data.ballot = null
    if (poll.question.kind !== 'ballot') return
    await this.tally.fresh()
    if (data.classic) return
    const ballot = await this.ballotOf(poll.pollId, this.voters.ofSocket(data, poll.pollId))
    // Another poll may be up by now, and nobody has voted in it.
    if (ballot === null || room.document.poll.pollId !== poll.pollId) return
    data.ballot = ballot
    if (!isVoter(data.role)) return
    room.people.hasBallot(data.person, true)
    room.updates.changed('turnout')
  }

  /** Somebody has cast a ballot on another node. */
  castElsewhere({ voter, pollId, vote }: BallotElsewhere): void {
    if (pollId !== this.room.document.poll.pollId) return
    const person = this.shared.personOf(pollId, voter)
    if (person !== undefined) this.adopt(person, { pollId, vote })
  }

  /**
   * Another node has published a person's standing there: a ballot may have been cast there before that node knew
   * that this person is here as well.
   */
  async takeStanding({ person, standing }: StandingNews): Promise<void> {
    const { people, privateIds, document } = this.room
    const { pollId, question } = document.poll
    const isSame = standing.voted === people.hasVoted(person)
    if (question.kind !== 'ballot' || !people.has(person) || (isSame && !standing.voted)) return
    const privateId = privateIds.of(person)
    if (privateId === undefined) return
    const vote = await this.ballotOf(pollId, this.voters.of(pollId, privateId))
    // A ballot that was withdrawn there is news; that none was cast is not.
    if (vote !== null || people.hasVoted(person)) this.adopt(person, { pollId, vote })
  }

  /** A ballot of somebody who is here was cast on another node. */
  private adopt(person: string, given: GivenVote): void {
    if (given.pollId !== this.room.document.poll.pollId) return
    this.room.people.hasBallot(person, given.vote !== null)
    this.room.updates.changed('turnout')
    this.notices.tellAllTabs(person, given)
  }

  close(): void {
    this.tally.close()
  }

  private ballotOf(pollId: string, voter: string): Promise<string | null> {
    return this.parts.store.ballotOf(this.room.code, pollId, voter)
  }
}
