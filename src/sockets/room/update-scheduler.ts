/**
 * When a room's changes are announced: at once when it is quiet, then together, at an interval that adapts to how
 * busy a broadcast keeps the process. Whole state each time; the last state always goes out.
 */
import type { Logger } from 'pino'
import { steadyNow } from '../../clock'
import type { Observer } from '../observer'
import type { PollNews, TallyMark } from '../../core/protocol/poll'
import { audiencePoll } from '../../core/room/poll-document'
import { deliver, endSlowReaders, type Packet } from './broadcast'
import { countersOf, withClassics } from './workshop-clients'
import { countsOf, headCount, revOf, turnoutOf } from './counts'
import type { Topic, Updates } from './feature-needs'
import type { LiveRoom, RoomSocket } from './live-room'

/** Milliseconds between the starts of two announcements; eyes follow no faster. */
const MIN_INTERVAL_MS = 50
/** Milliseconds from a vote to its tally, at least: all who vote at the same moment have their acknowledgements first. */
const SETTLE_MS = 20
/**
 * Between two head counts or turnouts, in milliseconds: for each socket, and at most. A wave of joins stays cheap: at
 * 5,000 voters who come in, 500 ms would be a sixth of all that their coming costs. Sooner with a tally, where they
 * cost no write of their own; so they rarely go alone while tallies flow.
 */
const PEOPLE_INTERVAL = {
  alone: { perSocket: 1, most: 2000 },
  withTally: { perSocket: 0.5, most: 500 },
} as const
/**
 * An announcement may keep the process busy for this part of the time. Acknowledgements slip between its slices: at
 * 10,000 voters p99 is 7 ms with 0.5 and 10 ms with 0.9, which tells 9 tallies a second in place of 5.
 */
const BUSY_SHARE = 0.9
/** Milliseconds between two looks for sockets that read too slowly. */
const SLOW_READER_INTERVAL_MS = 1000

/** What is said of people, besides what people say and vote. */
const PEOPLE_TOPICS: ReadonlySet<Topic> = new Set(['usersConnected', 'turnout'])

/** What of the room's state goes out whole; lines are no state, they wait in the chat batch. */
const describe: Record<Exclude<Topic, 'talk'>, (room: LiveRoom) => Packet> = {
  poll: room => ['poll', newsOf(room)],
  voteCount: room => ['voteCount', countsOf(room), markOf(room)],
  usersConnected: room => ['usersConnected', headCount(room)],
  turnout: turnoutTold,
}

function turnoutTold(room: LiveRoom): Packet {
  const { voted, present } = turnoutOf(room)
  return ['turnout', voted, present]
}

function markOf(room: LiveRoom): TallyMark {
  return { pollId: room.document.poll.pollId, rev: revOf(room) }
}

function newsOf(room: LiveRoom): PollNews {
  const { poll } = room.document
  return {
    poll: audiencePoll(poll),
    counts: poll.shown ? countsOf(room) : null,
    rev: revOf(room),
    now: steadyNow(),
    ...turnoutOf(room),
  }
}

export class UpdateScheduler implements Updates {
  private readonly waiting = new Set<Topic>()
  private readonly lastStart: Record<Topic, number> = {
    poll: -Infinity,
    voteCount: -Infinity,
    usersConnected: -Infinity,
    turnout: -Infinity,
    talk: -Infinity,
  }
  private interval = MIN_INTERVAL_MS
  /** When the tally began to be another than the last one that went out. */
  private tallyChangedAt = -Infinity
  private busy = false
  private timer: NodeJS.Timeout | undefined
  private timerDue = Infinity

  private readonly slowReaders: NodeJS.Timeout

  constructor(
    private readonly room: LiveRoom,
    private readonly logger: Logger,
    private readonly observer: Observer | undefined,
  ) {
    this.slowReaders = setInterval(() => endSlowReaders(room.sockets), SLOW_READER_INTERVAL_MS).unref()
  }

  /** These topics have new values: they go out soon, together with others. */
  changed(...topics: Topic[]): void {
    for (const topic of topics)
      if (topic === 'voteCount' && this.room.answers.isOpenType) this.room.answers.changed()
      else {
        if (topic === 'voteCount' && !this.waiting.has(topic)) this.tallyChangedAt = performance.now()
        this.waiting.add(topic)
      }
    this.room.watchers.changed()
    this.schedule()
  }

  /** Sends a newcomer what the workshops' pages wait for: a status and the tally. */
  joined(socket: RoomSocket): void {
    const { room } = this
    socket.emit('statusMessage', 'You have connected.')
    if (!room.document.poll.shown && !socket.data.presenter) return
    const counts = countsOf(room)
    socket.emit('voteCount', socket.data.classic ? countersOf(counts) : counts, markOf(room))
  }

  close(): void {
    clearTimeout(this.timer)
    clearInterval(this.slowReaders)
    this.waiting.clear()
  }

  /**
   * Head counts, turnouts and the talk ride with the tally: two announcements in one tick would be two writes a
   * socket.
   */
  private due(topic: Topic, way: keyof typeof PEOPLE_INTERVAL = 'alone'): number {
    if (topic === 'poll') return -Infinity
    const paced = Math.max(this.lastStart.voteCount, this.lastStart.talk) + this.interval
    if (topic === 'talk') return paced
    const tallyDue = this.waiting.has('voteCount') ? Math.max(paced, this.tallyChangedAt + SETTLE_MS) : paced
    if (topic === 'voteCount') return tallyDue
    const { perSocket, most } = PEOPLE_INTERVAL[way]
    const ofPeople = Math.min(most, this.room.sockets.size * perSocket)
    return Math.max(tallyDue, this.lastStart[topic] + Math.max(this.interval, ofPeople))
  }

  private schedule(): void {
    if (this.busy || this.waiting.size === 0) return
    const due = Math.min(...[...this.waiting].map(topic => this.due(topic)))
    if (due >= this.timerDue) return
    clearTimeout(this.timer)
    this.timerDue = due
    // Even "at once" is the next turn: acknowledgements of this turn's votes go first.
    this.timer = setTimeout(() => void this.announce(), Math.max(0, due - performance.now()))
  }

  private async announce(): Promise<void> {
    const start = performance.now()
    this.timerDue = Infinity
    const isDue = (topic: Topic, way?: keyof typeof PEOPLE_INTERVAL) => this.due(topic, way) <= start + 1
    const isTally = [...this.waiting].some(topic => !PEOPLE_TOPICS.has(topic) && isDue(topic))
    const topics = [...this.waiting].filter(topic => isDue(topic, isTally ? 'withTally' : 'alone'))
    for (const topic of topics) {
      this.waiting.delete(topic)
      this.lastStart[topic] = start
    }
    if (topics.length > 0) {
      this.busy = true
      try {
        this.room.others?.publishTotals()
        const busyMs = await this.send(topics)
        this.interval = Math.max(MIN_INTERVAL_MS, busyMs / BUSY_SHARE)
        this.observer?.announced(performance.now() - start, busyMs)
      } catch (error) {
        // What fails once must not keep all later tallies back.
        this.logger.error({ err: error, topics }, 'changes of a room could not be announced')
      } finally {
        this.busy = false
      }
    }
    this.schedule()
  }

  /** While results are hidden, only presenters are sent the tally. */
  private send(topics: Topic[]): Promise<number> {
    const { sockets, presenters, talkers, chatBatch, document } = this.room
    const describeAll = (some: Topic[]) =>
      some.flatMap(topic => (topic === 'talk' ? [] : [describe[topic](this.room)]))
    const deliveries =
      document.poll.shown || !topics.includes('voteCount')
        ? [{ sockets, events: describeAll(topics) }]
        : [
            { sockets: presenters, events: describeAll(topics) },
            {
              sockets: [...sockets].filter(socket => !presenters.has(socket)),
              events: describeAll(topics.filter(topic => topic !== 'voteCount')),
            },
          ]
    const all = topics.includes('talk') ? chatBatch.addTo(deliveries, talkers) : deliveries
    return deliver(this.room.classics.size === 0 ? all : withClassics(this.room, all))
  }
}
