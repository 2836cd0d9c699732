/** What others may know about a person, and how to find the person's sockets by it. */
import sortBy from 'lodash/sortBy'
import { steadyNow } from '../../clock'
import { isCrew } from '../../core/access/permissions'
import type { Speaker } from '../../core/chat/messages'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { refusalOfName } from '../../core/room/blocked-words'
import type { PeopleNews, PersonEntry } from '../../core/protocol/chat'
import { onlineCount } from './counts'
import type { LiveRoom, RoomSocket } from './live-room'

/** The name of presenters who have taken no other. */
const PRESENTER_NAME = 'Presenter'
/** Times another name is looked for because somebody else took it at the same moment. */
const MAX_TRIES = 5
/** People in a list; of more only the number is sent. */
const MAX_LISTED_PEOPLE = 50
/** Milliseconds for which those who open the chat are sent the same list of many people. */
export const SAME_LIST_MS = 250

/** What everybody may know of a person: joins lines with their author, and nothing with a ballot. */
export function publicIdOf(person: string): string {
  return person.slice(0, 12)
}

/** The public id that the same person had in version 0.1: what was kept then is known by it. */
export function earlierPublicId(privateId: string): string {
  return publicIdOf(privateId)
}

/** What decides on whether this socket may speak. */
export function speakerOf({ data: { person, role, classic } }: RoomSocket): Speaker {
  return { id: publicIdOf(person), isCrew: isCrew(role), classic }
}

/** The name a socket's lines are said under, if it has one. */
export function nameOf(room: LiveRoom, { data: { person, presenter } }: RoomSocket): string | undefined {
  return presenter ? presentersName(room, person) : room.names.of(person)
}

/** What marks lines and posts of the crew. */
export function crewRoleOf({ data: { role } }: RoomSocket): { role?: 'presenter' | 'helper' } {
  return role === 'presenter' || role === 'helper' ? { role } : {}
}

/** Whether the link of this helper's socket is still in force. */
export function isHelping({ document }: LiveRoom, { data: { person } }: RoomSocket): boolean {
  return document.helpers.some(({ id }) => id === person)
}

function presentersName(room: LiveRoom, person: string): string {
  return room.names.of(person) ?? PRESENTER_NAME
}

/** Gives somebody the name that was asked for; whether others are sent an arrival is decided again. */
export function takeName(
  room: LiveRoom,
  { data: { person, role } }: RoomSocket,
  text: string,
): Reply<{ name: string }> | Promise<Reply<{ name: string }>> {
  // Nobody may be mistaken for one of the crew.
  const isGuarded = isCrew(role)
  const refusal = refusalOfName(room.document, text, isGuarded)
  if (refusal) return refusal
  const before = room.names.of(person)
  const taken = room.names.take(person, text, steadyNow(), isGuarded)
  if (!taken.ok) return taken.code === 'name-taken' ? nameTaken() : taken
  room.presence.renamed(person)
  const claimed = room.naming.claim(person, taken.name)
  if (claimed === true) return taken
  return claimed.then(isFree => {
    if (isFree) return taken
    if (room.names.of(person) === taken.name) room.names.release(person)
    if (before !== undefined) room.names.concede(person, before, steadyNow(), () => false, isGuarded)
    room.naming.publish(person)
    return nameTaken()
  })

  /** Says which name like this one is free. */
  function nameTaken(): Refusal {
    return { ...refuse('name-taken'), free: room.names.freeLike(person, text, steadyNow(), isGuarded) }
  }
}

/** Gives somebody a name like this one that is free. */
export async function takeNameLike(
  room: LiveRoom,
  { data: { person } }: RoomSocket,
  text: string,
): Promise<string | undefined> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const name = room.names.takeLike(person, text, steadyNow())
    room.presence.renamed(person)
    if (await room.naming.claim(person, name)) return name
    room.names.release(person)
  }
  return undefined
}

/** Somebody types no more. */
export function stopTyping(room: LiveRoom, person: string): void {
  if (room.typing.stopped(person)) room.publish('typingStopped', person)
}

/** The name of whoever is online under this public id, on whichever node. */
export function nameOfId(room: LiveRoom, id: string): string | undefined {
  const presenter = presenterOf(room)
  if (presenter !== undefined && publicIdOf(presenter) === id) return presentersName(room, presenter)
  for (const { person, name } of room.names)
    if (publicIdOf(person) === id && room.presence.isOnline(person)) return name
  return undefined
}

/** Whether this is the public id of a presenter or a helper. */
export function isOfCrew(room: LiveRoom, id: string): boolean {
  const presenter = presenterOf(room)
  const isPresenters = presenter !== undefined && publicIdOf(presenter) === id
  return isPresenters || room.document.helpers.some(helper => helper.id === id)
}

/** The person whom the presenters of this room are, while there is one. */
function presenterOf({ presenters, others }: LiveRoom): string | undefined {
  return [...presenters][0]?.data.person ?? others?.totals.presenter
}

/**
 * Who is online, for somebody who opens the chat: of many people the list of a moment ago, while nobody came or went.
 */
export function peopleForNewcomer(room: LiveRoom, now = steadyNow()): PeopleNews {
  const last = room.peopleList
  const isSame =
    last &&
    now - last.madeAt < SAME_LIST_MS &&
    last.namesRev === room.names.rev &&
    last.news.count === onlineCount(room)
  return isSame ? last.news : peopleNews(room, now)
}

/** Who is online, as it is now. */
export function peopleNews(room: LiveRoom, now = steadyNow()): PeopleNews {
  const news = listPeople(room)
  // Kept until the next list at the latest, so nobody gets an older list than the one already sent.
  room.peopleList =
    news.named > MAX_LISTED_PEOPLE ? { madeAt: now, news, namesRev: room.names.rev } : undefined
  return news
}

function listPeople(room: LiveRoom): PeopleNews {
  const presenter = presenterOf(room)
  const helpers = new Set(room.document.helpers.map(({ id }) => id))
  const muted = new Set(room.document.muted.map(({ id }) => id))
  const entries: PersonEntry[] = presenter
    ? [{ id: publicIdOf(presenter), name: presentersName(room, presenter), role: 'presenter' }]
    : []
  for (const { person, name } of room.names) {
    const id = publicIdOf(person)
    if (person === presenter || !room.presence.isOnline(person)) continue
    const role = helpers.has(person) ? { role: 'helper' as const } : {}
    entries.push({ id, name, ...role, ...(muted.has(id) && { isMuted: true }) })
  }
  const people = sortBy(entries, [
    entry => entry.role !== 'presenter',
    entry => entry.role !== 'helper',
    entry => entry.name.toLowerCase(),
  ])
  return { people: people.slice(0, MAX_LISTED_PEOPLE), named: people.length, count: onlineCount(room) }
}

/** The sockets of a person that have the chat open. */
export function talkersOf(room: LiveRoom, publicId: string): RoomSocket[] {
  return [...room.talkers].filter(({ data }) => publicIdOf(data.person) === publicId)
}
