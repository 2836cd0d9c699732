/** Names the keys in Redis, and runs scripts there. */
import { createHash } from 'node:crypto'
import { DEFAULT_ROOM } from '../../core/room/codes'
import type { RedisClient } from './client'

export const PREFIX = 'ask:'
export const DATA_VERSION_KEY = `${PREFIX}data-version`
/** Names of the keys with a room's lines; their numbers are in the key `room`. */
export const LINES = ['lines', 'line-keys', 'line-marks', 'deleted']

/** Names of the keys with a room's results, and with their joint rows. */
export const RESULTS = ['results', 'result-order', 'rows']
/**
 * Names of the keys with a room's asks, and with who has voted for them; the last one is the beginning of the names of
 * sets.
 */
export const ASKS = ['asks', 'asks-voted', 'ask-voters']
/** Name of the key with who holds which voting ticket. */
export const TICKETS = 'tickets'
/** Names of the keys with the ballots of the poll that is up, and of the one that `undo` would put back. */
export const BALLOTS = ['ballots', 'tally', 'ballots-before', 'tally-before']
/** Names of the keys with the origins of these ballots. */
export const ORIGINS = ['origins', 'origins-before']

/**
 * Runs a script on keys of one room, by its hash if Redis has it cached. A script is one atomic step: it compares and
 * writes; core decides what is allowed, and a script only ensures that nothing has changed since. Every key is passed as
 * an argument and is in the room's slot.
 */
export async function runScript(
  client: RedisClient,
  script: string,
  names: string[],
  values: string[],
): Promise<unknown> {
  const options = { keys: names, arguments: values }
  try {
    return await client.evalSha(shaOf(script), options)
  } catch (error) {
    if (!(error as Error).message.startsWith('NOSCRIPT')) throw error
    return client.eval(script, options)
  }
}

const shas = new Map<string, string>()

function shaOf(script: string): string {
  const sha = shas.get(script) ?? createHash('sha1').update(script).digest('hex')
  shas.set(script, sha)
  return sha
}

/** All keys of a room share a hash tag, so they are in one slot of a cluster. Redis ignores an empty tag. */
export function key(code: string, name: string): string {
  return `${PREFIX}{${code === DEFAULT_ROOM ? 'house' : code}}:${name}`
}

/** The keys for several names. */
export function keys(code: string, ...names: string[]): string[] {
  return names.map(name => key(code, name))
}
