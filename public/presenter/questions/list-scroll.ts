/** Scrolls a list inside its panel, never the page: on a phone the page stays where the presenter looks. */

/** Kept free above and below a line that is scrolled to, in pixels. */
const MARGIN_PX = 56

export class ListScroll {
  private followed: HTMLElement | undefined
  /** Whether the list was hidden when it had to follow. */
  private isLate = false

  constructor(private readonly list: HTMLElement) {
    if (!window.ResizeObserver) return
    new ResizeObserver(() => {
      if (!this.isLate || list.clientHeight === 0) return
      this.isLate = false
      if (this.followed) this.show(this.followed)
    }).observe(list)
  }

  /** Shows this line if it is another one than before. */
  follow(line: HTMLElement | undefined): void {
    if (line === this.followed) return
    this.followed = line
    if (!line) return
    this.isLate = this.list.clientHeight === 0
    if (!this.isLate) this.show(line)
  }

  show(line: HTMLElement): void {
    const panel = panelOf(this.list)
    if (!panel) return
    const [inner, outer] = [line.getBoundingClientRect(), panel.getBoundingClientRect()]
    const below = inner.bottom + MARGIN_PX - outer.bottom
    const above = inner.top - MARGIN_PX - outer.top
    if (above < 0 || inner.height > outer.height) panel.scrollTop += above
    else if (below > 0) panel.scrollTop += Math.min(below, above)
  }
}

/** What scrolls the list, unless it is the page. */
function panelOf(list: HTMLElement): HTMLElement | undefined {
  for (let each = list.parentElement; each && each !== document.body; each = each.parentElement)
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each
  return undefined
}
