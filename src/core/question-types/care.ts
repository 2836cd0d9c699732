/** What presenters decide on open answers: approve, hide, restore, merge two into one, highlight one, freeze. */
import { withinBytes } from '../limits/bounded'
import { NO_CARE, type Care } from './question-type'
import type { Round } from './rounds'

/** As it is kept with a poll; the room's blocked words are kept with the room, stop words with the program. */
export type KeptCare = Omit<Care, 'blocked' | 'stopWords'> & {
  /** Whether the audience goes on seeing what it saw when this began. */
  isFrozen: boolean
  /** What it saw, while it is frozen. */
  frozen?: Round
}

/** What presenters are sent of it; what was decided on single answers is in their view. */
export interface CareState {
  needsApproval: boolean
  isFrozen: boolean
  highlighted: string | null
  isList: boolean
  /** The newest first, as many as a message holds. */
  merged: { from: string; into: string }[]
}

/** One decision. An answer is meant by its key. */
export type CareChange =
  | { do: 'approve' | 'hide' | 'restore'; key: string }
  /** Takes out of this answer the one that was merged into it, or all. */
  | { do: 'split'; key: string; from?: string | undefined }
  | { do: 'merge'; key: string; into: string }
  | { do: 'highlight'; key: string | null }
  /** `list`: words are shown as a list on every screen, not as a cloud. */
  | { do: 'approval' | 'freeze' | 'list'; isOn: boolean }

/** Decisions of a kind that a poll can hold. */
const MAX_DECISIONS = 2000
/** Bytes of all decisions of a poll, as JSON. */
const MAX_DECISIONS_BYTES = 256 * 1024
/** Bytes of merged answers that presenters are sent. */
const MAX_STATE_BYTES = 4000

const { blocked: _blocked, stopWords: _stopWords, ...nothing } = NO_CARE

/** Nothing is decided yet. */
export function newCare(needsApproval = false): KeptCare {
  return { ...nothing, needsApproval, isFrozen: false }
}

/** The same of a further round: an answer that was hidden stays hidden in both, the picture moves again. */
export function careAgain({ frozen: _frozen, ...care }: KeptCare): KeptCare {
  return { ...care, highlighted: null, isFrozen: false }
}

/** The care of a picture beside which another one stands: what is hidden in that one is hidden in both. */
export function careBeside(care: KeptCare, shown: Pick<KeptCare, 'hidden'>): KeptCare {
  return { ...care, highlighted: null, hidden: [...care.hidden, ...shown.hidden] }
}

export function careState({ needsApproval, isFrozen, highlighted, isList, merged }: KeptCare): CareState {
  return {
    needsApproval,
    isFrozen,
    highlighted,
    isList: isList === true,
    merged: withinBytes([...merged].reverse(), MAX_STATE_BYTES),
  }
}

/**
 * The care with this decision; undefined: there are too many decisions.
 * @param now what has been answered so far
 */
export function decideCare(care: KeptCare, change: CareChange, now: Round = []): KeptCare | undefined {
  const changed = changedBy(care, change, now)
  const { approved, hidden, merged } = changed
  const size = ({ length }: readonly unknown[]) => length
  if (Math.max(...[approved, hidden, merged].map(size)) > MAX_DECISIONS) return undefined
  const isMore =
    size(approved) + size(hidden) + size(merged) > size(care.approved) + size(care.hidden) + size(care.merged)
  const bytes = new TextEncoder().encode(JSON.stringify([approved, hidden, merged])).length
  return isMore && bytes > MAX_DECISIONS_BYTES ? undefined : changed
}

function changedBy(care: KeptCare, change: CareChange, now: Round): KeptCare {
  const { approved, hidden, merged, highlighted } = care
  switch (change.do) {
    case 'approve':
      return { ...care, approved: added(approved, change.key), hidden: without(hidden, change.key) }
    case 'hide':
      return {
        ...care,
        hidden: added(hidden, change.key),
        approved: without(approved, change.key),
        highlighted: highlighted === change.key ? null : highlighted,
      }
    case 'restore':
      return { ...care, hidden: without(hidden, change.key), approved: added(approved, change.key) }
    case 'merge': {
      const { key, into } = change
      if (key === into) return care
      // One answer goes into one other; where that one came back to it, it stays now.
      const others = merged.filter(({ from }) => from !== key)
      const open = leadsTo(others, into, key) ? others.filter(({ from }) => from !== into) : others
      return { ...care, merged: [...open, { from: key, into }] }
    }
    case 'split':
      return {
        ...care,
        merged: merged.filter(
          ({ from, into }) => into !== change.key || (change.from !== undefined && from !== change.from),
        ),
      }
    case 'highlight':
      return { ...care, highlighted: change.key }
    case 'approval':
      return { ...care, needsApproval: change.isOn }
    case 'list':
      return { ...care, isList: change.isOn }
    case 'freeze': {
      const { frozen = now, ...others } = care
      return change.isOn ? { ...others, isFrozen: true, frozen } : { ...others, isFrozen: false }
    }
  }
}

function added(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys : [...keys, key]
}

function without(keys: readonly string[], key: string): readonly string[] {
  return keys.filter(each => each !== key)
}

/** Whether merges lead from one answer to another. */
function leadsTo(merged: Care['merged'], from: string, to: string): boolean {
  const targets = new Map(merged.map(each => [each.from, each.into]))
  let key: string | undefined = from
  for (let steps = 0; key !== undefined && steps <= targets.size; steps++) {
    if (key === to) return true
    key = targets.get(key)
  }
  return false
}
