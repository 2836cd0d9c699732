/** Owns what presenters do and see: commands, the lectern, the countdown's end, a new key. Checked here, in one place. */
import { steadyNow } from '../../clock'
import { HOUSE } from '../../core/room/codes'
import { refuse } from '../../core/protocol/refusals'
import type { Circumstances, RoomDocument } from '../../core/room/document'
import { backCommand, closesHands, decide, nextCommand } from '../../core/room/presenter-commands'
import { lecternNews } from '../../core/room/presenter-state'
import { GRACE } from '../../core/poll/voting-rules'
import type { Keeping, Lectern, Present, Refusal } from '../../core/protocol/events'
import { randomUUID } from 'node:crypto'
import { Budgets } from '../../rate-limiter'
import { hashOf, newPresenterKey } from '../../credentials'
import type { Store } from '../../store/store'
import { broadcast } from '../room/broadcast'
import type { Feature, Handlers } from '../room/feature'
import { countsOf, revOf } from '../room/counts'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { recordedOf } from '../room/counts'

/** Commands of a room's presenters together: each is kept, and told to all of them. */
const COMMAND_RATE = { perSecond: 10, burst: 100 }

export interface PresenterParts {
  store: Store
  /** ROOM_DAYS. */
  roomDays: number
  /** Writes the house room's key down; what it gives puts it where the next start finds it. Refuses where it is given from outside. */
  stageHouseKey(key: string): Refusal | (() => void)
}

/** Makes the feature of presenting. */
export function presenterFeature({ store, roomDays, stageHouseKey }: PresenterParts): Feature & {
  events: Pick<Handlers, 'present' | 'newKey'>
} {
  const timers = new WeakMap<LiveRoom, NodeJS.Timeout>()
  /** The lectern as it was told last. */
  const lasts = new WeakMap<LiveRoom, Lectern>()
  /** Presenters who were told it. */
  const told = new WeakSet<RoomSocket>()
  const commandsOf = new Budgets(COMMAND_RATE)
  /** Who made the newest key, and so has it. */
  const keyMakers = new WeakMap<LiveRoom, RoomSocket>()
  const openRooms = new Set<LiveRoom>()

  // A countdown that ended meanwhile closes its question once that can be recorded.
  store.condition.onChange(trouble => {
    for (const room of openRooms) {
      if (trouble === undefined) watchDeadline(room)
      tellPresenters(room)
    }
  })

  function keeping(): Keeping {
    const { trouble } = store.condition
    return trouble === undefined ? store.describes : { sentence: trouble, isLost: true }
  }

  /** The tally a decision may rely on: of ballots, what is recorded. */
  async function circumstances(room: LiveRoom): Promise<Circumstances> {
    const recorded = await recordedOf(room, store)
    return {
      now: steadyNow(),
      wallNow: Date.now(),
      newId: randomUUID,
      get counts() {
        return { ...countsOf(room), ...recorded }
      },
    }
  }

  /** Decides only on what the sender saw: of two commands for one step, the second comes too late. */
  async function obey(room: LiveRoom, { pollId, step, command }: Present): Promise<Refusal | undefined> {
    // The last ballots of a round come in until it is closed; only then is its tally final.
    if (command.name === 'again' && room.document.poll.state === 'open') {
      const refusal = await obey(room, { pollId, step, command: { name: 'close' } })
      return refusal ?? obey(room, { pollId, step: step + 1, command })
    }
    const isMeant = (document: RoomDocument) => document.poll.pollId === pollId && document.step === step
    const isClosing = isMeant(room.document) && closesHands(room.document, command, steadyNow())
    if (isClosing) await room.settled()
    const about = await circumstances(room)
    const refusal = await room.change(document =>
      isMeant(document) ? decide(document, command, about) : refuse('older-step'),
    )
    if (refusal && isClosing) room.tell('freeHands')
    return refusal
  }

  function lecternOf(room: LiveRoom): Lectern {
    const { document } = room
    return {
      talk: document.talk,
      wall: document.wall,
      muted: document.muted,
      announcement: document.announcement,
      pollId: document.poll.pollId,
      step: document.step,
      prepared: document.prepared,
      next: document.next,
      right: document.poll.question.right,
      upcoming: nextCommand(document)?.name ?? null,
      canGoBack: backCommand(document) !== undefined,
      counts: countsOf(room),
      rev: revOf(room),
      earlier: document.poll.earlier,
      kept: keeping(),
      erasedAfterDays: roomDays,
    }
  }

  /** What has changed, encoded once for all who have the rest; to others it comes whole, behind their snapshot. */
  function tellPresenters(room: LiveRoom): void {
    const before = lasts.get(room)
    const presenters = [...room.presenters].filter(presenter => told.has(presenter))
    if (!before || presenters.length === 0) return
    const lectern = lecternOf(room)
    lasts.set(room, lectern)
    void broadcast(presenters, [['lectern', lecternNews(before, lectern)]])
  }

  /** Of an older key, on every node. */
  function shutOut(room: LiveRoom): void {
    const maker = keyMakers.get(room)
    for (const presenter of [...room.presenters]) if (presenter !== maker) presenter.conn.close()
  }

  function watchDeadline(room: LiveRoom): void {
    clearTimeout(timers.get(room))
    const { deadline, pollId, state } = room.document.poll
    if (deadline === null || state === 'closed') return
    const close = async () => {
      if (closesHands(room.document, { name: 'close' }, steadyNow())) await room.settled()
      const about = await circumstances(room)
      await room.change(document =>
        document.poll.pollId === pollId && document.poll.deadline === deadline
          ? decide(document, { name: 'close' }, about)
          : refuse('already-so'),
      )
    }
    const timer = setTimeout(() => void close().catch(() => undefined), deadline + GRACE - steadyNow())
    timers.set(room, timer.unref())
  }

  return {
    events: {
      async present(socket, present) {
        const { room } = socket.data
        if (!socket.data.presenter) return refuse('not-a-presenter')
        if (!commandsOf.take(room.code)) return refuse('too-fast')
        const refusal = await obey(room, present)
        return refusal ?? { ok: true, step: room.document.step }
      },

      async newKey(socket) {
        const { room } = socket.data
        if (!socket.data.presenter) return refuse('not-a-presenter')
        const presenterKey = newPresenterKey()
        const keyHash = hashOf(presenterKey)
        // Written down before it is in force, and put in its place after: a full disk leaves both as they were.
        const staged = room.code === HOUSE ? stageHouseKey(presenterKey) : () => {}
        if (typeof staged !== 'function') return staged
        const changed = room.change(document => {
          keyMakers.set(room, socket)
          return { ok: true, document: { ...document, keyHash, step: document.step + 1 } }
        })
        const refusal = await changed.finally(() => keyMakers.delete(room))
        if (refusal) return refusal
        staged()
        return { ok: true, presenterKey }
      },
    },

    opened(room) {
      openRooms.add(room)
      watchDeadline(room)
      return () => {
        openRooms.delete(room)
        clearTimeout(timers.get(room))
      }
    },

    documentChanged(room, { keyHash }) {
      watchDeadline(room)
      if (room.document.keyHash !== keyHash) shutOut(room)
      tellPresenters(room)
    },

    joined(room, socket) {
      if (!socket.data.presenter) return
      const lectern = lecternOf(room)
      lasts.set(room, lectern)
      told.add(socket)
      socket.emit('lectern', lectern)
    },
  }
}
