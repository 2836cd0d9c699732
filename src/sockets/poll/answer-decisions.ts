/** Records what presenters decide on answers that people typed; on those of an earlier result for good. */
import { refuse } from '../../core/protocol/refusals'
import type { Reply } from '../../core/protocol/replies'
import { decideCare, type CareChange } from '../../core/question-types/care'
import { typeOf } from '../../core/question-types/registry'
import { keptRound } from '../../core/question-types/rounds'
import type { RoomDocument } from '../../core/room/document'
import type { Store } from '../../store/store'
import { tallyNow } from '../room/counts'
import type { LiveRoom } from '../room/live-room'

export interface Decision {
  pollId: string
  change: CareChange
}

/** Decides; who looks is sent what it may see now once the document has changed. */
export async function decideOn(
  room: LiveRoom,
  store: Pick<Store, 'results'>,
  { pollId, change }: Decision,
): Promise<Reply> {
  // Among several nodes the tally is read now and then: what stands still must have all that was acknowledged.
  if (change.do === 'freeze' && change.isOn) await room.ballots.catchUp()
  const { past } = room.document.poll
  const results = past ? await store.results(room.code, { ids: [past.id] }) : []
  const refusal = await room.change(document => {
    const { poll } = document
    if (poll.pollId !== pollId) return refuse('poll-over')
    if (typeOf(poll.question).isBounded) return refuse('already-so')
    const care = decideCare(poll.care, change, keptRound(poll.question, tallyNow(room)))
    if (!care) return refuse('too-many-decisions')
    const decided: RoomDocument = { ...document, poll: { ...poll, care } }
    const result = results.find(({ id }) => id === poll.past?.id)
    if (!result) return { ok: true, document: decided }
    // What is decided on an earlier result is decided for good.
    const { frozen: _frozen, ...kept } = care
    const correct = { ...result, care: { ...kept, isFrozen: false } }
    return {
      ok: true,
      document: { ...decided, resultsRev: document.resultsRev + 1 },
      results: { correct: [correct] },
    }
  })
  return refusal ?? { ok: true }
}
