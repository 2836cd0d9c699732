/** The load generator's process: joins, votes and leaves as it is asked to. */
import { expose } from '../expose'
import { Crowd } from './crowd'
import type { ServerName } from './dialects'
import { openChats, chat, type ChatResult, type Chatting } from './chat'
import { ReturningCrowd, type Returned } from './returning'
import { voteTyped, type TypedVoted, type TypedVoting } from './typed'
import { makeVisits, type Visited, type Visiting } from './visits'
import { vote, type Voted, type Voting } from './vote'

export interface Joining {
  server: ServerName
  port: number
  voters: number
}

export type GeneratorMethods = {
  /** Joins voters and waits until all have been told of it; returns how many seconds the joining took. */
  join(joining: Joining): Promise<number>
  vote(voting: Voting): Promise<Voted>
  voteTyped(voting: TypedVoting): Promise<TypedVoted>
  openChats(argument: null): Promise<void>
  /** Votes and chats at once. */
  voteAndChat(both: { voting: Voting; chatting: Chatting }): Promise<{ voted: Voted; chatted: ChatResult }>
  leave(argument: null): Promise<void>
  /** Voters who return by themselves join and cast a ballot; gives how many were acknowledged. */
  joinToReturn(joining: { port: number; voters: number }): Promise<number>
  /** To be asked before the server ends: gives what became of them once all are back. */
  comeBack(limit: { timeoutMs: number }): Promise<Returned>
  /** Visits as phones do, and leaves. */
  visit(visiting: Visiting): Promise<Visited>
}

let crowd: Crowd | undefined
let returning: ReturningCrowd | undefined

const methods: GeneratorMethods = {
  async join({ server, port, voters }) {
    const start = performance.now()
    crowd = new Crowd(server, port)
    await crowd.join(voters)
    const seconds = (performance.now() - start) / 1000
    await crowd.untilQuiet()
    return seconds
  },
  async vote(voting) {
    if (!crowd) throw new Error('nobody has joined')
    return vote(crowd, voting)
  },
  async voteTyped(voting) {
    if (!crowd) throw new Error('nobody has joined')
    return voteTyped(crowd, voting)
  },
  async openChats() {
    if (crowd) await openChats(crowd)
  },
  async voteAndChat({ voting, chatting }) {
    if (!crowd) throw new Error('nobody has joined')
    const [voted, chatted] = await Promise.all([vote(crowd, voting), chat(crowd, chatting)])
    return { voted, chatted }
  },
  async leave() {
    await crowd?.leave()
  },
  joinToReturn({ port, voters }) {
    returning = new ReturningCrowd(port, voters)
    return returning.joinAndVote()
  },
  async comeBack({ timeoutMs }) {
    if (!returning) throw new Error('nobody has joined')
    return returning.comeBack(timeoutMs)
  },
  visit: makeVisits,
}
expose(methods)
