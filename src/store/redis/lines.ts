/** Stores chat lines in Redis. */
import type { Line } from '../../core/protocol/chat'
import type { RedisClient } from './client'
import { key, keys, LINES, runScript } from './keys'
import { APPEND, DELETE, EXTENT, FORGET_SPAN, FORGET_UP_TO } from './line-scripts'
import {
  MAX_DELETED,
  MAX_LINES,
  type AppendedLine,
  type LineExtent,
  type LineRange,
  type LineSpan,
  type NewLine,
} from '../store'

export class RedisLines {
  constructor(private readonly client: RedisClient) {}

  async append(code: string, line: NewLine): Promise<AppendedLine | undefined> {
    const names = keys(code, 'room', ...LINES)
    const values = [JSON.stringify(line), `${line.from} ${line.key}`, String(line.at), String(MAX_LINES)]
    const kept = (await runScript(this.client, APPEND, names, values)) as [number, number, number] | null
    return kept ? { seq: kept[0], at: kept[1], isNew: kept[2] === 1 } : undefined
  }

  async read(code: string, { limit, before = Infinity, after = 0 }: LineRange): Promise<Line[]> {
    const below = before === Infinity ? '+inf' : `(${before}`
    const found = await this.client.zRange(key(code, 'lines'), below, `(${after}`, {
      BY: 'SCORE',
      REV: true,
      LIMIT: { offset: 0, count: limit },
    })
    return found.reverse().map(text => {
      const space = text.indexOf(' ')
      return { ...(JSON.parse(text.slice(space)) as NewLine), seq: Number(text.slice(0, space)) }
    })
  }

  async extent(code: string): Promise<LineExtent> {
    const [first, last, deleted] = (await runScript(
      this.client,
      EXTENT,
      keys(code, 'room', 'deleted'),
      [],
    )) as [string | null, string | null, string[]]
    return { first: Number(first ?? 1), last: Number(last ?? 0), deleted: deleted.map(Number) }
  }

  async count(code: string, { from, to }: LineSpan): Promise<number> {
    return this.client.zCount(key(code, 'lines'), from, to)
  }

  async erase(code: string, which: { seq: number } | { upTo: number } | LineSpan): Promise<number> {
    return (await this.erased(code, which)) as number
  }

  private erased(code: string, which: { seq: number } | { upTo: number } | LineSpan): Promise<unknown> {
    const run = (script: string, names: string[], ...numbers: number[]) =>
      runScript(this.client, script, names, numbers.map(safe))
    if ('seq' in which) return run(DELETE, keys(code, 'lines', 'deleted'), which.seq, MAX_DELETED)
    const names = keys(code, 'room', ...LINES)
    if ('upTo' in which) return run(FORGET_UP_TO, names, which.upTo)
    return run(FORGET_SPAN, names, which.from, which.to)
  }
}

/** A number as a script reads it: Infinity is none for it. */
function safe(number: number): string {
  return String(Math.min(number, Number.MAX_SAFE_INTEGER))
}
