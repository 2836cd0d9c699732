/** Makes and compares presenter keys and keyed hashes, which keep ids of one person from being linked. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 128 random bits, in characters that are valid in a URL. */
export function newPresenterKey(): string {
  return randomBytes(16).toString('base64url')
}

/** An id for somebody whom no browser tells apart: 72 random bits, as long as a public id. */
export function newPersonId(): string {
  return randomBytes(9).toString('base64url')
}

/** The hash of a key that is stored. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** Whether this is the key with that hash; compares in constant time. */
export function isKey(key: string, hash: string): boolean {
  const expected = Buffer.from(hash, 'hex')
  const given = Buffer.from(hashOf(key), 'hex')
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** A hash that can be linked to its id only with this server's secret. */
export function keyedHash(secret: Buffer, ...parts: string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
