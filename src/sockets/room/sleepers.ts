/** Limits how many tabs may sleep: in all, and per address. The tab that has slept longest is ended first. */
import type { SocketData } from './live-room'
import { networkOf } from '../../forwarded'

/** Sleeping tabs of one process. An address may have as many as it leaves free for others. */
export const MAX_SLEEPERS = 10_000
/** Sleeping tabs of one address that came once, hold no vote and were gone within seconds. */
export const MAX_BRIEF_SLEEPERS = 500

export interface Sleeper {
  address: SocketData['address']
  /** It was here only briefly, and loses nothing when it is ended. */
  isBrief: boolean
  /** Ends the sleep: the tab is gone. */
  end(): void
}

/** Sleepers by the Engine.IO id of the connection they had. */
export class Sleepers {
  private readonly sleepers = new Map<string, Sleeper>()
  private readonly ofAddress = new Groups()
  private readonly brief = new Groups()

  get size(): number {
    return this.sleepers.size
  }

  /** A tab fell asleep; another one is ended where it is one too many. */
  add(connectionId: string, sleeper: Sleeper): void {
    this.delete(connectionId)
    const source = sourceOf(sleeper)
    this.makeRoom(source, sleeper.isBrief)
    this.sleepers.set(connectionId, sleeper)
    this.ofAddress.add(source, connectionId)
    if (sleeper.isBrief) this.brief.add(source, connectionId)
  }

  /** It sleeps no more. */
  delete(connectionId: string): void {
    const sleeper = this.sleepers.get(connectionId)
    if (!sleeper) return
    this.sleepers.delete(connectionId)
    this.ofAddress.delete(sourceOf(sleeper), connectionId)
    this.brief.delete(sourceOf(sleeper), connectionId)
  }

  /** Ends the tab that had this connection, if it sleeps. */
  end(connectionId: string | undefined): void {
    const sleeper = connectionId === undefined ? undefined : this.sleepers.get(connectionId)
    if (connectionId === undefined || !sleeper) return
    this.delete(connectionId)
    sleeper.end()
  }

  private makeRoom(source: string, isBrief: boolean): void {
    if (isBrief && this.brief.size(source) >= MAX_BRIEF_SLEEPERS) this.end(this.brief.oldest(source))
    const free = MAX_SLEEPERS - this.sleepers.size
    if (this.ofAddress.size(source) > 0 && this.ofAddress.size(source) >= free)
      this.end(this.brief.oldest(source) ?? this.ofAddress.oldest(source))
    if (this.sleepers.size >= MAX_SLEEPERS) this.end(this.sleepers.keys().next().value)
  }
}

function sourceOf({ address }: Sleeper): string {
  return networkOf(address) ?? address
}

/** Connections by the address they came from, the oldest first. */
class Groups {
  private readonly groups = new Map<string, Set<string>>()

  size(source: string): number {
    return this.groups.get(source)?.size ?? 0
  }

  oldest(source: string): string | undefined {
    return this.groups.get(source)?.values().next().value
  }

  add(source: string, connectionId: string): void {
    const group = this.groups.get(source)
    if (group) group.add(connectionId)
    else this.groups.set(source, new Set([connectionId]))
  }

  delete(source: string, connectionId: string): void {
    const group = this.groups.get(source)
    if (group?.delete(connectionId) && group.size === 0) this.groups.delete(source)
  }
}
