/** How the server answers: with what was asked for, or with a refusal. */
import type { VoteProblem } from '../question-types/question-type'

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
  | VoteProblem
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
  | 'undo-over'
  | 'no-such-result'
  | 'other-choices'
  | 'is-past'
  | 'other-letters'
  | 'no-timer'
  | 'list-full'
  | 'list-too-large'
  | 'too-many-muted'
  | 'too-many-waiting'
  | 'too-many-decisions'
  | 'too-many-presenters'
  | 'key-is-set'
  | 'rooms-closed'
  | 'room-name-too-long'
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
  | 'no-such-lesson'
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
