/** Tracks which people of this node are also on other nodes, because the cluster counts each person once. */

import type { Standing } from '../protocol/node-events'

const ABSENT: Standing = { present: false, online: false, voted: false }

interface Entry {
  /** The standing of this person that was last sent to the others; undefined if one of them may not have it. */
  sent: Standing | undefined
  elsewhere: Map<string, Standing>
}

export class MultiNodePeople {
  private readonly entries = new Map<string, Entry>()

  /** @param node the name of this node */
  constructor(private readonly node: string) {}

  /** All of them. */
  [Symbol.iterator](): IterableIterator<string> {
    return this.entries.keys()
  }

  has(person: string): boolean {
    return this.entries.has(person)
  }

  /** A person of this node came to another node, which needs this person's standing here. */
  met(person: string): void {
    const known = this.entries.get(person)
    if (known) known.sent = undefined
    else this.entries.set(person, { sent: undefined, elsewhere: new Map() })
  }

  /** Another node sent the standing of a person who is also on this node. */
  received(person: string, node: string, standing: Standing): void {
    if (!this.entries.has(person)) this.met(person)
    const { elsewhere } = this.entries.get(person)!
    if (isAbsent(standing)) elsewhere.delete(node)
    else elsewhere.set(node, standing)
    if (elsewhere.size === 0) this.entries.delete(person)
  }

  drop(node: string): void {
    for (const person of [...this.entries.keys()]) this.received(person, node, ABSENT)
  }

  /** The standings that the other nodes do not have yet; marks them as sent. */
  news(standingOf: (person: string) => Standing): [person: string, standing: Standing][] {
    const news: [string, Standing][] = []
    for (const [person, entry] of this.entries) {
      const now = standingOf(person)
      if (isAbsent(now)) this.entries.delete(person)
      if (isSame(now, entry.sent ?? ABSENT)) continue
      entry.sent = now
      news.push([person, now])
    }
    return news
  }

  /** How many of these people another node counts: each person is counted by the node with the smallest id. */
  countedElsewhere(what: keyof Standing): number {
    let count = 0
    for (const { sent, elsewhere } of this.entries.values())
      if (sent?.[what] && [...elsewhere].some(([node, standing]) => node < this.node && standing[what]))
        count++
    return count
  }
}

function isAbsent({ present, online, voted }: Standing): boolean {
  return !present && !online && !voted
}

function isSame(one: Standing, other: Standing): boolean {
  return one.present === other.present && one.online === other.online && one.voted === other.voted
}
