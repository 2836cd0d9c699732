/** Keeps the rows of a list: each is made once, changed in place and never replaced, so that focus and finger stay. */

export interface Row<Item> {
  element: HTMLElement
  update(item: Item): void
}

export class KeyedRows<Item extends { id: number | string }> {
  private readonly rows = new Map<Item['id'], Row<Item>>()

  constructor(
    readonly list: HTMLElement,
    private readonly make: (item: Item) => Row<Item>,
  ) {}

  get(id: Item['id']): Row<Item> | undefined {
    return this.rows.get(id)
  }

  /** Draws these, in this order. Moves no row that is in its place already. */
  update(items: readonly Item[]): void {
    const wanted = new Set(items.map(({ id }) => id))
    for (const [id, { element }] of this.rows)
      if (!wanted.has(id)) {
        element.remove()
        this.rows.delete(id)
      }
    const held = this.list.contains(document.activeElement) ? document.activeElement : null
    items.forEach((item, place) => {
      const row = this.rows.get(item.id) ?? this.make(item)
      this.rows.set(item.id, row)
      row.update(item)
      const there = this.list.children[place]
      if (there !== row.element) this.list.insertBefore(row.element, there ?? null)
    })
    // A row that is moved loses the focus.
    if (held instanceof HTMLElement && held.isConnected && document.activeElement !== held) held.focus()
  }
}
