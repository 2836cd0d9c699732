/** Who has the asks of a room open, and the rhythm in which they are sent what has changed. */
import type { Logger } from 'pino'
import type { AsksState } from '../../core/asks/new-asks'
import { allAsks, publicAsks, windowOf } from '../../core/asks/views'
import type { AsksChange } from '../../core/protocol/asks'
import type { RoomSocket } from '../room/live-room'
import { AskView } from './ask-view'

/** Milliseconds between two sendings of what has changed; nobody reads faster. */
const INTERVAL_MS = 500

export class AskViewers {
  private readonly audience = new AskView('asks', () => {
    const asks = publicAsks(this.state())
    return { asks: windowOf(asks), total: asks.length }
  })
  private readonly carers = new AskView('allAsks', () => {
    const asks = allAsks(this.state())
    return { asks, total: asks.length }
  })
  private timer: NodeJS.Timeout | undefined
  private isSending = false
  private lastStart = -Infinity

  /** @param before is called before each sending, and may throw */
  constructor(
    private readonly state: () => AsksState,
    private readonly before: () => void,
    private readonly logger: Logger,
  ) {}

  /** Lets a socket look, as one of the audience or one who cares for asks; gives what it is to be sent first. */
  add(socket: RoomSocket, isCarer: boolean): AsksChange {
    return (isCarer ? this.carers : this.audience).add(socket)
  }

  delete(socket: RoomSocket): void {
    for (const view of this.views) view.delete(socket)
  }

  /** Asks are closed: only screens, presenters and helpers go on being sent them. */
  deletePeople(): void {
    this.audience.deleteWhere(({ data }) => !data.screen)
  }

  /** Something may have changed: it goes out soon. */
  changed(): void {
    if (this.timer || this.isSending) return
    const wait = Math.max(0, this.lastStart + INTERVAL_MS - performance.now())
    this.timer = setTimeout(() => void this.send(), wait)
  }

  close(): void {
    clearTimeout(this.timer)
    for (const view of this.views) view.close()
  }

  private get views(): AskView[] {
    return [this.audience, this.carers]
  }

  private async send(): Promise<void> {
    this.timer = undefined
    this.lastStart = performance.now()
    this.isSending = true
    const before = this.state()
    let isBehind = false
    try {
      this.before()
      for (const view of this.views) if (await view.send()) isBehind = true
    } catch (error) {
      this.logger.error({ err: error }, 'asks could not be announced')
    } finally {
      this.isSending = false
    }
    const now = this.state()
    if (isBehind || now.kept !== before.kept || now.lesson !== before.lesson || now.up !== before.up)
      this.changed()
  }
}
