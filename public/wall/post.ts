/** Draws one post. Its texts are untrusted and inserted as text. */
import type { Post } from '../../src/core/protocol/wall'
import { make, written } from '../shared/dom'
import { partsOf } from '../shared/linkify'
import { wallWords as words } from './words'

/** Colours that initials may have. */
const COLOURS = 'ABCDEFGH'
/** Characters up to which a text is large, and medium. */
const MAX_SHORT_LENGTH = 90
const MAX_MIDDLING_LENGTH = 220
const MARKS = ['isReply', 'isBoost', 'isBot', 'isSensitive'] as const

/** The parts of a post, for a card. */
export function drawPost(post: Post): HTMLElement[] {
  const { name, handle, text, role } = post
  const by = make('p', 'by')
  by.append(written('b', '', name))
  if (role && name !== words[role]) by.append(' ', make('i', 'badge', words[role]))
  // A handle is always left to right, whatever the direction of the name.
  if (handle && handle !== name) {
    const at = written('span', 'handle', `@${handle}`)
    at.dir = 'ltr'
    by.append(' ', at)
  }
  const said = written('p', `text ${sizeOf(text)}`, '')
  said.append(...partsOf(text))
  return [faceOf(post), by, said, originOf(post)]
}

function sizeOf(text: string): string {
  if (text.length <= MAX_SHORT_LENGTH && !/\n.*\n/.test(text)) return 'short'
  return text.length <= MAX_MIDDLING_LENGTH ? 'middling' : 'long'
}

/** The author's initials, covered by the picture if there is one. */
function faceOf({ name, author, image }: Post): HTMLElement {
  const face = make('span', 'face', initialsOf(name))
  face.setAttribute('aria-hidden', 'true')
  face.dataset['letter'] = colourOf(author)
  if (image && isWeb(image, /^https?:$/)) {
    const picture = make('img')
    picture.alt = ''
    picture.referrerPolicy = 'no-referrer'
    // If the picture does not load, the initials stay.
    picture.addEventListener('error', () => picture.remove())
    picture.src = image
    face.append(picture)
  }
  return face
}

/** The first letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const found = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const ends = found.length > 1 ? [found[0]!, found[found.length - 1]!] : found
  return ends.map(word => [...word][0]!.toUpperCase()).join('') || '·'
}

/** The same author always has the same colour. */
function colourOf(author: string): string {
  let sum = 0
  for (let at = 0; at < author.length; at++) sum = (sum * 31 + author.charCodeAt(at)) % 997
  return COLOURS[sum % COLOURS.length]!
}

/** Network, time, a link to the original, and kinds such as reply or boost. */
function originOf(post: Post): HTMLElement {
  const origin = make('p', 'from')
  const network = words.networks[post.network]
  const time = make('time', '', timeOf(post.at))
  time.dateTime = new Date(post.at).toISOString()
  const place: (Node | string)[] = [network, ' · ', time]
  if (post.link && isWeb(post.link, /^https:$/)) {
    const link = make('a')
    link.href = post.link
    link.target = '_blank'
    link.rel = 'noopener noreferrer nofollow'
    link.append(...place, make('span', 'visually-hidden', ` ${words.postOf(post.name)}`))
    origin.append(link)
  } else origin.append(...place)
  for (const mark of MARKS) if (post[mark]) origin.append(` · ${words.marks[mark]}`)
  return origin
}

function isWeb(address: string, protocol: RegExp): boolean {
  try {
    return protocol.test(new URL(address).protocol)
  } catch {
    return false
  }
}

/** The time of day; on another day with the date. */
function timeOf(at: number): string {
  const date = new Date(at)
  const time = date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })
  if (date.toDateString() === new Date().toDateString()) return time
  return `${date.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`
}
