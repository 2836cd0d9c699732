/** The list of all questions: by votes or by time, and still under the finger, whatever comes. */
import type { Ask } from '../../src/core/protocol/asks'
import { make, pill, setText } from '../shared/dom'
import { rememberWord, recallWord } from '../shared/storage'
import { askRow, type AskMarks } from './ask-row'
import type { AskList } from './ask-list'
import { KeyedRows } from '../shared/keyed-rows'
import { SteadyOrder, type SortBy } from './steady-order'
import { isInSight, isInUse, Still } from './still'
import { asksWords as words } from './words'

const SORT_KEY = 'asks-order'

interface Callbacks {
  marks(ask: Ask): AskMarks
  vote(id: number, isFor: boolean): void
  /** The field in which somebody writes; undefined: nobody does. */
  writing(): Element | undefined
  report(id: number): void
}

export class AllAsks {
  readonly element = make('section', 'all-asks')
  /** Holds the row in use; else the first one in sight, unless somebody writes in the form above. */
  readonly still = new Still(this.element, scroller => {
    const rows = ([...this.list.children] as HTMLElement[]).filter(row => isInSight(row, scroller))
    const used = rows.filter(isInUse)
    const field = this.callbacks.writing()
    return used.length === 0 && field && isInSight(field, scroller) ? [] : [...used, ...rows]
  })
  private readonly order = new SteadyOrder<Ask>()
  private readonly list = make('ol')
  private readonly rows: KeyedRows<Ask>
  private readonly nothing = make('p', 'hint', words.nothingYet)
  private readonly more = make('p', 'hint')
  private readonly renewer = pill('', () => this.renew())
  private readonly sorts: Record<SortBy, HTMLButtonElement>

  constructor(
    private readonly asks: AskList,
    private readonly callbacks: Callbacks,
  ) {
    const { element, list, order, renewer } = this
    const title = make('h3', '', words.all)
    const sort = make('div', 'row sorts')
    const button = (by: SortBy, text: string) =>
      pill(text, () => {
        order.by = by
        rememberWord(SORT_KEY, by)
        this.renew()
      })
    this.sorts = { votes: button('votes', words.byVotes), time: button('time', words.byTime) }
    if (recallWord(SORT_KEY) === 'time') order.by = 'time'
    this.rows = new KeyedRows(list, () => askRow(callbacks))
    element.setAttribute('aria-labelledby', (title.id = 'all-asks-title'))
    list.tabIndex = -1
    list.setAttribute('aria-labelledby', title.id)
    sort.setAttribute('role', 'group')
    sort.setAttribute('aria-label', words.sortBy)
    sort.append(this.sorts.votes, this.sorts.time)
    renewer.classList.add('renewer', 'primary')
    const head = make('div', 'all-head')
    head.append(sort, renewer)
    element.append(title, head, this.nothing, list, this.more)
  }

  /** Everything in order: nobody is looking, or somebody asked for it. */
  renew(): void {
    const hadFocus = document.activeElement === this.renewer
    this.order.renew(this.asks.all)
    this.still.release()
    this.draw()
    if (hadFocus) this.list.focus()
  }

  draw(): void {
    const { asks, renewer } = this
    const { shown, fresh, isStale } = this.order.read(asks.all)
    this.rows.update(shown)
    const isEmpty = shown.length === 0 && fresh === 0
    // Its place is kept free, so that nothing moves when it comes.
    renewer.classList.toggle('away', fresh === 0 && !isStale)
    setText(renewer, fresh > 0 ? words.fresh(fresh) : words.reorder)
    this.nothing.hidden = !isEmpty
    const rest = asks.total - asks.all.length
    this.more.hidden = rest <= 0
    setText(this.more, rest > 0 ? words.more(rest) : '')
    for (const by of ['votes', 'time'] as const)
      this.sorts[by].setAttribute('aria-pressed', String(by === this.order.by))
  }
}
