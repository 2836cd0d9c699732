/**
 * Help with the network on the presenter's page: only after a minute in which nobody came, and only where phones reach
 * this computer over the local network.
 */
import { byId, setText } from '../../shared/dom'
import { readShare } from '../../shared/share-address'
import { roomCode } from '../../shared/urls'
import { presenterWords as words } from '../words'

const ALONE_MS = 60_000
/** Addresses of local networks, and names that exist only there. */
const LOCAL =
  /^(localhost|.*\.local|[^.:]+|10\..*|127\..*|169\.254\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|\[?f[cde].*|\[?::1\]?)$/i

export class NetworkHelp {
  private timer: number | undefined
  /** Somebody was here: the network works. */
  private isKnown = false

  /** Call it with the number of people who are here. */
  update(present: number): void {
    if (present > 0) this.isKnown = true
    if (this.isKnown) {
      clearTimeout(this.timer)
      byId('network-help').hidden = true
    } else this.timer ??= window.setTimeout(() => void this.offer(), ALONE_MS)
  }

  private async offer(): Promise<void> {
    const { url } = await readShare(roomCode).catch(() => ({ url: '' }))
    if (this.isKnown || !url || !isLocalAddress(new URL(url).hostname)) return
    byId('network-help').hidden = false
    setText(byId('network-help'), words.networkHelp)
  }
}

/** Whether this host can be reached from the local network only. */
export function isLocalAddress(host: string): boolean {
  return LOCAL.test(host)
}
