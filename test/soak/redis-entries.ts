/** What a Redis keeps of a server: entries of each kind, in all rooms. */
import { createClient } from '@redis/client'
import { PREFIX } from '../../src/store/redis/keys'

export async function entriesIn(url: string): Promise<Record<string, number>> {
  const client = await createClient({ url }).connect()
  const counts: Record<string, number> = {}
  for await (const names of client.scanIterator({ MATCH: `${PREFIX}*`, COUNT: 1000 }))
    for (const name of names) {
      // The key of a person who votes for asks ends in who that is.
      const kind = name
        .slice(PREFIX.length)
        .replace(/^\{[^}]*\}:/, '')
        .split(':')[0]!
      counts[kind] = (counts[kind] ?? 0) + (await sizeOf(name))
    }
  await client.close()
  return counts

  async function sizeOf(name: string): Promise<number> {
    const sizes: Record<string, (name: string) => Promise<number>> = {
      hash: one => client.hLen(one),
      set: one => client.sCard(one),
      zset: one => client.zCard(one),
      list: one => client.lLen(one),
    }
    return (await sizes[await client.type(name)]?.(name)) ?? 1
  }
}
