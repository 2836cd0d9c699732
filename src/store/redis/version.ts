/** The mark in Redis of the version that its data is of. */
import { DATA_VERSION } from '../documents'
import type { RedisClient } from './client'
import { DATA_VERSION_KEY, runScript } from './keys'
import { MARK_VERSION } from './scripts'

/** Marks the data as of this version unless a newer one is marked. Returns the mark that was there; null: none. */
export async function markVersion(client: RedisClient): Promise<string | null> {
  return (await runScript(client, MARK_VERSION, [DATA_VERSION_KEY], [String(DATA_VERSION)])) as string | null
}
