/** The shapes of a room's chat on the wire: lines, people, announcements and settings. */

/** What everybody may know of a line, beside its text. */
export interface LineMark {
  /** Numbers the lines of a room, upwards; a deleted one leaves a gap. */
  seq: number
  /** Made up by the page that says it: the same key from the same person is the same line. */
  key: string
  /** Public id of the person. */
  from: string
  name: string
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  /** Set by the server; other people's lines have none. */
  role?: 'presenter' | 'host'
}

export interface Line extends LineMark {
  text: string
}

/** A line between two people. It is never recorded. */
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
  /** The public id. A private line is sent to it, because a name may belong to somebody else by then. */
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

/** Named people who came or went: some names, and how many more. */
export interface Arrivals {
  joined: string[]
  moreJoined: number
  left: string[]
  moreLeft: number
}

/** What of the chat is switched on. */
export interface ChatSettings {
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

/** What a page needs to offer a chat that is not open. */
export interface ChatNews {
  chat: boolean
  private: boolean
  /** Number of the newest line, 0 where there is none. A page that knows only older lines has unread ones. */
  lastSeq: number
}

/** The reply to whoever opens the chat. */
export interface OpenedChat {
  /** The public id of whoever opened it. */
  me: string
  name: string | null
  isMuted: boolean
  /** The newest lines, at most 100, oldest first; with `after`, only newer ones. */
  lines: Line[]
  /** Whether there are lines before the first of these that are not sent here. */
  hasOlder: boolean
  /** Lines with smaller numbers are forgotten: a page that still shows them removes them. */
  firstSeq: number
  /** Lines deleted lately. */
  deleted: number[]
  people: PeopleNews
}
