/** Owns where this page is: which room its address names, and how addresses of other pages are made. */

/** The code in `/r/CODE…`; '' in the house room. */
export const roomCode = (/\/r\/([^/]+)/.exec(location.pathname)?.[1] ?? '').toUpperCase()

type Page = '' | 'present' | 'screen' | 'wall' | 'broadcast' | 'transcript.txt' | 'transcript.json'

/** The address of a page of a room, or of what a presenter's key opens, relative to the root of this site. */
export function addressOf(code: string, page: Page = ''): string {
  const path = code ? `r/${code}${page ? '/' : ''}${page}` : page
  return new URL(path || '.', document.baseURI).href
}
