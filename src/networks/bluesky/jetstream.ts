/** Parses Jetstream commits: which post each creates, changes or deletes, and the post's content. */
import { cleanPost } from '../../core/wall/post-rules'
import type { Post } from '../../core/protocol/wall'
import { at, languagesOf, listAt, textAt, textsAt, timeOf } from '../transport/json-path'

export const COLLECTION = 'app.bsky.feed.post'

/** A post from the stream, whose author's name is not known yet. */
export type AnonymousPost = Omit<Post, 'name' | 'handle'>

/** A created or edited post. */
export interface Written {
  operation: 'create' | 'update'
  id: string
  rkey: string
  /** Different after every change. */
  rev: string
  text: string
  record: unknown
}

export type Commit = Written | { operation: 'delete'; id: string } | { operation: 'other' }

/** Parses a commit; undefined if it is invalid. */
export function readCommit(did: string, json: unknown): Commit | undefined {
  const operation = textAt(json, 'operation')
  const rkey = textAt(json, 'rkey')
  if (!/^[\w.~:-]{1,512}$/.test(rkey)) return undefined
  const id = `bluesky:${did}/${rkey}`
  if (textAt(json, 'collection') !== COLLECTION) return { operation: 'other' }
  if (operation === 'delete') return { operation, id }
  const record = at(json, 'record')
  const text = at(record, 'text')
  if ((operation !== 'create' && operation !== 'update') || typeof text !== 'string') return undefined
  return { operation, id, rkey, rev: textAt(json, 'rev'), text, record }
}

/** The post as the wall shows it, without its author's name. */
export function postOf(did: string, { id, rkey, text, record }: Written, cameAt: number): AnonymousPost {
  return {
    id,
    network: 'bluesky',
    author: `bluesky:${did}`,
    text: cleanPost(text),
    at: timeOf(textAt(record, 'createdAt'), cameAt),
    link: `https://bsky.app/profile/${did}/post/${rkey}`,
    ...languagesOf(textsAt(3, record, 'langs')),
    ...(at(record, 'reply') !== undefined && { isReply: true }),
    ...(listAt(record, 'labels', 'values').length > 0 && { isSensitive: true }),
  }
}
