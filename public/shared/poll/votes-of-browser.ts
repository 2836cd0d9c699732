/**
 * The votes that were recorded from this browser, by poll: each round of a question is a poll of its own. They stay in
 * this browser, for the page of results; they are never sent.
 */
import { attempt, recallWord } from '../storage'

/** Where they are: a JSON object of polls and votes, `{"pollId": "B"}`, the newest last. */
export const VOTES_KEY = 'votes'
/** As many are kept; the oldest go first. */
export const MAX_KEPT_VOTES = 200

/** The vote of this browser on each poll; a poll on which it has no vote is missing. */
export function votesOfBrowser(): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(recallWord(VOTES_KEY) ?? '{}')
    const entries = Object.entries(kept && typeof kept === 'object' ? kept : {})
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return new Map()
  }
}

/** Keeps what the server has recorded of a poll; null: the vote was taken back. */
export function keepVote(pollId: string, vote: string | null | undefined): void {
  attempt(() => {
    const { [pollId]: _before, ...others } = Object.fromEntries(votesOfBrowser())
    const votes = vote ? { ...others, [pollId]: vote } : others
    const kept = Object.entries(votes).slice(-MAX_KEPT_VOTES)
    localStorage.setItem(VOTES_KEY, JSON.stringify(Object.fromEntries(kept)))
  })
}
