/**
 * What the last program of data version 1 has kept of a lecture, byte for byte: it is put into a folder or a Redis. In
 * the main room, which is called Aula, were an earlier lesson with a show of hands ("Raised?", A 2), a ballot of two
 * rounds ("Twice?": A 2, C 1, then B 2), and one of which is open ("First?": ana B, bo A; cy took back C), the first of
 * three prepared questions; Ana said "Good morning". In a second room a show of hands is closed ("Closed?", B 1).
 */
import { createClient } from '@redis/client'
import { open } from 'lmdb'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './imports'

const FOLDER = path.join(ROOT, 'test', 'fixtures', 'data-version-1')

/** The browser and the tab that this person had. */
export function idsOf(person: string): { browser: string; tab: string } {
  return { browser: `browser-of-${person}`.padEnd(24, '0'), tab: `tab-of-${person}`.padEnd(24, '0') }
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as T
}

/** Writes the records of LMDB, keys and values as they were encoded, in base64. */
export async function putIntoFolder(folder: string): Promise<void> {
  const database = open<Buffer, Buffer>({
    path: path.join(folder, 'rooms.mdb'),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
  })
  for (const [key, value] of fixture<[string, string][]>('lmdb.json'))
    await database.put(Buffer.from(key, 'base64'), Buffer.from(value, 'base64'))
  await database.close()
}

/** Writes the keys of Redis: each with the command that writes its type, and what it takes. */
export async function putIntoRedis(url: string): Promise<void> {
  const client = await createClient({ url }).connect()
  await client.flushAll()
  for (const [key, written] of Object.entries(
    fixture<Record<string, Record<string, string[]>>>('redis.json'),
  ))
    for (const [command, values] of Object.entries(written))
      await client.sendCommand([command, key, ...values])
  await client.close()
}
