/** Owns what a room is before anybody is in it. */
import { Counter } from '../../core/limits/counter'
import type { RoomDocument } from '../../core/room/document'
import { Names } from '../../core/people/names'
import { People } from '../../core/people/turnout'
import { Presence } from '../../core/people/presence'
import { refuse } from '../../core/protocol/refusals'
import { Shares } from '../../core/cluster/node-totals'
import { Spread } from '../../core/cluster/multi-node-people'
import { Typing } from '../../core/people/typing'
import type { Votes } from '../../core/poll/votes'
import type { LiveRoom } from './live-room'
import type { Nodes } from './cluster'
import { ChatBatch } from './chat-batch'

export interface EmptyRoomParts {
  code: string
  document: RoomDocument
  /** As ballots have been counted already. */
  votes: Votes
  nodes: Nodes
  /** How its document changes. */
  changing: Pick<LiveRoom, 'change' | 'catchUp'>
}

/** A room in which nobody is yet, and at which no feature has looked. */
export function emptyRoom({ code, document, votes, nodes, changing }: EmptyRoomParts): LiveRoom {
  const room: LiveRoom = {
    ...changing,
    code,
    document,
    next: undefined,
    votes,
    people: new People(),
    sockets: new Set(),
    addresses: new Counter(),
    presenters: new Set(),
    screens: 0,
    classics: new Set(),
    talkers: new Set(),
    names: new Names(),
    presence: new Presence(),
    chatBatch: new ChatBatch(),
    toTalkers(packet) {
      room.chatBatch.push(packet)
      room.changed('talk')
    },
    typing: new Typing(),
    say: () => Promise.resolve(refuse('chat-off')),
    tabs: new Map(),
    changed() {},
    elsewhere: new Shares(),
    ballots: 0,
    spread: new Spread(nodes.id),
    share() {},
    recount() {},
    firstVote() {},
    settled: () => Promise.resolve(),
    peopleChanged() {},
    claimName: () => true,
    tellNamed() {},
    held: undefined,
    tell: (event, message) => nodes.tell(code, event, message),
    ask: (event, message, how) => nodes.ask(code, event, message, how),
  }
  return room
}
