/**
 * Files that are held in memory: for a while after they were made, because whoever asks next gets the same, and as long
 * as somebody reads them. All of them together are bounded: where that is not enough, whoever holds most gives way, so
 * that clients who read slowly keep nobody from having a file.
 */
import type { Response } from 'express'
import groupBy from 'lodash/groupBy'
import maxBy from 'lodash/maxBy'
import sumBy from 'lodash/sumBy'
import type { FileHead } from './sent'

/** The state of a room of which a file is made. */
export interface Revision {
  document: object
  /** Of the poll that is up, if they are in it. */
  votes: string
  /** The questions from the audience, if they are in it: which ones, and a hash of all that is said of them. */
  asks?: { ids: readonly number[]; hash: string } | undefined
}

/** A file that has been made. */
export interface Made {
  head: FileHead
  parts: readonly Buffer[]
  /** When it was begun. */
  revision: Revision
  /** Whether others get it, too; not if the room has changed while it was made. */
  isKept: boolean
}

/** A file in memory. */
export interface Held extends Made {
  name: string
  owner: string
  readers: Set<Response>
}

export interface HeldBounds {
  bytes: number
  keptMs: number
}

/** A class saves its file within seconds, and what a room erases must not stay here. */
const BOUNDS: HeldBounds = { bytes: 96 * 1024 * 1024, keptMs: 10_000 }

export class HeldFiles {
  /** The oldest first. */
  private readonly held = new Set<Held>()

  constructor(private readonly bounds: HeldBounds = BOUNDS) {}

  /** Bytes in memory. */
  get bytes(): number {
    return sumBy([...this.held], bytesOf)
  }

  /** The file of this name that was made of this state of the room. */
  find(name: string, revision: Revision): Held | undefined {
    return [...this.held].find(each => each.isKept && each.name === name && isSame(each.revision, revision))
  }

  /** Holds a file that has just been made, in place of an older one of its name. */
  hold(name: string, owner: string, made: Made): Held {
    for (const each of this.held) if (each.name === name) this.forget(each)
    const held: Held = { ...made, name, owner, readers: new Set() }
    this.held.add(held)
    setTimeout(() => this.forget(held), this.bounds.keptMs).unref()
    this.makeWay()
    return held
  }

  /** Holds it until this client has it or is gone. */
  read(held: Held, reader: Response): void {
    held.readers.add(reader)
    reader.once('close', () => {
      held.readers.delete(reader)
      if (!held.isKept) this.forget(held)
    })
  }

  /** Nobody else gets it; it is gone once nobody reads it. */
  private forget(held: Held): void {
    held.isKept = false
    if (held.readers.size === 0) this.held.delete(held)
  }

  private makeWay(): void {
    while (this.bytes > this.bounds.bytes && this.held.size > 1) {
      const ofOwners = Object.values(groupBy([...this.held], 'owner'))
      const [oldest] = maxBy(ofOwners, files => sumBy(files, bytesOf))!
      this.held.delete(oldest!)
      oldest!.isKept = false
      for (const reader of oldest!.readers) reader.destroy()
    }
  }
}

/** Whether both are the same state. */
export function isSame(one: Revision, other: Revision): boolean {
  return one.document === other.document && one.votes === other.votes && one.asks?.hash === other.asks?.hash
}

function bytesOf({ parts }: Pick<Made, 'parts'>): number {
  return sumBy(parts, 'length')
}
