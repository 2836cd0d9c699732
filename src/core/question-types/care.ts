/** What presenters decide on open answers: approve, hide, restore, merge two into one, highlight one, freeze. */
import { NO_CARE, type Care } from './question-type'

/** As it is kept with a poll; the room's blocked words are kept with the room. */
export type KeptCare = Omit<Care, 'blockedWords'> & {
  /** Whether the audience goes on seeing what it saw when this began. */
  isFrozen: boolean
}

/** One decision. An answer is meant by its key. */
export type CareChange =
  | { do: 'approve' | 'hide' | 'restore' | 'split'; key: string }
  | { do: 'merge'; key: string; into: string }
  | { do: 'highlight'; key: string | null }
  | { do: 'approval' | 'freeze'; isOn: boolean }

/** Decisions of a kind that a poll can hold. */
const MAX_DECISIONS = 2000

const { blockedWords: _none, ...nothing } = NO_CARE

/** Nothing is decided yet. */
export function newCare(needsApproval = false): KeptCare {
  return { ...nothing, needsApproval, isFrozen: false }
}

/** The care with this decision; undefined: there are too many decisions. */
export function decideCare(care: KeptCare, change: CareChange): KeptCare | undefined {
  const changed = changedBy(care, change)
  const isFull = [changed.approved, changed.hidden, changed.merged].some(list => list.length > MAX_DECISIONS)
  return isFull ? undefined : changed
}

function changedBy(care: KeptCare, change: CareChange): KeptCare {
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
    case 'merge':
      if (change.key === change.into) return care
      return {
        ...care,
        merged: [
          // Whoever was merged into the one that goes on goes with it; the one that it is merged into stays.
          ...merged.filter(({ from }) => from !== change.key && from !== change.into),
          { from: change.key, into: change.into },
        ],
      }
    case 'split':
      return { ...care, merged: merged.filter(({ into }) => into !== change.key) }
    case 'highlight':
      return { ...care, highlighted: change.key }
    case 'approval':
      return { ...care, needsApproval: change.isOn }
    case 'freeze':
      return { ...care, isFrozen: change.isOn }
  }
}

function added(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys : [...keys, key]
}

function without(keys: readonly string[], key: string): readonly string[] {
  return keys.filter(each => each !== key)
}
