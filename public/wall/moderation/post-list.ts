/** A presenter's list of posts, each with its actions by button or key; moves the focus after an action. */
import type { Post } from '../../../src/core/protocol/wall'
import { make, pill } from '../../shared/dom'
import type { Action } from './actions'
import { wallModerationWords as words } from './words'
import { markReported } from '../../shared/reports/mark'
import { drawPost } from '../post'

interface Item {
  element: HTMLElement
  post: Post
  /** The keys of its actions when it was drawn. */
  keys: string
}

export class PostList {
  readonly list = make('ol', 'posts')
  /** Called when it is no longer in use. */
  onFree: () => void = () => {}
  private items = new Map<string, Item>()

  /** @param heading gets the focus if no post is left */
  constructor(
    private readonly heading: HTMLElement,
    private readonly actionsFor: (post: Post) => Action[],
    /** Further buttons, without a key. */
    private readonly extrasFor: (post: Post) => HTMLElement[],
    /** A sentence on who has reported it; empty: nobody. */
    private readonly markFor: (post: Post) => string = () => '',
  ) {
    heading.tabIndex = -1
    this.list.addEventListener('keydown', event => this.typed(event))
    for (const name of ['focusout', 'pointerleave'])
      this.list.addEventListener(name, () =>
        setTimeout(() => {
          if (!this.isInUse) this.onFree()
        }),
      )
  }

  /** Whether it is in use: then nothing may move under the pointer. */
  get isInUse(): boolean {
    return this.list.matches(':focus-within, :hover')
  }

  update(posts: Post[]): void {
    const { list } = this
    const focused = list.contains(document.activeElement)
      ? (document.activeElement as HTMLElement)
      : undefined
    const place = focused ? this.placeOf(focused) : -1
    this.items = new Map(posts.map(post => [post.id, this.itemOf(post)]))
    const wanted = Array.from(this.items.values(), ({ element }) => element)
    for (const element of [...list.children]) if (!wanted.includes(element as HTMLElement)) element.remove()
    wanted.forEach((element, at) => {
      if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null)
    })
    if (focused && document.activeElement !== focused) this.focus(place, focused.dataset['key'])
  }

  /** Writes again on each post who has reported it. */
  markAll(): void {
    for (const { element, post } of this.items.values()) markReported(element, this.markFor(post))
  }

  private itemOf(post: Post): Item {
    const actions = this.actionsFor(post)
    const keys = actions.map(({ text }) => text).join()
    const known = this.items.get(post.id)
    if (known && known.post === post && known.keys === keys) return known
    const element = known?.element ?? make('li', 'post')
    element.textContent = ''
    const row = make('div', 'row')
    row.append(...actions.map(action => this.button(action, element, post)), ...this.extrasFor(post))
    element.append(...drawPost(post))
    markReported(element, this.markFor(post))
    element.append(row)
    return { element, post, keys }
  }

  private button(action: Action, element: HTMLElement, post: Post): HTMLElement {
    const button = pill(action.text, () => void this.does(action, element, post))
    const key = make('kbd', '', action.key)
    key.setAttribute('aria-hidden', 'true')
    button.append(' ', key, make('span', 'visually-hidden', `: ${words.ofPost(post.name)}`))
    button.dataset['key'] = action.key
    button.setAttribute('aria-keyshortcuts', action.key)
    return button
  }

  /** Runs an action and moves the focus at once, so that the next key applies to the next post. */
  private async does({ key, act, stays }: Action, element: HTMLElement, post: Post): Promise<void> {
    if (element.classList.contains('going')) return
    const place = [...this.list.children].indexOf(element)
    const hadFocus = element.contains(document.activeElement)
    if (!stays) element.classList.add('going')
    if (!stays && hadFocus) this.focus(place, key)
    const isDone = await act(post)
    if (!isDone) element.classList.remove('going')
  }

  private typed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    const place = this.placeOf(event.target as Element)
    const element = this.list.children[place]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const wanted = event.key.toUpperCase()
    const button = element?.querySelector<HTMLElement>(`[data-key="${/^[A-Z]$/.test(wanted) ? wanted : ''}"]`)
    if (!step && !button) return
    event.preventDefault()
    if (button) button.click()
    else this.focus(place + step!, (event.target as HTMLElement).dataset['key'], step === -1)
  }

  private placeOf(target: Element): number {
    return [...this.list.children].findIndex(child => child.contains(target))
  }

  /** Focuses the same button of the post at a place, or of one near it; without posts, the heading. */
  private focus(place: number, key = '', isUp = false): void {
    const open = [...this.list.children].filter(child => !child.classList.contains('going'))
    const all = [...this.list.children]
    const below = open.find(child => all.indexOf(child) >= place)
    const above = [...open].reverse().find(child => all.indexOf(child) <= place)
    const element = (isUp ? (above ?? below) : (below ?? above)) ?? open[open.length - 1]
    const button =
      element?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? element?.querySelector('button')
    ;(button ?? this.heading).focus()
  }
}
