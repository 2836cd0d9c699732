/**
 * Which pages a room has. The build, the server and the browser read this table: a new page is a row here and an HTML
 * file in `public`.
 */

interface RoomPage {
  /** Its path: `/path` in the default room, `/r/CODE/path` in another room; '' is the audience's page. */
  path: string
  /** Whether other sites may show it in a frame, if the settings name them. */
  mayBeFramed?: boolean
  /** Whether it shows posts, and their authors' pictures from other servers if the settings allow these. */
  showsPosts?: boolean
  /** Whether it draws pictures that it has made itself, to save them. */
  makesPictures?: boolean
}

const PAGES = [
  { path: '' },
  { path: 'present', showsPosts: true, makesPictures: true },
  { path: 'screen', mayBeFramed: true },
  { path: 'wall', showsPosts: true },
  { path: 'results' },
  { path: 'helper', showsPosts: true },
] as const satisfies readonly RoomPage[]

/** The pages of every room. */
export const ROOM_PAGES: readonly RoomPage[] = PAGES

export type RoomPath = (typeof PAGES)[number]['path']

/** The HTML file of a page of a room: `index.html`, `screen.html`. */
export function fileOf({ path }: Pick<RoomPage, 'path'>): string {
  return `${path || 'index'}.html`
}

/** The page that PowerPoint shows on a slide. It asks for the room, so it has one address for all rooms. */
export const POWERPOINT_PAGE = 'powerpoint'
/** In its address, where PowerPoint has opened it: only then it loads Office's script. */
export const IN_OFFICE = 'office'
/** Where Office's script comes from: it loads further parts of itself from there. */
export const OFFICE_ORIGIN = 'https://appsforoffice.microsoft.com'
/** The plugin for decks of reveal.js, which pages of every origin load. */
export const REVEAL_PLUGIN = 'reveal.js'

/** On the audience's page it opens the sheet for a post to the wall. */
export const POST_SHEET = '#post'

/** The link that makes its visitor a presenter. `url`: the room's address as it is shown to the audience. */
export function presenterLink(url: string, key: string): string {
  return linkWith(url, 'present', 'key', key)
}

/** The link that makes its visitor a helper. `url`: as for a presenter's link. */
export function helperLink(url: string, key: string): string {
  return linkWith(url, 'helper', 'helper', key)
}

/** A fragment is never sent to a server: so no log on the way has the key. */
function linkWith(url: string, path: RoomPath, name: string, key: string): string {
  return `${url.replace(/\/?$/, '/')}${path}#${name}=${encodeURIComponent(key)}`
}
