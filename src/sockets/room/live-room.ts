/** Owns what a live room is, with its sockets and tabs, and the figures that follow from it. */
import type { Server, Socket } from 'socket.io'
import type { Bucket } from '../../core/limits/token-bucket'
import type { Counter } from '../../core/limits/counter'
import type { ClientEvents } from '../../core/protocol/client-events'
import type { Refusal, Reply, ServerEvents } from '../../core/protocol/events'
import type { Decision, RoomDocument } from '../../core/room/document'
import type { Names } from '../../core/people/names'
import type { People } from '../../core/people/turnout'
import type { Presence } from '../../core/people/presence'
import type { Shares } from '../../core/cluster/node-totals'
import type { Spread } from '../../core/cluster/multi-node-people'
import type { Typing } from '../../core/people/typing'
import type { Votes } from '../../core/poll/votes'
import type { NewLine } from '../../store/store'
import type { Packet } from './broadcast'
import type { Answer, Asking } from './cluster'
import type { ChatBatch } from './chat-batch'

export interface SocketData {
  /** A keyed hash of this tab's id, which is a credential; absent on classic sockets and screens. */
  tab?: string | undefined
  /** Whom the socket belongs to: a keyed hash of its browser, else of its tab, else of the socket itself. */
  person: string
  screen: boolean
  /** Holds the room's presenter key. */
  presenter: boolean
  /** Its page has been in the room before, and says so. */
  isBack: boolean
  /** Written by following the Socket.IO workshops: brings no tab id. */
  classic: boolean
  /** Where budgets are counted: the client's real address, IPv6 by its /64. */
  address: string
  budget: Bucket
  /** When this person came here first, by `performance.now()`. */
  since: number
  /** Refusals in a row because of the budget. */
  excess: number
  room: LiveRoom
  /** This person's recorded ballot, as it was when the snapshot was prepared. */
  ballot: string | null
}

export type RoomSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>
export type RoomServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>

/** What of a room has changed and is to be announced to all its sockets. */
export type Topic = 'poll' | 'voteCount' | 'usersConnected' | 'turnout' | 'talk'

/** A tab's place in the room; it outlives a line that went silent. */
export interface Tab {
  socket: RoomSocket | undefined
  /** When it came to this node, on the clock that all nodes share. */
  since: number
  /** Since when it is silent. */
  silentSince?: number
  /** It had never been in this room when it came. */
  isNew: boolean
  /** The socket id under which the tab's hand is counted. */
  voter: string
  /** The poll in which its page has taken a hand back here. */
  tookBackIn?: string
  person: string
  /** Runs while the tab is asleep; at its end the tab is gone. */
  hold?: NodeJS.Timeout
  /** The Engine.IO id of the connection it had when it fell asleep. */
  line?: string | undefined
}

/** A room with somebody in it: all that its features know, gone with its last socket. */
export interface LiveRoom {
  code: string
  /** As it is kept. */
  document: RoomDocument
  /** As it will be once it is kept: hands are judged by it already, so that a final tally is final. */
  next: RoomDocument | undefined
  votes: Votes
  people: People
  sockets: Set<RoomSocket>
  /** How many sockets each address has here. */
  addresses: Counter
  presenters: Set<RoomSocket>
  screens: number
  classics: Set<RoomSocket>
  tabs: Map<string, Tab>
  /** Sockets whose page has the chat open. */
  talkers: Set<RoomSocket>
  names: Names
  presence: Presence
  /** What the talkers are still to be told. */
  chatBatch: ChatBatch
  typing: Typing
  /** Sends to all talkers, in order. */
  toTalkers(packet: Packet): void
  /** Keeps a line and announces it. */
  say(line: NewLine): Promise<Reply<{ seq: number; at: number }>>
  /** Says that a topic has a new value; it goes out soon, together with others. */
  changed(...topics: Topic[]): void
  /** Decides on a new document and keeps it; when somebody else was faster, decides again. */
  change(decide: (document: RoomDocument) => Decision): Promise<Refusal | undefined>
  /** Has the document as another node has kept it; without a version, as it is kept now. False: there is no such room. */
  catchUp(version?: number): Promise<boolean>
  /** What the other nodes have counted. */
  elsewhere: Shares
  /** Ballots acknowledged here in this poll. */
  ballots: number
  /** Tells the other nodes what this one has counted, where that is news. */
  share(): void
  /** Somebody has voted who had not voted in this poll. */
  firstVote(data: SocketData): void
  /** The tally of ballots has changed: it is read again soon. */
  recount(): void
  /** People who are on other nodes, too. */
  spread: Spread
  /** Every other node has stopped taking hands, and said how many it has. */
  settled(): Promise<void>
  /** Resolves once it is decided whether hands are taken; another node is closing the poll. */
  held: Promise<void> | undefined
  /** Who is online, or under which name, has changed. */
  peopleChanged(): void
  /** Whether somebody may keep the name just taken, for all the other nodes know. */
  claimName(person: string, name: string): Promise<boolean> | true
  /** Tells the other nodes how somebody is called, and whether this person is here. */
  tellNamed(person: string): void
  /** Tells the other nodes that have this room. Nothing of it may be a credential. */
  tell(event: string, message?: unknown): void
  /** Asks them. */
  ask(event: string, message?: unknown, how?: Asking): Promise<Answer[]>
}
