/** Which room the address of this page names, and the addresses of other pages. */
import type { RoomPath } from '../../src/core/pages'

/** The code in `/r/CODE…`, also where it was typed `/r/abc-def`; '' in the default room. */
export const roomCode = (/\/r\/([^/]+)/i.exec(location.pathname)?.[1] ?? '')
  .replace(/-|%20/g, '')
  .toUpperCase()

/** Besides pages, what the server answers to the holder of a presenter key. */
type Path = RoomPath | 'broadcast' | 'transcript.txt' | 'transcript.json'

/** The address of a page of a room, or of what a presenter's key opens, relative to the root of this site. */
export function addressOf(code: string, page: Path = ''): string {
  const path = code ? `r/${code}${page ? '/' : ''}${page}` : page
  return new URL(path || '.', document.baseURI).href
}
