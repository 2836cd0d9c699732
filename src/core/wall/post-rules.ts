/**
 * Decides which posts a wall shows, by their text and the presenters' blocks, filters and approval. Values in, values
 * out.
 */
import { MAX_POST_LENGTH } from '../limits/input-limits'
import { cleanText, type Speaker } from '../chat/messages'
import type { Refusal } from '../protocol/replies'
import type { Decision, RoomDocument } from '../room/document'
import { refuse } from '../protocol/refusals'
import { parseTerm } from './search-terms'
import { refusalOfWords, wordListOf } from '../room/blocked-words'
import type { Post, WallDocument } from '../protocol/wall'
import type { WordList } from '../text/word-list'

/** Characters of a network's post and of its author's name; longer ones are cut. */
const MAX_TEXT = 1000
const MAX_NAME = 60
const MAX_BLOCKED = 200

/** Authors of networks begin with the network's name. */
const AUTHOR_HERE = 'room:'

/** A network's text as the wall shows it. */
export function cleanPost(text: string): string {
  return shorten(cleanText(text.slice(0, 4 * MAX_TEXT)).replace(/\n{3,}/g, '\n\n'), MAX_TEXT)
}

/** A network's author name as the wall shows it: on one line; the handle if the name is empty. */
export function cleanAuthor(name: string, handle: string): string {
  return shorten(cleanText(name.slice(0, 4 * MAX_NAME)).replace(/\s+/g, ' '), MAX_NAME) || handle
}

/** Cuts between visible characters: never inside a letter with marks or a joined emoji. */
function shorten(text: string, maxLength: number): string {
  const characters = [...text]
  if (characters.length <= maxLength) return text
  const beginning = characters.slice(0, maxLength - 1).join('')
  const isWithin = /^[\p{M}\u200d\p{Emoji_Modifier}]/u.test(characters[maxLength - 1]!)
  return beginning.replace(isWithin ? /\P{M}[\p{M}\u200d]*$/u : /\u200d$/u, '') + '…'
}

/** The author of posts by this person of the room. */
export function authorInRoom(publicId: string): string {
  return AUTHOR_HERE + publicId
}

/** The public id of the person of the room who is this author; undefined: it is nobody's here. */
export function personInRoom(author: string): string | undefined {
  return author.startsWith(AUTHOR_HERE) ? author.slice(AUTHOR_HERE.length) : undefined
}

/** The text of a room's post as the wall shows it, or the refusal. The crew may always post. */
export function decidePost(
  room: Pick<RoomDocument, 'wall' | 'muted' | 'blockedWords'>,
  { id, isCrew }: Pick<Speaker, 'id' | 'isCrew'>,
  text: string,
): { ok: true; text: string } | Refusal {
  const { wall, muted } = room
  const author = authorInRoom(id)
  if (!isCrew) {
    if (!wall.posting) return refuse('posting-off')
    if (muted.some(person => person.id === id) || wall.blockedAuthors.some(one => one.author === author))
      return refuse('muted')
  }
  const clean = cleanText(text).replace(/\n{3,}/g, '\n\n')
  if (clean === '') return refuse('empty-line')
  if (clean.length > MAX_POST_LENGTH) return refuse('post-too-long')
  return refusalOfWords(room, clean, isCrew) ?? { ok: true, text: clean }
}

/** Whether a post waits for the crew before the room's wall shows it: theirs do not. */
export function mustWait({ approve }: WallDocument, { network, role }: Post): boolean {
  return role === undefined && (approve === 'all' || (approve === 'room' && network === 'room'))
}

/** Which posts a room shows, by its presenters' settings. */
export class PostFilter {
  private readonly authors: ReadonlySet<string>
  private readonly wall: WallDocument
  private readonly words: WordList
  private readonly languages: readonly string[]

  constructor(room: Pick<RoomDocument, 'wall' | 'blockedWords'>) {
    const wall = (this.wall = room.wall)
    this.words = wordListOf(room)
    this.authors = new Set(wall.blockedAuthors.map(({ author }) => author))
    this.languages = wall.languages.map(primary)
  }

  /** Whether this post may be shown; one of the crew's always may. */
  shows(post: Post): boolean {
    return post.role !== undefined || (this.allows(post) && !this.hasBlockedWord(post))
  }

  /** Whether a blocked word is in the post or in its author's name. */
  hasBlockedWord({ text, name }: Post): boolean {
    return this.words.blocks(text) || this.words.blocks(name)
  }

  private allows(post: Post): boolean {
    const { wall } = this
    return (
      (wall.sensitive || !post.isSensitive) &&
      (wall.replies || !post.isReply) &&
      (wall.boosts || !post.isBoost) &&
      (wall.bots || !post.isBot) &&
      this.speaks(post) &&
      !this.authors.has(post.author)
    )
  }

  private speaks({ languages }: Post): boolean {
    if (this.languages.length === 0 || !languages || languages.length === 0) return true
    return languages.some(language => this.languages.includes(primary(language)))
  }
}

/** Whether two documents filter posts in the same way. */
export function showSame(
  one: Pick<RoomDocument, 'wall' | 'blockedWords'>,
  other: Pick<RoomDocument, 'wall' | 'blockedWords'>,
): boolean {
  const keys = ['sensitive', 'replies', 'boosts', 'bots', 'languages', 'blockedAuthors'] as const
  return one.blockedWords === other.blockedWords && keys.every(key => one.wall[key] === other.wall[key])
}

function primary(language: string): string {
  return language.toLowerCase().split('-')[0]!
}

/** Changes the presenters' settings of the wall. */
export function changeWall(room: RoomDocument, changes: Partial<WallDocument>): Decision {
  const wall = { ...room.wall, ...changes }
  if (wall.term !== null) {
    const parsed = parseTerm(wall.term)
    if (!parsed.ok) return parsed
  }
  if (JSON.stringify(wall) === JSON.stringify(room.wall)) return refuse('already-so')
  if (wall.blockedAuthors.length > MAX_BLOCKED) return refuse('too-many-blocked')
  return { ok: true, document: { ...room, wall } }
}

/** Blocks or unblocks an author of any network. */
export function blockAuthor(
  room: RoomDocument,
  { author, name, isBlocked }: { author: string; name: string; isBlocked: boolean },
): Decision {
  const { blockedAuthors } = room.wall
  if (blockedAuthors.some(one => one.author === author) === isBlocked) return refuse('already-so')
  const others = blockedAuthors.filter(one => one.author !== author)
  return changeWall(room, { blockedAuthors: isBlocked ? [...others, { author, name }] : others })
}
