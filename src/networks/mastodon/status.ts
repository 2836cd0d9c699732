/** Converts a Mastodon status to a post: its HTML to text, its author, and its tags. */
import { cleanAuthor, cleanPost } from '../../core/wall/post-rules'
import { tokensOf } from '../../core/text/tokens'
import type { Term } from '../../core/wall/search-terms'
import type { Post } from '../../core/protocol/wall'
import { textOfHtml } from '../transport/html-text'
import { at, languagesOf, listAt, textAt, timeOf, webAddress } from '../transport/json-path'
import type { FoundPost } from '../source'

export interface Status extends FoundPost {
  /** The server's own id; later ones are greater. */
  id: string
  /** The time of the last edit; empty: never edited. */
  edited: string
}

export function postId(id: string): string {
  return `mastodon:${id}`
}

/** Whether this has the form of a server's id. */
export function isId(id: string): boolean {
  return /^[\w-]{1,64}$/.test(id)
}

/** Whether one id is greater than another: numbers of any length, or texts of the same length. */
export function isGreater(id: string, other: string): boolean {
  return id.length === other.length ? id > other : id.length > other.length
}

/** Parses a status of `server`; undefined if it is invalid or not public. */
export function readStatus(json: unknown, server: string, images: boolean): Status | undefined {
  const id = textAt(json, 'id')
  const boosted = at(json, 'reblog')
  const isBoost = typeof boosted === 'object' && boosted !== null
  const status = isBoost ? boosted : json
  const acct = textAt(status, 'account', 'acct')
  if (!isId(id) || textAt(json, 'visibility') !== 'public' || textAt(status, 'visibility') !== 'public')
    return
  if (!/^[\w.-]{1,100}(@[\w.:-]{1,253})?$/.test(acct)) return
  const handle = acct.includes('@') ? acct : `${acct}@${new URL(server).host}`
  // In Mastodon's API only `content` is HTML: `&amp;` in a warning or a name is literal text.
  const warning = textAt(status, 'spoiler_text')
  const content = textOfHtml(textAt(status, 'content'))
  const text = cleanPost(warning ? `${warning}\n\n${content}` : content)
  if (text === '') return
  const image = images ? webAddress(textAt(status, 'account', 'avatar'), true) : undefined
  const replied = at(status, 'in_reply_to_id')
  const post: Post = {
    id: postId(id),
    network: 'mastodon',
    author: `mastodon:${handle.toLowerCase()}`,
    name: cleanAuthor(textAt(status, 'account', 'display_name'), handle),
    handle,
    text,
    at: timeOf(textAt(status, 'created_at'), Date.now()),
    link: webAddress(textAt(status, 'url')) ?? `${server.replace(/^http:/, 'https:')}/@${acct}/${id}`,
    ...languagesOf([textAt(status, 'language')]),
    ...(image !== undefined && { image }),
    ...((warning !== '' || at(status, 'sensitive') === true) && { isSensitive: true }),
    ...(replied !== undefined && replied !== null && { isReply: true }),
    ...(isBoost && { isBoost: true }),
    ...(at(status, 'account', 'bot') === true && { isBot: true }),
  }
  const tags = listAt(status, 'tags').slice(0, 50)
  const tokens = tokensOf(text, {
    tags: tags.map(tag => textAt(tag, 'name').slice(0, 100)),
    handles: [handle],
  })
  return { id, edited: textAt(status, 'edited_at'), post, tokens }
}

/** The tags by which posts of a term are searched: one per alternative, because only tags can be searched. */
export function tagsOf({ alternatives }: Term): string[] {
  return alternatives.flatMap(atoms => {
    const words = atoms.flatMap(atom => {
      if (atom.kind === 'token') return atom.token
      const isUnspaced = atom.tokens.every(token => [...token].length === 1)
      return isUnspaced ? atom.tokens.join('') : [...atom.tokens]
    })
    const named = words.find(word => word.startsWith('#'))?.slice(1)
    const usable = (named === undefined ? words : [named]).filter(
      word => /^[\p{L}\p{N}\p{M}_]{1,100}$/u.test(word) && !/^\d+$/.test(word),
    )
    return usable.length > 0 ? usable.reduce((best, word) => (word.length > best.length ? word : best)) : []
  })
}
