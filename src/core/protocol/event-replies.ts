/** What the events of pages are answered with. What each event takes is in `schemas.ts`. */
import type { AskState, OpenedAsks } from './asks'
import type { Line, OpenedChat } from './chat'
import type { ListedResult, ResultTable } from './results'
import type { Snapshot } from './snapshot'
import type { OpenedWall } from './wall'

/** A room in the list of the default room's presenter. */
export interface RoomEntry {
  code: string
  /** Empty: it has no name. */
  name: string
  createdAt: number
  usedAt: number
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
