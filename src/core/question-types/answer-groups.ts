/** The answers of a tally with their spellings together: which are shown, wait or are hidden, merged or left out. */
import { answerKey } from './open-answers'
import { ABSTAIN, VOTERS, type Care, type Tally } from './question-type'

/** Answers that people read as the same. */
export interface AnswerGroup {
  /** The folded spelling: what care means it by. */
  key: string
  /** The most frequent spelling. */
  label: string
  votes: number
  state: 'shown' | 'waiting' | 'hidden'
}

/** The groups of a tally, in the order in which their first spelling appeared. */
export class AnswerGroups {
  /** Folding costs more than counting, and most spellings were there before. */
  private readonly keys = new Map<string, string>()
  /** Which of them have a blocked word, and which words those are. */
  private readonly blocked = new Map<string, boolean>()
  private blockedBy = ''

  of(tally: Tally, care: Care): AnswerGroup[] {
    const groups = new Map<string, { label: string; most: number; votes: number }>()
    const isLeftOut = leftOutBy(care)
    const targets = new Map(care.merged.map(({ from, into }) => [from, into]))
    for (const [spelling, votes] of tally) {
      if (votes <= 0 || spelling === VOTERS || spelling === ABSTAIN) continue
      const own = this.keyOf(spelling)
      const key = targetOf(targets, own)
      if (isLeftOut(key)) continue
      const group = groups.get(key)
      // A spelling of the answer that others were merged into is the label, never one of theirs: it may be hidden.
      const weight = key === own ? votes : 0
      if (!group) groups.set(key, { label: weight > 0 ? spelling : key, most: weight, votes })
      else {
        group.votes += votes
        if (weight > group.most || (weight === group.most && weight > 0 && spelling < group.label))
          [group.label, group.most] = [spelling, weight]
      }
    }
    const state = statesBy(care, this.isBlockedBy(care))
    return [...groups].map(([key, { label, votes }]) => ({ key, label, votes, state: state(key) }))
  }

  private isBlockedBy({ blocked }: Care): (key: string) => boolean {
    if (blocked.key !== this.blockedBy || this.blocked.size >= MAX_REMEMBERED) this.blocked.clear()
    this.blockedBy = blocked.key
    return key => {
      let isBlocked = this.blocked.get(key)
      if (isBlocked === undefined) this.blocked.set(key, (isBlocked = blocked.blocks(key)))
      return isBlocked
    }
  }

  private keyOf(spelling: string): string {
    let key = this.keys.get(spelling)
    if (key === undefined) {
      if (this.keys.size >= MAX_REMEMBERED) this.keys.clear()
      this.keys.set(spelling, (key = answerKey(spelling)))
    }
    return key
  }
}

/** The spellings of a tally that are one answer for those who care for answers, and those that count as it. */
export function spellingsOf(tally: Tally, { merged }: Pick<Care, 'merged'>, key: string): string[] {
  const targets = new Map(merged.map(({ from, into }) => [from, into]))
  return [...tally].flatMap(([spelling, votes]) => {
    if (votes <= 0 || spelling === VOTERS || spelling === ABSTAIN) return []
    return targetOf(targets, answerKey(spelling)) === key ? [spelling] : []
  })
}

/** Spellings whose folding is remembered. */
const MAX_REMEMBERED = 50_000

/** Follows merges of merged answers; a circle ends where it began. */
function targetOf(targets: ReadonlyMap<string, string>, key: string): string {
  let target = key
  for (let steps = 0; steps <= targets.size; steps++) {
    const next = targets.get(target)
    if (next === undefined || next === key) return target
    target = next
  }
  return target
}

function statesBy(care: Care, isBlocked: (key: string) => boolean): (key: string) => AnswerGroup['state'] {
  const hidden = new Set(care.hidden)
  const approved = new Set(care.approved)
  return key => {
    if (hidden.has(key) || isBlocked(key)) return 'hidden'
    return care.needsApproval && !approved.has(key) ? 'waiting' : 'shown'
  }
}

/** Words that say nothing, where they are the whole answer; what a presenter approved is not left out. */
function leftOutBy({ stopWords, approved }: Care): (key: string) => boolean {
  if (stopWords.size === 0) return () => false
  const kept = new Set(approved)
  return key => stopWords.has(key) && !kept.has(key)
}

/** The groups with the most votes, at most so many: without sorting thousands of which a picture shows few. */
export function mostFrequent(groups: readonly AnswerGroup[], count: number): AnswerGroup[] {
  const first: AnswerGroup[] = []
  for (const group of groups) {
    if (first.length === count && !isBefore(group, first[count - 1]!)) continue
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(group, first[middle]!)) high = middle
      else low = middle + 1
    }
    first.splice(low, 0, group)
    if (first.length > count) first.pop()
  }
  return first
}

function isBefore(one: AnswerGroup, other: AnswerGroup): boolean {
  return one.votes === other.votes ? one.key < other.key : one.votes > other.votes
}
