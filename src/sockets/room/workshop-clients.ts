/** Translates for classic sockets: pages written by following the Socket.IO workshops. It only translates. */
import escape from 'lodash/escape'
import partition from 'lodash/partition'
import type { Said } from '../../core/protocol/server-events'
import type { Counts } from '../../core/protocol/poll'
import { LETTERS } from '../../core/question-types/letters'
import type { Line } from '../../core/protocol/chat'
import type { Post } from '../../core/protocol/wall'
import { broadcast, type Delivery, type Packet, type Connected } from './broadcast'
import type { LiveRoom } from './live-room'

/** The counters that every workshop page reads, whatever the question's choices are. */
const WORKSHOP_COUNTERS: Counts = { A: 0, B: 0, C: 0, D: 0 }
/** Older lessons send the kind of a message as the first argument of `send`. */
const LINE_KINDS: readonly unknown[] = ['message', 'chat message']

/** Rewrites a workshop client's packet into ours; passes on what it does not know. */
export function translate(room: LiveRoom, name: string, args: unknown[]): [string, ...unknown[]] {
  if (name === 'chat message')
    return isObject(args[0]) ? sayAs(args[0]) : [name, args[0], lineOptions(args[1])]
  if (name !== 'message') return [name, ...args]
  const [kind, value] = args
  if (kind === 'voteCast') return ['castVote', { pollId: room.document.poll.pollId, vote: value }]
  if (LINE_KINDS.includes(kind) && args.length > 1) return sayAs(value)
  return sayAs(args.length > 1 ? undefined : kind)
}

/** A line in any of the lessons' shapes: a text, or an object whose fields are named differently in each edition. */
function sayAs(said: unknown): [string, unknown] {
  if (!isObject(said)) return ['sayAs', { text: said }]
  const { username, user, name, text, message } = said
  return ['sayAs', { username: username ?? user ?? name ?? undefined, text: text ?? message }]
}

/**
 * The newer chat lesson sends a number of its own behind the text, so that a retry is known: it is the key of the
 * line.
 */
function lineOptions(offset: unknown): unknown {
  return typeof offset === 'string' ? { key: offset } : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A `message` under all four names by which the lessons' pages read it. */
export function messageOf(name: string, text: string): Said {
  return { user: name, username: name, text, message: text }
}

/** Tells every classic socket of a line in both of the workshops' ways, its author, too. */
export function sendToClassics({ classics }: LiveRoom, { name, text }: Pick<Line, 'name' | 'text'>): void {
  if (classics.size === 0) return
  void broadcast(classics, [
    ['chat message', text],
    ['message', messageOf(name, text)],
  ])
}

/** Splits off the classic sockets where they are to get other packets than our own pages. */
export function withClassics({ classics }: LiveRoom, deliveries: readonly Delivery[]): readonly Delivery[] {
  const workshop: ReadonlySet<Connected> = classics
  return deliveries.flatMap(({ sockets, events }) => {
    const theirs = events.map(forClassic)
    if (theirs.every((packet, index) => packet === events[index])) return [{ sockets, events }]
    const [old, ours] = partition([...sockets], socket => workshop.has(socket))
    return [
      { sockets: ours, events },
      { sockets: old, events: theirs },
    ]
  })
}

function forClassic(packet: Packet): Packet {
  if (packet[0] !== 'voteCount') return packet
  const [event, counts, mark] = packet
  const counters = countersOf(counts)
  return counters === counts ? packet : [event, counters, mark]
}

/** A tally of letters, with at least the workshop's four: other counters say nothing to its pages. */
export function countersOf(counts: Counts): Counts {
  const counters = Object.keys(counts)
  const isWhole = Object.keys(WORKSHOP_COUNTERS).every(letter => letter in counts)
  if (isWhole && counters.every(isLetter)) return counts
  return {
    ...WORKSHOP_COUNTERS,
    ...Object.fromEntries(Object.entries(counts).filter(([each]) => isLetter(each))),
  }
}

function isLetter(counter: string): boolean {
  return counter.length === 1 && LETTERS.includes(counter)
}

/** Posts as the workshops' pages know them. They insert them as HTML, so nothing in them may be any. */
export function tweetsOf(posts: readonly Post[]): Packet[] {
  return posts.map(({ name, handle, text, image = '' }) => [
    'tweets',
    {
      name: escape(name),
      screen_name: escape(handle || name),
      text: escape(text),
      user_profile_image: escape(image),
    },
  ])
}
