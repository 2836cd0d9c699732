/**
 * The words that scripts write on the wall. A separate file, so that voters do not load it; a translation replaces
 * it.
 */
import type { Network, SourceStatus } from '../../src/core/protocol/wall'
import { wallPageWords } from './page-words'

/** A text within a sentence, isolated so that its text direction does not affect the sentence. */
const apart = (text: string): string => `\u2068${text}\u2069`

const posts = (count: number): string => (count === 1 ? '1 post' : `${count} posts`)

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

/** Words that scripts compose. */
export const wallWords = {
  ...wallPageWords,
  name: 'Ask the Audience',
  networks,
  connection: { connected: 'Connected', ended: wallPageWords.roomEnded },
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
  cleared: 'Your view is cleared; others see the wall as before. New posts appear by themselves.',
  pinned: 'Pinned',
  presenter: 'Presenter',
  helper: 'Helper',
  marks: { isReply: 'a reply', isBoost: 'passed on', isBot: 'a bot', isSensitive: 'sensitive' },
  postOf: (name: string) => `the post of ${apart(name)}`,
  hold: 'Hold',
  release: 'Let go',
  held: 'Held',
  openWall: 'The wall',
  yourName: 'Your name, for everybody to see',
  yourPost: 'Your post',
  post: 'Post',
  posting: 'Posting …',
  close: 'Close',
  count: (length: number, limit: number) => `${length} of ${limit} characters`,
  needsText: 'There is nothing in your post yet.',
  posted: 'It is on the wall.',
  waits: 'Your post is with the presenter. It is on the wall once it is approved.',
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
