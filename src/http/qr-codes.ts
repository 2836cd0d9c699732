/** Draws QR codes as SVG and caches the newest, so that a class that loads one at once costs one drawing. */
import { toString as qrCode } from 'qrcode'
import { forgetOldest } from '../core/limits/bounded'

/** Cached codes, of some 10 kB each. */
export const MAX_QR_CODES = 100

export class QrCodes {
  private readonly drawn = new Map<string, Promise<string>>()

  get size(): number {
    return this.drawn.size
  }

  /** The code of this address; rejects if the address is too long. */
  svg(url: string): Promise<string> {
    const svg = this.drawn.get(url) ?? qrCode(url, { type: 'svg', margin: 2 })
    this.drawn.delete(url)
    this.drawn.set(url, svg)
    forgetOldest(this.drawn, MAX_QR_CODES)
    return svg
  }
}
