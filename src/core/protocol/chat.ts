/** The wire types of a room's chat: lines, people, announcements and settings. */

/** The public data of a line, except its text. */
export interface LineMark {
  /** The number of the line in its room, ascending; a deleted line leaves a gap. */
  seq: number
  /** Chosen by the sending page, so that a retry is recognized: the same key from the same person is the same line. */
  key: string
  /** Public id of the author. */
  from: string
  name: string
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  /** Set by the server; absent for everybody else. */
  role?: 'presenter' | 'helper' | 'host'
}

export interface Line extends LineMark {
  text: string
}

/** A private line between two people. It is never recorded. */
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
  /** The public id. Private lines are addressed by it, because a name may pass to somebody else. */
  id: string
  name: string
  role?: 'presenter' | 'helper'
  isMuted?: boolean
}

/** Who is online: people, not sockets. */
export interface PeopleNews {
  /** People with a name, at most 50, sorted by name. */
  people: PersonEntry[]
  /** The number of people with a name. */
  named: number
  /** The number of all people, with or without a name. */
  count: number
}

/** Named people who joined or left: some names, and the number of the others. */
export interface Arrivals {
  joined: string[]
  moreJoined: number
  left: string[]
  moreLeft: number
}

/** Which parts of the chat are switched on. */
export interface ChatSettings {
  chat: boolean
  /** Private lines. */
  private: boolean
  /** Whether classic sockets may send lines. */
  classic: boolean
  /** Whether the host sends reminders while a poll is open, and the result. */
  host: boolean
  /** Slow mode: seconds between two things that one person writes to all; 0: it is off. */
  slow: number
}

/** The most seconds of slow mode. */
export const MAX_SLOW_SECONDS = 300

export interface Announcement {
  id: string
  text: string
  /** Milliseconds since 1970 on the server's clock. */
  at: number
  /** The same moment on the server's monotonic clock. */
  since?: number
}

/** What a page with a closed chat needs to know. */
export interface ChatNews {
  chat: boolean
  private: boolean
  /** Seconds of slow mode; 0: it is off. */
  slow: number
  /** Number of the newest line; 0 if there is none. A page that knows only older lines has unread ones. */
  lastSeq: number
  /** Number of the first line of this lesson. Earlier lines are not unread. */
  firstSeq: number
}

/** The reply to a page that opens the chat. */
export interface OpenedChat {
  /** The public id of the person who opened it. */
  me: string
  name: string | null
  isMuted: boolean
  /** The newest lines, at most 100, oldest first; with `after`, only newer ones. */
  lines: Line[]
  /** Whether there are older lines than the first of these. */
  hasOlder: boolean
  /** Lines with smaller numbers are not part of this lesson; a page removes them. */
  firstSeq: number
  /** Numbers of recently deleted lines. */
  deleted: number[]
  /** Stretches in which lines of people are hidden: the first and the last number. */
  hidden?: [from: number, to: number][]
  people: PeopleNews
  /** Numbers of the lines that this person has reported, if there are any. */
  reported?: number[]
}
