/**
 * Makes an element a modal dialog: holds the focus inside it while it is open, closes it at the Back gesture of a phone,
 * and gives the focus back afterwards. Not the `dialog` element, which Safari 14 lacks: one way for every browser is one way to test.
 */
import { backGesture } from './back-gesture'

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]:not([tabindex="-1"])'

export class Modal {
  private opener: Element | null = null
  /** What was made inert, and is to be released. */
  private outside: HTMLElement[] = []

  /**
   * @param element a child of `body`; what it holds is the dialog
   * @param leave called when the user wants to leave it: by Escape, by Back, or by a press beside the dialog
   */
  constructor(
    private readonly element: HTMLElement,
    private readonly leave: () => void,
  ) {
    element.addEventListener('keydown', event => this.keyPressed(event))
    // Begun and ended beside it: a text that is selected beyond the edge does not close the dialog.
    let isBeside = false
    element.addEventListener('pointerdown', event => (isBeside = event.target === element))
    element.addEventListener('click', event => {
      if (isBeside && event.target === element) leave()
    })
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  /** Opens it with the focus on an element. What has the focus now gets it back on `close`. */
  open(first: HTMLElement): void {
    if (this.isOpen) return first.focus()
    this.opener = document.activeElement
    this.element.hidden = false
    // Another one may be open below it.
    setInert(this.element, false)
    document.documentElement.classList.add('under-modal')
    first.focus()
    this.outside = [...document.body.children].filter(
      (each): each is HTMLElement => each instanceof HTMLElement && each !== this.element && !each.inert,
    )
    for (const each of this.outside) setInert(each, true)
    backGesture.opened(this.leave)
  }

  /** Closes it. The focus goes back to the opener, or to this element if the opener is gone. */
  close(otherwise: HTMLElement): void {
    if (!this.isOpen) return
    for (const each of this.outside.splice(0)) setInert(each, false)
    const { opener } = this
    const back = opener instanceof HTMLElement && opener !== document.body && isVisible(opener)
    const target = back ? opener : otherwise
    target.focus()
    this.element.hidden = true
    // Another one may be open below it.
    const isUnder = document.querySelector('.modal:not([hidden])') !== null
    document.documentElement.classList.toggle('under-modal', isUnder)
    backGesture.closed(this.leave)
  }

  private keyPressed(event: KeyboardEvent): void {
    // Keys of the page, such as those of a clicker, have no effect under a dialog.
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      this.leave()
    }
    if (event.key === 'Tab') this.hold(event)
  }

  /** Tab goes from the last element to the first. */
  private hold(event: KeyboardEvent): void {
    const inside = [...this.element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isVisible)
    const [edge, target] = event.shiftKey
      ? [inside[0], inside[inside.length - 1]]
      : [inside[inside.length - 1], inside[0]]
    if (document.activeElement !== edge && this.element.contains(document.activeElement)) return
    event.preventDefault()
    target?.focus()
  }
}

function isVisible(element: HTMLElement): boolean {
  return element.isConnected && element.getClientRects().length > 0
}

/** Older browsers do not know `inert`: there the rest is hidden from screen readers. */
function setInert(element: HTMLElement, isInert: boolean): void {
  if ('inert' in HTMLElement.prototype) element.inert = isInert
  else if (isInert) element.setAttribute('aria-hidden', 'true')
  else element.removeAttribute('aria-hidden')
}
