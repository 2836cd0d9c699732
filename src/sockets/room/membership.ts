/** Owns who is in a room: its sockets that come, are told all they need, and go. What hangs on them beyond that is the features'. */
import type { Snapshot } from '../../core/protocol/events'
import type { Feature } from './feature'
import type { LiveRoom, RoomSocket } from './live-room'
import { LiveRooms, type LiveRoomsParts } from './registry'
import { Places, type Came } from './tab-sessions'

/** What a newcomer is told; every feature has its part in it. */
export type TellAll = (room: LiveRoom, socket: RoomSocket) => Snapshot

export interface RoomsParts extends LiveRoomsParts {
  snapshotOf: TellAll
  /** Seconds for which a tab whose line went silent stays present, asleep. */
  handHold: number
}

/** Lets sockets into the live rooms, and out of them. */
export class Rooms {
  readonly live: LiveRooms
  private readonly places: Places

  constructor(
    private readonly features: readonly Feature[],
    private readonly parts: RoomsParts,
  ) {
    this.live = new LiveRooms(features, parts)
    const emptied = (room: LiveRoom) => this.live.dropIfEmpty(room)
    this.places = new Places({ features, handHold: parts.handHold, emptied })
  }

  /** Lets a socket in, at once; then tells it all it needs. */
  async join(socket: RoomSocket): Promise<void> {
    const { room, screen, presenter, classic } = socket.data
    if (!this.live.isAlive(room)) {
      // It was erased while this socket was on its way in.
      socket.emit('ended')
      socket.disconnect()
      return
    }
    room.sockets.add(socket)
    room.addresses.add(socket.data.address)
    if (presenter) room.presenters.add(socket)
    if (classic) room.classics.add(socket)
    if (screen) room.screens++
    else room.changed('usersConnected', 'turnout')
    this.places.give(room, socket)
    socket.emit('snapshot', await this.snapshot(room, socket))
    for (const feature of this.features) feature.joined?.(room, socket)
  }

  /** The page of this connection said goodbye, but only after the connection had gone silent. */
  goodbye(line: string): void {
    this.places.goodbye(line)
  }

  leave(socket: RoomSocket, reason: string): void {
    const { room, screen } = socket.data
    if (!room.sockets.delete(socket)) return
    room.addresses.remove(socket.data.address)
    room.presenters.delete(socket)
    room.classics.delete(socket)
    room.talkers.delete(socket)
    for (const feature of this.features) feature.left?.(room, socket)
    if (screen) room.screens--
    else room.changed('usersConnected')
    this.places.takeBack(room, socket, reason === 'client namespace disconnect')
    this.live.dropIfEmpty(room)
  }

  /** All that this socket needs for voting, as it is now. */
  async snapshot(room: LiveRoom, socket: RoomSocket): Promise<Snapshot> {
    for (const feature of this.features) await feature.prepare?.(room, socket)
    return this.parts.snapshotOf(room, socket)
  }

  /** A tab came to another node. */
  cameElsewhere(room: LiveRoom, came: Came): void {
    this.places.cameElsewhere(room, came)
  }

  /** Tells the other nodes once more who is in the room here. */
  tellAgain(room: LiveRoom): void {
    this.places.tellAgain(room)
  }

  /** Ends a room that is erased: everybody in it is told and let go. */
  async end(code: string): Promise<void> {
    const room = await this.live.remove(code)
    if (!room) return
    for (const socket of [...room.sockets]) {
      socket.emit('ended')
      socket.disconnect()
    }
    this.live.release(room)
  }

  /** The same on all nodes. */
  endEverywhere(code: string): Promise<void> {
    this.parts.nodes.tell(code, 'erased')
    return this.end(code)
  }

  /** Whether somebody is in this room on another node. */
  async isAliveElsewhere(code: string): Promise<boolean> {
    const answers = await this.parts.nodes.ask(code, 'isAlive')
    return answers.some(({ value }) => value === true)
  }
}
