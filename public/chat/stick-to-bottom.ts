/** Where a growing list is scrolled to: it follows its end, until somebody reads further up. */
import { chatWords as words } from './words'
import { setText } from '../shared/dom'

/** Pixels from the end within which somebody still reads the end. */
const NEAR_PX = 48

export class StickToBottom {
  private isFollowing = true
  private missed = 0
  private height = 0

  /** @param button leads to the end, and says how many lines have come meanwhile */
  constructor(
    private readonly box: HTMLElement,
    private readonly list: HTMLElement,
    private readonly button: HTMLButtonElement,
    reachedTop: () => void,
  ) {
    box.addEventListener('scroll', () => {
      // A box whose height has changed scrolls by itself; nobody asked for that.
      if (box.clientHeight !== this.height) return this.stay()
      this.isFollowing = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
      if (this.isFollowing) this.setMissed(0)
      if (box.scrollTop < NEAR_PX) reachedTop()
    })
    button.addEventListener('click', () => {
      this.toEnd()
      box.focus()
    })
    if (window.ResizeObserver) new ResizeObserver(() => this.stay()).observe(box)
  }

  get isAtEnd(): boolean {
    return this.isFollowing
  }

  /** Changes the list; what is being read stays where it is, the end stays the end. */
  keep(change: () => void): void {
    const anchor = this.isFollowing ? undefined : this.firstVisible()
    const top = anchor?.getBoundingClientRect().top ?? 0
    change()
    if (anchor?.isConnected) this.box.scrollTop += anchor.getBoundingClientRect().top - top
    this.stay()
  }

  /** So many lines have come at the end. */
  arrived(count: number): void {
    if (!this.isFollowing) this.setMissed(this.missed + count)
  }

  toEnd(): void {
    this.isFollowing = true
    this.setMissed(0)
    this.stay()
  }

  private stay(): void {
    this.height = this.box.clientHeight
    if (this.isFollowing) this.box.scrollTop = this.box.scrollHeight
  }

  private setMissed(count: number): void {
    this.missed = count
    this.button.hidden = count === 0
    if (count > 0) setText(this.button, words.newLines(count))
  }

  private firstVisible(): Element | undefined {
    const { top } = this.box.getBoundingClientRect()
    return [...this.list.children].find(child => child.getBoundingClientRect().bottom > top)
  }
}
