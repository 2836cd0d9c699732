/** How many people have reported what, as presenters and helpers are told: one list for all parts of their page. */
import type { ReportedItem, ReportKey } from '../../../src/core/protocol/reports'
import type { ClientSocket } from '../connection/connection'
import { reportWords as words } from './words'

export class ReportCounts {
  /** In the order in which the server tells them. */
  items: readonly ReportedItem[] = []
  private readonly listeners: (() => void)[] = []

  /** Follows a connection: the first one that is made, or another one in its place. */
  listen(socket: ClientSocket): void {
    socket.on('reports', items => {
      this.items = items
      for (const changed of this.listeners) changed()
    })
  }

  onChange(changed: () => void): void {
    this.listeners.push(changed)
  }

  /** What stands beside something; empty: nobody has reported it. */
  markOf(kind: ReportKey['kind'], id: ReportKey['id']): string {
    const people = this.items.find(item => item.kind === kind && item.id === id)?.people ?? 0
    return people > 0 ? words.byPeople(people) : ''
  }
}
