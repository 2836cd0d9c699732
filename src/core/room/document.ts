/**
 * What is kept of a room: a new one, an older one completed, and which parts decide on votes or may be seen by
 * everybody.
 */
import type { Counts, Poll, Question, Refusal } from '../protocol/events'
import { FREE_HANDS, LETTERS, lettersOf, type VotingRules } from '../poll/voting-rules'
import type { Announcement, ChatSettings } from '../protocol/chat'
import type { WallDocument } from '../protocol/wall'

/** The question that is up, with all that only the presenter may know. */
export interface PollDocument {
  pollId: string
  question: Question
  /** Whether somebody posed it; else it is the free show of hands. */
  posed: boolean
  state: 'open' | 'closed'
  /** Whether the audience sees the tally. */
  shown: boolean
  /** Whether the audience sees the right answer. */
  revealed: boolean
  /** 1, and one more each time the same question is asked again. */
  round: number
  /** Final tallies of the earlier rounds. */
  earlier: Counts[]
  /** The tally as it stood when a show of hands was closed: leaving changes it no more. */
  final: Counts | null
  /** Milliseconds on the server's clock that never jumps; null: no countdown. */
  deadline: number | null
}

/** A room as it is kept: one versioned document. */
export interface RoomDocument {
  /** SHA-256 of the presenter's key, in hexadecimal. */
  keyHash: string
  createdAt: number
  usedAt: number
  /** Grows with every command; a command names the step it means. */
  step: number
  poll: PollDocument
  prepared: Question[]
  /** Place in the prepared list of the question that comes next. */
  next: number
  talk: ChatSettings
  /** People who are heard no more, by their public ids, and the name each had then. */
  muted: { id: string; name: string }[]
  announcement: Announcement | null
  /** Grows with every new lesson: the lines of the one before are forgotten. */
  lesson: number
  wall: WallDocument
}

/** What a decision needs from outside. */
export interface Circumstances {
  /** On a clock that never jumps. */
  now: number
  /** Milliseconds since 1970, where that is another one. */
  wallNow?: number
  newId(): string
  /** The tally as it stands. */
  counts: Counts
}

export type Decision = { ok: true; document: RoomDocument } | Refusal

/** The talk of a new room is off; the default room's is on. */
const SILENT: ChatSettings = { chat: false, private: false, classic: true, host: false }
const TALKING: ChatSettings = { ...SILENT, chat: true, private: true }

/** The wall of a new room: nobody posts; what people post in the default room waits for its presenter. */
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
  blockedWords: [],
}

/** A new room: nothing prepared, a free show of hands open. */
export function newRoom(
  keyHash: string,
  { now, newId }: Pick<Circumstances, 'now' | 'newId'>,
  isDefaultRoom = false,
): RoomDocument {
  const poll = pose(FREE_HANDS, newId(), false)
  const talk = isDefaultRoom ? TALKING : SILENT
  return {
    keyHash,
    createdAt: now,
    usedAt: now,
    step: 1,
    poll,
    prepared: [],
    next: 0,
    talk,
    muted: [],
    announcement: null,
    lesson: 1,
    wall: { ...BARE, posting: isDefaultRoom },
  }
}

/** A document as it may have been kept before rooms could talk or had a wall, completed. */
export function completed(kept: Partial<RoomDocument>, isDefaultRoom: boolean): RoomDocument {
  const defaults = newRoom('', { now: 0, newId: () => '' }, isDefaultRoom)
  return { ...defaults, ...kept, wall: { ...defaults.wall, ...kept.wall } }
}

/** Whether there is anything of a lesson, besides its lines, that `renewed` would forget. */
export function hasForgettable({ poll, announcement, muted, wall }: RoomDocument): boolean {
  return poll.posed || announcement !== null || muted.length > 0 || wall.term !== null
}

/**
 * The default room after nobody has used it for long: the lesson with its question, ballots, lines and names is
 * forgotten. What was prepared and set stays.
 */
export function renewed(room: RoomDocument, about: Pick<Circumstances, 'now' | 'newId'>): RoomDocument {
  return {
    ...room,
    usedAt: about.now,
    step: room.step + 1,
    poll: pose(FREE_HANDS, about.newId(), false),
    next: 0,
    muted: [],
    announcement: null,
    lesson: room.lesson + 1,
    wall: { ...room.wall, term: null, isPaused: false },
  }
}

/** A question, put up for everybody. */
export function pose(question: Question, pollId: string, posed = true): PollDocument {
  const shown = question.results === 'live'
  return {
    pollId,
    question,
    posed,
    state: 'open',
    shown,
    revealed: false,
    round: 1,
    earlier: [],
    final: null,
    deadline: null,
  }
}

/** What of the poll decides on a vote. */
export function votingRules({ pollId, question, state, deadline }: PollDocument): VotingRules {
  return { pollId, letters: lettersOf(question), state, deadline }
}

/** What the audience and the screen may see of the poll: no right answer before its reveal, no tally before it is shown. */
export function audiencePoll({ question, ...poll }: PollDocument): Poll {
  return {
    pollId: poll.pollId,
    kind: question.kind,
    type: 'one',
    question: question.text,
    posed: poll.posed,
    choices: question.choices.map((text, index) => ({ letter: LETTERS[index]!, text })),
    state: poll.state,
    shown: poll.shown,
    right: poll.revealed ? question.right : null,
    round: poll.round,
    earlier: poll.shown ? poll.earlier : [],
    deadline: poll.deadline,
  }
}
