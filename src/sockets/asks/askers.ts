/** Who has asked what: each page of an asker is told when something becomes of an own ask. */
import { ownAsks } from '../../core/asks/views'
import type { AsksState } from '../../core/asks/new-asks'
import type { OwnAsk } from '../../core/protocol/asks'
import { keyedHash } from '../../credentials'
import type { LiveRoom, RoomSocket } from '../room/live-room'

export class Askers {
  private readonly hashes = new WeakMap<RoomSocket, string>()
  /** By asker: the own asks without their votes, as the pages were told. */
  private told = new Map<string, string>()

  constructor(
    private readonly room: LiveRoom,
    private readonly secret: Buffer,
    private readonly state: () => AsksState,
  ) {}

  /** Under which hash a person's asks are kept. */
  of(socket: RoomSocket): string {
    const hash = this.hashes.get(socket) ?? askerHash(this.secret, this.room.code, socket.data.privateId)
    this.hashes.set(socket, hash)
    return hash
  }

  /** Under which hash a person's votes are kept: nobody can tell whose asks they are. */
  voterOf(socket: RoomSocket): string {
    return keyedHash(this.secret, 'asks-voted', this.room.code, socket.data.privateId)
  }

  ownOf(socket: RoomSocket): OwnAsk[] {
    return ownAsks(this.state(), this.of(socket))
  }

  /** A socket has come: an own ask may have been answered meanwhile. */
  joined(socket: RoomSocket): void {
    const { lesson, kept } = this.state()
    if (socket.data.screen || socket.data.classic || !kept.asks.some(ask => ask.lesson === lesson)) return
    const own = this.ownOf(socket)
    if (own.length > 0) socket.emit('ownAsks', own)
  }

  /** Tells all askers of whose asks something has changed. */
  tell(): void {
    const now = this.asTold()
    const changed = new Set([...now, ...this.told].map(([from]) => from))
    for (const from of changed) if (now.get(from) === this.told.get(from)) changed.delete(from)
    this.told = now
    if (changed.size === 0) return
    for (const socket of this.room.sockets)
      if (!socket.data.screen && !socket.data.classic && changed.has(this.of(socket)))
        socket.emit('ownAsks', this.ownOf(socket))
  }

  private asTold(): Map<string, string> {
    const state = this.state()
    const askers = new Set(state.kept.asks.flatMap(ask => (ask.lesson === state.lesson ? ask.from : [])))
    return new Map(
      Array.from(askers, from => [
        from,
        JSON.stringify(ownAsks(state, from).map(({ votes: _votes, ...ask }) => ask)),
      ]),
    )
  }
}

/** Under which hash a person's asks are kept. */
export function askerHash(secret: Buffer, code: string, privateId: string): string {
  return keyedHash(secret, 'asks', code, privateId)
}

/** The role in which somebody looks after the asks; undefined: of the audience. */
export function carerOf({ data: { role } }: Pick<RoomSocket, 'data'>): 'presenter' | 'helper' | undefined {
  return role === 'presenter' || role === 'helper' ? role : undefined
}
