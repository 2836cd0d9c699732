/**
 * Keeps what somebody reads or taps in its place on the screen while something above it becomes higher or lower: by
 * scrolling, and where nothing is left to scroll, by space that is kept free until it is released.
 *
 * Browsers anchor their scrolling, too, but not all of them, and none at the top of what is scrolled.
 */
export class Still {
  private isHolding = false
  private free = { above: 0, below: 0 }

  /**
   * @param place what is moved as a whole; the space that is kept free is above and below it
   * @param readable of the elements in `place` that are to be held, those that matter, the most important first
   */
  constructor(
    private readonly place: HTMLElement,
    private readonly readable: (scroller: Element) => HTMLElement[],
  ) {}

  /** Makes a change of the page, after which the first of what was readable, and is still there, is where it was. */
  during(change: () => void): void {
    if (this.isHolding || !isDrawn(this.place)) return change()
    const scroller = scrollerOf(this.place)
    const before = this.readable(scroller).map(element => ({ element, top: topOf(element) }))
    this.isHolding = true
    try {
      change()
    } finally {
      this.isHolding = false
    }
    const held = before.find(({ element }) => isDrawn(element))
    if (held) this.moveBack(scroller, held.element, held.top)
  }

  /** Gives back the space that was kept free: somebody asked for another order, or looks elsewhere. */
  release(): void {
    this.keepFree(0, 0)
  }

  /** Space is given back once it is out of sight, or, above, when a mouse or a finger is elsewhere. */
  private readonly giveBack = (event: Event): void => {
    const { below } = this.free
    if (event.type === 'scroll') return this.scrolled()
    const { type, target, pointerType, movementX, movementY } = event as PointerEvent
    // A browser also tells a mouse that rests when something under it has changed.
    const isMoved = type === 'pointerdown' || (pointerType === 'mouse' && (movementX || movementY))
    if (isMoved && !this.place.contains(target as Node)) this.keepFree(0, below)
  }

  private scrolled(): void {
    const { above, below } = this.free
    const scroller = scrollerOf(this.place)
    const beyond = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
    if (below > 0 && beyond > 0) this.keepFree(above, Math.max(0, below - Math.floor(beyond)))
    if (above === 0 || topOf(this.place) > topOf(scroller)) return
    this.keepFree(0, this.free.below)
    scroller.scrollTop -= above
  }

  private moveBack(scroller: Element, element: HTMLElement, top: number): void {
    const moved = () => Math.round(topOf(element) - top)
    if (moved() > 0) this.keepFree(Math.max(0, this.free.above - moved()), this.free.below)
    scroller.scrollTop += moved()
    const left = moved()
    if (left < 0) this.keepFree(this.free.above - left, this.free.below)
    if (left <= 0) return
    // So much that it can be scrolled: what is unused below the end of a short list does not count.
    const unused = scroller.getBoundingClientRect().bottom - this.place.getBoundingClientRect().bottom
    this.keepFree(this.free.above, this.free.below + left + Math.max(0, unused))
    scroller.scrollTop += left
  }

  private get isFree(): boolean {
    return this.free.above > 0 || this.free.below > 0
  }

  private keepFree(above: number, below: number): void {
    const wasFree = this.isFree
    this.free = { above, below }
    if (this.isFree !== wasFree)
      for (const name of ['pointermove', 'pointerdown', 'scroll'] as const)
        document[wasFree ? 'removeEventListener' : 'addEventListener'](name, this.giveBack, true)
    this.place.style.marginTop = above ? `${above}px` : ''
    this.place.style.paddingBottom = below ? `${below}px` : ''
  }
}

export function isInSight(element: Element, scroller: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  const sight = scroller.getBoundingClientRect()
  return bottom > Math.max(0, sight.top) && top < Math.min(innerHeight, sight.bottom)
}

/** Whether a finger, the mouse or the focus is there. A phone hovers what was tapped last. */
export function isInUse(element: Element): boolean {
  return element.matches(':hover, :focus-within')
}

function isDrawn(element: Element): boolean {
  return element.getClientRects().length > 0
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top
}

function scrollerOf(place: Element): Element {
  for (let each = place.parentElement; each; each = each.parentElement)
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each
  return document.scrollingElement ?? document.documentElement
}
