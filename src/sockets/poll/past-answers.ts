/**
 * The whole tallies of an earlier result of open answers that is shown again. The document has the most frequent answers
 * only; the result in the store has all of them, and what was decided on those of a result beside it.
 */
import type { KeptCare } from '../../core/question-types/care'
import type { Tally } from '../../core/question-types/question-type'
import { typeOf } from '../../core/question-types/registry'
import { tallyOf } from '../../core/question-types/rounds'
import type { PollDocument } from '../../core/room/poll-document'
import type { Result } from '../../core/protocol/results'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'

interface PastRounds {
  pollId: string
  tally: Tally
  /** Of the result beside it. */
  beside: { tally: Tally; care: KeptCare | undefined } | undefined
}

export class PastAnswers {
  private read: PastRounds | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly store: Pick<Store, 'results'>,
  ) {}

  /** As they are kept with the results; undefined: none is shown again, or they could not be read. */
  get rounds(): PastRounds | undefined {
    return this.isRead ? this.read : undefined
  }

  /** Resolves once they are read, if there are any. Where they cannot be read, the document has most of them. */
  async ready(): Promise<void> {
    const { poll } = this.room.document
    if (poll.past === null || typeOf(poll.question).isBounded) this.read = undefined
    else if (!this.isRead) this.read = await this.roundsOf(poll, poll.past).catch(() => undefined)
  }

  private get isRead(): boolean {
    const { poll } = this.room.document
    return (
      this.read?.pollId === poll.pollId && (poll.past?.besideId != null) === (this.read.beside !== undefined)
    )
  }

  private async roundsOf(
    { pollId }: PollDocument,
    { id, besideId }: NonNullable<PollDocument['past']>,
  ): Promise<PastRounds | undefined> {
    const ids = besideId === null ? [id] : [id, besideId]
    const results = await this.store.results(this.room.code, { ids })
    const find = (meant: string | null) => results.find(result => result.id === meant)
    const [result, beside] = [find(id), find(besideId)]
    if (!result) return undefined
    return {
      pollId,
      tally: lastTally(result),
      beside: beside && { tally: lastTally(beside), care: beside.care },
    }
  }
}

function lastTally({ rounds }: Result): Tally {
  return tallyOf(rounds[rounds.length - 1] ?? [])
}
