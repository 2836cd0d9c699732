/** What everybody in a room is told of its asks, whether they have opened them or not. */
import isEqual from 'lodash/isEqual'
import { publicAsks, upAsk } from '../../core/asks/views'
import type { AsksState } from '../../core/asks/new-asks'
import type { AsksNews } from '../../core/protocol/asks'
import { broadcast } from '../room/broadcast'
import type { LiveRoom } from '../room/live-room'

export class AskNews {
  private told: AsksNews
  private countedAt = -Infinity
  private timer: NodeJS.Timeout | undefined

  /** @param countIntervalMs between two countings */
  constructor(
    private readonly room: LiveRoom,
    private readonly state: () => AsksState,
    private readonly countIntervalMs: number,
  ) {
    this.told = this.now
  }

  get now(): AsksNews {
    const { kept, lesson, up, settings } = this.state()
    const { isOpen, onScreen } = settings
    return { isOpen, count: publicAsks({ kept, lesson }).length, up: upAsk({ kept, lesson, up }), onScreen }
  }

  /** Tells whether asks are open and which one is on the screen; how many there are, at most now and then. */
  announce(): void {
    const { now, told } = this
    if (isEqual(now, told)) return
    const wait = this.countedAt + this.countIntervalMs - performance.now()
    if (isEqual(withoutCounts(now), withoutCounts(told)) && (wait > 0 || !now.isOpen)) {
      if (now.isOpen) this.timer ??= setTimeout(() => this.announceCount(), wait).unref()
      return
    }
    this.told = now
    this.countedAt = performance.now()
    const sockets = [...this.room.sockets].filter(({ data }) => !data.classic)
    void broadcast(sockets, [['asksChanged', now]])
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private announceCount(): void {
    this.timer = undefined
    this.announce()
  }
}

/** What everybody is told at once. */
function withoutCounts({ count: _count, up, ...news }: AsksNews) {
  if (!up) return { ...news, up }
  const { votes: _votes, ...text } = up
  return { ...news, up: text }
}
