/**
 * A poll's chart as a picture for programs. Presenters get any of their polls; whoever has no key gets what the audience
 * sees of the one that is up, and what it was shown before in this lesson, where the room shares that.
 */
import { careFor } from '../../answer-care'
import type { ChartOf } from '../../core/charts/chart-rounds'
import { chartSvg, type ChartOptions } from '../../core/charts/chart-svg'
import { typeOf } from '../../core/question-types/registry'
import { tallyOf, wholeRound, type Round } from '../../core/question-types/rounds'
import type { Call } from './call'
import type { DrivenRoom } from './driven-room'
import { exportedPoll } from './export/exported'
import { fileName } from './export/file-name'
import { pollIdOf, withoutRight } from './poll-json'
import { shared } from './shared-work'

/** The picture is a document that may do nothing, should somebody open it as one. */
const POLICY = "default-src 'none'; style-src 'none'; sandbox"

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
  const { question, rounds, care, voted, present } = earlier
  return { question, rounds, care, turnout: { voted, present } }
}

function chartThatIsUp(room: DrivenRoom, tally: Round, isPresenter: boolean): ChartOf | undefined {
  const { document } = room
  const { question, revealed, shown, state, turnout, earlier, past, care } = document.poll
  if (!isPresenter && !shown) return undefined
  const isStill = !isPresenter && care.isFrozen && care.frozen !== undefined
  // Of two results side by side, the one beside is no earlier round of this one; the audience sees one earlier round.
  const before = past?.besideId ? [] : isPresenter ? earlier : earlier.slice(-1)
  return {
    question: isPresenter || revealed ? question : withoutRight(question),
    rounds: [...before, isStill ? care.frozen! : tally],
    firstRound: past?.besideId ? 1 : earlier.length - before.length + 1,
    care: careFor(document, question, care),
    turnout: state === 'closed' ? (turnout ?? room.turnout) : room.turnout,
  }
}

/** Whether this round is among those that may be seen. */
export function hasRound({ rounds, firstRound = 1 }: ChartOf, round = firstRound): boolean {
  return round >= firstRound && round < firstRound + rounds.length
}

/** Answers with the picture. */
export function sendChart(
  { code, room, response, id, isPresenter }: Call,
  chart: ChartOf,
  options: Omit<ChartOptions, 'withRight'>,
): void {
  const { question, rounds } = chart
  const answers = typeOf(question).isBounded ? 0 : tallyOf(rounds[rounds.length - 1] ?? {}).size
  const what = `chart ${JSON.stringify([id, isPresenter, options])}`
  const picture = shared(room.document, what, answers, () => chartSvg(chart, { ...options, withRight: true }))
  const name = fileName(code, room.document, { day: Date.now(), of: question.text, ending: 'svg' })
  response
    .status(200)
    .attachment(name)
    .set({
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
    })
    .send(picture)
}
