/**
 * What the last program of an earlier data version has kept of a lecture, byte for byte: it is put into a folder or a
 * Redis.
 *
 * Version 1: in the main room, which is called Aula, were an earlier lesson with a show of hands ("Raised?", A 2), a ballot of two
 * rounds ("Twice?": A 2, C 1, then B 2), and one of which is open ("First?": ana B, bo A; cy took back C), the first of
 * three prepared questions; Ana said "Good morning". In a second room a show of hands is closed ("Closed?", B 1).
 *
 * Version 2: in the main room were a ballot of three rounds, of which the last one was shown ("Twice?": A 2, B 1, then A
 * 1, B 1, then B 2; B is right), and the second round of words is open ("In a word?": noise 2, école 1, then ana Noise,
 * cy quiet); two questions are prepared ("Many?", "Then?").
 *
 * Version 3 as it was when public ids were the beginning of what ballots are made from: in the main room were a ballot
 * with joint rows ("Rows?": ana B, bo A), and an open one ("Now?": ana B, bo and cy A). Each of Ana, Bo, Cy and Di said "I
 * am …". Ana asked "Named?" under her name and "Unnamed?" without, for which Bo voted, and has a ticket. Bo is muted, Cy
 * removed, Di removed for the question "Rude?"; Bea has a helper's link.
 */
import { createClient } from '@redis/client'
import { open } from 'lmdb'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './imports'

export type EarlierVersion = 1 | 2 | '3-one-hash'

/** What is in no store of it: a helper's key, a ticket's code, and the public ids as pages were told. */
export interface KnownThen {
  helperKey: string
  ticket: string
  me: Record<'Ana' | 'Bo' | 'Cy' | 'Di', string>
}

/** Of the data of version 3. */
export function knownThen(store: 'lmdb' | 'redis'): KnownThen {
  return fixture<Record<'lmdb' | 'redis', KnownThen>>('3-one-hash', 'known.json')[store]
}

/** The browser and the tab that this person had. */
export function idsOf(person: string): { browser: string; tab: string } {
  return { browser: `browser-of-${person}`.padEnd(24, '0'), tab: `tab-of-${person}`.padEnd(24, '0') }
}

function fixture<T>(version: EarlierVersion, name: string): T {
  const file = path.join(ROOT, 'test', 'fixtures', `data-version-${version}`, name)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

/** Writes the records of LMDB, keys and values as they were encoded, in base64. */
export async function putIntoFolder(folder: string, version: EarlierVersion = 1): Promise<void> {
  const database = open<Buffer, Buffer>({
    path: path.join(folder, 'rooms.mdb'),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
  })
  for (const [key, value] of fixture<[string, string][]>(version, 'lmdb.json'))
    await database.put(Buffer.from(key, 'base64'), Buffer.from(value, 'base64'))
  await database.close()
}

/** Writes the keys of Redis: each with the command that writes its type, and what it takes. */
export async function putIntoRedis(url: string, version: EarlierVersion = 1): Promise<void> {
  const client = await createClient({ url }).connect()
  await client.flushAll()
  for (const [key, written] of Object.entries(
    fixture<Record<string, Record<string, string[]>>>(version, 'redis.json'),
  ))
    for (const [command, values] of Object.entries(written))
      await client.sendCommand([command, key, ...values])
  await client.close()
}
