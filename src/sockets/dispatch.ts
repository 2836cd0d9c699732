/**
 * The one door for every event: budget, parse, permission by role, one try/catch, one reply; unknown events end here.
 */
import type { Logger } from 'pino'
import { isExtent, permissionOf } from '../core/access/permissions'
import { take, type Buckets, type Rate } from '../core/limits/token-bucket'
import type { Reply } from '../core/protocol/replies'
import { isEventName, parseEvent, type EventName } from '../core/protocol/schemas'
import { refuse } from '../core/protocol/refusals'
import { DEFAULT_ROOM } from '../core/room/codes'
import type { Observer } from './observer'
import { RoomSetAside } from '../store/documents'
import { StoreTrouble } from '../store/errors'
import { translate } from './room/workshop-clients'
import { endNow } from './connection-limits'
import type { Handlers } from './handlers'
import { observed } from './observed'
import type { RoomSocket } from './room/live-room'

/** Refusals in a row because of the budget before the connection is closed. */
const MAX_EXCESS = 1000

export interface DispatchParts {
  handlers: Handlers
  socketRate: Rate
  addressBudget: Buckets
  logger: Logger
  observer: Observer | undefined
}

/** Returns how to take every event of a socket from then on. */
export function dispatcher({ handlers, socketRate, addressBudget, logger, observer }: DispatchParts) {
  return (socket: RoomSocket): void => {
    socket.onAny((name: string, ...args: unknown[]) => receive(socket, name, args))
  }

  function receive(socket: RoomSocket, name: string, args: unknown[]): void {
    // A packet behind its sender's own goodbye still arrives here; a socket that left changes nothing.
    if (!socket.data.room.sockets.has(socket)) return
    const last = args.at(-1)
    const answer = typeof last === 'function' ? (args.pop() as (reply: Reply<object>) => void) : undefined
    const report = observer && observed(observer, socket, name, args)
    const reply = (reply: Reply<object> | undefined) => {
      if (!reply) return
      if (answer) answer(reply)
      else if (!reply.ok && socket.data.classic) socket.emit('statusMessage', reply.message)
      report?.(reply)
    }
    // What decides at once is answered at once: no await stands between an event and the one behind it.
    try {
      const replied = replyTo(socket, name, args)
      if (replied instanceof Promise) replied.then(reply, (error: unknown) => reply(failed(name, error)))
      else reply(replied)
    } catch (error) {
      reply(failed(name, error))
    }
  }

  function replyTo(socket: RoomSocket, name: string, args: unknown[]) {
    const { data } = socket
    if (!isWithinBudget(socket)) {
      if (++data.excess > MAX_EXCESS) endNow(socket.conn)
      return refuse('too-fast')
    }
    data.excess = 0
    const [event, ...input] = data.classic ? translate(data.room, name, args) : [name, ...args]
    return isEventName(event) ? handle(socket, event, input) : undefined
  }

  function handle<E extends EventName>(socket: RoomSocket, event: E, input: unknown[]) {
    const parsed = parseEvent(event, ...input)
    if (!parsed.ok) return parsed
    const { role, room } = socket.data
    const permission = permissionOf(event, role, room.code === DEFAULT_ROOM)
    return isExtent(permission) ? handlers[event](socket, parsed.value, permission) : refuse(permission)
  }

  function isWithinBudget({ data }: RoomSocket): boolean {
    const now = performance.now()
    return take(data.budget, socketRate, now) && addressBudget.take(data.address, now)
  }

  /** An exception is our fault: it is logged here, the sender gets a bland sentence, and the process goes on. */
  function failed(event: string, error: unknown): Reply<object> {
    // What troubles the store as a whole is said once, by its condition.
    if (error instanceof StoreTrouble) return refuse('not-kept')
    if (error instanceof RoomSetAside) return refuse('room-set-aside')
    logger.error({ err: error, event }, 'an event failed')
    return refuse('server-error')
  }
}
