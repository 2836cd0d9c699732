/**
 * Owns when a room's changes are announced: at once when it is quiet, then together, at a pace that adapts to how
 * busy a broadcast keeps the process. Whole state each time; the last state always goes out.
 */
import { steadyNow } from '../../clock'
import type { PollNews, TallyMark } from '../../core/protocol/events'
import { audiencePoll } from '../../core/room/document'
import { deliver, endSlowReaders, type Packet } from './broadcast'
import { countersOf, withClassics } from './workshop-clients'
import type { Feature } from './feature'
import { countsOf, headCount, revOf, turnoutOf } from './counts'
import type { LiveRoom, Topic } from './live-room'

/** Milliseconds between the starts of two announcements; eyes follow no faster. */
const MIN_PACE = 50
/** Milliseconds a socket between two head counts or turnouts, and the most: a wave of joins stays cheap. */
const PEOPLE_PACE = 0.5
const MAX_PEOPLE_PACE = 500
/** An announcement may keep the process busy for this part of the time. */
const BUSY_SHARE = 0.5
/** Milliseconds between two looks for sockets that read too slowly. */
const SLOW_READER_CHECK = 1000

/** What of the room's state goes out whole; the talk is no state, it waits in the chat batch. */
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

class Announcer {
  private readonly waiting = new Set<Topic>()
  private readonly lastStart: Record<Topic, number> = {
    poll: -Infinity,
    voteCount: -Infinity,
    usersConnected: -Infinity,
    turnout: -Infinity,
    talk: -Infinity,
  }
  private pace = MIN_PACE
  private busy = false
  private timer: NodeJS.Timeout | undefined
  private timerDue = Infinity

  constructor(private readonly room: LiveRoom) {}

  changed(topics: Topic[]): void {
    for (const topic of topics) this.waiting.add(topic)
    this.schedule()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.waiting.clear()
  }

  /** Head counts, turnouts and the talk ride with the tally: two announcements in one tick would be two writes a socket. */
  private due(topic: Topic): number {
    if (topic === 'poll') return -Infinity
    const tallyDue = Math.max(this.lastStart.voteCount, this.lastStart.talk) + this.pace
    if (topic === 'voteCount' || topic === 'talk') return tallyDue
    const peoplePace = Math.min(MAX_PEOPLE_PACE, this.room.sockets.size * PEOPLE_PACE)
    return Math.max(tallyDue, this.lastStart[topic] + Math.max(this.pace, peoplePace))
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
    const topics = [...this.waiting].filter(topic => this.due(topic) <= start + 1)
    for (const topic of topics) {
      this.waiting.delete(topic)
      this.lastStart[topic] = start
    }
    if (topics.length > 0) {
      this.busy = true
      try {
        this.room.share()
        this.pace = Math.max(MIN_PACE, (await this.send(topics)) / BUSY_SHARE)
      } finally {
        // What fails once must not keep all later tallies back.
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
    return deliver(withClassics(this.room, all))
  }
}

export const tally: Feature = {
  opened(room) {
    const announcer = new Announcer(room)
    room.changed = (...topics) => announcer.changed(topics)
    const check = setInterval(() => endSlowReaders(room.sockets), SLOW_READER_CHECK).unref()
    return () => {
      announcer.stop()
      clearInterval(check)
    }
  },

  joined(room, socket) {
    socket.emit('statusMessage', 'You have connected.')
    if (!room.document.poll.shown && !socket.data.presenter) return
    const counts = countsOf(room)
    socket.emit('voteCount', socket.data.classic ? countersOf(counts) : counts, markOf(room))
  },
}
