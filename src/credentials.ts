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

/** A whole number from 0 to 2^48 for a text, which nobody can tell without the secret. */
export function keyedNumber(secret: Buffer, text: string): number {
  return createHmac('sha256', secret).update(text).digest().readUIntBE(0, 6)
}

/** A hash that can be linked to its id only with this server's secret. */
export function keyedHash(secret: Buffer, ...parts: string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
