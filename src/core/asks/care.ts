/** What presenters do with asks. Values in, values out. */
import type { AskAction, AskState } from '../protocol/asks'
import { cleanText } from '../chat/messages'
import { MAX_ANSWER_LINE_LENGTH } from '../limits/input-limits'
import { refuse } from '../protocol/refusals'
import type { Refusal } from '../protocol/replies'
import type { KeptAsk } from './kept-asks'
import { rootOf } from './merged'
import { lessonAsks, type AskDecision, type AsksState } from './new-asks'

/** An action on an ask, as presenters send it. */
export interface AskCare {
  id: number
  action: AskAction
  /** For `merge`: the ask that stays. */
  into?: number | undefined
  /** For `answer`: a line of text; empty: it was answered aloud. */
  answer?: string | undefined
}

/** What a decision changes: an ask, and which one is on the screen. */
export type CareDecision = AskDecision & { up?: number | null }

/** From which states an action leads, and to which. */
const MOVES: Partial<Record<AskAction, { from: readonly AskState[]; to: AskState }>> = {
  approve: { from: ['waiting'], to: 'shown' },
  hide: { from: ['waiting', 'shown', 'answered'], to: 'hidden' },
  answer: { from: ['waiting', 'shown', 'answered'], to: 'answered' },
}

/** Decides on an action. `up` undefined: what is on the screen stays there. */
export function decideCare(state: AsksState, care: AskCare): CareDecision {
  const asks = lessonAsks(state)
  const ask = asks.find(({ id }) => id === care.id)
  if (!ask) return refuse('no-such-ask')
  switch (care.action) {
    case 'merge':
      return merged(state, asks, ask, care.into)
    case 'unmerge': {
      if (ask.into === undefined) return refuse('already-so')
      const { into: _into, ...alone } = ask
      return kept(alone)
    }
    case 'screen':
      return onScreen(state, rootOf(asks, ask))
    case 'unscreen':
      return state.up === ask.id ? { ok: true, ask, up: null } : refuse('already-so')
    case 'restore':
      if (ask.state !== 'hidden') return refuse('already-so')
      return kept({ ...ask, state: ask.answer === undefined ? 'shown' : 'answered', isCleared: true })
    case 'reopen': {
      if (ask.state !== 'answered') return refuse('already-so')
      const { answer: _answer, ...open } = ask
      return kept({ ...open, state: 'shown' })
    }
    case 'answer':
      return answered(ask, care.answer ?? '')
    case 'approve':
      return moved(ask, care.action)
    case 'hide': {
      const hidden = moved(ask, care.action)
      return hidden.ok && state.up === ask.id ? { ...hidden, up: null } : hidden
    }
  }
}

/**
 * Hides what one person asked in this lesson, with a name or without: hiding both would tell who asked without one.
 * Refuses where there is nothing to hide.
 */
export function decideHidden(
  state: AsksState,
  { from, isNamed }: { from: string; isNamed: boolean },
): CareDecision & { count?: number } {
  const asks = lessonAsks(state).filter(
    ask => ask.from === from && !ask.role && (ask.name !== '') === isNamed && ask.state !== 'hidden',
  )
  const [ask] = asks
  if (!ask) return refuse('no-such-ask')
  const put = asks.map(each => ({ ...each, state: 'hidden' as const }))
  const isUp = asks.some(({ id }) => id === state.up)
  return { ok: true, ask, write: { put, remove: [] }, count: put.length, ...(isUp && { up: null }) }
}

function kept(ask: KeptAsk): AskDecision {
  return { ok: true, ask, write: { put: [ask], remove: [] } }
}

function moved(ask: KeptAsk, action: AskAction): AskDecision {
  const { from, to } = MOVES[action]!
  return from.includes(ask.state) ? kept({ ...ask, state: to }) : refuse('already-so')
}

function answered(ask: KeptAsk, given: string): AskDecision {
  const answer = cleanText(given).replace(/\n+/g, ' ')
  if (answer.length > MAX_ANSWER_LINE_LENGTH) return refuse('ask-too-long')
  if (ask.state === 'answered' && ask.answer === answer) return refuse('already-so')
  return moved({ ...ask, answer }, 'answer')
}

/** What is put on the screen is approved by that. */
function onScreen({ up }: AsksState, ask: KeptAsk): CareDecision {
  if (ask.state === 'hidden') return refuse('no-such-ask')
  if (up === ask.id) return refuse('already-so')
  const approved = ask.state === 'waiting' ? kept({ ...ask, state: 'shown' }) : { ok: true as const, ask }
  return { ...approved, up: ask.id }
}

function merged(
  { up }: AsksState,
  asks: readonly KeptAsk[],
  ask: KeptAsk,
  into: number | undefined,
): CareDecision | Refusal {
  const given = asks.find(({ id }) => id === into)
  if (!given) return refuse('no-such-ask')
  const target = rootOf(asks, given)
  if (ask.into !== undefined) return refuse('already-so')
  // The ask stands for the other one already, or is it.
  if (target.id === ask.id) return refuse('already-so')
  const decision = kept({ ...ask, into: target.id })
  return up === ask.id ? { ...decision, up: null } : decision
}
