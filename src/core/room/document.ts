/** The stored document of a room: makes a new one, and completes an older one. */
import type { Question, Turnout } from '../protocol/poll'
import type { Result, ShownParts } from '../protocol/results'
import type { Command, Sharing } from '../protocol/presenter'
import type { Refusal } from '../protocol/replies'
import type { ResultChange } from '../poll/results'
import type { Tally } from '../question-types/question-type'
import type { Announcement, ChatSettings } from '../protocol/chat'
import type { AsksSettings } from '../protocol/asks'
import type { WallDocument } from '../protocol/wall'
import type { LessonLines, Lessons } from './lessons'
import type { HiddenAsks, HiddenLines, Panic } from '../protocol/panic'
import { firstHands, type PollDocument } from './poll-document'
import { NO_TICKETS, type TicketsDocument } from './tickets'

/** What a command that replaced the poll has replaced: it can be taken back for ten seconds. */
export interface Undo {
  name: Command['name']
  /** On the server's monotonic clock, like `until`. */
  at: number
  until: number
  /** The poll as it was. The store keeps its ballots until `undo` is null again. */
  poll: PollDocument
  next: number
  lesson: number
  firstLine: number
  announcement: Announcement | null
  /** The secret of the lesson before. */
  rowsKey?: string | null
  /** Whether joint rows were switched on. */
  rows?: boolean
  /** The id of the result that the command recorded. */
  result: string | null
  /** The results that the command shows again, with what the audience had seen of them. */
  seen: (ShownParts & Pick<Result, 'id'>)[]
  /** Those of earlier lessons that had been shown again before. */
  shownAgain: string[]
}

/** What a document has of the asks, which are kept beside it. */
export interface AsksDocument extends AsksSettings {
  /** The ask that is on the screen. */
  up: number | null
}

/** The settings of the asks as they are sent. */
export function asksSettings({ asks: { up: _up, ...settings } }: Pick<RoomDocument, 'asks'>): AsksSettings {
  return settings
}

/** Somebody whom a presenter has given a link to help with. */
export interface Helper {
  /** Whom its sockets belong to; the public id, too. */
  id: string
  name: string
  /** When the link was made: milliseconds since 1970. */
  at: number
  /** SHA-256 of the key in the link, in hexadecimal. */
  keyHash: string
  /** When a page of theirs was last known to be open: milliseconds since 1970, at most a minute old. Missing: never. */
  lastHereAt?: number | undefined
}

/** What an author was removed for of whom nobody is told who it is. */
export interface Said {
  kind: 'ask' | 'answer'
  /** The beginning of it; empty: its lesson is erased. */
  text: string
  lesson: number
  /** The ask's number, or the id of the poll that was answered. */
  of: number | string
  /** The keyed hash under which the ask or the ballot is kept: by it the author is known, and nobody is told more. */
  author: string
}

/** Somebody whom the crew has removed from the room. */
export interface Removed {
  /** The public id; made up where somebody was removed for what was said without being named. */
  id: string
  /** The name this person had when removed; empty where it is not told. */
  name: string
  /** Milliseconds since 1970. */
  at: number
  /** By what else this person is known again: beginnings of the keyed hashes of tabs and of other browser ids. */
  marks: string[]
  said?: Said
  /** What this person said is hidden, also what is on its way. */
  hides?: true
}

/** A room as it is stored: one versioned document. */
export interface RoomDocument extends Lessons {
  /** SHA-256 of the presenter's key, in hexadecimal. */
  keyHash: string
  /** At most 20. */
  helpers: Helper[]
  /** What the presenter calls the room; empty: it has no name. */
  roomName: string
  createdAt: number
  usedAt: number
  /** Grows with every command; a command carries the step its sender saw. */
  step: number
  poll: PollDocument
  prepared: Question[]
  /** What programs name the prepared questions by, in their order: an id stays when its question moves or is edited. */
  preparedIds: number[]
  /** The greatest id that was ever given. */
  lastPreparedId: number
  /** Index of the next question in the prepared list. */
  next: number
  talk: ChatSettings
  sharing: Sharing
  /** Whether people may show signs. */
  signs: boolean
  /** New ballots that one network address may cast in each poll; 0: any number. */
  ballotsPerAddress: number
  tickets: TicketsDocument
  /** The secret of the lesson, by which its joint rows are kept; null: none are so far. */
  rowsKey: string | null
  /** Milliseconds since 1970, when people were last told that joint rows are kept. */
  rowsSince: number
  /** Muted people by their public ids, and the name each had when muted. */
  muted: { id: string; name: string }[]
  /** Who may not come in. At most 200. */
  removed: Removed[]
  /** Grows when everything that was said and asked is forgotten: the store erases all lines and results. */
  forgotten: number
  announcement: Announcement | null
  /** Changes whenever a result is recorded or erased: all nodes read the results again. */
  resultsRev: number
  /** The results of earlier lessons that were shown again in the present one. */
  shownAgain: string[]
  undo: Undo | null
  asks: AsksDocument
  wall: WallDocument
  /** Words that people may not write, as they were typed. */
  blockedWords: string[]
  /** The last use of the panic button. */
  panic: Panic | null
  /** Lines that a panic hid; of one that was undone none are. */
  hiddenLines: HiddenLines[]
  /** Asks that a panic hid; of one that was undone none are. */
  hiddenAsks: HiddenAsks[]
}

/** What a decision needs from outside. */
export interface Circumstances {
  /** On a monotonic clock. */
  now: number
  /** Milliseconds since 1970, if `now` is another clock. */
  wallNow?: number
  newId(): string
  /** The current tally. */
  tally: Tally
  /** The current turnout; absent: nobody is here. */
  turnout?: Turnout
  /** The results of the present lesson, the oldest first, and before them those of other lessons that are meant. */
  results?: readonly Result[]
  /** The poll as it was before it was closed for this command: what `undo` puts back. */
  before?: PollDocument | undefined
  /** What was said in the present lesson; read for a new one only. */
  lines?: LessonLines | undefined
}

/** A new document, and what changes with it in the results. */
export type Decision = { ok: true; document: RoomDocument; results?: ResultChange } | Refusal

/** The chat settings of a new room: off. In the default room the chat is on. */
const SILENT: ChatSettings = { chat: false, private: false, classic: true, host: false, slow: 0 }
const TALKING: ChatSettings = { ...SILENT, chat: true, private: true }

/** What a new room shares: what was shown anyway. */
const SHARED: Sharing = { page: true, files: false, rows: false }

/** The asks of a new room: closed. */
const CLOSED_ASKS: AsksDocument = { isOpen: false, approve: false, most: 3, onScreen: 'ask', up: null }

/**
 * The wall of a new room: posting is off. In the default room it is on, and posts wait for the presenter's approval.
 */
const BARE: WallDocument = {
  term: null,
  isPaused: false,
  posting: false,
  search: true,
  approve: 'room',
  sensitive: false,
  replies: false,
  boosts: false,
  bots: false,
  languages: [],
  blockedAuthors: [],
}

/** A new room: nothing prepared, a free show of hands open. */
export function newRoom(
  keyHash: string,
  { now, newId }: Pick<Circumstances, 'now' | 'newId'>,
  isDefaultRoom = false,
): RoomDocument {
  const poll = firstHands(newId(), now)
  const talk = isDefaultRoom ? TALKING : SILENT
  return {
    keyHash,
    helpers: [],
    roomName: '',
    createdAt: now,
    usedAt: now,
    step: 1,
    poll,
    prepared: [],
    preparedIds: [],
    lastPreparedId: 0,
    next: 0,
    talk,
    sharing: SHARED,
    signs: false,
    ballotsPerAddress: 0,
    tickets: NO_TICKETS,
    rowsKey: null,
    rowsSince: 0,
    muted: [],
    removed: [],
    firstLine: 1,
    lessons: [],
    forgotten: 0,
    announcement: null,
    lesson: 1,
    resultsRev: 0,
    shownAgain: [],
    undo: null,
    asks: CLOSED_ASKS,
    wall: { ...BARE, posting: isDefaultRoom },
    blockedWords: [],
    panic: null,
    hiddenLines: [],
    hiddenAsks: [],
  }
}

/** Adds the fields that a document of an earlier version lacks. */
export function completed(kept: Partial<RoomDocument>, isDefaultRoom: boolean): RoomDocument {
  const defaults = newRoom('', { now: 0, newId: () => '' }, isDefaultRoom)
  const document = withPreparedIds({
    ...defaults,
    ...kept,
    talk: { ...defaults.talk, ...kept.talk },
    wall: { ...defaults.wall, ...kept.wall },
    asks: { ...defaults.asks, ...kept.asks },
    sharing: { ...defaults.sharing, ...kept.sharing },
  })
  const poll = completedPoll(defaults.poll, kept.poll)
  const { firstLine } = document
  const undo = document.undo as (Omit<Undo, 'firstLine' | 'seen' | 'shownAgain'> & Partial<Undo>) | null
  if (!undo) return { ...document, poll }
  return {
    ...document,
    poll,
    undo: { firstLine, seen: [], shownAgain: [], ...undo, poll: completedPoll(defaults.poll, undo.poll) },
  }
}

/** A version that knew no ids may have changed the list: then all questions get new ones. */
function withPreparedIds(room: RoomDocument): RoomDocument {
  const { prepared, preparedIds, lastPreparedId } = room
  // What is no list is for the check of the document to find.
  if (!Array.isArray(prepared) || !Array.isArray(preparedIds)) return room
  if (preparedIds.length === prepared.length) return room
  return {
    ...room,
    preparedIds: prepared.map((_question, place) => lastPreparedId + place + 1),
    lastPreparedId: lastPreparedId + prepared.length,
  }
}

function completedPoll(defaults: PollDocument, kept: Partial<PollDocument> | undefined): PollDocument {
  const resultId = kept?.pollId ?? ''
  // A version that kept no ids of rounds named the result by the poll of the first.
  const roundIds = (kept?.earlier ?? []).map((_round, place) =>
    place === 0 ? (kept?.resultId ?? resultId) : '',
  )
  const poll = { ...defaults, resultId, roundIds, ...kept }
  // Of a version without stages: where a question was asked, it is up.
  return { ...poll, stage: kept?.stage ?? (poll.posed ? 'question' : 'join') }
}
