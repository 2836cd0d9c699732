/** The names of all keys in Redis, and how a script is run there. */
import { createHash } from 'node:crypto'
import { DEFAULT_ROOM } from '../../core/room/codes'
import type { RedisClient } from './client'

export const PREFIX = 'ask:'
/** Where the lines of a room are, besides their numbers. */
export const LINES = ['lines', 'line-keys', 'line-marks', 'deleted']

/** Runs a script on keys of one room; Redis keeps its text. */
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

/** All keys of a room share a hash tag, and so a slot of a cluster. An empty tag would be none. */
export function key(code: string, name: string): string {
  return `${PREFIX}{${code === DEFAULT_ROOM ? 'house' : code}}:${name}`
}

/** The same for several names. */
export function keys(code: string, ...names: string[]): string[] {
  return names.map(name => key(code, name))
}
