/** Owns what a feature is: what it hears from sockets and other nodes, and what it is told of its rooms. */
import type { EventReply } from '../../core/protocol/client-events'
import type { Refusal } from '../../core/protocol/events'
import type { EventInputs, EventName } from '../../core/protocol/schemas'
import type { RoomDocument } from '../../core/room/document'
import type { LiveRoom, RoomSocket, Tab } from './live-room'

/** A vote as it was given; null takes it back. */
export type GivenVote = { pollId: string; choice: string | null }

/** Records a ballot; resolves to why it was not. */
export type RecordBallot = (
  room: LiveRoom,
  socket: RoomSocket,
  vote: GivenVote,
) => Promise<Refusal | undefined>

/** Takes an event of a socket, parsed: decides, records, announces. What it returns is the acknowledgement; it throws nothing it expects. */
export type Handler<E extends EventName> = (
  socket: RoomSocket,
  input: EventInputs[E],
) => EventReply<E> | Promise<EventReply<E>>

/** What takes each event. The compiler finds one that is missing, misspelt, or answers with another reply. */
export type Handlers = { readonly [E in EventName]: Handler<E> }

/** What another node tells a feature; what it returns is the answer where it asked. */
export type Heard = (room: LiveRoom, message: never, from: string) => unknown

/** One feature of a room. Features never import each other; `app.ts` lists them. */
export interface Feature {
  /** What other nodes tell, by the name they tell it under. */
  heard?: Record<string, Heard>
  /** A room came to life. Returns how to let go of it. */
  opened?(room: LiveRoom): () => void
  /** The room has a new document, and it is kept. */
  documentChanged?(room: LiveRoom, before: RoomDocument): void
  /** Makes up for what other nodes have told unheard: the room has just come to life, or the line to them was down. */
  catchUp?(room: LiveRoom): Promise<void>
  /** A node has gone, and all its sockets with it. */
  nodeGone?(room: LiveRoom, node: string): void
  /** Reads what the snapshot for this socket needs; before any feature says its part of it. */
  prepare?(room: LiveRoom, socket: RoomSocket): Promise<void>
  /** A socket is in the room. */
  joined?(room: LiveRoom, socket: RoomSocket): void
  /** A socket's line ended, for whatever reason. */
  left?(room: LiveRoom, socket: RoomSocket): void
  /** A voter is gone for good: closed its tab, or slept too long. */
  gone?(room: LiveRoom, voter: string, person: string): void
  /** A tab came to another node; its place here is about to be given up. */
  movedAway?(room: LiveRoom, id: string, tab: Tab): void
  /** Another tab of the same browser, here or on another node, takes over what this one holds; its place is about to be given up. */
  inherited?(room: LiveRoom, id: string, tab: Tab, heir: string): void
  /** A tab came back under another socket id. */
  returned?(room: LiveRoom, from: string, to: string): void
}
