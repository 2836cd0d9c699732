/**
 * Builds the rules of X's filtered stream, one for each term, in X's syntax; keeps the rules at X equal to those wanted
 * here.
 */
import { piecesOf, type Piece } from '../../core/wall/search-terms'
import type { Failure } from '../transport/backoff'
import { listAt, textAt } from '../transport/json-path'
import { ask, type Asked } from '../transport/fetch-json'

/** The tag of our rules. */
const TAG = 'ask-the-audience'
/** The most characters of a rule that every plan allows. */
const MAX_RULE_LENGTH = 512
/** Boosts and replies are hidden by default, and each would cost as much as a post. */
const NEVER = '-is:retweet -is:reply'

/** The rule of a term; undefined if it cannot be expressed at X. */
export function ruleOf(text: string): string | undefined {
  const alternatives = piecesOf(text)
    .map(pieces => pieces.flatMap(wordOf).join(' '))
    .filter(Boolean)
  const [first, ...others] = alternatives
  if (first === undefined) return undefined
  const all = others.length === 0 ? first : `(${alternatives.map(one => `(${one})`).join(' OR ')})`
  const rule = `${all} ${NEVER}`
  return rule.length > MAX_RULE_LENGTH ? undefined : rule
}

/** Quotes everything except tags and handles, so that no word is read as an operator. */
function wordOf({ text, isQuoted }: Piece): string[] {
  const tag = /^#[\p{L}\p{N}\p{M}_]+/u.exec(text)?.[0]
  const handle = /^@\w{1,15}/.exec(text)?.[0]
  if (!isQuoted && (tag ?? handle)) return [(tag ?? handle)!]
  const words = text.replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}_'.+#&-]+/gu, ' ').trim()
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(words) ? [`"${words}"`] : []
}

type RulesAsked = Pick<Asked, 'timeout' | 'signal' | 'token'>
type Synced = { ok: true; isComplete: boolean } | { ok: false; failure: Failure }

/** Makes our rules at X equal to the wanted ones; leaves other rules unchanged. Returns whether X accepted all. */
export async function syncRules(
  server: string,
  wanted: ReadonlySet<string>,
  asked: RulesAsked,
): Promise<Synced> {
  const url = `${server}/2/tweets/search/stream/rules`
  const kept = await ask(url, asked)
  if (!kept.ok) return kept
  const ours = listAt(kept.body, 'data').filter(rule => textAt(rule, 'tag') === TAG)
  const values = new Set(ours.map(rule => textAt(rule, 'value')))
  const ids = ours.filter(rule => !wanted.has(textAt(rule, 'value'))).map(rule => textAt(rule, 'id'))
  const add = [...wanted].filter(value => !values.has(value)).map(value => ({ value, tag: TAG }))
  if (ids.length > 0) {
    const deleted = await ask(url, { ...asked, method: 'POST', body: { delete: { ids } } })
    if (!deleted.ok) return deleted
  }
  if (add.length === 0) return { ok: true, isComplete: true }
  const all = await addRules(url, add, asked)
  if (all.ok || all.failure.reason !== 'refused') return all
  // A rule that X refuses must not prevent the others.
  let isComplete = true
  for (const rule of add) {
    const added = await addRules(url, [rule], asked)
    if (!added.ok && added.failure.reason !== 'refused') return added
    isComplete &&= added.ok && added.isComplete
  }
  return { ok: true, isComplete }
}

async function addRules(
  url: string,
  add: readonly { value: string; tag: string }[],
  asked: RulesAsked,
): Promise<Synced> {
  const added = await ask(url, { ...asked, method: 'POST', body: { add } })
  if (!added.ok) return added
  return { ok: true, isComplete: listAt(added.body, 'data').length >= add.length }
}
