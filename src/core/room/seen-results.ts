/** What the audience has seen of a result stays with it: as its last presenter left it, also when it is shown again. */
import type { Result, ShownParts } from '../protocol/results'
import type { Circumstances, Decision } from './document'
import type { PollDocument } from './poll-document'

/** The poll of each round of a result; '': it is not known. */
export function pollIdsOf({ id, rounds, pollIds }: Pick<Result, 'id' | 'rounds' | 'pollIds'>): string[] {
  // A version that kept no ids named the result by the poll of its first round.
  return rounds.map((_round, place) => pollIds?.[place] ?? (place === 0 ? id : ''))
}

/** What the audience sees of the poll that is up, for its result. */
export function seenOf({ shown, revealed, care }: PollDocument): ShownParts {
  return { shown, revealed, ...(care.isFrozen && care.frozen ? { frozen: care.frozen } : {}) }
}

/** The result, of which the audience has seen this. */
export function withSeen(
  { frozen: _frozen, ...result }: Result,
  { shown, revealed, frozen }: ShownParts,
): Result {
  return { ...result, shown: shown === true, revealed: revealed === true, ...(frozen ? { frozen } : {}) }
}

/** The decision, which notes with an earlier result that is up what the audience sees of it now. */
export function noted(decision: Decision, { results = [] }: Circumstances): Decision {
  if (!decision.ok) return decision
  const { document } = decision
  const { past, shown, revealed } = document.poll
  const corrected = decision.results?.correct
  const result = corrected?.id === past?.id ? corrected : results.find(({ id }) => id === past?.id)
  if (!past || !result || (corrected && corrected !== result)) return decision
  // What stood still when it was asked moves when it is shown again.
  const frozen = shown ? undefined : result.frozen
  const isSame = result.shown === shown && result.revealed === revealed && result.frozen === frozen
  if (isSame) return decision
  return {
    ...decision,
    document: { ...document, resultsRev: document.resultsRev + 1 },
    results: {
      ...decision.results,
      correct: withSeen(result, { shown, revealed, ...(frozen ? { frozen } : {}) }),
    },
  }
}
