/**
 * The wire types: the answers to pages' events, and the events that the server sends. The arguments of each event of a page
 * are in `schemas.ts`.
 */

import type {
  Announcement,
  Arrivals,
  Line,
  LineMark,
  OpenedChat,
  PeopleNews,
  PersonEntry,
  PrivateLine,
  ChatNews,
  ChatSettings,
} from './chat'
import type { OpenedWall, Post, PostNews, SourceStatus, WallDocument, WallNews } from './wall'

/** The number of votes for each letter of the poll, zeros included. */
export type Counts = Record<string, number>

export interface Choice {
  /** A, B, C, D … */
  letter: string
  /** The text of the choice; empty if the question is asked aloud. */
  text: string
}

export interface Poll {
  pollId: string
  /** `hands`: the voter is the socket, and its vote ends with it. `ballot`: the voter is the browser, and the vote is recorded. */
  kind: 'hands' | 'ballot'
  /** How a vote is given: one letter. */
  type: 'one'
  /** Empty if the question is asked aloud. */
  question: string
  choices: Choice[]
  state: 'open' | 'closed'
  /** Whether a presenter asked it; otherwise it is the free show of hands. */
  posed: boolean
  /** Whether the audience sees the tally; otherwise only the turnout. */
  shown: boolean
  /** The right letter once it is revealed; null before. */
  right: string | null
  /** 1, plus one each time the same question is asked again. */
  round: number
  /** Final tallies of the earlier rounds, while results are shown. */
  earlier: Counts[]
  /** On the server's monotonic clock, whose `now` is sent with it; null: no countdown. */
  deadline: number | null
}

/** A question as a presenter writes it. */
export interface Question {
  /** Empty: asked aloud. */
  text: string
  /** The texts of 2 to 8 choices, in the order of their letters; each may be empty. */
  choices: string[]
  kind: 'hands' | 'ballot'
  /** `hidden`: the audience sees no tally before the presenter shows it. */
  results: 'live' | 'hidden'
  /** A letter; null: no choice is marked as right. */
  right: string | null
}

/** What a presenter may do. */
export type Command =
  | { name: 'ask'; question: Question }
  | { name: 'askPrepared'; index: number }
  | { name: 'close' | 'reopen' | 'show' | 'hide' | 'reveal' | 'conceal' }
  | { name: 'markRight'; right: string | null }
  /** `clear` removes all votes; `again` starts another round; `hands` starts the free show of hands. */
  | { name: 'clear' | 'again' | 'hands' | 'newLesson' | 'next' | 'back' }
  | { name: 'setTimer'; seconds: number | null }
  | { name: 'extendTimer'; seconds: number }
  | { name: 'prepare'; questions: Question[] }
  | { name: 'editPrepared'; index: number; question: Question }
  | { name: 'removePrepared'; index: number }
  | { name: 'movePrepared'; from: number; to: number }

/** A command carries the poll and step that its sender saw, so that a double click acts only once. */
export interface Present {
  pollId: string
  step: number
  command: Command
}

/** Where data is stored. */
export interface Keeping {
  /** A sentence for people. */
  sentence: string
  /** Whether a restart loses all data. */
  isLost: boolean
}

/** What only presenters see. */
export interface PresenterState {
  talk: ChatSettings
  wall: WallDocument
  muted: { id: string; name: string }[]
  announcement: Announcement | null
  /** The current poll. */
  pollId: string
  step: number
  prepared: Question[]
  next: number
  /** The right letter of the current question, revealed or not. */
  right: string | null
  /** What "next" would do now; null: nothing, because there is no current question and none is prepared. */
  upcoming: Command['name'] | null
  canGoBack: boolean
  /** The tally, also while the audience does not see it. */
  counts: Counts
  rev: number
  /** Final tallies of the earlier rounds, also while the audience does not see them. */
  earlier: Counts[]
  kept: Keeping
  /** Days after which the data of an unused room is erased. */
  erasedAfterDays: number
}

/** Missing keys have not changed. In `prepared`, a number is the earlier position of a question. */
export type PresenterStateNews = Partial<Omit<PresenterState, 'prepared'>> &
  Pick<PresenterState, 'pollId' | 'step'> & { prepared?: (Question | number)[] }

/** The poll and the number of a tally; a page drops a tally with a smaller `rev`. */
export interface TallyMark {
  pollId: string
  rev: number
}

/** The number of people who have voted, and of people present or asleep; without presenters and screens. */
export interface Turnout {
  voted: number
  present: number
}

/** The poll as the audience may see it, sent at every change. */
export interface PollNews extends Turnout {
  poll: Poll
  /** null while results are hidden. */
  counts: Counts | null
  rev: number
  /** The server's monotonic clock, in milliseconds. */
  now: number
}

/** The part of a snapshot about the poll. */
export interface VotingSnapshot extends Omit<PollNews, keyof Turnout> {
  /** The code of the room; '' is the default room. */
  room: string
  yourVote: string | null
  /** Another tab of this browser has taken over this tab's hand; this tab must not raise it again. */
  voteMoved: boolean
}

/** The part of a snapshot about people. */
export interface PeopleSnapshot extends Turnout {
  /** The number of joined sockets, without screens. */
  connected: number
}

export interface ChatSnapshot {
  talk: ChatNews
}

export interface AnnouncementSnapshot {
  /** The last announcement of the last hour, unless it was withdrawn. */
  announcement: Announcement | null
}

export interface WallSnapshot {
  wall: WallNews
}

/** What a newcomer needs: the part of each feature, and the version of this server's pages. */
export interface Snapshot
  extends VotingSnapshot, PeopleSnapshot, ChatSnapshot, AnnouncementSnapshot, WallSnapshot {
  build: string
}

/** An expected refusal: a code for programs, a sentence for people. */
export interface Refusal {
  ok: false
  code: RefusalCode
  message: string
  /** If the name is taken: a similar free name. */
  free?: string | undefined
}

export type RefusalCode =
  | 'bad-request'
  | 'too-fast'
  | 'no-such-room'
  | 'foreign-page'
  | 'wrong-address'
  | 'room-set-aside'
  | 'no-such-choice'
  | 'poll-over'
  | 'poll-closed'
  | 'needs-page'
  | 'not-recorded'
  | 'not-kept'
  | 'not-a-presenter'
  | 'wrong-key'
  | 'older-step'
  | 'already-so'
  | 'no-such-question'
  | 'no-right-answer'
  | 'not-open'
  | 'no-timer'
  | 'list-full'
  | 'list-too-large'
  | 'too-many-muted'
  | 'too-many-waiting'
  | 'too-many-presenters'
  | 'key-is-set'
  | 'rooms-closed'
  | 'no-free-code'
  | 'screens-do-not-vote'
  | 'chat-off'
  | 'private-off'
  | 'muted'
  | 'needs-name'
  | 'bad-name'
  | 'name-signs'
  | 'mixed-scripts'
  | 'name-taken'
  | 'name-reserved'
  | 'empty-line'
  | 'line-too-long'
  | 'line-not-kept'
  | 'no-such-line'
  | 'not-your-line'
  | 'person-gone'
  | 'not-to-yourself'
  | 'too-many-transcripts'
  | 'empty-announcement'
  | 'announcement-too-long'
  | 'no-such-announcement'
  | 'search-off'
  | 'wall-closed'
  | 'empty-term'
  | 'term-too-long'
  | 'too-many-terms'
  | 'posting-off'
  | 'post-too-long'
  | 'no-such-post'
  | 'too-many-blocked'
  | 'too-many-pinned'
  | 'server-error'

export type Reply<T extends object = object> = ({ ok: true } & T) | Refusal
export type Answer<T extends object = object> = (reply: Reply<T>) => void

/** What a socket sends when it connects. A classic socket sends no `tab`. */
export interface Handshake {
  /** A random id of this tab, a credential: a socket that sends it resumes the tab's session. */
  tab?: string | undefined
  /** A random id of this browser, a credential: its tabs are one person. */
  browser?: string | undefined
  /** This tab was in the room before, so it does not take over another tab's hand. */
  again?: boolean | undefined
  /** The code of a room; absent or empty: the default room. */
  room?: string | undefined
  /** A projector: receives what the audience may see, does not vote and is not counted. */
  screen?: boolean | undefined
  /** Makes this socket a presenter of the room. */
  presenterKey?: string | undefined
}

/** A room in the list of the default room's presenter. */
export interface RoomEntry {
  code: string
  createdAt: number
  usedAt: number
}

/** The workshops' `message`: an announcement has `message` and `id`; a person's line has `username`. */
export interface Said {
  user: string
  username: string
  text: string
  message: string
  id?: string
  at?: number
}

/** A post in the workshops' format: HTML-escaped, because their pages insert it as HTML. */
export interface Tweet {
  name: string
  screen_name: string
  text: string
  /** http or https; empty if remote images are off. */
  user_profile_image: string
}

/**
 * The answer to each event of a page, besides `ok`. `void`: the page waits for no answer.
 * The arguments of each event are in `schemas.ts`.
 */
export interface EventReplies {
  castVote: { vote: string | null }
  withdrawVote: { vote: string | null }
  present: { step: number }
  /** Makes a new presenter key; the old key becomes invalid and its other sockets are closed. */
  newKey: { presenterKey: string }
  /** Erases the room and all its data. The default room cannot be erased. */
  eraseRoom: object
  /** For a presenter of the default room: the most recently used rooms, and the number of all. */
  listRooms: { rooms: RoomEntry[]; count: number }
  /** Requests a new snapshot: a page that slept checks whether it is still connected. */
  getSnapshot: { snapshot: Snapshot }

  /** From now on this page is sent lines, people and typing. `name`: its earlier name, which it gets back if it is free. */
  openChat: OpenedChat
  closeChat: void
  olderLines: { lines: Line[]; hasOlder: boolean }
  takeName: { name: string }
  releaseName: object
  'chat message': { seq: number; at: number }
  /** Not sent by pages: a workshop page's line is translated into it. */
  sayAs: { seq: number; at: number }
  deleteLine: object
  /** Sent at most every 3 s while somebody types. */
  typing: void
  sayPrivately: { at: number }
  /** For presenters: mutes or unmutes this person. */
  mute: object
  setTalk: object
  announce: { id: string }
  withdrawAnnouncement: object

  /** From now on this page is sent posts: of the room's wall, or of its own term. */
  openWall: OpenedWall
  closeWall: void
  /** Searches another term for this page only; null: back to the room's wall. */
  searchWall: OpenedWall
  /** For this page only; after a pause it is sent the newest posts and the number of skipped ones. */
  pauseWall: object
  /** The same key from the same person is the same post. `isWaiting`: it waits for a presenter's approval. */
  postToWall: { id: string; isWaiting: boolean }
  /** For presenters, like all below except `rejectPost`. A term becomes the room's term. */
  setWall: object
  approvePost: object
  /** Removes a waiting or shown post; its author in the room may do this, too. */
  rejectPost: object
  pinPost: object
  blockAuthor: object
  blockWord: object
  /** A workshop client's wall: searches a term, resumes, pauses. */
  updateTerm: void
  startStream: void
  stopStream: void
}

/** First votes of new browsers at one address. */
export interface ManyVotes {
  pollId: string
  votes: number
  /** The seconds in which they were cast. */
  seconds: number
}

export interface ServerEvents {
  snapshot: (snapshot: Snapshot) => void
  usersConnected: (count: number) => void
  statusMessage: (sentence: string) => void
  voteCount: (counts: Counts, mark: TallyMark) => void
  turnout: (voted: number, present: number) => void
  userVote: (choice: string | null) => void
  poll: (news: PollNews) => void
  /** The whole state first, then only changes. */
  presenterState: (news: PresenterStateNews) => void
  /** To presenters: a script may have cast votes. */
  manyVotes: (news: ManyVotes) => void
  /** An announcement, to every screen. To a classic socket also the lines of the host and of other people. */
  message: (said: Said) => void
  announcementWithdrawn: (id: string) => void
  /** The chat settings have changed. */
  talk: (talk: ChatNews) => void
  /** Number of the newest line, to pages that have not opened the chat, at most every 5 s. */
  unread: (lastSeq: number) => void
  /** A line, also to its author's pages, which recognize their own by the key. A classic socket receives only the text. */
  'chat message': (text: string, mark?: LineMark) => void
  lineDeleted: (seq: number) => void
  /** A new lesson has begun: all lines were erased. */
  linesForgotten: () => void
  people: (news: PeopleNews) => void
  /** Some of the people who are typing, and the number of all; an empty list if nobody is. */
  typing: (people: Pick<PersonEntry, 'id' | 'name'>[], count: number) => void
  arrivals: (arrivals: Arrivals) => void
  /** To all tabs of both people with an open chat; a page answers once it has drawn the line. */
  privateLine: (line: PrivateLine, answer: () => void) => void
  /** The public settings of the wall have changed. */
  wall: (wall: WallNews) => void
  /** To pages with an open wall. */
  posts: (news: PostNews) => void
  /** To pages with an open wall: all pinned posts. */
  pinned: (posts: Post[]) => void
  /** To pages with an open wall: the status of each source. */
  wallSources: (sources: SourceStatus[]) => void
  /** To presenters with an open wall: posts that now wait for approval, and posts that no longer do. */
  postsWaiting: (news: PostNews) => void
  /** To a classic socket: its term, trimmed but otherwise as typed. */
  updatedTerm: (term: string) => void
  /** To a classic socket: a post, HTML-escaped. */
  tweets: (tweet: Tweet) => void
  /** To the muted or unmuted person. */
  muted: (isMuted: boolean) => void
  /** The room was erased: the page must not reconnect. */
  ended: () => void
  /** Another tab sent this tab's id: this tab has left the room and must not reconnect by itself. */
  displaced: () => void
  /** The store has become unavailable or available again: hands still work without it. */
  storeAway: (isAway: boolean) => void
  /** The server is shutting down; it may come back. */
  serverClosing: () => void
}
