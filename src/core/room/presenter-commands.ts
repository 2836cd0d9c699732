/**
 * Decides presenters' commands on a room's questions. Values in, values out; time and new ids
 * are arguments.
 */
import type { Command } from '../protocol/presenter'
import { refuse } from '../protocol/refusals'
import { FREE_HANDS } from '../poll/voting-rules'
import { careAgain } from '../question-types/care'
import { votersOf } from '../question-types/registry'
import { keptRound, OLDER_ROUND_BYTES, tallyOf } from '../question-types/rounds'
import { markedRight, reworded } from './corrections'
import { countdown, extended, NO_COUNTDOWN } from './countdown'
import type { Circumstances, Decision, RoomDocument } from './document'
import { firstHands, pose, type PollDocument } from './poll-document'
import { backCommand, nextCommand } from './next-and-back'
import { afterPause } from './kept-rows'
import { nextLesson } from './lessons'
import { pastPoll } from './past-results'
import { decideList } from './prepared-list'
import { askedInLesson, replaced, undone } from './replaced-poll'
import { hidden, noted, pollIdsOf, seenRounds, seenWhole } from './seen-results'

/** Decides a presenter's command on this poll and step. */
export function decide(room: RoomDocument, command: Command, about: Circumstances): Decision {
  return noted(decided(afterPause(room, about), command, about), about)
}

function decided(room: RoomDocument, command: Command, about: Circumstances): Decision {
  const { poll } = room
  const wallNow = about.wallNow ?? about.now
  const changed = (changes: Partial<RoomDocument>): Decision => ({
    ok: true,
    document: { ...room, ...changes, step: room.step + 1, usedAt: wallNow },
  })
  const posed = (question: PollDocument['question'], isPosed = true) =>
    pose(question, about.newId(), wallNow, isPosed)
  const replacedBy = (poll: PollDocument, changes: Partial<RoomDocument> = {}): Decision =>
    replaced(room, command.name, { ...changes, poll }, about)
  const polled = (changes: Partial<PollDocument>): Decision => changed({ poll: { ...poll, ...changes } })

  switch (command.name) {
    case 'ask':
      return replacedBy(posed(command.question))
    case 'askPrepared': {
      const question = room.prepared[command.index]
      if (!question) return refuse('no-such-question')
      return replacedBy(posed(question), { next: command.index + 1 })
    }
    case 'close':
      return poll.state === 'closed' ? refuse('already-so') : polled(closed(poll, about))
    case 'reopen':
      if (poll.past) return refuse('is-past')
      if (poll.state === 'open') return refuse('already-so')
      return polled({
        state: 'open',
        final: null,
        turnout: null,
        ...NO_COUNTDOWN,
        revealed: false,
        stage: 'question',
      })
    case 'show':
      return poll.shown ? refuse('already-so') : polled({ shown: true, stage: 'question' })
    case 'hide':
      return poll.shown ? polled(hidden(poll)) : refuse('already-so')
    case 'reveal':
      if (poll.question.right === null) return refuse('no-right-answer')
      return poll.revealed
        ? refuse('already-so')
        : polled({ revealed: true, shown: true, stage: 'question', ...closed(poll, about) })
    case 'conceal':
      return poll.revealed ? polled({ revealed: false }) : refuse('already-so')
    case 'markRight':
      return markedRight(room, command.right, about, polled)
    case 'clear': {
      if (poll.past) return refuse('is-past')
      const shown = poll.shown && poll.question.results === 'live'
      const { round, earlier, roundIds, reworded } = poll
      const shownRounds = seenRounds(poll).slice(0, -1)
      const care = careAgain(poll.care)
      return replacedBy({
        ...posed(poll.question, poll.posed),
        ...{ shown, round, earlier, roundIds, shownRounds, reworded, care },
        ...(round > 1 ? { resultId: poll.resultId, askedAt: poll.askedAt } : {}),
      })
    }
    case 'again':
      // What stays of an earlier result stays as it is: the new round makes another one.
      return replacedBy({
        ...posed(poll.question, poll.posed),
        ...nextRound(poll, about),
        ...(poll.past ? {} : { resultId: poll.resultId, askedAt: poll.askedAt }),
      })
    case 'showAgain': {
      const past = pastPoll(command, about)
      if (!past.ok) return past
      const isUp = poll.past?.id === command.id && poll.past.besideId === (command.beside ?? null)
      return isUp ? refuse('already-so') : replacedBy(past.poll)
    }
    case 'undo':
      return undone(room, about)
    case 'hands':
      return replacedBy(posed(FREE_HANDS, false))
    case 'stage':
      return poll.stage === command.stage ? refuse('already-so') : polled({ stage: command.stage })
    case 'finish':
      if (poll.stage === 'end') return refuse('already-so')
      return polled({ ...closed(poll, about), stage: 'end' })
    case 'reword':
      return reworded(room, command, about.results ?? [], changed)
    case 'setTimer':
      if (poll.state === 'closed') return refuse('not-open')
      return polled(command.seconds === null ? NO_COUNTDOWN : countdown(about.now, command.seconds))
    case 'extendTimer':
      return poll.deadline === null || poll.state === 'closed'
        ? refuse('no-timer')
        : polled(extended({ ...poll, deadline: poll.deadline }, about.now, command.seconds))
    case 'newLesson':
      return replacedBy(firstHands(about.newId(), wallNow), {
        next: 0,
        announcement: null,
        shownAgain: [],
        asks: { ...room.asks, up: null },
        ...nextLesson(room, about.lines, askedInLesson(room, about)),
      })
    case 'next': {
      const meant = nextCommand(room)
      return meant ? decided(room, meant, about) : refuse('already-so')
    }
    case 'back': {
      const meant = backCommand(
        room,
        about.results?.filter(({ lesson }) => lesson === room.lesson),
      )
      return meant ? decided(room, meant, about) : refuse('already-so')
    }
    default:
      return decideList(room, command, changed)
  }
}

/** What the next round knows of those before it. One in which nobody voted is none: the next one takes its place. */
function nextRound(
  poll: PollDocument,
  about: Circumstances,
): Pick<PollDocument, 'round' | 'earlier' | 'roundIds' | 'shownRounds' | 'care'> {
  const { question, past } = poll
  // Of two results side by side, the one beside is no earlier round.
  const before = (past?.besideId ? [] : poll.earlier).map(round =>
    keptRound(question, tallyOf(round), OLDER_ROUND_BYTES),
  )
  const isCounted = votersOf(question, about.tally) > 0
  const earlier = isCounted ? [...before, keptRound(question, about.tally)] : before
  const ofEarlier = <Item>(ofAll: readonly Item[]): Item[] => {
    const known = isCounted ? ofAll : ofAll.slice(0, -1)
    return known.slice(Math.max(0, known.length - earlier.length))
  }
  return {
    round: earlier.length + 1,
    earlier,
    roundIds: ofEarlier(roundIdsOf(poll, about)),
    shownRounds: ofEarlier(seenWhole(poll)),
    care: careAgain(poll.care),
  }
}

/** The polls of all rounds when another one begins. */
function roundIdsOf({ past, pollId, roundIds }: PollDocument, { results = [] }: Circumstances): string[] {
  if (!past) return [...roundIds, pollId]
  // Nobody voted on the poll that shows an earlier result.
  const result = results.find(({ id }) => id === past.id)
  return result ? pollIdsOf(result).slice(past.besideId ? -1 : 0) : [...(past.besideId ? [] : roundIds), '']
}

/** What changes when the poll is closed. */
function closed(poll: PollDocument, { tally, turnout }: Circumstances): Partial<PollDocument> {
  if (poll.state === 'closed') return {}
  const final = poll.question.kind === 'hands' ? keptRound(poll.question, tally) : null
  return { state: 'closed', ...NO_COUNTDOWN, final, turnout: turnout ?? null }
}

/** Whether the command would end the current show of hands, so that its tally must be final. */
export function endsHands(
  room: RoomDocument,
  command: Command,
  about: Omit<Circumstances, 'newId'>,
): boolean {
  const { pollId, question, state } = room.poll
  if (question.kind !== 'hands' || state === 'closed') return false
  const decision = decide(room, command, { ...about, newId: () => '' })
  if (!decision.ok) return false
  return decision.document.poll.pollId !== pollId || decision.document.poll.state === 'closed'
}
