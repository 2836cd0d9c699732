/**
 * The stored document of a room: makes a new one, completes an older one, and selects what decides on votes and what
 * everybody may see.
 */
import type { Counts, Poll, Question, Stage } from '../protocol/poll'
import type { Refusal } from '../protocol/replies'
import { FREE_HANDS, LETTERS, lettersOf, type VotingRules } from '../poll/voting-rules'
import type { Announcement, ChatSettings } from '../protocol/chat'
import type { WallDocument } from '../protocol/wall'

/** The current question, with what only the presenter may know. */
export interface PollDocument {
  pollId: string
  question: Question
  /** Whether a presenter asked it; otherwise it is the free show of hands. */
  posed: boolean
  state: 'open' | 'closed'
  /** Whether the audience sees the tally. */
  shown: boolean
  /** Whether the audience sees the right answer. */
  revealed: boolean
  /** 1, plus one each time the same question is asked again. */
  round: number
  /** Final tallies of the earlier rounds. */
  earlier: Counts[]
  /** The tally when a show of hands was closed: later departures do not change it. */
  final: Counts | null
  /** Milliseconds on the server's monotonic clock; null: no countdown. */
  deadline: number | null
  stage: Stage
  /** Whether its wording was corrected since it was asked. */
  reworded: boolean
}

/** A room as it is stored: one versioned document. */
export interface RoomDocument {
  /** SHA-256 of the presenter's key, in hexadecimal. */
  keyHash: string
  /** What the presenter calls the room; empty: it has no name. */
  roomName: string
  createdAt: number
  usedAt: number
  /** Grows with every command; a command carries the step its sender saw. */
  step: number
  poll: PollDocument
  prepared: Question[]
  /** Index of the next question in the prepared list. */
  next: number
  talk: ChatSettings
  /** Muted people by their public ids, and the name each had when muted. */
  muted: { id: string; name: string }[]
  announcement: Announcement | null
  /** Grows with every new lesson, which forgets the lines of the last one. */
  lesson: number
  wall: WallDocument
}

/** What a decision needs from outside. */
export interface Circumstances {
  /** On a monotonic clock. */
  now: number
  /** Milliseconds since 1970, if `now` is another clock. */
  wallNow?: number
  newId(): string
  /** The current tally. */
  counts: Counts
}

export type Decision = { ok: true; document: RoomDocument } | Refusal

/** The chat settings of a new room: off. In the default room the chat is on. */
const SILENT: ChatSettings = { chat: false, private: false, classic: true, host: false }
const TALKING: ChatSettings = { ...SILENT, chat: true, private: true }

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
  blockedWords: [],
}

/** The free show of hands with which a lesson begins: screens show how to join until somebody raises a hand. */
export function firstHands(pollId: string): PollDocument {
  return { ...pose(FREE_HANDS, pollId, false), stage: 'join' }
}

/** A new room: nothing prepared, a free show of hands open. */
export function newRoom(
  keyHash: string,
  { now, newId }: Pick<Circumstances, 'now' | 'newId'>,
  isDefaultRoom = false,
): RoomDocument {
  const poll = firstHands(newId())
  const talk = isDefaultRoom ? TALKING : SILENT
  return {
    keyHash,
    roomName: '',
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

/** Adds the fields that a document of an earlier version lacks. */
export function completed(kept: Partial<RoomDocument>, isDefaultRoom: boolean): RoomDocument {
  const defaults = newRoom('', { now: 0, newId: () => '' }, isDefaultRoom)
  const poll = kept.poll ?? defaults.poll
  // Of a version without stages: where a question was asked, it is up.
  const stage = poll.posed ? 'question' : 'join'
  return {
    ...defaults,
    ...kept,
    poll: { ...poll, stage: poll.stage ?? stage, reworded: poll.reworded ?? false },
    wall: { ...defaults.wall, ...kept.wall },
  }
}

/** Whether `renewed` would forget anything besides lines. */
export function hasForgettable({ poll, announcement, muted, wall }: RoomDocument): boolean {
  return poll.posed || announcement !== null || muted.length > 0 || wall.term !== null
}

/**
 * The default room after nobody has used it for long: the lesson with its question, ballots, lines and names is
 * forgotten. Prepared questions and settings stay.
 */
export function renewed(room: RoomDocument, about: Pick<Circumstances, 'now' | 'newId'>): RoomDocument {
  return {
    ...room,
    usedAt: about.now,
    step: room.step + 1,
    poll: firstHands(about.newId()),
    next: 0,
    muted: [],
    announcement: null,
    lesson: room.lesson + 1,
    wall: { ...room.wall, term: null, isPaused: false },
  }
}

/** A question as the current poll. */
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
    stage: 'question',
    reworded: false,
  }
}

/** The parts of the poll that decide whether a vote is accepted. */
export function votingRules({ pollId, question, state, deadline }: PollDocument): VotingRules {
  return { pollId, letters: lettersOf(question), state, deadline }
}

/**
 * What the audience and the screen may see of the poll itself: no right answer before its reveal, no earlier round
 * while
 * results are hidden. The tally is not part of it.
 */
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
    stage: poll.stage,
    explanation: poll.revealed ? (question.explanation ?? '') : '',
    reworded: poll.reworded,
    past: null,
  }
}
