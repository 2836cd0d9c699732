/** Stores a room's document before the change is sent to anybody, one decision at a time. */
import type { Refusal } from '../../core/protocol/replies'
import type { Decision, RoomDocument } from '../../core/room/document'
import { refuse } from '../../core/protocol/refusals'
import type { Store } from '../../store/store'

/** Times a decision is taken again because somebody else's was kept first. */
const MAX_TRIES = 5

/** What of a room is written; `LiveRoom` is one. */
export interface WrittenRoom {
  readonly code: string
  readonly document: RoomDocument
  /** The document that is just being kept. */
  next: RoomDocument | undefined
  /** The room is to have this document from now on: it is kept. */
  adopt(document: RoomDocument): void
  publish(event: 'document', version: number): void
}

export class DocumentWriter {
  private last: Promise<unknown> = Promise.resolve()

  /** @param version of the document that the room has */
  constructor(
    private readonly room: WrittenRoom,
    private readonly store: Store,
    private version: number,
  ) {}

  /** Decides on a new document and keeps it. Resolves to why it was not changed. */
  change(decide: (document: RoomDocument) => Decision): Promise<Refusal | undefined> {
    return this.inTurn(() => this.attempt(decide))
  }

  /** Reads the document again unless this version of it is known. Resolves to whether there is such a room. */
  refresh(version?: number): Promise<boolean> {
    return this.inTurn(() => this.read(version))
  }

  private async attempt(decide: (document: RoomDocument) => Decision): Promise<Refusal | undefined> {
    const { room, store } = this
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const decision = decide(room.document)
      if (!decision.ok) return decision
      if (await this.save(decision)) {
        this.version++
        room.adopt(decision.document)
        room.publish('document', this.version)
        return undefined
      }
      const newer = await store.loadRoom(room.code)
      if (!newer) return refuse('no-such-room')
      this.version = newer.version
      room.adopt(newer.document)
    }
    return refuse('older-step')
  }

  private async save({ document, results }: Extract<Decision, { ok: true }>): Promise<boolean> {
    const { room } = this
    room.next = document
    try {
      return await this.store.saveRoom(room.code, this.version, document, results)
    } finally {
      room.next = undefined
    }
  }

  private async read(known: number | undefined): Promise<boolean> {
    if (known !== undefined && known <= this.version) return true
    const newer = await this.store.loadRoom(this.room.code)
    if (!newer) return false
    if (newer.version !== this.version) {
      this.version = newer.version
      this.room.adopt(newer.document)
    }
    return true
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.last.then(act)
    this.last = turn.catch(() => undefined)
    return turn
  }
}
