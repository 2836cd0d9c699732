/** Draws the cards on the wall: new ones at the top, as many as fit; a card can be held in its place. */
import type { Post } from '../../../src/core/protocol/wall'
import { make } from '../../shared/dom'
import { drawPost } from '../post'
import type { VisiblePosts } from '../visible-posts'
import { wallWords as words } from '../words'

/** The animation of a card. */
const MOTION: KeyframeAnimationOptions = { duration: 400, easing: 'cubic-bezier(0.2, 0, 0, 1)' }

interface Callbacks {
  /** The most cards to show. */
  maxPosts(): number
  /** Whether it is in screen mode, which shows only as many cards as fit and holds a card at a click. */
  isScreen(): boolean
  drawn(count: number): void
  /** Adds to a card what is known of its post besides. */
  addTo(card: HTMLElement, post: Post): void
}

interface Card {
  post: Post
  element: HTMLElement
}

export class Board {
  /** How many more cards fit. */
  free = 0
  private cards = new Map<string, Card>()
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)')

  constructor(
    private readonly list: HTMLElement,
    private readonly shown: VisiblePosts,
    private readonly callbacks: Callbacks,
  ) {
    list.addEventListener('click', event => {
      const target = event.target as Element
      const isReading = target.closest('a') || getSelection()?.isCollapsed === false
      if (!callbacks.isScreen() || isReading) return
      for (const [id, { element }] of this.cards) if (element.contains(target)) this.hold(id)
    })
    window.addEventListener('resize', () => this.update(true))
  }

  /** Draws the current posts. `isSudden`: without animation, and deleted cards disappear at once. */
  update(isSudden = false): void {
    const { list, callbacks, shown, cards } = this
    const isStill = isSudden || this.still.matches || document.hidden
    const focused = document.activeElement
    const before = new Map([...cards].map(([id, { element }]) => [id, element.getBoundingClientRect()]))
    const wanted = shown.arranged(callbacks.maxPosts())
    // Cards are measured at their natural height.
    list.classList.remove('full')
    const made = new Map(wanted.map(post => [post.id, this.cardOf(post)]))
    for (const { element } of made.values()) if (!element.isConnected) list.append(element)
    const fitting = callbacks.isScreen() ? this.fitting(wanted, made) : wanted
    this.cards = new Map(fitting.map(({ id }) => [id, made.get(id)!]))
    this.free = fitting.length < wanted.length ? 0 : callbacks.maxPosts() - fitting.length
    for (const [id, { element }] of [...cards, ...made])
      if (!this.cards.has(id)) this.leave(element, isStill ? undefined : before.get(id))
    this.order()
    list.classList.toggle('full', callbacks.isScreen() && fitting.length < wanted.length)
    if (!isStill) for (const [id, { element }] of this.cards) come(element, before.get(id))
    // An element that is moved within a list loses the focus.
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus({ preventScroll: true })
    callbacks.drawn(fitting.length)
  }

  /** What is known of the posts besides has changed. */
  addToAll(): void {
    for (const { element, post } of this.cards.values()) this.callbacks.addTo(element, post)
  }

  private cardOf(post: Post): Card {
    const { shown } = this
    const known = this.cards.get(post.id)
    const element = known?.element ?? make('li', 'post')
    const isHeld = shown.isHeld(post.id)
    element.classList.toggle(
      'pinned',
      shown.pinned.some(({ id }) => id === post.id),
    )
    element.classList.toggle('held', isHeld)
    if (known?.post !== post) {
      element.textContent = ''
      element.append(...drawPost(post), ...badges(), make('button', 'hold pill'))
    }
    this.callbacks.addTo(element, post)
    const holder = element.querySelector('.hold')!
    holder.textContent = isHeld ? words.release : words.hold
    holder.append(make('span', 'visually-hidden', ` ${words.postOf(post.name)}`))
    return { element, post }
  }

  /** The posts that fit into the height of the list. */
  private fitting(wanted: Post[], made: Map<string, Card>): Post[] {
    const { list, shown } = this
    const gap = parseFloat(getComputedStyle(list).rowGap) || 0
    for (let count = wanted.length; count > 1; count--) {
      const posts = shown.arranged(count)
      const heights = posts.map(({ id }) => made.get(id)!.element.offsetHeight + gap)
      if (heights.reduce((sum, height) => sum + height, -gap) <= list.clientHeight) return posts
    }
    return shown.arranged(1)
  }

  /** Puts the cards in their order and moves as few of them as possible. */
  private order(): void {
    let next = this.list.firstElementChild
    for (const { element } of this.cards.values())
      if (element === next) next = next.nextElementSibling
      else this.list.insertBefore(element, next)
  }

  /** Removes a card; one that was visible fades out. */
  private leave(element: HTMLElement, from: DOMRect | undefined): void {
    if (!from || !element.animate) return element.remove()
    const { left, top } = this.list.getBoundingClientRect()
    element.setAttribute('aria-hidden', 'true')
    element.classList.add('leaving')
    element.style.top = `${from.top - top + this.list.scrollTop}px`
    element.style.left = `${from.left - left}px`
    element.style.width = `${from.width}px`
    this.list.append(element)
    element.animate([{ opacity: 1 }, { opacity: 0 }], MOTION).onfinish = () => element.remove()
  }

  private hold(id: string): void {
    const { shown, cards } = this
    shown.hold(id, shown.isHeld(id) ? undefined : [...cards.keys()].indexOf(id))
    this.update()
  }
}

/** Badges for pinned and held posts; the style sheet shows those that apply. */
function badges(): HTMLElement[] {
  return [make('i', 'badge is-pinned', words.pinned), make('i', 'badge is-held', words.held)]
}

/** Animates a card: a new one fades in from above, a moved one slides to its place. */
function come(element: HTMLElement, from: DOMRect | undefined): void {
  if (!element.animate) return
  const shift = from ? from.top - element.getBoundingClientRect().top : 0
  if (!from)
    element.animate(
      [
        { opacity: 0, transform: 'translateY(-1.5rem)' },
        { opacity: 1, transform: 'none' },
      ],
      MOTION,
    )
  else if (shift) element.animate([{ transform: `translateY(${shift}px)` }, { transform: 'none' }], MOTION)
}
