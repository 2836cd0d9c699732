/** Finds out why a request to this server failed, so that the page can say why and what helps. */
import { words } from '../words'

/** Time-out of the request. */
const PROBE_TIMEOUT_MS = 8000

/**
 * `portal`: a network's sign-in page answers in place of the server. `away`: a proxy answers, and no server behind
 * it.
 */
export type Found = 'answers' | 'missing' | 'portal' | 'away' | 'offline' | 'silent'

/** Requests an address of this server, without its content. */
export async function probe(address = 'healthz'): Promise<Found> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), PROBE_TIMEOUT_MS)
  try {
    const { type, status, headers } = await fetch(new URL(address, document.baseURI).href, {
      method: 'HEAD',
      cache: 'no-store',
      redirect: 'manual',
      signal: abort.signal,
    })
    // The server answers none of these addresses with a page or a redirect; a sign-in page does.
    const isPage = status < 400 && /html/.test(headers.get('content-type') ?? '')
    if (type === 'opaqueredirect' || isPage || status === 511) return 'portal'
    if (status === 404) return 'missing'
    return status >= 500 ? 'away' : 'answers'
  } catch {
    return navigator.onLine ? 'silent' : 'offline'
  } finally {
    clearTimeout(timer)
  }
}

/** Why there is no connection. */
export const unreachable = (found: Found): string => words.unreachable[found]
