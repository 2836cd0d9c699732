/** Owns the house room's beginning: its presenter key, and that the room is there. */
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Refusal } from './core/events'
import { newRoom } from './core/lecture'
import { refuse } from './core/refusals'
import { hashOf, newPresenterKey } from './keys'
import type { Store } from './store/store'

/** The house room has no code. */
export const HOUSE = ''

export interface HouseKey {
  key: string
  /** Keeps another key where the next start finds it. */
  keep(key: string): Promise<Refusal | undefined>
}

/** The key that is given, else the one in the data folder, made at the first start; nobody else may read that file. */
export function openHouseKey(given: string | undefined, dataFolder: string): HouseKey {
  if (given) return { key: given, keep: () => Promise.resolve(refuse('key-is-set')) }
  const file = path.join(dataFolder, 'presenter-key')
  const write = (key: string) => {
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(file, key + '\n', { mode: 0o600 })
    chmodSync(file, 0o600)
  }
  if (!existsSync(file)) write(newPresenterKey())
  return {
    key: readFileSync(file, 'utf8').trim(),
    keep(key) {
      write(key)
      return Promise.resolve(undefined)
    },
  }
}

/** Makes the house room at the first start; opens it to the key of this start at every other. */
export async function prepareHouse(store: Store, key: string): Promise<void> {
  const now = Date.now()
  const keyHash = hashOf(key)
  const kept = await store.loadRoom(HOUSE)
  if (!kept) await store.createRoom(HOUSE, newRoom(keyHash, { now, newId: randomUUID }), now)
  else if (kept.document.keyHash !== keyHash)
    await store.saveRoom(HOUSE, kept.version, { ...kept.document, keyHash })
}
