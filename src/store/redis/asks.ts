/** Stores asks and the votes for them in Redis. */
import sortBy from 'lodash/sortBy'
import { NO_ASKS, type AsksWrite, type KeptAsk, type KeptAsks } from '../../core/asks/kept-asks'
import { mergedGroups } from '../../core/asks/merged'
import { CHANGE_ASKS, VOTE_FOR_ASK } from './ask-scripts'
import type { RedisClient } from './client'
import { ASKS, key, keys, runScript } from './keys'

export class RedisAsks {
  constructor(private readonly client: RedisClient) {}

  async read(code: string): Promise<KeptAsks> {
    const [rev, last] = await this.client.hmGet(key(code, 'room'), ['asksRev', 'lastAsk'])
    if (!Number(last)) return { ...NO_ASKS, rev: Number(rev ?? 0) }
    // Behind the number: what comes meanwhile has a higher one, and whoever decides by this one decides again.
    const texts = Object.values(await this.client.hGetAll(key(code, 'asks')))
    const asks = sortBy(
      texts.map(text => JSON.parse(text) as KeptAsk),
      'id',
    )
    const votes = new Map<number, number>()
    const count = async (id: number, counted: Promise<number>) => {
      const people = await counted
      if (people > 0) votes.set(id, people)
    }
    const groups = mergedGroups(asks)
    await Promise.all(
      asks.map(({ id }) => {
        const group = groups.get(id) ?? [id]
        const names = group.map(each => votersKey(code, each))
        return count(
          id,
          group.length === 1
            ? this.client.sCard(names[0]!)
            : this.client.sUnion(names).then(people => people.length),
        )
      }),
    )
    return { rev: Number(rev ?? 0), last: Number(last), asks, votes }
  }

  async change(code: string, { rev, last, put, remove, unvoted }: AsksWrite): Promise<boolean> {
    const values = [
      String(rev),
      String(last),
      String(unvoted ?? ''),
      String(put.length),
      ...put.flatMap(ask => [String(ask.id), JSON.stringify(ask)]),
      ...remove.map(String),
    ]
    return (await runScript(this.client, CHANGE_ASKS, keys(code, 'room', ...ASKS), values)) === 1
  }

  async vote(
    code: string,
    ids: readonly number[],
    voter: string,
    isFor: boolean,
  ): Promise<number | undefined> {
    const values = [voter, isFor ? '1' : '', ...ids.map(String)]
    const votes = await runScript(this.client, VOTE_FOR_ASK, keys(code, 'room', ...ASKS), values)
    return votes === null ? undefined : (votes as number)
  }

  async votedBy(code: string, voter: string): Promise<number[]> {
    const voted = await this.client.hGet(key(code, 'asks-voted'), voter)
    return (voted?.match(/\d+/g) ?? []).map(Number)
  }
}

/** As the scripts name it. */
function votersKey(code: string, id: number): string {
  return `${key(code, 'ask-voters')}:${id}`
}
