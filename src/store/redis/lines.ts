/** Stores chat lines in Redis. */
import type { Line } from '../../core/protocol/chat'
import type { RedisClient } from './client'
import { key, keys, LINES, runScript } from './keys'
import { APPEND, DELETE, EXTENT, FORGET_UP_TO } from './scripts'
import {
  MAX_DELETED,
  MAX_LINES,
  type AppendedLine,
  type LineExtent,
  type LineRange,
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

  async erase(code: string, which: { seq: number } | { upTo: number }): Promise<number> {
    const erased =
      'seq' in which
        ? runScript(this.client, DELETE, keys(code, 'lines', 'deleted'), [
            String(which.seq),
            String(MAX_DELETED),
          ])
        : runScript(this.client, FORGET_UP_TO, keys(code, 'room', ...LINES), [
            String(Math.min(which.upTo, Number.MAX_SAFE_INTEGER)),
          ])
    return (await erased) as number
  }
}
