/** Answers presenters who ask for results: lists and tables in parts that fit in a message; and erases a result. */
import { careFor } from '../../answer-care'
import { bytesOf, withinBytes } from '../../core/limits/bounded'
import { listed } from '../../core/poll/results'
import type { EventReplies } from '../../core/protocol/event-replies'
import type { ListedResult, ResultTable } from '../../core/protocol/results'
import { refuse } from '../../core/protocol/refusals'
import type { Reply } from '../../core/protocol/replies'
import type { EventInputs } from '../../core/protocol/schemas'
import { typed, typeOf, type AnswerView } from '../../core/question-types/registry'
import { tallyOf } from '../../core/question-types/rounds'
import { withoutResults } from '../../core/room/erased-results'
import { randomUUID } from 'node:crypto'
import type { Budgets } from '../../rate-limiter'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'

export interface ResultRequestsParts {
  store: Store
  /** By the code of the room, shared with its commands. */
  budgets: Budgets
}

/** Bytes of results, or of the rows of a table, in one answer. */
const MAX_PART_BYTES = 12_000
/** Bytes of the tally of a round as pages are sent it, at most: an order of ten items by very many people. */
const LONGEST_ROUND_BYTES = 2000
/** Bytes of a picture, at most. */
const VIEW_BYTES = 4000

export class ResultRequests {
  constructor(
    private readonly room: LiveRoom,
    private readonly parts: ResultRequestsParts,
  ) {}

  /** Answers a presenter: results of a lesson from one of them and one of its rounds on, as many as a message holds. */
  async list({
    lesson,
    from = 0,
    round = 0,
  }: EventInputs['listResults']): Promise<Reply<EventReplies['listResults']>> {
    const refusal = this.tooFast()
    if (refusal) return refusal
    const { code, document } = this.room
    const all = await this.parts.store.results(code, { lesson: lesson ?? document.lesson })
    const meant = all.filter(({ seq }) => seq >= from)
    const figures = meant.map(result => listed(result, careFor(document, result.question, result.care)))
    return { ok: true, ...partOf(figures, round) }
  }

  /** Answers a presenter: a part of the table of a round, the picture with the first one. */
  async table({
    id,
    round,
    from = 0,
  }: {
    id: string
    round: number
    from?: number | undefined
  }): Promise<Reply<ResultTable>> {
    const refusal = this.tooFast()
    if (refusal) return refusal
    const [result] = await this.parts.store.results(this.room.code, { ids: [id] })
    const kept = result?.rounds[round]
    if (!result || !kept) return refuse('no-such-result')
    const [type, question, tally] = [typeOf(result.question), typed(result.question), tallyOf(kept)]
    const care = careFor(this.room.document, result.question, result.care)
    const all = type.rows(question, tally, care)
    const view = { type: type.name, ...type.view(question, tally, 'screen', care) } as AnswerView
    const rows = withinBytes(all.slice(from), from === 0 ? MAX_PART_BYTES - VIEW_BYTES : MAX_PART_BYTES)
    const next = from + rows.length
    return { ok: true, view: from === 0 ? view : null, rows, next: next < all.length ? next : null }
  }

  /** Erases a result of any lesson. */
  async erase({ id }: { id: string }): Promise<Reply> {
    const refusal = this.tooFast()
    if (refusal) return refusal
    const { room, parts } = this
    const [result] = await parts.store.results(room.code, { ids: [id] })
    if (!result) return refuse('no-such-result')
    const failure = await room.change(document => ({
      ok: true,
      document: withoutResults(document, new Set([id]), { now: Date.now(), newId: randomUUID }),
      results: { drop: id },
    }))
    return failure ?? { ok: true }
  }

  private tooFast() {
    return this.parts.budgets.take(this.room.code) ? undefined : refuse('too-fast')
  }
}

/** As many results as a message holds, the first one without the rounds before this one: at least one of its rounds. */
function partOf(all: readonly ListedResult[], round: number): EventReplies['listResults'] {
  const [whole, ...others] = all
  if (!whole) return { results: [], next: null, nextRound: 0 }
  const first = { ...whole, rounds: whole.rounds.slice(round) }
  const fitting = withinBytes([first, ...others], MAX_PART_BYTES)
  if (fitting.length > 0) return { results: fitting, next: all[fitting.length]?.seq ?? null, nextRound: 0 }
  const left = MAX_PART_BYTES - bytesOf({ ...first, rounds: [] })
  const rounds = withinBytes(first.rounds, Math.max(LONGEST_ROUND_BYTES, left))
  const nextRound = round + rounds.length
  const isWhole = nextRound === whole.rounds.length
  const next = isWhole ? (others[0]?.seq ?? null) : whole.seq
  return { results: [{ ...first, rounds }], next, nextRound: isWhole ? 0 : nextRound }
}
