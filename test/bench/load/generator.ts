/** The load generator's process: joins, votes and leaves as it is asked to. */
import { expose } from '../expose'
import { Crowd } from './crowd'
import type { ServerName } from './dialects'
import { openChats, talk, type Talked, type Talking } from './talk'
import { vote, type Voted, type Voting } from './vote'

export interface Joining {
  server: ServerName
  port: number
  voters: number
}

export type GeneratorMethods = {
  /** Joins voters and waits until the news of it has settled; tells how many seconds the joining took. */
  join(joining: Joining): Promise<number>
  vote(voting: Voting): Promise<Voted>
  openChats(argument: null): Promise<void>
  /** Votes and talks at once. */
  voteAndTalk(both: { voting: Voting; talking: Talking }): Promise<{ voted: Voted; talked: Talked }>
  leave(argument: null): Promise<void>
}

let crowd: Crowd | undefined

const methods: GeneratorMethods = {
  async join({ server, port, voters }) {
    const start = performance.now()
    crowd = new Crowd(server, port)
    await crowd.join(voters)
    const seconds = (performance.now() - start) / 1000
    await crowd.settle()
    return seconds
  },
  async vote(voting) {
    if (!crowd) throw new Error('nobody has joined')
    return vote(crowd, voting)
  },
  async openChats() {
    if (crowd) await openChats(crowd)
  },
  async voteAndTalk({ voting, talking }) {
    if (!crowd) throw new Error('nobody has joined')
    const [voted, talked] = await Promise.all([vote(crowd, voting), talk(crowd, talking)])
    return { voted, talked }
  },
  async leave() {
    await crowd?.leave()
  },
}
expose(methods)
