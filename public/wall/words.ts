/** Owns every word of the wall: a translation replaces this file with words.ts. Apart, for voters need not load it. */
import type { Network, SourceStatus } from '../../src/core/protocol/wall'

/** A text within a sentence: it has its own direction, and changes none around it. */
const apart = (text: string): string => `\u2068${text}\u2069`

const posts = (count: number): string => (count === 1 ? '1 post' : `${count} posts`)

/** Words of the page as it is before any script runs; the build writes them into the HTML. */
export const wallPageWords = {
  wallTitle: 'Ask the Audience: wall',
  wallNoscript: 'The wall needs JavaScript. Please switch it on, or open the page in another browser.',
  displaying: 'Displaying posts for',
  searchFor: 'Search for',
  termSample: 'Word, #tag, @handle',
  termHint: 'A comma means or, a space means and. “Words in quotes” stand side by side.',
  search: 'Search',
  stop: 'Stop',
  roomStopped: 'The presenter has stopped the wall for a while.',
  clearPosts: 'Clear',
  screenMode: 'Screen mode',
  leaveScreen: 'Leave the screen mode',
  backToRoom: 'Back to the room’s wall',
  makeRooms: 'Make it the room’s wall',
  postHere: 'Post to the wall',
  settings: 'Settings',
  howMany: 'Posts to show',
  sources: 'Where posts come from',
  readPosts: 'Read new posts aloud (screen reader)',
  postsHere: 'Posts',
  howToPost: 'To post here: “More” on the poll’s page, then “Post to the wall”.',
  joinAt: 'Join at',
}

const networks: Record<Network, string> = {
  room: 'This room',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  x: 'X',
}

/** What is wrong with a source, as the beginning of a sentence. */
function trouble({ network, reason }: SourceStatus): string {
  const name = networks[network]
  if (reason === 'closed') return `${name} closed the connection`
  if (reason === 'silent') return `${name} has gone silent`
  if (reason === 'refused') return `${name} refused the connection`
  if (reason === 'too-many-requests') return `${name} asks for fewer requests`
  return `${name} cannot be reached`
}

/** Words that scripts put together. */
export const wallWords = {
  ...wallPageWords,
  networks,
  line: {
    connecting: 'Connecting …',
    connected: 'Connected',
    reconnecting: 'Reconnecting …',
    serverClosing: 'The server is closing. This page comes back by itself when it does.',
    displaced: 'Reconnecting …',
    ended: 'This room has ended.',
  },
  noAnswer: 'The server did not answer. Please try again.',
  start: 'Start',
  started: 'Posts come in again.',
  stopped: 'Stopped: nothing new is shown until you start again.',
  searchOff: 'The presenter chooses what is searched.',
  madeRooms: 'Everybody who follows the room’s wall sees this now.',
  skipped: (count: number) => `${posts(count)} skipped`,
  displayingRoom: 'Displaying posts from',
  thisRoom: 'this room',
  nothingYet: (term: string | null) =>
    term === null ? 'Nobody has posted yet.' : `No post about ${apart(term)} yet. They appear by themselves.`,
  cleared: 'Cleared. New posts appear by themselves.',
  pinned: 'Pinned',
  presenter: 'Presenter',
  marks: { isReply: 'a reply', isBoost: 'passed on', isBot: 'a bot', isSensitive: 'sensitive' },
  postOf: (name: string) => `the post of ${apart(name)}`,
  hold: 'Hold',
  letGo: 'Let go',
  held: 'Held',
  openWall: 'The wall',
  yourName: 'Your name, for everybody to see',
  yourPost: 'Your post',
  post: 'Post',
  posting: 'Posting …',
  close: 'Close',
  count: (length: number, limit: number) => `${length} of ${limit} characters`,
  needsText: 'There is nothing in your post yet.',
  posted: 'Your post is on the wall.',
  waits: 'Your post is with the presenter, who decides on it.',
  takeBack: 'Take it back',
  takenBack: 'Your post is taken back.',
  noLine: 'No connection. Try again once you are back.',
  spoken: (name: string, text: string) => `${name}: ${text}`,
  /** `seconds`: until it is tried again; undefined: soon, or not at all. */
  source(status: SourceStatus, seconds: number | undefined): string {
    const { network, state, reason } = status
    const name = networks[network]
    if (state === 'needs-key')
      return reason === 'wrong-key'
        ? `${name} refuses the key it was given: whoever runs this server can mend that`
        : `${name} needs a key from whoever runs this server`
    if (state === 'spent') return `${name}: the posts of today are used up`
    if (state === 'retrying')
      return `${trouble(status)}; trying again ${seconds === undefined || seconds <= 0 ? 'now' : `in ${seconds} s`}`
    if (state === 'connecting') return `${name}: connecting …`
    if (state === 'idle') return network === 'room' ? name : `${name}: asked once a term is searched`
    if (reason === 'no-authors')
      return `${name} does not say who wrote its posts: they are held back until it does`
    if (reason === 'too-many-terms') return `${name}: connected, but more is searched here than it takes`
    return network === 'room' ? name : `${name}: connected`
  },
}
