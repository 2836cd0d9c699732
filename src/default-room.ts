/** Prepares the default room at the start: its presenter key, and its document in the store. */
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DEFAULT_ROOM } from './core/room/codes'
import type { Refusal } from './core/protocol/replies'
import { newRoom } from './core/room/document'
import { refuse } from './core/protocol/refusals'
import { hashOf, newPresenterKey } from './credentials'
import { RoomSetAside } from './store/documents'
import { openPrivateFolder, PRIVATE_FILE } from './store/private-folder'
import { StoreError, StoreTrouble } from './store/errors'
import type { Store } from './store/store'

/** The form of a key in the file; an empty file has no key. */
const KEY = /^[\x21-\x7e]{16,256}$/

/** Milliseconds that servers with another key may take to end, as long as a restart of all of them takes. */
const OTHERS_WAIT_MS = 10_000
const LOOK_INTERVAL_MS = 250

export interface DefaultRoomKey {
  key: string
  /** Writes a new key to disk; the returned function activates it for the next start. Throws if the disk is full. */
  stage: (key: string) => Refusal | (() => void)
}

/** The given key, otherwise the one in the data folder, made at the first start; other users cannot read that file. */
export function openDefaultRoomKey(given: string | undefined, dataFolder: string): DefaultRoomKey {
  if (given) return { key: given, stage: () => refuse('key-is-set') }
  const file = path.join(dataFolder, 'presenter-key')
  // The file always has the old or the new key, even if the disk is full.
  const stage = (key: string) => {
    openPrivateFolder(dataFolder)
    writeFileSync(file + '.new', key + '\n', { mode: PRIVATE_FILE })
    chmodSync(file + '.new', PRIVATE_FILE)
    return () => renameSync(file + '.new', file)
  }
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  const key = KEY.test(kept) ? kept : newPresenterKey()
  if (key !== kept) stage(key)()
  return { key, stage: key => inTrouble(() => stage(key)) }
}

/** Turns an error of the file system into a StoreTrouble, because it is not a bug of the program. */
function inTrouble<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    throw new StoreTrouble(`The presenter key cannot be written down (${(error as Error).message}).`)
  }
}

export interface OtherServers {
  /** How many servers run at this store besides this one. */
  countOthers: () => Promise<number>
  /** Called once when the wait begins. */
  onWaiting: () => void
}

/**
 * Resolves once this server may set the default room's key: the room has this key, or none, or no other server runs.
 * Throws a StoreError if others go on with another key, because the room would be taken from the people in it.
 */
export async function waitForOtherKey(
  store: Store,
  key: string,
  { countOthers, onWaiting }: OtherServers,
): Promise<void> {
  const deadline = performance.now() + OTHERS_WAIT_MS
  let isWaiting = false
  const hasOther = async () => {
    const kept = await store.loadRoom(DEFAULT_ROOM).catch(setAside)
    return kept && kept !== 'set aside' && kept.document.keyHash !== hashOf(key)
  }
  while ((await hasOther()) && (await countOthers()) > 0) {
    if (performance.now() >= deadline)
      throw new StoreError(
        'Other servers run at this Redis with another PRESENTER_KEY. Set the same one here, or give this server ' +
          'another Redis or another database of it; to change the key, stop all servers first.',
      )
    if (!isWaiting) onWaiting()
    isWaiting = true
    await delay(LOOK_INTERVAL_MS)
  }
}

/**
 * Makes the default room at the first start; at every other start, sets its key to the current one.
 * If HOUSE is off, nobody can enter it, but its key still opens new rooms.
 */
export async function prepareDefaultRoom(store: Store, key: string): Promise<void> {
  const now = Date.now()
  const keyHash = hashOf(key)
  const kept = await store.loadRoom(DEFAULT_ROOM).catch(setAside)
  if (kept === 'set aside') return
  if (!kept) await store.createRoom(DEFAULT_ROOM, newRoom(keyHash, { now, newId: randomUUID }, true), now)
  else if (kept.document.keyHash !== keyHash)
    await store.saveRoom(DEFAULT_ROOM, kept.version, { ...kept.document, keyHash })
}

/** Ignores a room that is set aside: the store has reported it, and other rooms still work. */
function setAside(error: unknown): 'set aside' {
  if (error instanceof RoomSetAside) return 'set aside'
  throw error
}
