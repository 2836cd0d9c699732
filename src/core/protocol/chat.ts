/** Owns the shapes of a room's talk on the wire: lines, people, announcements, and what is switched on. */

/** What of a line everybody may know. */
export interface LineMark {
  /** Numbers the lines of a room, upwards; a deleted one leaves a gap. */
  seq: number
  /** Made up by whoever says it: the same key from the same person is the same line. */
  key: string
  /** Public id of the person. */
  from: string
  name: string
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  /** Nobody else can say a line with it. */
  role?: 'presenter' | 'host'
}

export interface Line extends LineMark {
  text: string
}

/** A line between two people: never kept. */
export interface PrivateLine {
  key: string
  from: string
  name: string
  to: string
  toName: string
  at: number
  text: string
}

/** Somebody with a name who is online. */
export interface PersonEntry {
  /** The public id: what is sent to a person goes to the person, whatever the name is by then. */
  id: string
  name: string
  role?: 'presenter'
  isMuted?: boolean
}

/** Who is online: people, not sockets. */
export interface PeopleNews {
  /** Those with a name, at most 50, by name. */
  people: PersonEntry[]
  /** All with a name. */
  named: number
  /** Everybody, with a name or without. */
  count: number
}

/** Named people who came or went, folded: some names, and how many more. */
export interface Arrivals {
  joined: string[]
  moreJoined: number
  left: string[]
  moreLeft: number
}

/** What of the talk is switched on. */
export interface TalkSettings {
  chat: boolean
  /** Lines between two people. */
  private: boolean
  /** Whether classic sockets may speak. */
  classic: boolean
  /** Whether the host reminds while a poll is open and says how it ended. */
  host: boolean
}

export interface Announcement {
  id: string
  text: string
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  /** The same moment on the server's clock that never jumps. */
  since?: number
}

/** What a page needs to offer the chat without opening it. */
export interface TalkNews {
  chat: boolean
  private: boolean
  /** Number of the newest line, 0 where there is none: a page that knows an older one has unread lines. */
  lastSeq: number
}

/** What somebody who opens the chat is told. */
export interface OpenedChat {
  /** The public id of whoever opened it. */
  me: string
  name: string | null
  isMuted: boolean
  /** The newest lines, at most 100, oldest first; with `after`, only newer ones. */
  lines: Line[]
  /** Whether there are lines before the first of these that are not sent here. */
  hasOlder: boolean
  /** Lines with smaller numbers are forgotten: whoever still shows them takes them away. */
  firstSeq: number
  /** Lines deleted lately. */
  deleted: number[]
  people: PeopleNews
}
