/** The words of the presenter's part of the wall. A translation replaces this file. */
import type { WallSettings } from '../../../src/core/protocol/wall'
import { wallWords } from '../words'

const apart = (text: string): string => `\u2068${text}\u2069`

const approve: Record<WallSettings['approve'], { text: string; hint: string }> = {
  room: { text: 'Posts from this room', hint: 'posts from elsewhere are shown at once' },
  all: { text: 'All posts', hint: 'nothing is shown that you have not approved' },
  none: { text: 'None', hint: 'everything is shown at once; you can take posts off' },
}

export const wallModerationWords = {
  ...wallWords,
  onProjector: 'The wall for the projector',
  pauseWall: 'Stop the room’s wall',
  resumeWall: 'Start the room’s wall',
  wallPaused: 'The room’s wall stands still.',
  wallResumed: 'Posts come in again.',
  roomTerm: 'What the room’s wall searches',
  onlyRoom: 'Only posts from this room',
  searching: (term: string) => `The room’s wall shows posts for ${apart(term)}.`,
  searchingNothing: 'The room’s wall shows only posts from this room.',
  searchIsOff: 'Searching is switched off on this server (WALL_SEARCH).',
  waitingTitle: (count: number) => (count === 0 ? 'Nothing to approve' : `To approve: ${count}`),
  waitsNow: 'There is a new post to approve.',
  shownTitle: 'On the room’s wall',
  nothingWaits: 'Posts that you approve first appear here.',
  nothingShown: 'Nothing is on the wall yet.',
  keysHint: 'Each letter is a key while its post has the focus; ↑ and ↓ go to another post.',
  rules: 'Rules of the wall',
  approve: 'Approve',
  reject: 'Reject',
  takeOff: 'Take off',
  pin: 'Pin',
  unpin: 'Unpin',
  block: 'Block author',
  approved: 'Approved.',
  rejected: 'Rejected.',
  takenOff: 'Taken off the wall.',
  pinnedNow: 'Pinned on top of the wall.',
  unpinned: 'Not pinned any more.',
  blocked: (name: string) => `${apart(name)} is blocked on this wall. You can unblock below.`,
  left: (sentence: string, count: number) =>
    `${sentence} ${count === 0 ? 'Nothing more' : count} to approve.`,
  ofPost: (name: string) => `the post of ${apart(name)}`,
  whatWaits: 'What waits for your approval',
  approveHow: approve,
  alsoShown: 'Show these, too',
  switches: {
    sensitive: { text: 'Sensitive posts', hint: 'marked so by their authors or networks' },
    replies: { text: 'Replies', hint: 'half of a conversation' },
    boosts: { text: 'Posts passed on', hint: 'boosts and reposts' },
    bots: { text: 'Bots', hint: 'accounts that say that they are one' },
  },
  whoMay: 'What the audience may do',
  rights: {
    posting: {
      text: 'Post to the wall',
      hint: 'from the wall’s page, and from the poll’s page behind “More”',
    },
    search: { text: 'Search terms of their own', hint: 'each for themselves, on the wall’s page' },
  },
  languages: 'Only these languages',
  languagesHint: 'Tags such as en, de; empty: all. Posts that name no language are shown.',
  set: 'Set',
  blockedAuthors: 'Blocked authors',
  unblock: 'Unblock',
  unblocked: (what: string) => `${apart(what)} is not blocked any more.`,
  changed: 'Changed.',
}
