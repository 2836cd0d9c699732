/** The list of what people reported as rude, on the presenter's page and the helper's: it takes no place while it is empty. */
import type { ReportedItem } from '../../../../src/core/protocol/reports'
import type { ClientSocket } from '../../../shared/connection/connection'
import { byId, make, setText } from '../../../shared/dom'
import { KeyedRows } from '../../../shared/keyed-rows'
import type { ReportCounts } from '../../../shared/reports/counts'
import type { CrewView } from '../../view-model'
import { reportedRow, type ReportedRowItem } from './row'
import { reportedWords as words } from './words'

/** Milliseconds in which no second report is said. */
const QUIET_MS = 10_000

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
  reports: ReportCounts
}

export class Reported {
  /** How many things there are, for the tab of the chat. */
  readonly count = make('b', 'count')
  private readonly place = byId('reported')
  private readonly heading = make('h2', '', words.title)
  private readonly list = make('ol')
  private readonly rows: KeyedRows<ReportedRowItem>
  private muted: ReadonlySet<string> = new Set()
  /** Ids of the rows, as they stand. */
  private order: string[] = []
  private quiet: number | undefined
  private hasNews = false

  constructor(private readonly callbacks: Callbacks) {
    const { place, heading, list } = this
    this.rows = new KeyedRows(list, () =>
      reportedRow({ ...callbacks, isMuted: from => this.muted.has(from) }),
    )
    this.count.id = 'reported-count'
    place.setAttribute('aria-labelledby', (heading.id = 'reported-title'))
    place.append(heading, make('p', 'hint', words.hint), list)
    callbacks.reports.onChange(() => this.changed())
    for (const kind of ['focusout', 'pointerleave'])
      list.addEventListener(kind, () => setTimeout(() => !this.isInUse && this.draw()))
  }

  update({ state: { muted } }: CrewView): void {
    this.muted = new Set(muted.map(({ id }) => id))
    this.draw()
  }

  /** Whether somebody is at it: then nothing may move under the pointer. */
  private get isInUse(): boolean {
    return this.list.matches(':focus-within, :hover')
  }

  private changed(): void {
    const known = new Set(this.order)
    this.draw()
    if (this.order.some(id => !known.has(id))) this.sayNews()
  }

  private draw(): void {
    const { place, list, isInUse } = this
    const items = new Map(this.callbacks.reports.items.map(item => [idOf(item), item]))
    const ids = [...items.keys()]
    const known = this.order.filter(id => items.has(id))
    this.order = isInUse ? [...known, ...ids.filter(id => !known.includes(id))] : ids
    const held = list.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
    const at = [...list.children].findIndex(row => row.contains(held))
    this.rows.update(this.order.map(id => ({ id, item: items.get(id)! })))
    place.hidden = this.order.length === 0
    setText(this.count, place.hidden ? '' : words.count(this.order.length))
    if (held && !held.isConnected) this.focus(at)
  }

  /** What had the focus is gone: the next row has it, or the tab where there is none. */
  private focus(at: number): void {
    const { children } = this.list
    const row = children[Math.min(at, children.length - 1)]
    ;(row?.querySelector('button') ?? byId('chat')).focus()
  }

  /** Says how many there are: at once, and then not again for a while, whatever is reported. */
  private sayNews(): void {
    this.hasNews = true
    if (this.quiet !== undefined) return
    this.hasNews = false
    if (this.order.length > 0) this.callbacks.said(words.news(this.order.length))
    this.quiet = window.setTimeout(() => {
      this.quiet = undefined
      if (this.hasNews) this.sayNews()
    }, QUIET_MS)
  }
}

function idOf({ kind, id }: ReportedItem): string {
  return `${kind} ${id}`
}
