/**
 * The shapes of the wire: what events carry and are answered with, and what the server sends. What each event of a page
 * takes is in `schemas.ts`.
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

/** Votes a letter has, for exactly the letters of the poll, zeros included. */
export type Counts = Record<string, number>

export interface Choice {
  /** A, B, C, D … */
  letter: string
  /** What the letter stands for; empty when the question is asked aloud. */
  text: string
}

export interface Poll {
  pollId: string
  /** `hands`: the voter is the socket, and the vote goes with it. `ballot`: the browser, and it is kept. */
  kind: 'hands' | 'ballot'
  /** How a vote is given: one letter. */
  type: 'one'
  /** Empty when the question is asked aloud. */
  question: string
  choices: Choice[]
  state: 'open' | 'closed'
  /** Whether a presenter posed it; else it is the free show of hands. */
  posed: boolean
  /** Whether the audience sees the tally; else only the turnout. */
  shown: boolean
  /** The right letter, once it is revealed. */
  right: string | null
  /** 1, and one more each time the same question is asked again. */
  round: number
  /** Final tallies of the earlier rounds, while results are shown. */
  earlier: Counts[]
  /** On the server's clock that never jumps, whose `now` comes along; null: no countdown. */
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
  /** A letter; null: none is right, or nobody says so. */
  right: string | null
}

/** What a presenter may do. */
export type Command =
  | { name: 'ask'; question: Question }
  | { name: 'askPrepared'; index: number }
  | { name: 'close' | 'reopen' | 'show' | 'hide' | 'reveal' | 'conceal' }
  | { name: 'markRight'; right: string | null }
  /** `clear` takes all votes away; `again` asks once more; `hands` is the free show of hands. */
  | { name: 'clear' | 'again' | 'hands' | 'newLesson' | 'next' | 'back' }
  | { name: 'setTimer'; seconds: number | null }
  | { name: 'extendTimer'; seconds: number }
  | { name: 'prepare'; questions: Question[] }
  | { name: 'editPrepared'; index: number; question: Question }
  | { name: 'removePrepared'; index: number }
  | { name: 'movePrepared'; from: number; to: number }

/** A command means the poll and step that its sender saw, so that a double click does one thing once. */
export interface Present {
  pollId: string
  step: number
  command: Command
}

/** Where things are kept. */
export interface Keeping {
  /** In words for people. */
  sentence: string
  /** Whether a restart loses it all. */
  isLost: boolean
}

/** What only presenters see. */
export interface PresenterState {
  talk: ChatSettings
  wall: WallDocument
  muted: { id: string; name: string }[]
  announcement: Announcement | null
  /** The poll that is up. */
  pollId: string
  step: number
  prepared: Question[]
  next: number
  /** The right letter of the question that is up, revealed or not. */
  right: string | null
  /** What "next" would do now; null: nothing, for no question is up and none comes. */
  upcoming: Command['name'] | null
  canGoBack: boolean
  /** The tally, also while the audience does not see it. */
  counts: Counts
  rev: number
  /** Final tallies of the earlier rounds, likewise. */
  earlier: Counts[]
  kept: Keeping
  /** Days without anybody in the room after which what belongs to it is erased. */
  erasedAfterDays: number
}

/** Keys that are left out have not changed. In `prepared` a number is the position that a question had before. */
export type PresenterStateNews = Partial<Omit<PresenterState, 'prepared'>> &
  Pick<PresenterState, 'pollId' | 'step'> & { prepared?: (Question | number)[] }

/** Names the poll a tally belongs to and numbers it; a page drops a smaller `rev`. */
export interface TallyMark {
  pollId: string
  rev: number
}

/** People who have voted, and people present or asleep, presenters and screens left out. */
export interface Turnout {
  voted: number
  present: number
}

/** The poll as the audience may see it, whenever something of it has changed. */
export interface PollNews extends Turnout {
  poll: Poll
  /** null while results are hidden. */
  counts: Counts | null
  rev: number
  /** The server's clock that never jumps, in milliseconds. */
  now: number
}

/** What a newcomer is sent of the poll. */
export interface VotingSnapshot extends Omit<PollNews, keyof Turnout> {
  /** The code of the room; '' is the default room. */
  room: string
  yourVote: string | null
  /** Another tab of this browser has taken this tab's hand over: it is not to be raised again here. */
  voteMoved: boolean
}

/** What a newcomer is sent of people. */
export interface PeopleSnapshot extends Turnout {
  /** Joined sockets, screens left out. */
  connected: number
}

export interface ChatSnapshot {
  talk: ChatNews
}

export interface AnnouncementSnapshot {
  /** The last one, for an hour, unless it was withdrawn. */
  announcement: Announcement | null
}

export interface WallSnapshot {
  wall: WallNews
}

/** All that a newcomer needs for voting: what each feature tells, and which version of the pages this server has. */
export interface Snapshot
  extends VotingSnapshot, PeopleSnapshot, ChatSnapshot, AnnouncementSnapshot, WallSnapshot {
  build: string
}

/** An expected no: a code for programs, a sentence for people. */
export interface Refusal {
  ok: false
  code: RefusalCode
  message: string
  /** Of a name that is taken: one like it that is free. */
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

/** What a socket says of itself when it connects. Classic: no `tab`. */
export interface Handshake {
  /** A random id of this tab, a credential: whoever brings it resumes the tab's session. */
  tab?: string | undefined
  /** A random id of this browser, a credential: its tabs are one person. */
  browser?: string | undefined
  /** This tab has been in the room before: it wants no other tab's hand. */
  again?: boolean | undefined
  /** The code of a room; absent or empty: the default room. */
  room?: string | undefined
  /** A projector: sees everything the audience may see, votes nothing, is not counted. */
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

/** The workshops' `message`: an announcement has `message` and `id`; a line said by somebody has `username`. */
export interface Said {
  user: string
  username: string
  text: string
  message: string
  id?: string
  at?: number
}

/** A post as the workshops' pages know it: HTML-escaped, for they insert it as HTML. */
export interface Tweet {
  name: string
  screen_name: string
  text: string
  /** http or https; empty where remote images are off. */
  user_profile_image: string
}

/**
 * What each event of a page is answered with, beside `ok`. `void`: the page waits for no answer.
 * What each event takes is in `schemas.ts`.
 */
export interface EventReplies {
  castVote: { vote: string | null }
  withdrawVote: { vote: string | null }
  present: { step: number }
  /** Makes a new presenter key; the old one opens nothing any more, and its other sockets are closed. */
  newKey: { presenterKey: string }
  /** Erases the room with everything in it. The default room cannot be erased. */
  eraseRoom: object
  /** The rooms used last, and how many there are in all, for a presenter of the default room. */
  listRooms: { rooms: RoomEntry[]; count: number }
  /** Asks for a fresh snapshot: a page that slept finds out whether it still has a connection. */
  getSnapshot: { snapshot: Snapshot }

  /** From now on this page is sent lines, people and typing. `name`: one it had, to have it back where it is free. */
  openChat: OpenedChat
  closeChat: void
  olderLines: { lines: Line[]; hasOlder: boolean }
  takeName: { name: string }
  releaseName: object
  'chat message': { seq: number; at: number }
  /** Not sent by pages: what a workshop's page sends is translated into it. */
  sayAs: { seq: number; at: number }
  deleteLine: object
  /** Sent at most every 3 s while somebody types. */
  typing: void
  sayPrivately: { at: number }
  /** For presenters: nobody is sent what this person says any more, or again. */
  mute: object
  setTalk: object
  announce: { id: string }
  withdrawAnnouncement: object

  /** From now on this page is sent posts: those of the room's wall, or of a term of its own. */
  openWall: OpenedWall
  closeWall: void
  /** Another term, for this page alone; null: back to the room's wall. */
  searchWall: OpenedWall
  /** For this page alone; going on brings the newest posts and how many were skipped. */
  pauseWall: object
  /** The same key from the same person is the same post. `isWaiting`: it is shown once a presenter approves it. */
  postToWall: { id: string; isWaiting: boolean }
  /** For presenters, as are all below but `rejectPost`. A term makes it the room's. */
  setWall: object
  approvePost: object
  /** Takes a post off, waiting or shown; its author in the room may do so, too. */
  rejectPost: object
  pinPost: object
  blockAuthor: object
  blockWord: object
  /** The wall of a workshop client: search a term, go on, pause. */
  updateTerm: void
  startStream: void
  stopStream: void
}

/** First votes of browsers that have just come, from one address. */
export interface ManyVotes {
  pollId: string
  votes: number
  /** Within so many seconds. */
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
  /** First whole, then what has changed. */
  presenterState: (news: PresenterStateNews) => void
  /** To presenters: votes that a script may have cast. */
  manyVotes: (news: ManyVotes) => void
  /** An announcement, on every screen. To a classic socket also the host's and other people's lines. */
  message: (said: Said) => void
  announcementWithdrawn: (id: string) => void
  /** What is switched on has changed. */
  talk: (talk: ChatNews) => void
  /** Number of the newest line, to pages that have not opened the chat, at most every 5 s. */
  unread: (lastSeq: number) => void
  /** A line, to its author's pages too: the key says which of one's own it is. A classic socket hears the text alone. */
  'chat message': (text: string, mark?: LineMark) => void
  lineDeleted: (seq: number) => void
  /** A new lesson has begun: all lines are gone. */
  linesForgotten: () => void
  people: (news: PeopleNews) => void
  /** Some of those who are typing, and how many there are; nobody: empty. */
  typing: (people: Pick<PersonEntry, 'id' | 'name'>[], count: number) => void
  arrivals: (arrivals: Arrivals) => void
  /** To all tabs of both with the chat open; answered by the page that has drawn it. */
  privateLine: (line: PrivateLine, answer: () => void) => void
  /** What everybody may know of the wall has changed. */
  wall: (wall: WallNews) => void
  /** To pages with the wall open. */
  posts: (news: PostNews) => void
  /** Likewise: all that is pinned now. */
  pinned: (posts: Post[]) => void
  /** Likewise: how each source is doing. */
  wallSources: (sources: SourceStatus[]) => void
  /** To presenters with the wall open: posts that wait for them, and those that no longer do. */
  postsWaiting: (news: PostNews) => void
  /** To a classic socket: its term, trimmed, otherwise as typed. */
  updatedTerm: (term: string) => void
  /** To a classic socket: a post, HTML-escaped. */
  tweets: (tweet: Tweet) => void
  /** Told to the person concerned. */
  muted: (isMuted: boolean) => void
  /** The room was erased: there is nothing to come back to. */
  ended: () => void
  /** Another tab brought this tab's id: this one is out of the room and must not reconnect by itself. */
  displaced: () => void
  /** Nothing can be recorded just now, or it can again: hands go on meanwhile. */
  storeAway: (isAway: boolean) => void
  /** The server is ending; it may come back. */
  serverClosing: () => void
}
