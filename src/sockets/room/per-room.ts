/** Makes a feature of objects that each belong to one room. */
import type { EventName } from '../../core/protocol/schemas'
import type { RoomDocument } from '../../core/room/document'
import type { Feature, Handlers } from './feature'
import type { LiveRoom, RoomSocket } from './live-room'

/** What an object of one room may be told; see `Feature`. */
export interface RoomPart {
  catchUp?(): Promise<void>
  documentChanged?(before: RoomDocument): void
  prepare?(socket: RoomSocket): Promise<void>
  joined?(socket: RoomSocket): void
  left?(socket: RoomSocket): void
  close(): void
}

/** What of another node's news goes to the object of its room. */
type Receive<P> = Record<string, (part: P, message: never, from: string) => unknown>

export function perRoom<P extends RoomPart, E extends EventName>(
  open: (room: LiveRoom) => P,
  events?: (of: (socket: RoomSocket) => P) => Pick<Handlers, E>,
  received: Receive<P> = {},
): Feature & { of(room: LiveRoom): P; events: Pick<Handlers, E> } {
  const parts = new WeakMap<LiveRoom, P>()

  function of(room: LiveRoom): P {
    const part = parts.get(room)
    if (!part) throw new Error('This room is closed')
    return part
  }

  const heard = Object.entries(received).map(([event, receive]) => [
    event,
    (room: LiveRoom, message: never, from: string) => receive(of(room), message, from),
  ])

  return {
    of,
    events: (events?.(({ data }) => of(data.room)) ?? {}) as Pick<Handlers, E>,
    heard: Object.fromEntries(heard),
    opened(room) {
      const part = open(room)
      parts.set(room, part)
      return () => {
        part.close()
        parts.delete(room)
      }
    },
    catchUp: async room => parts.get(room)?.catchUp?.(),
    documentChanged: (room, before) => parts.get(room)?.documentChanged?.(before),
    prepare: async (room, socket) => parts.get(room)?.prepare?.(socket),
    joined: (room, socket) => parts.get(room)?.joined?.(socket),
    left: (room, socket) => parts.get(room)?.left?.(socket),
  }
}
