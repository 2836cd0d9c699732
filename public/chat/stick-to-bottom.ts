/** Keeps a growing list scrolled to its end, unless the user scrolls up. */
import { chatWords as words } from './words'
import { setText } from '../shared/dom'

/** Pixels from the end that still count as the end. */
const NEAR_PX = 48

export class StickToBottom {
  private isFollowing = true
  private missed = 0
  private height = 0

  /** @param button scrolls to the end, and shows how many lines have arrived meanwhile */
  constructor(
    private readonly box: HTMLElement,
    private readonly list: HTMLElement,
    private readonly button: HTMLButtonElement,
    reachedTop: () => void,
  ) {
    box.addEventListener('scroll', () => {
      // A box scrolls by itself when its height changes; the user did not scroll.
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

  /** Changes the list without moving what the user reads; at the end, stays at the end. */
  keep(change: () => void): void {
    const anchor = this.isFollowing ? undefined : this.firstVisible()
    const top = anchor?.getBoundingClientRect().top ?? 0
    change()
    if (anchor?.isConnected) this.box.scrollTop += anchor.getBoundingClientRect().top - top
    this.stay()
  }

  /** Counts lines that were added at the end. */
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
