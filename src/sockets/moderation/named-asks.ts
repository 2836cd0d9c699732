/**
 * Hides what somebody who was removed has asked under the name. Asks are found by the private id, which goes to no other
 * node: each node hides the asks of its own people, and answers the node that asks with how many.
 */
import sumBy from 'lodash/sumBy'
import { MAX_REMOVED } from '../../core/people/removed'
import { forgetOldest } from '../../core/limits/bounded'
import { earlierPublicId, publicIdOf } from '../room/identity'
import type { LiveRoom } from '../room/live-room'

export class NamedAsks {
  /** By public id: what was begun, until somebody has asked how much it is. */
  private readonly begun = new Map<string, Promise<number>>()

  /** @param hideOf hides what a person has asked with a name; resolves to how much that was */
  constructor(
    private readonly room: Pick<LiveRoom, 'privateIds' | 'ask'>,
    private readonly hideOf: (privateId: string) => Promise<number>,
  ) {}

  /** Somebody was removed. At once: with this person the room may end here, before another node asks. */
  begin(id: string): void {
    this.begun.set(
      id,
      this.hide(id).catch(() => 0),
    )
    forgetOldest(this.begun, MAX_REMOVED)
  }

  /** Resolves to how much of somebody of this node is hidden. */
  hidden(id: string): Promise<number> {
    const begun = this.begun.get(id)
    this.begun.delete(id)
    return begun ?? this.hide(id)
  }

  /** The same of somebody who may be on another node. */
  async hiddenAnywhere(id: string): Promise<number> {
    if (this.privateIdsOf(id).length > 0) return this.hidden(id)
    const answers = await this.room.ask('hideNamedAsks', id)
    return sumBy(answers, ({ value }) => value ?? 0)
  }

  /** Of whom a public id names, as far as this node knows: one person. */
  privateIdsOf(id: string): string[] {
    const known = [...this.room.privateIds]
    return known.flatMap(([person, privateId]) =>
      publicIdOf(person) === id || earlierPublicId(privateId) === id ? [privateId] : [],
    )
  }

  private async hide(id: string): Promise<number> {
    let count = 0
    for (const privateId of this.privateIdsOf(id)) count += await this.hideOf(privateId)
    return count
  }
}
