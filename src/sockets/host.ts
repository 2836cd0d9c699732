/** Owns the room's own voice: it greets classic sockets and tells them who comes; where it is on, it reminds and states results. */
import sum from 'lodash/sum'
import { hostSays } from '../core/announcement'
import { greeting, movedSentence, reminder, resultSentence } from '../core/host'
import type { PollDocument } from '../core/room-document'
import type { Store } from '../store/store'
import { broadcast } from './broadcast'
import type { Feature } from './feature'
import { countsOf, turnoutOf, type LiveRoom } from './live-room'
import type { Paces } from './paces'
import { recordedOf } from './recount'

/** Says the host's lines; no person has such an id. */
const HOST_ID = 'host'

type Counted = { connected: number; disconnected: number }
type Moved = Counted & { timer?: NodeJS.Timeout }

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
      const now = Date.now()
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

  function noteMoved(room: LiveRoom, what: 'connected' | 'disconnected'): void {
    const counts = moved.get(room)!
    counts[what]++
    counts.timer ??= setTimeout(() => tellMoved(room, counts), movedPace).unref()
  }

  function tellMoved(room: LiveRoom, counts: Moved): void {
    moved.set(room, { connected: 0, disconnected: 0 })
    const { connected, disconnected } = counts
    room.tell('moved', { connected, disconnected } satisfies Counted)
    tellClassics(room, counts)
  }

  function tellClassics(room: LiveRoom, counts: Counted): void {
    const kinds = (['connected', 'disconnected'] as const).filter(what => counts[what] > 0)
    void broadcast(
      room.classics,
      kinds.map(what => ['message', hostSays(movedSentence(counts[what], what))]),
    )
  }

  return {
    heard: { moved: tellClassics },

    opened(room) {
      moved.set(room, { connected: 0, disconnected: 0 })
      const reminders = setInterval(() => remind(room), reminderPace).unref()
      return () => {
        clearInterval(reminders)
        clearTimeout(moved.get(room)!.timer)
      }
    },

    joined(room, socket) {
      const { screen, classic } = socket.data
      if (classic) socket.emit('message', hostSays(greeting))
      if (!screen) noteMoved(room, 'connected')
    },

    left(room, { data }) {
      if (!data.screen) noteMoved(room, 'disconnected')
    },

    documentChanged(room, { poll: before }) {
      const { poll, talk, step } = room.document
      const hasClosed = poll.pollId === before.pollId && before.state === 'open' && poll.state === 'closed'
      if (hasClosed && talk.host && talk.chat) void tellResult(room, poll, step)
    },
  }
}
