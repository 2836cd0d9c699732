/** Notifies presenters when many newcomers of one address vote. The address is not kept, shown or logged. */
import type { Logger } from 'pino'
import { Burst } from '../../core/limits/burst'
import type { ManyVotes } from '../../core/protocol/presenter'
import { VoteBursts, WINDOW_S } from '../../core/poll/vote-bursts'
import { networkOf } from '../../forwarded'
import type { VoteWatch } from '../room/feature-needs'
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
  /** As presenters were sent it last, or are sent it next. */
  private news: ManyVotes | undefined
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly log: BurstLog,
  ) {}

  /** Somebody who came lately has voted for the first time in this poll. */
  note({ address }: { address: string }): void {
    const now = performance.now()
    const votes = this.bursts.note(networkOf(address) ?? address, now)
    if (votes === undefined) return
    this.log.note(votes, now)
    this.news = { pollId: this.room.document.poll.pollId, votes, seconds: WINDOW_S }
    if (this.timer) return
    this.announce()
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.announce()
    }, NOTICE_INTERVAL_MS).unref()
  }

  /** Another node has seen a burst, or this one has. */
  notifyPresenters(news: ManyVotes): void {
    this.news = news
    for (const presenter of this.room.presenters) presenter.emit('manyVotes', news)
  }

  documentChanged(): void {
    if (this.news?.pollId !== this.room.document.poll.pollId) this.news = undefined
  }

  joined(socket: RoomSocket): void {
    if (socket.data.presenter && this.news) socket.emit('manyVotes', this.news)
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private announce(): void {
    if (!this.news) return
    this.notifyPresenters(this.news)
    this.room.publish('manyVotes', this.news)
  }
}
