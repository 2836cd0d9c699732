/**
 * Notifies presenters when many votes come from one address: first votes of new browsers, or new ballots within two
 * seconds. The address is not kept, shown or logged.
 */
import type { Logger } from 'pino'
import { isVoter } from '../../core/access/permissions'
import { Burst } from '../../core/limits/burst'
import type { ManyVotes } from '../../core/protocol/presenter'
import {
  BALLOT_WINDOW_S,
  BallotBursts,
  isWorthAHint,
  MIN_BURST_BALLOTS,
  outranks,
  VoteBursts,
  WINDOW_S,
  type AddressShare,
} from '../../core/poll/vote-bursts'
import type { RoomDocument } from '../../core/room/document'
import { networkOf } from '../../forwarded'
import type { FirstVote, VoteWatch } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'

/** Milliseconds between two counts of one burst. */
const NOTICE_INTERVAL_MS = 1000

/** Logs bursts of all rooms that come together once. */
export class BurstLog {
  private readonly logged = new Burst()

  constructor(private readonly logger: Logger) {}

  note(votes: number, now: number): void {
    if (!this.logged.begins(now)) return
    this.logger.warn({ votes, seconds: WINDOW_S }, 'many new browsers of one address vote')
  }
}

export class VoteBurstWatch implements VoteWatch {
  private readonly bursts = new VoteBursts()
  private ballots = new BallotBursts()
  /** As presenters were sent it last. */
  private news: ManyVotes | undefined
  /** First votes of new browsers that presenters are to be told of. */
  private votes = 0
  /** By address: ballots within two seconds that are still to be looked at. */
  private unseen = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly log: BurstLog,
    /** Milliseconds for which somebody counts as new. */
    private readonly newcomerMs: number,
  ) {}

  /** Somebody has voted for the first time in this poll. */
  note({ address, person, since }: FirstVote, kind: 'hands' | 'ballot'): void {
    const now = performance.now()
    const network = networkOf(address) ?? address
    const votes = this.isSettled(since, now) ? undefined : this.bursts.note(network, now)
    if (votes !== undefined) {
      this.log.note(votes, now)
      this.votes = votes
    }
    const ballots = kind === 'ballot' ? this.ballots.note(network, person, now) : 0
    if (ballots >= MIN_BURST_BALLOTS)
      this.unseen.set(network, Math.max(ballots, this.unseen.get(network) ?? 0))
    if (votes !== undefined || ballots >= MIN_BURST_BALLOTS) this.lookSoon()
  }

  /** Another node has seen a burst, or this one has. */
  notifyPresenters(news: ManyVotes): void {
    if (news.pollId !== this.room.document.poll.pollId || !outranks(news, this.news)) return
    this.news = news
    for (const presenter of this.room.presenters) presenter.emit('manyVotes', news)
  }

  documentChanged(before: RoomDocument): void {
    if (before.poll.pollId === this.room.document.poll.pollId) return
    this.news = undefined
    this.ballots = new BallotBursts()
    this.forgetUnseen()
  }

  joined(socket: RoomSocket): void {
    if (socket.data.presenter && this.news) socket.emit('manyVotes', this.news)
  }

  close(): void {
    clearTimeout(this.timer)
  }

  /** At once when it was quiet, then at an interval: the figures are told as they grow. */
  private lookSoon(): void {
    if (this.timer) return
    this.look()
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.look()
    }, NOTICE_INTERVAL_MS).unref()
  }

  private look(): void {
    if (this.votes > 0) this.announce({ votes: this.votes, seconds: WINDOW_S, areNew: true })
    for (const [network, ballots] of this.unseen)
      if (isWorthAHint(ballots, this.shareOf(network)))
        this.announce({ votes: ballots, seconds: BALLOT_WINDOW_S, areNew: false })
    this.forgetUnseen()
  }

  private forgetUnseen(): void {
    this.votes = 0
    this.unseen = new Map()
  }

  private announce(burst: Omit<ManyVotes, 'pollId'>): void {
    const news = { pollId: this.room.document.poll.pollId, ...burst }
    if (!outranks(news, this.news)) return
    this.notifyPresenters(news)
    this.room.publish('manyVotes', news)
  }

  /** Of the people who vote at this node. */
  private shareOf(network: string): AddressShare {
    const now = performance.now()
    const [all, here] = [new Set<string>(), new Set<string>()]
    const [settled, settledHere] = [new Set<string>(), new Set<string>()]
    for (const { data } of this.room.sockets) {
      if (!isVoter(data.role)) continue
      const isHere = (networkOf(data.address) ?? data.address) === network
      const isSettled = this.isSettled(data.since, now)
      all.add(data.person)
      if (isHere) here.add(data.person)
      if (isSettled) settled.add(data.person)
      if (isHere && isSettled) settledHere.add(data.person)
    }
    return { all: all.size, here: here.size, settled: settled.size, settledHere: settledHere.size }
  }

  private isSettled(since: number, now: number): boolean {
    return now - since > this.newcomerMs
  }
}
