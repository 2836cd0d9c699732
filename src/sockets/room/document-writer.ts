/** Owns that a room's document is kept before anybody hears of it, by one decision at a time. */
import type { Refusal } from '../../core/protocol/events'
import type { Decision, RoomDocument } from '../../core/room/document'
import { refuse } from '../../core/protocol/refusals'
import type { KeptRoom } from '../../store/documents'
import type { Store } from '../../store/store'
import type { LiveRoom } from './live-room'

/** Times a decision is taken again because somebody else's was kept first. */
const MAX_TRIES = 5

export interface DocumentParts {
  store: Store
  /** The room as it was read; the live one is made of it. */
  kept: KeptRoom
  room(): LiveRoom
  /** The room is to have this document from now on: it is kept. */
  adopt(document: RoomDocument): void
}

/** Makes a room's `change` and `catchUp`; they take turns. */
export function documentChanger({
  store,
  kept,
  room: roomOf,
  adopt,
}: DocumentParts): Pick<LiveRoom, 'change' | 'catchUp'> {
  let { version } = kept
  let last: Promise<unknown> = Promise.resolve()

  async function save(room: LiveRoom, document: RoomDocument): Promise<boolean> {
    room.next = document
    try {
      return await store.saveRoom(room.code, version, document)
    } finally {
      room.next = undefined
    }
  }

  async function attempt(decide: (document: RoomDocument) => Decision): Promise<Refusal | undefined> {
    const room = roomOf()
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const decision = decide(room.document)
      if (!decision.ok) return decision
      if (await save(room, decision.document)) {
        version++
        adopt(decision.document)
        room.tell('document', version)
        return undefined
      }
      const newer = await store.loadRoom(room.code)
      if (!newer) return refuse('no-such-room')
      version = newer.version
      adopt(newer.document)
    }
    return refuse('older-step')
  }

  async function read(known: number | undefined): Promise<boolean> {
    if (known !== undefined && known <= version) return true
    const newer = await store.loadRoom(roomOf().code)
    if (!newer) return false
    if (newer.version !== version) {
      version = newer.version
      adopt(newer.document)
    }
    return true
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    change: decide => inTurn(() => attempt(decide)),
    catchUp: known => inTurn(() => read(known)),
  }
}
