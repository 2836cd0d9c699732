/**
 * A room with somebody in it: its sockets, tabs and figures, which its features share. The features themselves are made
 * in `open-room.ts`, which is the only file that knows them all.
 */
import isEqual from 'lodash/isEqual'
import type { Server, Socket } from 'socket.io'
import type { Role } from '../../core/access/permissions'
import type { Bucket } from '../../core/limits/token-bucket'
import { Counter } from '../../core/limits/counter'
import type { ClientEvents } from '../../core/protocol/client-events'
import type { PeopleNews } from '../../core/protocol/chat'
import type { ServerEvents } from '../../core/protocol/server-events'
import type { Refusal } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import type { Decision, RoomDocument } from '../../core/room/document'
import { Names } from '../../core/people/names'
import { People } from '../../core/people/turnout'
import { Presence } from '../../core/people/presence'
import { PrivateIds } from '../../core/people/private-ids'
import { Typing } from '../../core/people/typing'
import type { Votes } from '../../core/poll/votes'
import type { NodeEvent, NodeEvents, NodeReplies } from '../../core/protocol/node-events'
import type { KeptRoom } from '../../store/documents'
import type { Store } from '../../store/store'
import type { Packet } from './broadcast'
import { ChatBatch } from './chat-batch'
import type { Answer, Asking, NodeMessage, Nodes } from './cluster'
import { DocumentWriter } from './document-writer'
import type {
  BallotBox,
  GoneReports,
  KnownVoter,
  CastsBallots,
  Messages,
  NameClaims,
  OpenAnswers,
  OtherNodes,
  PeopleList,
  SlowWriting,
  RemovedPeople,
  TicketGate,
  Updates,
  VoteWatch,
  Watching,
} from './feature-needs'
import { PresenterSlots } from './presenter-slots'
import { TabsByBrowser } from './same-browser'

export interface SocketData {
  /** A keyed hash of this tab's id, which is a credential; absent on classic sockets and screens. */
  tab?: string | undefined
  /** Whom the socket belongs to: a keyed hash of its browser, else of its tab, else of the socket itself. */
  person: string
  /** Another hash of the same: ballots, asks, tickets and reports are under hashes of it. It goes to nobody. */
  privateId: string
  /** What it may do stands in the table of `core/access/permissions`. */
  role: Role
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
  /** Under which hash ballots of this person are kept, once that is needed. */
  known?: KnownVoter
}

export type RoomSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>
export type RoomServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>

/** A tab's session in the room; it outlives a connection that went silent. */
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
  privateId: string
  /** Runs while the tab is asleep; at its end the tab is gone. */
  hold?: NodeJS.Timeout
  /** While it is asleep: ends it now. */
  end?: () => void
  /** The Engine.IO id of the connection it had when it fell asleep. */
  connectionId?: string | undefined
}

export interface RoomParts {
  code: string
  kept: KeptRoom
  /** As ballots have been counted already. */
  votes: Votes
  /** Of the poll that can be put back. */
  replaced: ReplacedVotes | undefined
  store: Store
  nodes: Nodes
}

/** The votes of a poll that was replaced: for ten seconds it can be put back with them. */
export interface ReplacedVotes {
  pollId: string
  votes: Votes
}

/** All that the features of one room share. */
export abstract class LiveRoom {
  readonly code: string
  /** As it is kept. */
  document: RoomDocument
  /** As it will be once it is kept: hands are judged by it already, so that a final tally is final. */
  next: RoomDocument | undefined
  votes: Votes
  replaced: ReplacedVotes | undefined
  readonly people = new People()
  readonly sockets = new Set<RoomSocket>()
  /** How many sockets each address has here. */
  readonly addresses = new Counter()
  readonly presenters = new Set<RoomSocket>()
  readonly presenterSlots = new PresenterSlots()
  readonly helpers = new Set<RoomSocket>()
  readonly helperSlots = new PresenterSlots()
  screens = 0
  readonly classics = new Set<RoomSocket>()
  readonly tabs = new Map<string, Tab>()
  readonly tabsByBrowser = new TabsByBrowser()
  /** Sockets whose page has the chat open. */
  readonly talkers = new Set<RoomSocket>()
  readonly names = new Names()
  readonly presence = new Presence()
  readonly privateIds = new PrivateIds()
  /** What the talkers are still to be sent. */
  readonly chatBatch = new ChatBatch()
  readonly typing = new Typing()
  /** A long list of people, when it was made and of which names: newcomers of the same moment are sent the same. */
  peopleList: { madeAt: number; news: PeopleNews; namesRev: number } | undefined

  abstract readonly watchers: Watching
  abstract readonly updates: Updates
  abstract readonly answers: OpenAnswers
  abstract readonly ballots: BallotBox
  abstract readonly ballotLimit: CastsBallots
  abstract readonly tickets: TicketGate
  abstract readonly voteWatch: VoteWatch
  abstract readonly onlineList: PeopleList
  abstract readonly naming: NameClaims
  abstract readonly messages: Messages
  abstract readonly slowMode: SlowWriting
  abstract readonly reports: GoneReports
  abstract readonly removal: RemovedPeople
  abstract readonly others: OtherNodes | undefined

  private readonly nodes: Nodes
  private readonly writer: DocumentWriter

  constructor({ code, kept, votes, replaced, store, nodes }: RoomParts) {
    this.code = code
    this.document = kept.document
    this.votes = votes
    this.replaced = replaced
    this.nodes = nodes
    this.writer = new DocumentWriter(this, store, kept.version)
  }

  /** Gets what other nodes have published before: the room has just been opened, or the connection to them was down. */
  abstract catchUp(): Promise<void>
  /** Reads what the snapshot for this socket needs. */
  abstract prepare(socket: RoomSocket): Promise<void>
  /** All that this socket needs for voting; `prepare` goes before it. */
  abstract snapshot(socket: RoomSocket): Snapshot
  /** A socket is in the room, and was sent its snapshot. */
  abstract joined(socket: RoomSocket): void
  /** A socket's connection ended, for whatever reason. */
  abstract socketLeft(socket: RoomSocket): void
  /** A voter is gone for good: closed its tab, or slept too long. */
  abstract voterGone(voter: string, person: string): void
  /** A tab came back under another socket id. */
  abstract returned(from: string, to: string): void
  /**
   * Another tab of the same browser, here or on another node, takes over what this one holds; this session is about
   * to end.
   */
  abstract inherited(id: string, tab: Tab, heir: string): void
  /** A tab came to another node; its session here is about to end. */
  abstract movedAway(id: string, tab: Tab): void
  /** A node has gone, and all its sockets with it. */
  abstract nodeGone(node: string): void
  /** The store can record no more, or again. */
  abstract storeChanged(isAway: boolean): void
  /** Ends all that goes on in the room: no timer of it runs on. */
  abstract close(): void
  /** The room has a new document, and it is kept. */
  protected abstract documentChanged(before: RoomDocument): void

  /** Decides on a new document and keeps it; when somebody else was faster, decides again. */
  change(decide: (document: RoomDocument) => Decision): Promise<Refusal | undefined> {
    return this.writer.change(decide)
  }

  /**
   * Has the document as another node has kept it; without a version, as it is kept now. False: there is no such room.
   */
  refresh(version?: number): Promise<boolean> {
    return this.writer.refresh(version)
  }

  /** Has this document from now on: it is kept. */
  adopt(document: RoomDocument): void {
    const before = this.document
    this.document = document
    this.documentChanged(before)
    // What is decided on answers goes out with them, to whom it concerns; that they wait for approval, to everybody.
    const { needsApproval } = document.poll.care
    const poll = { ...document.poll, care: { ...before.poll.care, needsApproval } }
    if (document.poll !== before.poll && !isEqual(poll, before.poll)) this.updates.changed('poll')
  }

  /** Sends to all talkers, in order. */
  toTalkers(packet: Packet): void {
    this.chatBatch.push(packet)
    this.updates.changed('talk')
  }

  /** Publishes to the other nodes that have this room. No part of it may be a credential. */
  publish<E extends NodeEvent>(event: E, ...message: NodeMessage<E>): void {
    this.nodes.publish(this.code, event, ...message)
  }

  /** Asks them. Of nodes on which the room is not alive the answer is undefined. */
  ask<E extends keyof NodeReplies>(
    event: E,
    message: NodeEvents[E],
    how?: Asking,
  ): Promise<Answer<NodeReplies[E] | undefined>[]> {
    return this.nodes.ask(this.code, event, message, how)
  }
}
