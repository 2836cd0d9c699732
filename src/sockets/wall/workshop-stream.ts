/**
 * The wall of a classic socket, in the workshops' way: it searches a term, stops the stream of posts and starts it
 * again.
 */
import type { Refusal, Reply } from '../../core/protocol/replies'
import { broadcast } from '../room/broadcast'
import type { RoomSocket } from '../room/live-room'
import { tweetsOf } from '../room/workshop-clients'
import type { RoomWall } from './room-wall'

export class WorkshopStream {
  constructor(
    private readonly roomWall: RoomWall,
    /** Lets a socket look at a term where it may. */
    private readonly look: (socket: RoomSocket, term: string | null) => Refusal | undefined,
  ) {}

  /** The socket gets its term back as it was typed, and posts as they come. A new term starts a stopped stream. */
  updateTerm(socket: RoomSocket, term: string): Reply {
    const refusal = this.look(socket, term)
    if (refusal) return refusal
    this.roomWall.pause(socket, false)
    socket.emit('updatedTerm', term.trim())
    void broadcast([socket], tweetsOf(this.roomWall.viewOf(socket)?.posts ?? []))
    return { ok: true }
  }

  startStream(socket: RoomSocket): Reply {
    return this.stream(socket, false)
  }

  stopStream(socket: RoomSocket): Reply {
    return this.stream(socket, true)
  }

  private stream(socket: RoomSocket, isPaused: boolean): Reply {
    const refusal = this.roomWall.viewOf(socket) ? undefined : this.look(socket, null)
    return refusal ?? this.roomWall.pause(socket, isPaused) ?? { ok: true }
  }
}
