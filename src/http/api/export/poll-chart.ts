/**
 * Which chart of a poll a program may see. Presenters get any of their polls; whoever has no key gets what the audience
 * sees of the one that is up, and what it was shown before in this lesson, where the room shares that.
 */
import type { ChartOf } from '../../../core/charts/chart-rounds'
import { wholeRound, type Round } from '../../../core/question-types/rounds'
import type { DrivenRoom } from '../driven-room'
import { pollIdOf } from '../poll-json'
import { exportedPoll, toldPoll } from './exported'

/** The chart of the poll with this id, without what its reader may not know; undefined: there is none, or it is not for whoever asks. */
export async function chartOf(
  room: DrivenRoom,
  id: string,
  isPresenter: boolean,
): Promise<ChartOf | undefined> {
  const { document } = room
  const { poll } = document
  const isUp = pollIdOf(poll) === id
  if (isUp && !(isPresenter && poll.past)) {
    const tally = await room.recordedTally()
    // The tally of one poll must never go out as that of another.
    if (room.document.poll.pollId !== poll.pollId) return chartOf(room, id, isPresenter)
    return chartThatIsUp(room, wholeRound(poll.question, tally), isPresenter)
  }
  if (!isPresenter && !document.sharing.page) return undefined
  const earlier = await exportedPoll(room, id, isPresenter)
  if (!earlier) return undefined
  const { question, rounds, numbers, care, voted, present } = earlier
  return { question, rounds, numbers, care, turnout: { voted, present } }
}

function chartThatIsUp(room: DrivenRoom, tally: Round, isPresenter: boolean): ChartOf | undefined {
  const { state, turnout } = room.document.poll
  const told = toldPoll(room.document, tally, isPresenter)
  return told && { ...told, turnout: state === 'closed' ? (turnout ?? room.turnout) : room.turnout }
}

/** Whether this round is among those that may be seen. */
export function hasRound({ rounds, numbers }: ChartOf, round?: number): boolean {
  const all = numbers ?? rounds.map((_round, place) => place + 1)
  return round === undefined ? all.length > 0 : all.includes(round)
}
