/** Stores results in Redis. The scripts join a recorded result with its number and the tally, core joins them again. */
import chunk from 'lodash/chunk'
import sortBy from 'lodash/sortBy'
import { draftFrom, recorded, type ResultChange, type ResultDraft } from '../../core/poll/results'
import type { RoundRows } from '../../core/poll/rows'
import type { Result } from '../../core/protocol/results'
import { MAX_RESULTS } from '../store'
import type { RedisClient } from './client'
import { key, keys, RESULTS, runScript } from './keys'
import { ERASE_RESULTS } from './result-scripts'
import { tallyFrom } from './tally'

export class RedisResults {
  constructor(private readonly client: RedisClient) {}

  async read(code: string, which: { lesson?: number; ids?: readonly string[] } = {}): Promise<Result[]> {
    const { lesson, ids } = which
    const name = key(code, 'results')
    const found = ids
      ? ids.length === 0
        ? []
        : await this.client.hmGet(name, [...ids])
      : Object.values(await this.client.hGetAll(name))
    const results = found.flatMap(text => (text === null ? [] : resultFrom(text)))
    return sortBy(
      results.filter(result => (lesson ?? result.lesson) === result.lesson),
      'seq',
    )
  }

  async rows(code: string, id: string): Promise<RoundRows[]> {
    const name = key(code, 'rows')
    const fields = (await this.client.hKeys(name)).filter(field => field.startsWith(`${id} `))
    if (fields.length === 0) return []
    const found = await this.client.hmGet(name, fields)
    const rounds = fields.flatMap((field, place) => {
      const text = found[place]
      const votes = text ? (chunk(JSON.parse(text) as string[], 2) as RoundRows['votes']) : []
      return text ? [{ round: Number(field.slice(id.length + 1)), votes }] : []
    })
    return sortBy(rounds, 'round')
  }

  async last(code: string): Promise<number> {
    return Number((await this.client.hGet(key(code, 'room'), 'lastResult')) ?? 0)
  }

  async erase(code: string, which: { upTo: number } | { lesson: number }): Promise<number> {
    const results = await this.read(code, 'lesson' in which ? which : {})
    const ids = results.filter(({ seq }) => 'lesson' in which || seq <= which.upTo).map(({ id }) => id)
    if (ids.length === 0) return 0
    return (await runScript(this.client, ERASE_RESULTS, keys(code, ...RESULTS), ids)) as number
  }
}

/** The arguments of the script that saves a room. */
export function resultArguments(change: ResultChange): string[] {
  const { record, drop, correct = [], keepRows, dropRows, dropAll = false } = change
  return [
    record?.id ?? '',
    record ? JSON.stringify(record) : '',
    record?.needsVotes ? '1' : '',
    drop ?? '',
    dropAll ? '1' : '',
    String(MAX_RESULTS),
    keepRows ? `${keepRows.id} ${keepRows.round}` : '',
    dropRows?.id ?? drop ?? '',
    String(dropRows?.from ?? 1),
    ...correct.flatMap(result => [result.id, JSON.stringify(draftFrom(result))]),
  ]
}

/** What the script wrote: number, the fields of the tally as JSON, and behind a line break the draft. */
function resultFrom(text: string): Result | [] {
  const end = text.indexOf('\n')
  const [seq, ...words] = text.slice(0, end).split(' ')
  const fields = words.join(' ')
  const draft = JSON.parse(text.slice(end + 1)) as ResultDraft
  // A version that knew one choice only wrote letters and votes without brackets.
  const tally = tallyFrom(fields[0] === '[' ? (JSON.parse(fields) as string[]) : words)
  return recorded({ ...draft, needsVotes: false }, tally, Number(seq)) ?? []
}
