/**
 * Decides presenters' commands on a room's questions. Values in, values out; time and new ids
 * are arguments.
 */
import { MAX_PREPARED_QUESTIONS } from '../limits/input-limits'
import {
  firstHands,
  pose,
  type Circumstances,
  type Decision,
  type PollDocument,
  type RoomDocument,
} from './document'
import type { Command, Counts, Question } from '../protocol/poll'
import { FREE_HANDS, lettersOf } from '../poll/voting-rules'
import { refuse } from '../protocol/refusals'

/** Bytes of all prepared questions together, as stored. A list that is already larger stays, but cannot grow. */
export const MAX_PREPARED_BYTES = 650_000
/** The longest countdown, in milliseconds. */
const MAX_TIMER_MS = 24 * 3600 * 1000

/** Decides a presenter's command on this poll and step. */
export function decide(room: RoomDocument, command: Command, about: Circumstances): Decision {
  const { poll } = room
  const changed = (changes: Partial<RoomDocument>): Decision => ({
    ok: true,
    document: { ...room, ...changes, step: room.step + 1, usedAt: about.wallNow ?? about.now },
  })
  const polled = (changes: Partial<PollDocument>): Decision => changed({ poll: { ...poll, ...changes } })

  switch (command.name) {
    case 'ask':
      return changed({ poll: pose(command.question, about.newId()) })
    case 'askPrepared': {
      const question = room.prepared[command.index]
      if (!question) return refuse('no-such-question')
      return changed({ poll: pose(question, about.newId()), next: command.index + 1 })
    }
    case 'close':
      return poll.state === 'closed' ? refuse('already-so') : polled(closed(poll, about.counts))
    case 'reopen':
      if (poll.state === 'open') return refuse('already-so')
      return polled({ state: 'open', final: null, deadline: null, revealed: false, stage: 'question' })
    case 'show':
      return poll.shown ? refuse('already-so') : polled({ shown: true, stage: 'question' })
    case 'hide':
      return poll.shown ? polled({ shown: false, revealed: false }) : refuse('already-so')
    case 'reveal':
      if (poll.question.right === null) return refuse('no-right-answer')
      return poll.revealed
        ? refuse('already-so')
        : polled({ revealed: true, shown: true, stage: 'question', ...closed(poll, about.counts) })
    case 'conceal':
      return poll.revealed ? polled({ revealed: false }) : refuse('already-so')
    case 'markRight':
      if (command.right !== null && !lettersOf(poll.question).includes(command.right))
        return refuse('no-such-choice')
      return polled({ question: { ...poll.question, right: command.right } })
    case 'clear':
      return polled({
        pollId: about.newId(),
        state: 'open',
        shown: poll.shown && poll.question.results === 'live',
        final: null,
        deadline: null,
        revealed: false,
        stage: 'question',
      })
    case 'again':
      return changed({
        poll: {
          ...pose(poll.question, about.newId(), poll.posed),
          round: poll.round + 1,
          earlier: [...poll.earlier, { ...about.counts }],
        },
      })
    case 'hands':
      return changed({ poll: pose(FREE_HANDS, about.newId(), false) })
    case 'stage':
      return poll.stage === command.stage ? refuse('already-so') : polled({ stage: command.stage })
    case 'finish':
      if (poll.stage === 'end') return refuse('already-so')
      return polled({ ...closed(poll, about.counts), stage: 'end' })
    case 'reword':
      return reworded(room, command, changed)
    case 'setTimer':
      if (poll.state === 'closed') return refuse('not-open')
      return polled({ deadline: command.seconds === null ? null : about.now + command.seconds * 1000 })
    case 'extendTimer':
      if (poll.deadline === null || poll.state === 'closed') return refuse('no-timer')
      return polled({
        deadline: Math.min(
          Math.max(poll.deadline, about.now) + command.seconds * 1000,
          about.now + MAX_TIMER_MS,
        ),
      })
    case 'newLesson':
      return changed({
        poll: firstHands(about.newId()),
        next: 0,
        announcement: null,
        lesson: room.lesson + 1,
      })
    case 'next':
    case 'back': {
      const meant = command.name === 'next' ? nextCommand(room) : backCommand(room)
      return meant ? decide(room, meant, about) : refuse('already-so')
    }
    default:
      return decideList(room, command, changed)
  }
}

/**
 * What "next" does now: close, show, reveal, then the next prepared question, finally the end of the lesson.
 * There, and in a free show of hands, it does nothing, so an accidental press discards no raised hand.
 */
export function nextCommand({ poll, prepared, next }: RoomDocument): Command | undefined {
  if (poll.posed && poll.stage === 'join') return { name: 'stage', stage: 'question' }
  if (poll.posed && poll.stage === 'question') {
    if (poll.state === 'open') return { name: 'close' }
    if (!poll.shown) return { name: 'show' }
    if (poll.question.right !== null && !poll.revealed) return { name: 'reveal' }
  }
  if (next < prepared.length) return { name: 'askPrepared', index: next }
  return poll.posed && poll.stage === 'question' ? { name: 'finish' } : undefined
}

/** What "back" undoes now, if anything: it never discards votes. */
export function backCommand({ poll }: RoomDocument): Command | undefined {
  if (poll.stage === 'end' || (poll.stage === 'join' && poll.posed))
    return { name: 'stage', stage: 'question' }
  if (poll.revealed) return { name: 'conceal' }
  if (poll.state === 'open') return undefined
  if (poll.shown && poll.question.results === 'hidden') return { name: 'hide' }
  return { name: 'reopen' }
}

type Changed = (changes: Partial<RoomDocument>) => Decision
type ListCommand = Extract<Command, { name: 'prepare' | 'editPrepared' | 'removePrepared' | 'movePrepared' }>

/** Changes the prepared list; `next` keeps pointing to the same question. */
function decideList(room: RoomDocument, command: ListCommand, changed: Changed): Decision {
  const prepared = [...room.prepared]
  if (command.name === 'prepare') {
    const full = listProblem(prepared, command.questions)
    if (full) return refuse(full)
    return changed({ prepared: [...prepared, ...command.questions] })
  }
  const index = command.name === 'movePrepared' ? command.from : command.index
  const question = prepared[index]
  if (!question) return refuse('no-such-question')
  if (command.name === 'editPrepared') {
    prepared[index] = command.question
    const bytes = bytesOf(prepared)
    if (bytes > MAX_PREPARED_BYTES && bytes > bytesOf(room.prepared)) return refuse('list-too-large')
    return changed({ prepared })
  }
  const upcoming = room.prepared[room.next]
  prepared.splice(index, 1)
  if (command.name === 'movePrepared') {
    if (command.to >= room.prepared.length) return refuse('no-such-question')
    prepared.splice(command.to, 0, question)
  }
  const place = upcoming ? prepared.indexOf(upcoming) : -1
  return changed({ prepared, next: place >= 0 ? place : Math.min(room.next, prepared.length) })
}

/** Why these questions cannot be appended to the list; undefined: they can. */
export function listProblem(
  prepared: readonly Question[],
  more: readonly Question[],
): 'list-full' | 'list-too-large' | undefined {
  if (prepared.length + more.length > MAX_PREPARED_QUESTIONS) return 'list-full'
  return bytesOf([...prepared, ...more]) > MAX_PREPARED_BYTES ? 'list-too-large' : undefined
}

function bytesOf(questions: readonly Question[]): number {
  return new TextEncoder().encode(JSON.stringify(questions)).length
}

/** Corrects the texts of the current question, and of the same question in the list. */
function reworded(
  room: RoomDocument,
  { text, choices, explanation }: Extract<Command, { name: 'reword' }>,
  changed: Changed,
): Decision {
  const { question } = room.poll
  if (choices.length !== question.choices.length) return refuse('other-letters')
  const was = JSON.stringify(question)
  const corrected: Question = { ...question, text, choices, explanation }
  const prepared = room.prepared.map(each => (JSON.stringify(each) === was ? corrected : each))
  const bytes = bytesOf(prepared)
  if (bytes > MAX_PREPARED_BYTES && bytes > bytesOf(room.prepared)) return refuse('list-too-large')
  return changed({ poll: { ...room.poll, question: corrected, reworded: true }, prepared })
}

function closed(poll: PollDocument, counts: Counts): Partial<PollDocument> {
  if (poll.state === 'closed') return {}
  return { state: 'closed', deadline: null, final: poll.question.kind === 'hands' ? { ...counts } : null }
}

/** Whether the command would close the current show of hands and make its tally final. */
export function closesHands(room: RoomDocument, command: Command, now: number): boolean {
  const { pollId, question, state } = room.poll
  if (question.kind !== 'hands' || state === 'closed') return false
  const decided = decide(room, command, { now, newId: () => '', counts: {} })
  return decided.ok && decided.document.poll.pollId === pollId && decided.document.poll.state === 'closed'
}
