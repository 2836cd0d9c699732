/**
 * Who may do what over the HTTP API: one table of all operations by all callers, beside that of the events. What an
 * operation changes stands for an event, and presenters may do it where they may do that.
 */
import type { EventName } from '../protocol/schemas'
import { permissionOf } from './permissions'

/** With the presenter's key of the room, with the key of one of its helpers, or without a key. */
export const CALLERS = ['presenter', 'helper', 'nobody'] as const
export type Caller = (typeof CALLERS)[number]

/** `all`: everything. `seen`: what the audience sees, as far as the room shares it. Else why not. */
export type ApiPermission = 'all' | 'seen' | 'helper-key' | 'no-key'
export type ApiRow = Readonly<Record<Caller, ApiPermission>>

/** Helpers work on pages: a program never needs less than the presenter's key, so their links open nothing here. */
const SEEN: ApiRow = { presenter: 'all', helper: 'helper-key', nobody: 'seen' }

function asEvent(event: EventName): ApiRow {
  const presenter = permissionOf(event, 'presenter', false) === 'all' ? 'all' : 'no-key'
  return { presenter, helper: 'helper-key', nobody: 'no-key' }
}

const PRESENT = asEvent('present')
const CARE = asEvent('careForAsk')

export const apiPermissions = {
  /** It has a rule of its own: a setting of the server says who may open rooms. */
  openRoom: { presenter: 'all', helper: 'all', nobody: 'all' },
  room: SEEN,
  listQuestions: PRESENT,
  addQuestion: PRESENT,
  replaceQuestion: PRESENT,
  removeQuestion: PRESENT,
  importText: PRESENT,
  ask: PRESENT,
  close: PRESENT,
  reopen: PRESENT,
  show: PRESENT,
  hide: PRESENT,
  reveal: PRESENT,
  again: PRESENT,
  next: PRESENT,
  back: PRESENT,
  listPolls: SEEN,
  poll: SEEN,
  pollTable: SEEN,
  pollChart: SEEN,
  pollWorkbook: SEEN,
  results: SEEN,
  lessonTable: SEEN,
  lessonWorkbook: SEEN,
  lessonJson: SEEN,
  asks: SEEN,
  asksTable: SEEN,
  setAsks: asEvent('setAsks'),
  approveAsk: CARE,
  hideAsk: CARE,
  restoreAsk: CARE,
  answerAsk: CARE,
  reopenAsk: CARE,
  screenAsk: CARE,
  unscreenAsk: CARE,
  mergeAsk: CARE,
  unmergeAsk: CARE,
  events: SEEN,
} as const satisfies Record<string, ApiRow>

export type ApiOperation = keyof typeof apiPermissions

/** What an operation does with a key: it needs it, tells less without it, or does not look at it. */
export function keyNeedOf(operation: ApiOperation): 'needed' | 'optional' | 'none' {
  const { nobody }: ApiRow = apiPermissions[operation]
  return nobody === 'all' ? 'none' : nobody === 'seen' ? 'optional' : 'needed'
}
