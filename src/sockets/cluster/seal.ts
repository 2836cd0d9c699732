/**
 * Encrypts what nodes tell each other over Redis: who listens there cannot read it, and who lacks the key cannot forge
 * it. The key is derived from PRESENTER_KEY, which all nodes share and of which Redis has a hash only.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

export class Seal {
  private readonly key: Buffer

  /** @param secret what all nodes share, and Redis has not */
  constructor(secret: string) {
    // For this alone: the key of presenters itself seals nothing.
    this.key = createHmac('sha256', secret).update('ask-the-audience: between nodes').digest()
  }

  /** A value that JSON can hold, as base64 of nonce, tag and what is encrypted. */
  close(value: unknown): string {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(CIPHER, this.key, iv)
    const encrypted = [cipher.update(JSON.stringify(value)), cipher.final()]
    return Buffer.concat([iv, cipher.getAuthTag(), ...encrypted]).toString('base64')
  }

  /** What was sealed; undefined: not with this key, or it was changed on the way. */
  open(sealed: unknown): unknown {
    if (typeof sealed !== 'string') return undefined
    const bytes = Buffer.from(sealed, 'base64')
    if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
    const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
      return JSON.parse(text.toString('utf8')) as unknown
    } catch {
      return undefined
    }
  }
}
