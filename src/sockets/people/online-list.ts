/** People of a room as others see them: who is online, who types, who came and went; and the counts for newcomers. */
import { steadyNow } from '../../clock'
import { decideSpeaker } from '../../core/chat/messages'
import type { Reply } from '../../core/protocol/replies'
import type { PeopleSnapshot } from '../../core/protocol/snapshot'
import type { RoomDocument } from '../../core/room/document'
import type { Typist } from '../../core/people/typing'
import { headCount, turnoutOf } from '../room/counts'
import type { PeopleList } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import type { Intervals } from '../room/intervals'
import { nameOf, peopleNews, publicIdOf, speakerOf, stopTyping } from '../room/identity'

/** Pages with the chat open, above which typing is not sent and lists of people are sent less often. */
const MAX_TALKERS_FOR_TYPING = 100
/** People named as typing. */
const MAX_TYPING_NAMES = 4

export class OnlineList implements PeopleList {
  /** Sockets counted as present. */
  private readonly present = new Set<RoomSocket>()
  private hasNews = false
  /** Of the names when the list was sent last. */
  private namesRev = 0
  private sentAt = -Infinity
  private readonly timer: NodeJS.Timeout

  /** @param moved is called when somebody may have come or gone, here or on another node */
  constructor(
    private readonly room: LiveRoom,
    private readonly intervals: Pick<Intervals, 'people' | 'peopleOfMany'>,
    private readonly moved: () => void,
  ) {
    this.timer = setInterval(() => this.tick(), intervals.people).unref()
  }

  /** A page says that somebody types. */
  typing(socket: RoomSocket): Reply {
    const { room } = this
    const name = nameOf(room, socket)
    const maySpeak = !decideSpeaker(room.code, room.document, speakerOf(socket))
    const isOpen = room.talkers.has(socket) && room.talkers.size <= MAX_TALKERS_FOR_TYPING
    if (name !== undefined && maySpeak && isOpen) {
      const typist: Typist = { person: socket.data.person, name }
      this.noteTyping(typist)
      room.publish('typing', typist)
    }
    return { ok: true }
  }

  /** Somebody types, here or on another node. */
  noteTyping({ person, name }: Typist): void {
    const now = steadyNow()
    if (this.room.typing.types(person, name, now)) this.sendTyping(now)
  }

  /** Somebody on another node types no more. */
  typingStopped(person: string): void {
    this.room.typing.stopped(person)
  }

  /** Who is online, or under which name, has changed. */
  changed(): void {
    this.hasNews = true
    this.moved()
  }

  nodeGone(node: string): void {
    const { presence, names } = this.room
    const now = steadyNow()
    for (const person of presence.drop(node, now)) names.left(person, now)
    this.changed()
  }

  joined(socket: RoomSocket): void {
    const { room } = this
    const { screen, person } = socket.data
    // Its connection may have ended while its snapshot was prepared.
    if (screen || !room.sockets.has(socket)) return
    this.present.add(socket)
    if (!room.presence.came(person, steadyNow())) return
    this.changed()
    if (room.names.of(person) !== undefined) room.naming.publish(person)
  }

  socketLeft(socket: RoomSocket): void {
    const { room } = this
    const { person } = socket.data
    if (this.present.delete(socket) && room.presence.left(person, steadyNow())) {
      this.changed()
      if (room.names.of(person) !== undefined) room.naming.publish(person)
    }
    // Also of somebody who was gone before having come.
    if (!room.presence.isHere(person)) stopTyping(room, person)
  }

  documentChanged({ muted }: RoomDocument): void {
    if (this.room.document.muted !== muted) this.changed()
  }

  /** What a newcomer is sent of people. */
  snapshot(): PeopleSnapshot {
    return { connected: headCount(this.room), ...turnoutOf(this.room) }
  }

  close(): void {
    clearInterval(this.timer)
  }

  private tick(): void {
    const { room } = this
    const { people, peopleOfMany } = this.intervals
    const now = steadyNow()
    this.sendTyping(now)
    if (now - this.sentAt < (room.talkers.size > MAX_TALKERS_FOR_TYPING ? peopleOfMany : people)) return
    const arrivals = room.presence.news(now, person => room.names.of(person))
    if (room.talkers.size === 0) return
    if (arrivals) room.toTalkers(['arrivals', arrivals])
    const { rev } = room.names
    if (!this.hasNews && this.namesRev === rev) return
    this.hasNews = false
    this.namesRev = rev
    this.sentAt = now
    room.toTalkers(['people', peopleNews(room)])
  }

  private sendTyping(now: number): void {
    const typists = this.room.typing.news(now)
    if (!typists) return
    const some = typists
      .slice(0, MAX_TYPING_NAMES)
      .map(({ person, name }) => ({ id: publicIdOf(person), name }))
    this.room.toTalkers(['typing', some, typists.length])
  }
}
