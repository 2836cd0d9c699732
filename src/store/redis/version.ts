/** The mark in Redis of the version that its data is of. */
import { DATA_VERSION } from '../documents'
import type { RedisClient } from './client'
import { DATA_VERSION_KEY, runScript } from './keys'

/** Raises the version of the data, never lowers it. KEYS: data-version. ARGV: version. Returns the one before. */
const MARK_VERSION = `
local found = redis.call('GET', KEYS[1])
if not found or (tonumber(found) or math.huge) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
return found`

/** Marks the data as of this version unless a newer one is marked. Returns the mark that was there; null: none. */
export async function markVersion(client: RedisClient): Promise<string | null> {
  return (await runScript(client, MARK_VERSION, [DATA_VERSION_KEY], [String(DATA_VERSION)])) as string | null
}
