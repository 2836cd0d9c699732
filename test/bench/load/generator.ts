/** The load generator's process: joins, votes and leaves as it is asked to. */
import { expose } from '../expose'
import { Crowd } from './crowd'
import type { ServerName } from './dialects'
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
  async leave() {
    await crowd?.leave()
  },
}
expose(methods)
