/**
 * Signs that people show a speaker: folded to counts, and sent to screens and presenters only. Nothing of them is kept;
 * whether they are on is kept with the room.
 */
import { Pace } from '../../core/limits/pace'
import { addSigns, type Sign, type SignCounts } from '../../core/protocol/signs'
import type { ShownSigns } from '../../core/protocol/node-events'
import { refuse } from '../../core/protocol/refusals'
import type { Reply } from '../../core/protocol/replies'
import type { SignsSnapshot } from '../../core/protocol/snapshot'
import type { RoomDocument } from '../../core/room/document'
import { broadcast } from '../room/broadcast'
import type { LiveRoom, RoomSocket } from '../room/live-room'

/** Milliseconds between two signs of a person. */
export const SIGN_INTERVAL_MS = 1000
/** Milliseconds in which signs are folded to one message. */
export const FOLD_INTERVAL_MS = 500
/** People remembered in a room: those who showed a sign last. */
const MAX_PEOPLE = 10_000
/** People of other nodes named in one message: those who are on several nodes, which few are. */
const MAX_NAMED = 100

export class Signs {
  private readonly pace = new Pace(SIGN_INTERVAL_MS, MAX_PEOPLE)
  /** What screens here are still to be sent. */
  private unsent: SignCounts = {}
  /** What the other nodes are still to be sent. */
  private unpublished: SignCounts = {}
  /** Who showed a sign here since then and is on other nodes, too. */
  private spent = new Set<string>()
  private timer: NodeJS.Timeout | undefined
  private readonly screens = new Set<RoomSocket>()

  constructor(private readonly room: LiveRoom) {}

  /** Takes a sign; at most one a second of a person, whatever tab or node it comes from. */
  show({ data }: RoomSocket, { sign }: { sign: Sign }): Reply {
    if (!this.room.document.signs) return refuse('signs-off')
    if (!this.pace.take(data.person, performance.now())) return refuse('sign-too-soon')
    addSigns(this.unsent, { [sign]: 1 })
    if (this.room.others) {
      addSigns(this.unpublished, { [sign]: 1 })
      if (this.room.others.people.has(data.person) && this.spent.size < MAX_NAMED) this.spent.add(data.person)
    }
    this.foldSoon()
    return { ok: true }
  }

  /** For presenters: switches signs on or off. */
  async setSigns({ isOn }: { isOn: boolean }): Promise<Reply> {
    const refusal = await this.room.change(document =>
      document.signs === isOn ? refuse('already-so') : { ok: true, document: { ...document, signs: isOn } },
    )
    return refusal ?? { ok: true }
  }

  /** Another node has folded what people there showed. */
  receive({ counts, people }: ShownSigns): void {
    const now = performance.now()
    for (const person of people) this.pace.spent(person, now)
    if (!this.room.document.signs) return
    addSigns(this.unsent, counts)
    this.foldSoon()
  }

  documentChanged(before: RoomDocument): void {
    const { document, sockets } = this.room
    if (document.signs === before.signs) return
    if (!document.signs) this.forget()
    void broadcast(sockets, [['signsOn', document.signs]])
  }

  snapshot(): SignsSnapshot {
    return { signsOn: this.room.document.signs }
  }

  joined(socket: RoomSocket): void {
    if (socket.data.screen) this.screens.add(socket)
  }

  socketLeft(socket: RoomSocket): void {
    this.screens.delete(socket)
  }

  close(): void {
    this.forget()
  }

  private foldSoon(): void {
    this.timer ??= setTimeout(() => this.fold(), FOLD_INTERVAL_MS).unref()
  }

  private fold(): void {
    const { unsent, unpublished, spent, room, screens } = this
    this.forget()
    if (Object.keys(unpublished).length > 0)
      room.publish('signs', { counts: unpublished, people: [...spent] })
    void broadcast([...screens, ...room.presenters], [['signs', unsent]])
  }

  private forget(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.unsent = {}
    this.unpublished = {}
    this.spent = new Set()
  }
}
