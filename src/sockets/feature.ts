/** Owns what a feature is, and what the features of a room share: the live room and its sockets. */
import type { Server, Socket } from 'socket.io'
import type { Bucket } from '../core/budget'
import type { ClientEvents, Poll, Reply, ServerEvents, Snapshot } from '../core/events'
import type { Parsed } from '../core/parse'
import type { People } from '../core/people'
import type { Votes } from '../core/votes'

export interface SocketData {
  /** This tab's id, a credential; absent on classic sockets and screens. */
  tab?: string
  /** Whom the socket belongs to: a browser, else a tab, else the socket itself. */
  person: string
  screen: boolean
  /** Written by following the Socket.IO workshops: brings no tab id. */
  classic: boolean
  /** Where budgets are counted: the client's real address, IPv6 by its /64. */
  address: string
  budget: Bucket
  /** Refusals in a row because of the budget. */
  excess: number
  room: LiveRoom
}

export type RoomSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>
export type RoomServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>

/** What of a room has changed and is to be announced to all its sockets. */
export type Topic = 'voteCount' | 'usersConnected' | 'turnout'

/** A tab's place in the room; it outlives a line that went silent. */
export interface Tab {
  socket: RoomSocket | undefined
  /** The socket id under which the tab's hand is counted. */
  voter: string
  person: string
  /** Runs while the tab is asleep; at its end the tab is gone. */
  hold?: NodeJS.Timeout
  /** The Engine.IO id of the connection it had when it fell asleep. */
  line?: string
}

/** A room with somebody in it: all that its features know, gone with its last socket. */
export interface LiveRoom {
  code: string
  poll: Poll
  votes: Votes
  people: People
  sockets: Set<RoomSocket>
  screens: number
  tabs: Map<string, Tab>
  /** Says that a topic has a new value; it goes out soon, together with others. */
  changed(...topics: Topic[]): void
}

/** Joined sockets, screens left out. */
export function headCount(room: LiveRoom): number {
  return room.sockets.size - room.screens
}

/** Decides and records; what it returns is the acknowledgement. Throws nothing it expects. */
export type Decide<T> = (room: LiveRoom, socket: RoomSocket, value: T) => Reply<object>

export interface EventHandler {
  parse(input: unknown): Parsed<unknown>
  decide: Decide<unknown>
}

/** Joins a parser with the handler of what it gives. */
export function on<T>(parse: (input: unknown) => Parsed<T>, decide: Decide<T>): EventHandler {
  return { parse, decide: decide as Decide<unknown> }
}

/** One feature of a room. Features never import each other; `app.ts` lists them. */
export interface Feature {
  events?: Record<string, EventHandler>
  /** A room came to life. Returns how to let go of it. */
  opened?(room: LiveRoom): () => void
  /** A socket is in the room. */
  joined?(room: LiveRoom, socket: RoomSocket): void
  /** A voter is gone for good: closed its tab, or slept too long. */
  gone?(room: LiveRoom, voter: string, person: string): void
  /** A tab came back under another socket id. */
  returned?(room: LiveRoom, from: string, to: string): void
  /** What this feature tells a newcomer. */
  snapshot?(room: LiveRoom, socket: RoomSocket): Partial<Snapshot>
}
