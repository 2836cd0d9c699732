/**
 * What the audience has seen of a result stays with it: as its last presenter left it, also when it is shown again, by
 * itself or beside another one. Screens show the last round beside the one before: no others are seen.
 */
import isEqual from 'lodash/isEqual'
import type { Result, ShownParts } from '../protocol/results'
import type { Circumstances, Decision, RoomDocument } from './document'
import { shownResults } from './erased-results'
import type { PollDocument } from './poll-document'

/** The poll of each round of a result; '': it is not known. */
export function pollIdsOf({ id, rounds, pollIds }: Pick<Result, 'id' | 'rounds' | 'pollIds'>): string[] {
  // A version that kept no ids named the result by the poll of its first round.
  return rounds.map((_round, place) => pollIds?.[place] ?? (place === 0 ? id : ''))
}

/** Whether the audience was shown each round of the poll that is up. */
export function seenRounds({
  shown,
  earlier,
  shownRounds,
}: Pick<PollDocument, 'shown' | 'earlier' | 'shownRounds'>): boolean[] {
  const before = earlier.length - 1
  return [
    ...earlier.map((_round, place) => shownRounds[place] === true || (shown && place === before)),
    shown,
  ]
}

/** The same for the round that comes: of one that stood still not all was seen. */
export function seenWhole(poll: PollDocument): boolean[] {
  const isStill = poll.care.isFrozen && poll.care.frozen !== undefined
  return [...seenRounds(poll).slice(0, -1), poll.shown && !isStill]
}

/** Whether the audience was shown each round of a result. */
export function seenOfResult({ rounds, shown, shownRounds }: Result): boolean[] {
  const from = rounds.length - 2
  return rounds.map((_round, place) => shown === true && (shownRounds ? !!shownRounds[place] : place >= from))
}

/** What changes when results are hidden: what stands on the screens is taken back, the round before with it. */
export function hidden({ shownRounds, earlier }: PollDocument): Partial<PollDocument> {
  const before = earlier.length - 1
  return {
    shown: false,
    revealed: false,
    shownRounds: earlier.map((_round, place) => place < before && shownRounds[place] === true),
  }
}

/** What the audience sees of the poll that is up, for its result. */
export function seenOf(poll: PollDocument): ShownParts {
  const { shown, revealed, care } = poll
  const shownRounds = seenRounds(poll)
  const isStill = shown && care.isFrozen && care.frozen
  return {
    shown: shownRounds.includes(true),
    shownRounds,
    revealed,
    ...(isStill ? { frozen: care.frozen } : {}),
  }
}

/** The result, of which the audience has seen this. */
export function withSeen(
  { frozen: _frozen, shownRounds: _shown, ...result }: Result,
  { shown, shownRounds, revealed, frozen }: ShownParts,
): Result {
  return {
    ...result,
    shown: shown === true,
    ...(shownRounds ? { shownRounds } : {}),
    revealed: revealed === true,
    ...(frozen ? { frozen } : {}),
  }
}

/** The decision, which notes with the earlier results that are up what the audience sees of them now. */
export function noted(decision: Decision, { results = [] }: Circumstances): Decision {
  if (!decision.ok) return decision
  const { document } = decision
  const corrected = decision.results?.correct ?? []
  const isUp = shownResults(document.poll)
  const known = isUp.flatMap(
    id => corrected.find(result => result.id === id) ?? results.find(result => result.id === id) ?? [],
  )
  const changed = known.flatMap(result => {
    const noted = withSeen(result, seenNow(result, document.poll))
    return isEqual(noted, result) ? [] : [noted]
  })
  const shownAgain = withShownAgain(document, known)
  if (changed.length === 0) return { ...decision, document: { ...document, shownAgain } }
  const others = corrected.filter(({ id }) => !changed.some(result => result.id === id))
  return {
    ...decision,
    document: { ...document, shownAgain, resultsRev: document.resultsRev + 1 },
    results: { ...decision.results, correct: [...others, ...changed] },
  }
}

/** What the audience has seen of a result that is up now. */
function seenNow(result: Result, { past, shown, revealed }: PollDocument): ShownParts {
  const isBeside = result.id === past?.besideId
  const { rounds, frozen } = result
  // Also of what was hidden meanwhile: it comes back with it.
  const before = result.shownRounds ?? seenOfResult(result)
  const from = rounds.length - (isBeside || past?.besideId ? 1 : 2)
  return {
    shown,
    shownRounds: shown ? rounds.map((_round, place) => before[place] === true || place >= from) : before,
    // What is right is that of the question, not of the one beside.
    revealed: isBeside ? shown && result.revealed === true : revealed,
    // What stood still when it was asked moves when it is shown again.
    ...(!shown && frozen ? { frozen } : {}),
  }
}

/** The results of earlier lessons that the present one was shown, with those that are up. */
function withShownAgain({ shownAgain, lesson, poll }: RoomDocument, isUp: readonly Result[]): string[] {
  if (!poll.shown) return shownAgain
  const added = isUp.filter(result => result.lesson !== lesson && !shownAgain.includes(result.id))
  return added.length === 0 ? shownAgain : [...shownAgain, ...added.map(({ id }) => id)]
}
