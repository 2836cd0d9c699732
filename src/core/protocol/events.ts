/**
 * The events of the wire: what pages say of themselves, what their events are answered with, and what the server sends.
 * What each event of a page takes is in `schemas.ts`.
 */
import type { AnswerView } from '../question-types/registry'
import type { Ask, AsksChange, AsksNews, AskState, CaredAsk, OpenedAsks, OwnAsk } from './asks'
import type {
  Arrivals,
  ChatNews,
  Line,
  LineMark,
  OpenedChat,
  PeopleNews,
  PersonEntry,
  PrivateLine,
} from './chat'
import type { Counts, PollNews, TallyMark } from './poll'
import type { ListedResult, ResultTable } from './results'
import type { HelperState, ManyVotes, PresenterStateNews } from './presenter'
import type { ReportedItem } from './reports'
import type { SignCounts } from './signs'
import type { Snapshot } from './snapshot'
import type { OpenedWall, Post, PostNews, SourceStatus, WallNews } from './wall'

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
  /** Makes this socket a helper's. */
  helperKey?: string | undefined
}

/** A room in the list of the default room's presenter. */
export interface RoomEntry {
  code: string
  /** Empty: it has no name. */
  name: string
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

/** How much was hidden of what somebody said who was removed. */
export interface HiddenSayings {
  lines: number
  asks: number
  posts: number
  answers: number
}

/**
 * The answer to each event of a page, besides `ok`. `void`: the page waits for no answer.
 * The arguments of each event are in `schemas.ts`.
 */
export interface EventReplies {
  castVote: { vote: string | null }
  withdrawVote: { vote: string | null }
  present: { step: number }
  /** For presenters: approves, hides, restores or merges answers that people typed, highlights one, freezes them. */
  careForAnswers: object
  /**
   * For presenters: results of a lesson, the oldest first; without a number: of the present one. As many as a message
   * holds; the others come with `from: next`, if that is not null. A result with very many rounds comes in parts, too:
   * then `next` means itself, and its further rounds come with `round: nextRound`.
   */
  listResults: { results: ListedResult[]; next: number | null; nextRound: number }
  /** For presenters: the table of a round of a result, in parts. */
  resultTable: ResultTable
  /** For presenters: erases a result of any lesson. */
  eraseResult: object
  /** Makes a new presenter key; the old key and the links of helpers become invalid, their other sockets are closed. */
  newKey: { presenterKey: string }
  /** For presenters: lets somebody help; the key of the link is told once. */
  makeHelper: { id: string; helperKey: string }
  /** For presenters: takes the link of a helper back; its pages are closed. */
  revokeHelper: object
  /** Erases the room and all its data. The default room cannot be erased. */
  eraseRoom: object
  /** For a presenter of the default room: the most recently used rooms, and the number of all. */
  listRooms: { rooms: RoomEntry[]; count: number }
  /** For presenters: erases an earlier lesson, its lines and its results. */
  eraseLesson: object
  /** For presenters: gives the room a name, or none; the reply has it as it is shown. */
  nameRoom: { name: string }
  /** Requests a new snapshot: a page that slept checks whether it is still connected. */
  getSnapshot: { snapshot: Snapshot }

  /**
   * From now on this page is sent lines, people and typing. `name`: its earlier name, which it gets back if it is
   * free.
   */
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
  /** Says of what somebody wrote that it is rude, once a person; `isOn` false takes it back. It hides nothing. */
  report: { isOn: boolean }
  /** For presenters: they have seen to what was reported, and its reports are forgotten. */
  dismissReports: object
  /** For presenters: mutes or unmutes this person. */
  mute: object
  /**
   * For presenters and helpers: closes all pages of this person at once and lets none of them in again. Of who asked or
   * answered nobody is told who it is. `hide`: what this person said is hidden in the same step; the reply says how much.
   */
  removePerson: { hidden?: HiddenSayings }
  /** For presenters and helpers: somebody who was removed may come again. */
  letBack: object
  setTalk: object
  /** For presenters: what people may have of the results. */
  setSharing: object
  /** Shows the speaker a sign, on the screen only: at most one a second. */
  showSign: object
  /** For presenters: whether people may show signs. */
  setSigns: object
  /** For presenters: how many new ballots one network address may cast in each poll; 0: any number. */
  setBallotsPerAddress: object
  /** For presenters: new voting tickets, in the place of those of the batch that the page knows. */
  makeTickets: { batch: number }
  /** For presenters: voting takes no tickets any more. */
  stopTickets: object
  /** For presenters: the codes from this number on, as many as a message holds; the others come with `from: next`. */
  listTickets: { batch: number; tickets: string[]; next: number | null }
  /** For presenters: how many tickets are taken. */
  countTickets: { used: number }
  /** Takes a voting ticket for this browser, which then may cast ballots. */
  useTicket: { tickets: number }
  /** For presenters: closes everything that people write and hides what the last minute brought, or ends that. */
  panic: object
  announce: { id: string }
  withdrawAnnouncement: object

  /** From now on this page is sent asks; presenters all, everybody else those that are shown or answered. */
  openAsks: OpenedAsks
  closeAsks: void
  /** The same key from the same person is the same ask. */
  addAsk: { id: number; state: AskState }
  /** The own ask, until somebody has voted for it. Where asks wait for approval, it waits again. */
  editAsk: { state: AskState }
  /** Erases the own ask. */
  withdrawAsk: object
  /** Once a person; `isFor` false takes the vote back. */
  voteForAsk: { votes: number }
  /** For presenters: what becomes of an ask. */
  careForAsk: object
  /** For presenters: whether and how people may ask. */
  setAsks: object

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

export interface ServerEvents {
  snapshot: (snapshot: Snapshot) => void
  /** The room has another name; empty: it has none. */
  roomName: (name: string) => void
  /** Whether whoever voted finds the results at `/results` has changed. */
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
  /** The vote as it is recorded: to the other tabs of whoever cast it, and to a page of the workshops. */
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
