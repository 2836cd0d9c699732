/** The votes of this person for questions: shown at once, and taken back where the server refuses. */
import type { Reply } from '../../src/core/protocol/replies'
import type { TimedSocket } from '../shared/connection/connection'

interface Callbacks {
  /** Asks the server. */
  ask(act: (socket: TimedSocket) => Promise<Reply<{ votes: number }>>): Promise<Reply<{ votes: number }>>
  changed(): void
  /** The server has counted: this ask has so many votes. */
  counted(id: number, votes: number): void
}

export class OwnVotes {
  private voted = new Set<number>()
  /** Votes that the server has not answered yet. */
  private readonly underWay = new Map<number, boolean>()

  constructor(private readonly callbacks: Callbacks) {}

  has(id: number): boolean {
    return this.underWay.get(id) ?? this.voted.has(id)
  }

  /** @param voted the asks voted for, as the server knows them */
  begin(voted: readonly number[]): void {
    this.voted = new Set(voted)
  }

  async set(id: number, isFor: boolean): Promise<void> {
    const { underWay, voted, callbacks } = this
    if (underWay.has(id)) return
    underWay.set(id, isFor)
    callbacks.changed()
    const reply = await callbacks.ask(socket => socket.emitWithAck('voteForAsk', { id, isFor }))
    underWay.delete(id)
    if (reply.ok) {
      if (isFor) voted.add(id)
      else voted.delete(id)
      callbacks.counted(id, reply.votes)
    }
    callbacks.changed()
  }
}
