/**
 * People whom the crew removes from a room: their pages are closed on every node at once, and none of them comes in
 * again, by its browser or by its tab. What they have voted stays, and what they said, unless it is hidden in the same
 * step. Who asked or answered without a name is removed by the hash under which that is kept: nobody is told who it is.
 */
import isEqual from 'lodash/isEqual'
import { isCrew } from '../../core/access/permissions'
import {
  MAX_SAID_BYTES,
  newMarks,
  removedBy,
  withMarks,
  withoutRemoved,
  withRemoved,
} from '../../core/people/removed'
import { beginningOf } from '../../core/limits/bounded'
import type { HiddenSayings } from '../../core/protocol/event-replies'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { EventInputs } from '../../core/protocol/schemas'
import type { Removed, RoomDocument, Said } from '../../core/room/document'
import { newPersonId } from '../../credentials'
import type { RemovedPeople, WhoComes } from '../room/feature-needs'
import { earlierPublicId, isOfCrew } from '../room/identity'
import type { LiveRoom } from '../room/live-room'
import { NamedAsks } from './named-asks'
import { RemovedTraces, type Known } from './removed-traces'

/** A page of the workshops does not come again by itself. */
const REMOVED_CLASSIC =
  'The presenter has removed you from this room. If that was a mistake, talk to the presenter; once you are let back in, load this page again.'

type Meant = EventInputs['removePerson']

/** What is known of who said what. */
export interface Authors {
  /** The name by which the crew knows somebody, also of who has left lately. */
  nameOf(id: string): Promise<string | undefined>
  /** Of an ask or a typed answer: by what its author is known again. */
  authorOf(what: Exclude<Meant, { id: string }>): Promise<Said | Refusal>
  hasSaid(said: Said, privateId: string): boolean
}

/** Hides what somebody said; each resolves to how much that was. */
export interface Hiding {
  lines(ids: ReadonlySet<string>): Promise<number>
  /** Posts that are there now; they go with the document. */
  posts(id: string): number
  /** Of a person what was asked with a name: what was asked without one is not told to be this person's. */
  namedAsks(privateId: string): Promise<number>
  /** What the author of an ask, or of an answer, said in the same way. */
  said(what: Exclude<Meant, { id: string }>, said: Said): Promise<Partial<HiddenSayings>>
}

export class Removal implements RemovedPeople {
  readonly namedAsks: NamedAsks

  private readonly traces: RemovedTraces

  /** @param secret keys the hash by which an author is known again once seen */
  constructor(
    private readonly room: LiveRoom,
    secret: Buffer,
    private readonly authors: Authors,
    private readonly hiding: Hiding,
  ) {
    this.traces = new RemovedTraces(room, secret, authors)
    this.namedAsks = new NamedAsks(room, privateId => hiding.namedAsks(privateId))
  }

  async removePerson(meant: Meant): Promise<Reply<{ hidden?: HiddenSayings }>> {
    const found = 'id' in meant ? await this.named(meant) : await this.authorOf(meant)
    if ('ok' in found) return found
    const { hide = false } = meant
    const person: Removed = hide ? { ...found, hides: true } : found
    const posts = hide && 'id' in meant ? this.hiding.posts(meant.id) : 0
    const refusal = await this.room.change(document => withRemoved(document, person))
    // Whoever is out already may have left something.
    if (refusal && !(hide && refusal.code === 'already-so')) return refusal
    if (!hide) return { ok: true }
    const hidden = { lines: 0, asks: 0, posts, answers: 0 }
    if (!('id' in meant))
      return { ok: true, hidden: { ...hidden, ...(await this.hiding.said(meant, found.said!)) } }
    const earlier = this.namedAsks.privateIdsOf(meant.id).map(earlierPublicId)
    hidden.lines = await this.hiding.lines(new Set([meant.id, ...earlier]))
    hidden.asks = await this.namedAsks.hiddenAnywhere(meant.id)
    return { ok: true, hidden }
  }

  hides(id: string): boolean {
    return this.room.document.removed.some(person => person.hides && !person.said && person.id === id)
  }

  async letBack({ id }: { id: string }): Promise<Reply> {
    return (await this.room.change(document => withoutRemoved(document, id))) ?? { ok: true }
  }

  isRemoved(who: WhoComes): boolean {
    return this.removedAs(who).length > 0
  }

  refusalFor(who: WhoComes): Promise<Refusal> | undefined {
    const removed = this.removedAs(who)
    if (removed.length === 0) return undefined
    // A browser that has lost its id keeps its tabs for a while, and a tab that is new has the id.
    const noted = removed.map(person => this.note(person, this.traces.marksFor(person, who)))
    return Promise.all(noted).then(() => refuse('removed'))
  }

  documentChanged(before: RoomDocument): void {
    const { room } = this
    const news = room.document.removed.filter(person => !before.removed.some(other => isEqual(other, person)))
    if (news.length === 0) return
    for (const person of news) void this.note(person, this.traces.marksHere(person))
    for (const { id, hides, said } of news) if (hides && !said) this.namedAsks.begin(id)
    // Hashing costs the most: once a person, also of many tabs.
    const isNew = this.traces.testOf(news)
    const isOut = ({ person, privateId, tab }: Known) =>
      isNew(person, privateId) || this.traces.isOfTab(news, tab)
    this.freeNames(person => isNew(person, this.room.privateIds.of(person)))
    const { message } = refuse('removed')
    for (const socket of [...room.sockets]) {
      if (isCrew(socket.data.role) || !isOut(socket.data)) continue
      if (socket.data.classic) socket.emit('statusMessage', REMOVED_CLASSIC)
      socket.emit('removed', message)
      // Its hand falls at once: a page of somebody who was removed is not waited for.
      socket.disconnect()
    }
    for (const [tab, { person, privateId, end }] of [...room.tabs])
      if (isOut({ person, privateId, tab })) end?.()
  }

  private async named({ id, hide }: { id: string; hide?: boolean | undefined }): Promise<Removed | Refusal> {
    const { room } = this
    // The crew is never removed: the link of a helper is taken back.
    if (isOfCrew(room, id)) return refuse('bad-request')
    // Another one of the crew was faster.
    const before = room.document.removed.find(person => person.id === id)
    if (before) return hide ? before : refuse('already-so')
    const name = await this.authors.nameOf(id)
    if (name === undefined) return refuse('no-such-person')
    const person = { id, name, at: Date.now(), marks: [] }
    return { ...person, marks: this.traces.marksHere(person) }
  }

  /** Whoever said this, without a word on who it is: whoever has left, too. */
  private async authorOf(what: Exclude<Meant, { id: string }>): Promise<Removed | Refusal> {
    const found = await this.authors.authorOf(what)
    if ('ok' in found) return found
    const said = { ...found, text: beginningOf(found.text, MAX_SAID_BYTES) }
    const person = { id: newPersonId(), name: '', at: Date.now(), marks: [], said }
    return { ...person, marks: this.traces.marksHere(person) }
  }

  /** Frees the names of those who were removed, before their departure is announced. */
  private freeNames(isOut: (person: string) => boolean): void {
    const { names, naming } = this.room
    for (const { person } of [...names]) if (isOut(person)) naming.release(person)
  }

  private removedAs(who: WhoComes): Removed[] {
    const { removed } = this.room.document
    return removed.length === 0 || isCrew(who.role) ? [] : removedBy(removed, this.traces.of(who))
  }

  /** Keeps by what somebody is known again. Where that fails, the person is known by what is kept already. */
  private async note(person: Removed, marks: readonly string[]): Promise<void> {
    if (newMarks(person, marks).length === 0) return
    await this.room.change(document => withMarks(document, person.id, marks)).catch(() => undefined)
  }
}
