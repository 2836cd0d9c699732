/**
 * By what somebody whom the crew removed is known again: the public id, the tabs of the browser, and hashes of the
 * private id. Knows who is here; changes nothing.
 */
import memoize from 'lodash/memoize'
import { removedBy, type Traces } from '../../core/people/removed'
import type { Removed, Said } from '../../core/room/document'
import { keyedHash } from '../../credentials'
import { earlierPublicId, publicIdOf } from '../room/identity'
import type { LiveRoom } from '../room/live-room'

/** Somebody as far as this node knows: who was on other nodes only has no private id here. */
export interface Known {
  person: string
  privateId: string | undefined
  tab?: string | undefined
}

export class RemovedTraces {
  /** @param secret keys the hash by which an author is known again once seen */
  constructor(
    private readonly room: LiveRoom,
    private readonly secret: Buffer,
    private readonly authors: { hasSaid(said: Said, privateId: string): boolean },
  ) {}

  of({ person, privateId, tab }: Known): Traces {
    const ids = [person, ...(tab === undefined ? [] : [tab])].map(publicIdOf)
    if (privateId === undefined) return { marks: ids, hasSaid: () => false }
    return {
      marks: [...ids, this.markOf(privateId), earlierPublicId(privateId)],
      hasSaid: said => this.authors.hasSaid(said, privateId),
    }
  }

  /** Whether somebody is one of these; hashes once for each person, also of many tabs. */
  testOf(removed: readonly Removed[]): (person: string, privateId: string | undefined) => boolean {
    return memoize(
      (person: string, privateId: string | undefined) =>
        removedBy(removed, this.of({ person, privateId })).length > 0,
      (person, privateId) => `${person} ${privateId}`,
    )
  }

  /** By what else this removed person is known again, as far as this node knows: the tabs that are here. */
  marksHere(removed: Removed): string[] {
    const { tabs, privateIds } = this.room
    const withTabs = [...tabs].map(([tab, { person, privateId }]) => ({ person, privateId, tab }))
    const isMeant = this.testOf([removed])
    // An author may be here without a tab, or have left.
    const others = removed.said
      ? Array.from(privateIds, ([person, privateId]) => ({ person, privateId }))
      : []
    return [...withTabs, ...others]
      .filter(({ person, privateId }) => isMeant(person, privateId))
      .flatMap(who => this.marksFor(removed, who))
  }

  /** Whether this tab is of one of these. */
  isOfTab(removed: readonly Removed[], tab: string | undefined): boolean {
    const traces = { marks: [publicIdOf(tab ?? '')], hasSaid: () => false }
    return tab !== undefined && removedBy(removed, traces).length > 0
  }

  /** By what else somebody is known again who comes as this removed person. */
  marksFor(
    { id, said }: Removed,
    { person, privateId, tab }: { person: string; privateId: string; tab?: string | undefined },
  ): string[] {
    const isKnown = said === undefined && publicIdOf(person) === id
    return [...(isKnown ? [] : [this.markOf(privateId)]), ...(tab === undefined ? [] : [publicIdOf(tab)])]
  }

  /** A hash that nothing else is kept under: it joins no line with an ask or an answer. */
  private markOf(privateId: string): string {
    return publicIdOf(keyedHash(this.secret, 'removed', this.room.code, privateId))
  }
}
