/** Owns what of a person others may know, and the way back from that to its sockets. */
import sortBy from 'lodash/sortBy'
import type { Speaker } from '../core/chat'
import type { Reply } from '../core/events'
import type { PeopleNews, PersonEntry } from '../core/talk'
import { onlineCount, type LiveRoom, type RoomSocket } from './feature'

/** The name of presenters who have taken no other. */
const PRESENTER_NAME = 'Presenter'
/** People in a list; of more only the number is told. */
const MANY_PEOPLE = 50

/** What everybody may know of a person: joins lines with their author, and nothing with a ballot. */
export function publicIdOf(person: string): string {
  return person.slice(0, 12)
}

/** What decides on whether this socket may speak. */
export function speakerOf({ data: { person, presenter, classic } }: RoomSocket): Speaker {
  return { id: publicIdOf(person), presenter, classic }
}

/** The name a socket's lines are said under, if it has one. */
export function nameOf(room: LiveRoom, { data: { person, presenter } }: RoomSocket): string | undefined {
  return room.names.of(person) ?? (presenter ? PRESENTER_NAME : undefined)
}

/** Gives somebody the name that was asked for; whether others are told who came is decided anew. */
export function takeName(room: LiveRoom, { data }: RoomSocket, text: string): Reply<{ name: string }> {
  const taken = room.names.take(data.person, text, Date.now(), data.presenter)
  if (taken.ok) room.presence.renamed(data.person)
  return taken
}

/** Gives somebody a name like this one that is free. */
export function takeNameLike(room: LiveRoom, { data: { person } }: RoomSocket, text: string): string {
  const name = room.names.takeLike(person, text, Date.now())
  room.presence.renamed(person)
  return name
}

/** Who is online, for people who have the chat open. */
export function peopleNews(room: LiveRoom): PeopleNews {
  const presenter = [...room.presenters][0]
  const muted = new Set(room.document.muted.map(({ id }) => id))
  const entries: PersonEntry[] = presenter
    ? [{ id: publicIdOf(presenter.data.person), name: nameOf(room, presenter)!, role: 'presenter' }]
    : []
  for (const { person, name } of room.names) {
    const id = publicIdOf(person)
    if (person === presenter?.data.person || !room.presence.isOnline(person)) continue
    entries.push({ id, name, ...(muted.has(id) && { isMuted: true }) })
  }
  const people = sortBy(entries, [entry => entry.role !== 'presenter', entry => entry.name.toLowerCase()])
  return { people: people.slice(0, MANY_PEOPLE), named: people.length, count: onlineCount(room) }
}

/** The sockets of a person that have the chat open. */
export function talkersOf(room: LiveRoom, publicId: string): RoomSocket[] {
  return [...room.talkers].filter(({ data }) => publicIdOf(data.person) === publicId)
}
