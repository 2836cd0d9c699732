/** Presenter keys and keyed hashes: how they are made and compared, so that ids of one person cannot be joined. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 128 random bits, in letters that a link can carry. */
export function newPresenterKey(): string {
  return randomBytes(16).toString('base64url')
}

/** What is kept of a key. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** Whether this is the key with that hash; takes the same time whatever the answer. */
export function isKey(key: string, hash: string): boolean {
  const expected = Buffer.from(hash, 'hex')
  const given = Buffer.from(hashOf(key), 'hex')
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** A hash that only this server's data can join with the id it came from. */
export function keyedHash(secret: Buffer, ...parts: string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
