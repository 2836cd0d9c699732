/**
 * Who may do what: one table of all events by all roles, asked at the one door before any feature is. What it refuses
 * reaches no feature; what it allows may still be refused by a setting of the room, a limit or a budget.
 */
import type { RefusalCode } from '../protocol/replies'
import type { EventName } from '../protocol/schemas'

/** `classic`: a page written by following the Socket.IO workshops. `screen`: a projector without a key. */
export const ROLES = ['presenter', 'helper', 'person', 'classic', 'screen'] as const
export type Role = (typeof ROLES)[number]

/** Whether a role takes care of what people say: the crew of a room are its presenters and their helpers. */
export function isCrew(role: Role): boolean {
  return role === 'presenter' || role === 'helper'
}

/** Whether whoever has this role votes, and counts as present: neither the crew nor a screen does. */
export function isVoter(role: Role): boolean {
  return role === 'person' || role === 'classic'
}

/** `own`: for oneself, or with what is one's own. `all`: for the room, or with what is anybody's. */
export type Extent = 'own' | 'all'
/** What a role may do with an event; or why nothing, as the code of the refusal. */
export type Permission = Extent | RefusalCode
/** Some things can be done from the main room only, by its presenters: `others` is for every other room. */
export type Cell = Permission | { readonly mainRoom: Permission; readonly others: Permission }
export type Row = Readonly<Record<Role, Cell>>

/** The cells of one line, in the order of `ROLES`. */
function row(presenter: Cell, helper: Cell, person: Cell, classic: Cell, screen: Cell): Row {
  return { presenter, helper, person, classic, screen }
}

const EVERYBODY = row('own', 'own', 'own', 'own', 'own')
/** What the key alone opens: polls, results, keys and rooms, and what the room is told by its presenters. */
const PRESENTERS = row('all', 'not-a-presenter', 'not-a-presenter', 'not-a-presenter', 'not-a-presenter')
/** What keeps a room civil: helpers may do it, too. */
const CARERS = row('all', 'all', 'not-a-presenter', 'not-a-presenter', 'not-a-presenter')
/** Who presents or helps votes on the page of the audience, as everybody does. */
const VOTERS = row('screens-do-not-vote', 'screens-do-not-vote', 'own', 'own', 'screens-do-not-vote')
/** A packet of the workshops' pages: no page of ours sends it. */
const WORKSHOPS = row('bad-request', 'bad-request', 'bad-request', 'own', 'bad-request')

export const permissions: Readonly<Record<EventName, Row>> = {
  castVote: VOTERS,
  withdrawVote: VOTERS,
  showSign: row('needs-page', 'needs-page', 'own', 'needs-page', 'needs-page'),
  useTicket: { ...VOTERS, classic: 'needs-page' },
  getSnapshot: EVERYBODY,

  present: PRESENTERS,
  listResults: PRESENTERS,
  resultTable: PRESENTERS,
  eraseResult: PRESENTERS,
  eraseLesson: PRESENTERS,
  setSharing: PRESENTERS,
  setSigns: PRESENTERS,
  setBallotsPerAddress: PRESENTERS,
  makeTickets: PRESENTERS,
  stopTickets: PRESENTERS,
  listTickets: PRESENTERS,
  countTickets: PRESENTERS,
  nameRoom: PRESENTERS,
  announce: PRESENTERS,
  withdrawAnnouncement: PRESENTERS,
  newKey: PRESENTERS,
  makeHelper: PRESENTERS,
  revokeHelper: PRESENTERS,
  listRooms: { ...PRESENTERS, presenter: { mainRoom: 'all', others: 'not-a-presenter' } },
  eraseRoom: { ...PRESENTERS, presenter: { mainRoom: 'all', others: 'own' } },

  careForAnswers: CARERS,

  openChat: row('own', 'own', 'own', 'needs-page', 'needs-page'),
  closeChat: EVERYBODY,
  olderLines: row('own', 'own', 'own', 'chat-off', 'chat-off'),
  /** A helper has the name that stands on the link. */
  takeName: row('own', 'not-a-presenter', 'own', 'own', 'needs-page'),
  releaseName: row('own', 'not-a-presenter', 'own', 'own', 'needs-page'),
  'chat message': row('own', 'own', 'own', 'own', 'needs-page'),
  sayAs: WORKSHOPS,
  typing: row('own', 'own', 'own', 'own', 'needs-page'),
  sayPrivately: row('own', 'own', 'own', 'private-off', 'needs-page'),
  deleteLine: row('all', 'all', 'own', 'own', 'needs-page'),
  // The crew deletes and hides. A wall that somebody looks at is a screen.
  report: row('needs-page', 'needs-page', 'own', 'needs-page', 'own'),
  dismissReports: CARERS,
  mute: CARERS,
  removePerson: CARERS,
  letBack: CARERS,
  setTalk: CARERS,
  // It opens nothing that a helper could not open, and hides nothing that a helper could not hide.
  panic: CARERS,

  openAsks: row('own', 'own', 'own', 'needs-page', 'own'),
  closeAsks: EVERYBODY,
  addAsk: row('own', 'own', 'own', 'needs-page', 'needs-page'),
  editAsk: row('own', 'own', 'own', 'needs-page', 'needs-page'),
  withdrawAsk: row('own', 'own', 'own', 'needs-page', 'needs-page'),
  voteForAsk: row('own', 'own', 'own', 'needs-page', 'needs-page'),
  careForAsk: CARERS,
  setAsks: CARERS,

  openWall: row('own', 'own', 'own', 'needs-page', 'own'),
  closeWall: EVERYBODY,
  searchWall: row('own', 'own', 'own', 'needs-page', 'own'),
  pauseWall: EVERYBODY,
  postToWall: row('own', 'own', 'own', 'needs-page', 'needs-page'),
  rejectPost: row('all', 'all', 'own', 'not-a-presenter', 'not-a-presenter'),
  setWall: CARERS,
  approvePost: CARERS,
  pinPost: CARERS,
  blockAuthor: CARERS,
  blockWord: CARERS,
  updateTerm: WORKSHOPS,
  startStream: WORKSHOPS,
  stopStream: WORKSHOPS,
}

/** What somebody of a role may do with an event, in the main room or in another one. */
export function permissionOf(event: EventName, role: Role, isMainRoom: boolean): Permission {
  const cell = permissions[event][role]
  return typeof cell === 'string' ? cell : isMainRoom ? cell.mainRoom : cell.others
}

/** Whether a permission allows anything; else it is the code of a refusal. */
export function isExtent(permission: Permission): permission is Extent {
  return permission === 'own' || permission === 'all'
}
