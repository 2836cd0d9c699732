/** The names people take in a room, on all nodes: taken, given back, and asked for where two may want the same. */
import { steadyNow } from '../../clock'
import { refuse } from '../../core/protocol/refusals'
import { isCalm } from '../../core/room/panic'
import type { Reply } from '../../core/protocol/replies'
import type { NameClaim, Named } from '../../core/protocol/node-events'
import type { NameClaims } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { takeName } from '../room/identity'

export class Naming implements NameClaims {
  /** People of whom other nodes are being asked whether they may keep their name. */
  private readonly claims = new Set<string>()

  constructor(private readonly room: LiveRoom) {}

  takeName(
    socket: RoomSocket,
    { name }: { name: string },
  ): Reply<{ name: string }> | Promise<Reply<{ name: string }>> {
    const { role } = socket.data
    if (role !== 'presenter' && role !== 'helper' && isCalm(this.room.document))
      return refuse('writing-closed')
    return takeName(this.room, socket, name)
  }

  releaseName({ data }: RoomSocket): Reply {
    this.release(data.person)
    return { ok: true }
  }

  /** Whether somebody may keep the name just taken; where there are other nodes, they are asked. */
  claim(person: string, name: string): Promise<boolean> | true {
    return this.room.others ? this.askOthers(person, name) : true
  }

  /** Every node knows everybody who has a name, so that it can say who is online and whether a name is free. */
  publish(person: string): void {
    const { room } = this
    const name = room.names.of(person) ?? null
    const isGuarded = room.names.isGuarded(person)
    room.publish('named', { person, name, isHere: room.presence.isHere(person), isGuarded })
  }

  publishAll(): void {
    for (const { person } of this.room.names) this.publish(person)
  }

  /** Another node has published somebody's name. */
  receive({ person, name, isHere, isGuarded }: Named, from: string): void {
    const { names, presence, onlineList } = this.room
    const now = steadyNow()
    if (name === null) names.release(person)
    else if (names.of(person) !== name) names.concede(person, name, now, other => other > person, isGuarded)
    presence.elsewhere(person, from, isHere && name !== null, now)
    presence.renamed(person)
    if (presence.isOnline(person)) names.came(person)
    else names.left(person, now)
    onlineList.changed()
  }

  /** Another node asks whether somebody there may keep a name; answers whether nobody here has it. */
  concede({ person, name, isGuarded }: NameClaim): boolean {
    return this.room.names.concede(person, name, steadyNow(), other => this.claims.has(other), isGuarded)
  }

  async catchUp(): Promise<void> {
    this.publishAll()
    await this.room.ask('namesWanted', undefined)
  }

  joined({ data: { screen, person } }: RoomSocket): void {
    if (!screen && this.room.presence.isHere(person)) this.room.names.came(person)
  }

  socketLeft({ data: { person, classic } }: RoomSocket): void {
    const { names, presence } = this.room
    if (presence.isHere(person)) return
    // A workshop client cannot come back as who it was: its name would only be kept from its own page.
    if (classic) this.release(person)
    else if (!presence.isOnline(person)) names.left(person, steadyNow())
  }

  release(person: string): void {
    const { names } = this.room
    if (names.of(person) === undefined) return
    names.release(person)
    this.publish(person)
  }

  private async askOthers(person: string, name: string): Promise<boolean> {
    const { room } = this
    this.claims.add(person)
    const isGuarded = room.names.isGuarded(person)
    const answers = await room.ask('claimName', { person, name, isGuarded })
    this.claims.delete(person)
    const isFree = room.names.of(person) === name && answers.every(({ value }) => value !== false)
    if (isFree) this.publish(person)
    return isFree
  }
}
