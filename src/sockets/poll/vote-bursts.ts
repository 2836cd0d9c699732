/** Owns that presenters hear of it at once when many newcomers of one address vote. No address is kept with it, shown or logged. */
import type { Logger } from 'pino'
import { Burst } from '../../core/limits/burst'
import type { ManyVotes } from '../../core/protocol/events'
import { VoteBursts, WINDOW_S } from '../../core/poll/vote-bursts'
import { networkOf } from '../../forwarded'
import type { Feature } from '../room/feature'
import type { LiveRoom, SocketData } from '../room/live-room'
import type { Paces } from '../room/intervals'

/** Milliseconds between two counts of one burst. */
const TELL_INTERVAL_MS = 1000

interface Watched {
  bursts: VoteBursts
  /** As presenters were told last, or are told next. */
  news?: ManyVotes | undefined
  timer?: NodeJS.Timeout | undefined
}

/** Makes the feature. `newcomer`: milliseconds for which somebody counts as new. */
export function burstsFeature({ newcomer }: Paces, logger: Logger): Feature {
  const rooms = new WeakMap<LiveRoom, Watched>()
  const logged = new Burst()

  function note(room: LiveRoom, { address, since }: SocketData): void {
    const now = performance.now()
    if (now - since > newcomer) return
    const watched = rooms.get(room)!
    const votes = watched.bursts.note(networkOf(address) ?? address, now)
    if (votes === undefined) return
    if (logged.begins(now)) logger.warn({ votes, seconds: WINDOW_S }, 'many new browsers of one address vote')
    watched.news = { pollId: room.document.poll.pollId, votes, seconds: WINDOW_S }
    if (watched.timer) return
    tell(room)
    watched.timer = setTimeout(() => {
      watched.timer = undefined
      tell(room)
    }, TELL_INTERVAL_MS).unref()
  }

  function tell(room: LiveRoom): void {
    const { news } = rooms.get(room)!
    if (!news) return
    hear(room, news)
    room.tell('manyVotes', news)
  }

  function hear(room: LiveRoom, news: ManyVotes): void {
    rooms.get(room)!.news = news
    for (const presenter of room.presenters) presenter.emit('manyVotes', news)
  }

  return {
    heard: { manyVotes: hear },

    opened(room) {
      const watched: Watched = { bursts: new VoteBursts() }
      rooms.set(room, watched)
      room.firstVote = data => note(room, data)
      return () => clearTimeout(watched.timer)
    },

    documentChanged(room) {
      const watched = rooms.get(room)!
      if (watched.news?.pollId !== room.document.poll.pollId) watched.news = undefined
    },

    joined(room, socket) {
      const { news } = rooms.get(room)!
      if (socket.data.presenter && news) socket.emit('manyVotes', news)
    },
  }
}
