/** Parses a post of X's stream and its author. */
import { cleanAuthor, cleanPost } from '../../core/wall/post-rules'
import { tokensOf } from '../../core/text/tokens'
import { decodeReferences } from '../transport/html-text'
import { at, languagesOf, listAt, textAt, timeOf, webAddress } from '../transport/json-path'
import type { FoundPost } from '../source'

/** A post of X with its author; undefined if it is invalid. */
export function readTweet(json: unknown, images: boolean): FoundPost | undefined {
  const tweet = at(json, 'data')
  const id = textAt(tweet, 'id')
  const authorId = textAt(tweet, 'author_id')
  const user = listAt(json, 'includes', 'users').find(one => textAt(one, 'id') === authorId)
  const handle = textAt(user, 'username')
  if (!/^\d{1,25}$/.test(id) || !/^\d{1,25}$/.test(authorId) || !/^\w{1,20}$/.test(handle)) return undefined
  const text = cleanPost(decodeReferences(textAt(tweet, 'text')))
  if (text === '') return undefined
  const image = images ? webAddress(textAt(user, 'profile_image_url'), true) : undefined
  const kinds = listAt(tweet, 'referenced_tweets').map(one => textAt(one, 'type'))
  return {
    post: {
      id: `x:${id}`,
      network: 'x',
      author: `x:${authorId}`,
      name: cleanAuthor(textAt(user, 'name'), handle),
      handle,
      text,
      at: timeOf(textAt(tweet, 'created_at'), Date.now()),
      link: `https://x.com/${handle}/status/${id}`,
      ...languagesOf([textAt(tweet, 'lang')]),
      ...(image !== undefined && { image }),
      ...(at(tweet, 'possibly_sensitive') === true && { isSensitive: true }),
      ...(kinds.includes('replied_to') && { isReply: true }),
      ...(kinds.includes('retweeted') && { isBoost: true }),
    },
    tokens: tokensOf(text, { handles: [handle] }),
  }
}
