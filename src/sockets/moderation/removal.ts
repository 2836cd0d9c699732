/**
 * People whom the crew removes from a room: their pages are closed on every node at once, and none of them comes in
 * again, by its browser or by its tab. What they have said and voted stays.
 */
import isEqual from 'lodash/isEqual'
import { isCrew } from '../../core/access/permissions'
import { newMarks, removedBy, withMarks, withoutRemoved, withRemoved } from '../../core/people/removed'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { Removed, RoomDocument } from '../../core/room/document'
import type { RemovedPeople, WhoComes } from '../room/feature-needs'
import { isOfCrew, publicIdOf } from '../room/identity'
import type { LiveRoom } from '../room/live-room'

export class Removal implements RemovedPeople {
  /** @param nameOf the name by which the crew knows somebody, also of who has left lately */
  constructor(
    private readonly room: LiveRoom,
    private readonly nameOf: (id: string) => Promise<string | undefined>,
  ) {}

  async removePerson({ id }: { id: string }): Promise<Reply> {
    const { room } = this
    // The crew is never removed: the link of a helper is taken back.
    if (isOfCrew(room, id)) return refuse('bad-request')
    // Another one of the crew was faster.
    if (room.document.removed.some(person => person.id === id)) return refuse('already-so')
    const name = await this.nameOf(id)
    if (name === undefined) return refuse('no-such-person')
    const at = Date.now()
    const marks = this.tabsOf(id)
    return (await room.change(document => withRemoved(document, { id, name, at, marks }))) ?? { ok: true }
  }

  async letBack({ id }: { id: string }): Promise<Reply> {
    return (await this.room.change(document => withoutRemoved(document, id))) ?? { ok: true }
  }

  isRemoved(who: WhoComes): boolean {
    return this.removedAs(who) !== undefined
  }

  refusalFor(who: WhoComes): Promise<Refusal> | undefined {
    const removed = this.removedAs(who)
    // A browser that has lost its id keeps its tabs for a while, and a tab that is new has the id.
    return removed && this.note(removed, marksOf(who)).then(() => refuse('removed'))
  }

  documentChanged(before: RoomDocument): void {
    const { room } = this
    const { removed } = room.document
    if (removed.length === 0 || isEqual(removed, before.removed)) return
    for (const person of removed) void this.note(person, this.tabsOf(person.id))
    this.freeNames()
    const { message } = refuse('removed')
    for (const socket of [...room.sockets]) {
      if (!this.isRemoved(socket.data)) continue
      if (socket.data.classic) socket.emit('statusMessage', message)
      socket.emit('removed', message)
      // Its hand falls at once: a page of somebody who was removed is not waited for.
      socket.disconnect()
    }
    for (const [id, { person, end }] of [...room.tabs])
      if (this.isRemoved({ person, tab: id, role: 'person' })) end?.()
  }

  /** Frees the names of those who were removed, before their departure is announced. */
  private freeNames(): void {
    const { names, document, naming } = this.room
    const ids = new Set(document.removed.map(({ id }) => id))
    for (const { person } of [...names]) {
      if (ids.has(publicIdOf(person))) naming.release(person)
    }
  }

  private removedAs(who: WhoComes): Removed | undefined {
    const { removed } = this.room.document
    return removed.length === 0 || isCrew(who.role) ? undefined : removedBy(removed, marksOf(who))
  }

  /** The tabs of a person on this node. */
  private tabsOf(id: string): string[] {
    const tabs = [...this.room.tabs].filter(([, { person }]) => publicIdOf(person) === id)
    return tabs.map(([tab]) => publicIdOf(tab))
  }

  /** Keeps by what somebody is known again. Where that fails, the public id is still known. */
  private async note(person: Removed, marks: readonly string[]): Promise<void> {
    if (newMarks(person, marks).length === 0) return
    await this.room.change(document => withMarks(document, person.id, marks)).catch(() => undefined)
  }
}

/** By what somebody is known again: beginnings of hashes, as public ids are. */
function marksOf({ person, tab }: WhoComes): string[] {
  return [person, ...(tab === undefined ? [] : [tab])].map(publicIdOf)
}
