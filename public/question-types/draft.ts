/** What somebody typed or chose and has not sent: it survives a reload of its tab, for the question it belongs to. */
import { attempt, recallWord, rememberWord } from '../shared/storage'

const DRAFTS = 'drafts'
/** Questions whose drafts are kept: an undo brings back the one before. */
const MAX_DRAFTS = 3

type Kept = [pollId: string, lines: string[]]

/** The lines that were not sent; undefined: there is nothing. */
export function recallDraft(pollId: string): string[] | undefined {
  return drafts().find(([id]) => id === pollId)?.[1]
}

/** Call it at every change: a page that crashes has no later chance. Without any text there is nothing to keep. */
export function keepDraft(pollId: string, lines: readonly string[]): void {
  const others = drafts().filter(([id]) => id !== pollId)
  const isEmpty = lines.every(line => line === '')
  const kept: Kept[] = isEmpty ? others : [...others, [pollId, [...lines]]]
  rememberWord(DRAFTS, kept.length > 0 ? JSON.stringify(kept.slice(-MAX_DRAFTS)) : null, 'tab')
}

function drafts(): Kept[] {
  const text = recallWord(DRAFTS, 'tab')
  return (text && attempt(() => JSON.parse(text) as Kept[])) || []
}
