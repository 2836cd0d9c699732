/** The events that the server sends to pages, also to those of the workshops. */
import type { AnswerView } from '../question-types/registry'
import type { Ask, AsksChange, AsksNews, CaredAsk, OwnAsk } from './asks'
import type { Arrivals, ChatNews, LineMark, PeopleNews, PersonEntry, PrivateLine } from './chat'
import type { Counts, PollNews, TallyMark } from './poll'
import type { HelperState, ManyVotes, PresenterStateNews } from './presenter'
import type { ReportedItem } from './reports'
import type { SignCounts } from './signs'
import type { Snapshot } from './snapshot'
import type { Post, PostNews, SourceStatus, WallNews } from './wall'

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

export interface ServerEvents {
  snapshot: (snapshot: Snapshot) => void
  /** The room has another name; empty: it has none. */
  roomName: (name: string) => void
  /** Whether voters find the results at `/results` has changed. */
  resultsPage: (isOn: boolean) => void
  /** Joint rows are kept from now on, or not any more. */
  rowsKept: (isOn: boolean) => void
  /** People may show signs from now on, or not any more. */
  signsOn: (isOn: boolean) => void
  /** To all tabs of somebody who has taken a voting ticket: its batch. */
  ticketTaken: (tickets: number) => void
  /** To screens and presenters: what was shown since the last of these, at most two a second. */
  signs: (counts: SignCounts) => void
  /** To presenters and helpers: all that was reported, the most reported first, at most two a second. */
  reports: (items: ReportedItem[]) => void
  usersConnected: (count: number) => void
  statusMessage: (sentence: string) => void
  voteCount: (counts: Counts, mark: TallyMark) => void
  /** What people typed, as the audience sees it: phones at most once a second, screens and presenters twice. */
  answers: (view: AnswerView, mark: TallyMark) => void
  /** To presenters and helpers: all that people typed, hidden and waiting answers too. */
  allAnswers: (view: AnswerView, mark: TallyMark) => void
  /** The round before this one of answers that people typed, or the result beside it: once, and when it changes. */
  earlierAnswers: (view: AnswerView, mark: TallyMark) => void
  turnout: (voted: number, present: number) => void
  /** The vote as it is recorded: to the voter's other tabs, and to a page of the workshops. */
  userVote: (vote: string | null) => void
  poll: (news: PollNews) => void
  /** The whole state first, then only changes. */
  presenterState: (news: PresenterStateNews) => void
  /** To helpers: whenever it has changed. */
  helperState: (state: HelperState) => void
  /** To a helper whose link was taken back, with the sentence that says so: the page must not reconnect. */
  helperRevoked: (sentence: string) => void
  /** To presenters: a script may have cast votes. */
  manyVotes: (news: ManyVotes) => void
  /** An announcement, to every screen. To a classic socket also the lines of the host and of other people. */
  message: (said: Said) => void
  announcementWithdrawn: (id: string) => void
  /** The chat settings have changed. */
  talk: (talk: ChatNews) => void
  /** Number of the newest line, to pages that have not opened the chat, at most every 5 s. */
  unread: (lastSeq: number) => void
  /**
   * A line, also to its author's pages, which recognize their own by the key. A classic socket receives only the
   * text.
   */
  'chat message': (text: string, mark?: LineMark) => void
  lineDeleted: (seq: number) => void
  /** Lines that people said are hidden: those with these numbers, the first and the last one. */
  linesHidden: (seqs: [from: number, to: number]) => void
  /** A new lesson has begun: lines with smaller numbers are not part of it. */
  linesForgotten: (firstSeq: number) => void
  /** Lines that were gone are back: a page that has the chat open opens it again, and so gets its lines. */
  linesRestored: () => void
  people: (news: PeopleNews) => void
  /** Some of the people who are typing, and the number of all; an empty list if nobody is. */
  typing: (people: Pick<PersonEntry, 'id' | 'name'>[], count: number) => void
  arrivals: (arrivals: Arrivals) => void
  /** To all tabs of both people with an open chat; a page answers once it has drawn the line. */
  privateLine: (line: PrivateLine, answer: () => void) => void
  /** Whether asks are open, or which one is on the screen, has changed; their number at most every 5 s. */
  asksChanged: (news: AsksNews) => void
  /** To pages with open asks, at most every 500 ms; the newest only. */
  asks: (change: AsksChange<Ask>) => void
  /** To presenters with open asks: all, hidden, waiting and merged ones too. */
  allAsks: (change: AsksChange<CaredAsk>) => void
  /** To all pages of somebody who asked: the own asks, when one of them was answered, put on the screen or hidden. */
  ownAsks: (asks: OwnAsk[]) => void
  /** The public settings of the wall have changed. */
  wall: (wall: WallNews) => void
  /** To pages with an open wall. */
  posts: (news: PostNews) => void
  /** To the author of a post of the room: a presenter has approved it, and the wall shows it. */
  postApproved: (id: string) => void
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
  /** To somebody who was removed from the room, with the sentence that says so: the page must not reconnect. */
  removed: (sentence: string) => void
  /** The room was erased: the page must not reconnect. */
  ended: () => void
  /** Another tab sent this tab's id: this tab has left the room and must not reconnect by itself. */
  displaced: () => void
  /** The store has become unavailable or available again: hands still work without it. */
  storeAway: (isAway: boolean) => void
  /** The server is shutting down; it may come back. */
  serverClosing: () => void
}
