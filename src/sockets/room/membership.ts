/** Who is in a room: sockets that come, are sent their snapshot, and go. The features do the rest. */
import type { Snapshot } from '../../core/protocol/snapshot'
import type { Came } from '../../core/protocol/node-events'
import { refuse } from '../../core/protocol/refusals'
import type { Nodes } from './cluster'
import { isHelping } from './identity'
import type { LiveRoom, RoomSocket } from './live-room'
import type { Registry } from './registry'
import { TabSessions } from './tab-sessions'

export interface MembershipParts<R extends LiveRoom> {
  live: Registry<R>
  nodes: Nodes
  /** Seconds for which a tab whose connection went silent stays present, asleep. */
  handHold: number
}

/** Lets sockets into the live rooms, and out of them. */
export class Membership<R extends LiveRoom = LiveRoom> {
  readonly live: Registry<R>
  private readonly nodes: Nodes
  private readonly tabSessions: TabSessions

  constructor({ live, nodes, handHold }: MembershipParts<R>) {
    this.live = live
    this.nodes = nodes
    this.tabSessions = new TabSessions({ handHold, emptied: room => live.dropIfEmpty(room) })
    live.released = room => this.tabSessions.roomGone(room)
  }

  /** Lets a socket in, at once; then sends it all it needs. */
  async join(socket: RoomSocket): Promise<void> {
    const { room, role, screen, presenter, classic } = socket.data
    if (!this.live.isAlive(room)) {
      // It was erased while this socket was on its way in.
      socket.emit('ended')
      socket.disconnect()
      return
    }
    if (role === 'helper' && !isHelping(room, socket)) {
      // The link was taken back while this socket was on its way in.
      socket.emit('helperRevoked', refuse('wrong-helper-key').message)
      socket.disconnect()
      return
    }
    if (room.removal.isRemoved(socket.data)) {
      socket.emit('removed', refuse('removed').message)
      socket.disconnect()
      return
    }
    room.sockets.add(socket)
    room.addresses.add(socket.data.address)
    if (presenter) room.presenters.add(socket)
    if (role === 'helper') room.helpers.add(socket)
    if (classic) room.classics.add(socket)
    if (screen) room.screens++
    else room.updates.changed('usersConnected', 'turnout')
    this.tabSessions.begin(room, socket)
    room.privateIds.note(socket.data.person, socket.data.privateId)
    socket.emit('snapshot', await this.snapshot(room, socket))
    room.joined(socket)
  }

  /** The page of this connection said goodbye, but only after the connection had gone silent. */
  goodbye(connectionId: string): void {
    this.tabSessions.goodbye(connectionId)
  }

  /** A socket's connection ended, for this reason of Socket.IO's. */
  leave(socket: RoomSocket, reason: string): void {
    const { room, screen } = socket.data
    if (!room.sockets.delete(socket)) return
    room.addresses.remove(socket.data.address)
    room.presenters.delete(socket)
    room.helpers.delete(socket)
    room.classics.delete(socket)
    room.talkers.delete(socket)
    room.socketLeft(socket)
    if (screen) room.screens--
    else room.updates.changed('usersConnected')
    const isGone = reason === 'client namespace disconnect' || room.removal.isRemoved(socket.data)
    this.tabSessions.socketLeft(room, socket, isGone)
    this.live.dropIfEmpty(room)
  }

  /** All that this socket needs for voting, as it is now. */
  async snapshot(room: LiveRoom, socket: RoomSocket): Promise<Snapshot> {
    await room.prepare(socket)
    return room.snapshot(socket)
  }

  /** A tab came to another node. */
  cameElsewhere(room: LiveRoom, came: Came): void {
    this.tabSessions.cameElsewhere(room, came)
  }

  /** Tells the other nodes once more who is in the room here. */
  publishAgain(room: LiveRoom): void {
    this.tabSessions.publishAgain(room)
  }

  /** Ends a room that is erased: everybody in it is notified and disconnected. */
  async end(code: string): Promise<void> {
    const room = await this.live.remove(code)
    if (!room) return
    for (const socket of [...room.sockets]) {
      socket.emit('ended')
      socket.disconnect()
    }
    // Behind the sockets, for their tabs have just fallen asleep.
    this.live.release(room)
  }

  /** The same on all nodes. */
  endEverywhere(code: string): Promise<void> {
    this.nodes.publish(code, 'erased')
    return this.end(code)
  }

  /** Whether somebody is in this room on another node. */
  async isAliveElsewhere(code: string): Promise<boolean> {
    const answers = await this.nodes.ask(code, 'isAlive', undefined)
    return answers.some(({ value }) => value === true)
  }
}
