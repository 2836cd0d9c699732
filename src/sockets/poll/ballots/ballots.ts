/** Ballots: recorded before they are acknowledged, sent to the voter's other tabs, and counted by the store. */
import { isVoter } from '../../../core/access/permissions'
import sumBy from 'lodash/sumBy'
import { spellingsOf } from '../../../core/question-types/answer-groups'
import { votesOf } from '../../../core/question-types/question-type'
import { sentVote, typeOf } from '../../../core/question-types/registry'
import type { Said } from '../../../core/room/document'
import type { Refusal } from '../../../core/protocol/replies'
import { refuse } from '../../../core/protocol/refusals'
import type { BallotElsewhere, StandingNews } from '../../../core/protocol/node-events'
import type { Store } from '../../../store/store'
import type { BallotBox, GivenVote, Voter } from '../../room/feature-needs'
import type { LiveRoom, RoomServer, RoomSocket } from '../../room/live-room'
import type { BallotFailures } from './ballot-failures'
import { tallyNow } from '../../room/counts'
import { BallotTally } from './ballot-tally'
import { SharedVoters } from './shared-voters'
import { VoterHashes } from './voter-hashes'

/**
 * Milliseconds until a ballot is sent to the voter's other tabs: after the acknowledgements of all who voted at the
 * same moment.
 */
const OTHER_TABS_DELAY_MS = 50

export interface BallotsParts {
  store: Store
  /** Keys the hashes under which ballots are kept. */
  secret: Buffer
  failures: BallotFailures
  /** Sends to all sockets of one person, or to all but one; undefined: there are none. */
  toPerson(person: string, exceptId?: string): Pick<RoomServer, 'emit'> | undefined
}

export class Ballots implements BallotBox {
  private readonly tally: BallotTally
  /** Ballots acknowledged here in the poll that is up, and which it is. */
  private acknowledged = 0
  private countedIn = ''
  private readonly shared: SharedVoters
  private readonly voters: VoterHashes
  /** By person: the newest vote that the person's tabs are about to be told. */
  private readonly untold = new Map<string, { sent: string | null }>()

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: BallotsParts,
  ) {
    this.tally = new BallotTally(room, parts.store)
    this.voters = new VoterHashes(room, parts.secret)
    this.shared = new SharedVoters(room, this.voters)
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
    this.tellOtherTabs(person, id, given)
    if (others?.people.has(person)) room.publish('ballot', { voter, ...given })
    return undefined
  }

  /**
   * Tells a person's other tabs the vote; the tab that cast it has its acknowledgement. A vote that is already replaced
   * is not told: a tab would show it as recorded.
   */
  private tellOtherTabs(person: string, id: string, { pollId, vote }: GivenVote): void {
    // One that comes from now on is sent it in its snapshot.
    if (!this.parts.toPerson(person, id)) return void this.untold.delete(person)
    const news = { sent: this.sent(pollId, vote) }
    this.untold.set(person, news)
    setTimeout(() => {
      if (this.untold.get(person) !== news) return
      this.untold.delete(person)
      this.parts.toPerson(person, id)?.emit('userVote', news.sent)
    }, OTHER_TABS_DELAY_MS).unref()
  }

  /** Other nodes may have cast ballots: the tally is read again soon. A lone node counts them itself. */
  recount(): void {
    const { others, document } = this.room
    if (others && document.poll.question.kind === 'ballot') this.tally.stale()
  }

  /**
   * Whom the only ballot with an answer belongs to that people typed; nobody is sent it.
   * @param answer its key, as those who care for answers are told
   */
  async authorOf({ pollId, answer }: { pollId: string; answer: string }): Promise<Said | Refusal> {
    const { room, parts } = this
    await this.catchUp()
    const { poll, lesson } = room.document
    if (poll.pollId !== pollId || poll.past) return refuse('poll-over')
    if (!typeOf(poll.question).isTyped) return refuse('bad-request')
    const tally = tallyNow(room)
    const spellings = spellingsOf(tally, poll.care, answer)
    if (sumBy(spellings, spelling => votesOf(tally, spelling)) > 1) return refuse('said-by-several')
    const voters = await parts.store.votersFor(room.code, pollId, spellings, 2)
    const [author] = voters
    if (author === undefined) return refuse('no-such-answer')
    if (voters.length > 1) return refuse('said-by-several')
    return { kind: 'answer', text: spellings[0]!, lesson, of: pollId, author }
  }

  /** Whether a ballot, as it is kept, belongs to this person. */
  isAuthor({ of, author }: Said, privateId: string): boolean {
    return this.voters.of(String(of), privateId) === author
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
    // What was withdrawn there is news; that nothing was cast is none.
    if (vote !== null || people.hasVoted(person)) this.adopt(person, { pollId, vote })
  }

  /** A ballot of somebody who is here was cast on another node. */
  private adopt(person: string, { pollId, vote }: GivenVote): void {
    if (pollId !== this.room.document.poll.pollId) return
    this.room.people.hasBallot(person, vote !== null)
    this.room.updates.changed('turnout')
    this.parts.toPerson(person)?.emit('userVote', this.sent(pollId, vote))
  }

  close(): void {
    this.tally.close()
  }

  /** A recorded vote as pages show it. */
  private sent(pollId: string, vote: string | null): string | null {
    const { document, next } = this.room
    const { question } = [document.poll, next?.poll].find(poll => poll?.pollId === pollId) ?? document.poll
    return vote === null ? null : sentVote(question, vote)
  }

  private ballotOf(pollId: string, voter: string): Promise<string | null> {
    return this.parts.store.ballotOf(this.room.code, pollId, voter)
  }
}
