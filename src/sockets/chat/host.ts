/** Owns the room's own voice: it greets classic sockets and tells them who comes; where it is on, it reminds and states results. */
import sum from 'lodash/sum'
import { steadyNow } from '../../clock'
import { hostSays } from '../../core/chat/announcement'
import { greeting, reminder, resultSentence } from '../../core/chat/host'
import type { PollDocument } from '../../core/room/document'
import type { Store } from '../../store/store'
import type { Feature } from '../room/feature'
import { countsOf, turnoutOf } from '../room/counts'
import type { LiveRoom } from '../room/live-room'
import { Moved, type MovedCounts } from './workshop-arrivals'
import type { Paces } from '../room/intervals'
import { recordedOf } from '../room/counts'

/** Says the host's lines; no person has such an id. */
const HOST_ID = 'host'

/** Makes the feature of the host. */
export function hostFeature(store: Store, { reminder: reminderPace, moved: movedPace }: Paces): Feature {
  const moved = new WeakMap<LiveRoom, Moved>()

  /** Each node says it; of lines with the same key the first is kept, and the others are the same line. */
  function say(room: LiveRoom, key: string, text: string): void {
    const line = {
      key,
      from: HOST_ID,
      name: HOST_ID,
      at: Date.now(),
      text,
      role: 'host' as const,
    }
    void room.say(line)
  }

  function remind(room: LiveRoom): void {
    const { poll, talk } = room.document
    if (!talk.host || !talk.chat || poll.state !== 'open' || room.talkers.size === 0) return
    const turnout = turnoutOf(room)
    if (turnout.voted > 0 || poll.deadline !== null) {
      const now = steadyNow()
      say(room, `reminder ${poll.pollId} ${Math.floor(now / reminderPace)}`, reminder(poll, turnout, now))
    }
  }

  async function tellResult(room: LiveRoom, poll: PollDocument, step: number): Promise<void> {
    const key = `result ${poll.pollId} ${step}`
    const [counted, turnout] = [countsOf(room), turnoutOf(room)]
    const counts = { ...counted, ...(await recordedOf(room, store).catch(() => ({}))) }
    const voted = poll.question.kind === 'ballot' ? sum(Object.values(counts)) : turnout.voted
    say(room, key, resultSentence(poll, counts, voted))
  }

  return {
    heard: { moved: (room, counts: MovedCounts) => moved.get(room)!.hear(counts) },

    opened(room) {
      const moves = new Moved(room, movedPace)
      moved.set(room, moves)
      const reminders = setInterval(() => remind(room), reminderPace).unref()
      return () => {
        clearInterval(reminders)
        moves.stop()
      }
    },

    joined(room, socket) {
      const { screen, classic } = socket.data
      const moves = moved.get(room)!
      if (!screen) moves.note('connected')
      if (!classic || !room.sockets.has(socket)) return
      socket.emit('message', hostSays(greeting))
      moves.greet(socket)
    },

    left(room, socket) {
      const moves = moved.get(room)!
      moves.forget(socket)
      if (!socket.data.screen) moves.note('disconnected')
    },

    documentChanged(room, { poll: before }) {
      const { poll, talk, step } = room.document
      const hasClosed = poll.pollId === before.pollId && before.state === 'open' && poll.state === 'closed'
      if (hasClosed && talk.host && talk.chat) void tellResult(room, poll, step)
    },
  }
}
