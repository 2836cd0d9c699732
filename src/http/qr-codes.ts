/** Draws QR codes as SVG, each once: the newest are kept, so that a class that loads them at once costs one drawing. */
import { toString as qrCode } from 'qrcode'
import { forgetOldest } from '../core/limits/bounded'

/** Codes kept, of some 10 kB each. */
export const MAX_QR_CODES = 100

export class QrCodes {
  private readonly drawn = new Map<string, Promise<string>>()

  get size(): number {
    return this.drawn.size
  }

  /** The code of this address; rejects where it is too long for one. */
  svg(url: string): Promise<string> {
    const svg = this.drawn.get(url) ?? qrCode(url, { type: 'svg', margin: 2 })
    this.drawn.delete(url)
    this.drawn.set(url, svg)
    forgetOldest(this.drawn, MAX_QR_CODES)
    return svg
  }
}
