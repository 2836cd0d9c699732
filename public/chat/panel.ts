/** The panel of the chat: creates its elements, and places it beside the poll or as a sheet over it. */
import type { BackGesture } from '../shared/back-gesture'
import { make, pill } from '../shared/dom'
import { chatWords as words } from './words'
import { recallWord, rememberWord } from '../shared/storage'
import { fitSheet, markSheet } from '../shared/side-sheet/side-sheet'
import { WIDE } from '../shared/wide'

/** The key under which a tab remembers that it has shown the greeting. */
const GREETED = 'greeted'

export class ChatPanel {
  readonly panel = make('section', 'side-sheet chat')
  readonly peopleOpener = pill('', () => undefined)
  readonly drawer = make('div', 'drawer')
  readonly peopleList = make('ul')
  /** The hint that there is a question to vote on, if the panel covers it. */
  readonly question = make('div', 'question')
  readonly box = make('div', 'log')
  readonly lines = make('ol')
  readonly older = pill(words.earlier, () => undefined)
  readonly newer = pill('', () => undefined)
  readonly typing = make('p', 'typing')
  /** Why the user cannot write. */
  readonly notice = make('div', 'notice')
  readonly said = make('p', 'said')
  readonly foot = make('div', 'foot')
  private readonly wide = matchMedia(WIDE)
  private readonly fit = fitSheet(this.panel)

  /**
   * @param opener gets the focus when the panel closes
   * @param place where it stands on a wide page of a presenter, who closes it by another tab
   */
  constructor(
    private readonly opener: HTMLElement,
    private readonly backGesture: BackGesture,
    private readonly closeChat: () => void,
    private readonly place?: HTMLElement,
  ) {
    const close = closeChat
    const { panel, box, drawer, said } = this
    panel.id = 'chat-panel'
    panel.hidden = true
    panel.tabIndex = -1
    const title = make('h2', '', words.chat)
    panel.setAttribute('aria-labelledby', (title.id = 'chat-title'))
    const head = make('header')
    const closer = pill('✕', close, words.closeChat)
    closer.classList.add('closer')
    head.append(title, this.peopleOpener, closer)
    drawer.hidden = true
    drawer.append(this.peopleList)

    // A separate live region reads lines aloud.
    box.setAttribute('role', 'log')
    box.setAttribute('aria-live', 'off')
    box.setAttribute('aria-label', words.lines)
    box.tabIndex = 0
    this.older.hidden = this.newer.hidden = this.question.hidden = this.notice.hidden = true
    this.newer.classList.add('newer')
    const greeting = make('p', 'hint greeting', words.greeting)
    greeting.hidden = recallWord(GREETED, 'tab') !== null
    rememberWord(GREETED, 'yes', 'tab')
    box.append(greeting, this.older, this.lines, make('p', 'hint nothing', words.nothingYet))
    said.setAttribute('role', 'status')
    this.notice.setAttribute('role', 'status')
    panel.append(head, drawer, this.question, box, this.newer, this.typing, this.notice, said, this.foot)
    ;(place ?? document.body).append(panel)

    panel.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !this.isInPlace) close()
    })
    this.wide.addEventListener('change', () => this.updateRole())
    if (place) window.addEventListener('resize', () => this.show(this.isOpen))
  }

  /** Whether it is a part of a presenter's page. */
  private get isInPlace(): boolean {
    return this.place !== undefined && document.documentElement.classList.contains('wide')
  }

  get isOpen(): boolean {
    return !this.panel.hidden
  }

  open(): void {
    // Beside the poll, the chat is no sheet: there Back leaves the page, as ever.
    if (!this.wide.matches && !this.isInPlace) this.backGesture.opened(this.closeChat)
    this.show(true)
    this.updateRole()
    this.fit()
  }

  close(): void {
    const hadFocus = this.panel.contains(document.activeElement)
    this.show(false)
    this.backGesture.closed(this.closeChat)
    if (!hadFocus) return
    if (this.opener.offsetParent) this.opener.focus()
    else document.querySelector<HTMLElement>('main:not([hidden]) button')?.focus()
  }

  /** Focuses the field beside a poll; on a phone the sheet itself, because the keyboard would cover it. */
  focus(field: { focus(): void }): void {
    if (this.wide.matches) field.focus()
    else this.panel.focus()
  }

  private show(isOpen: boolean): void {
    this.panel.hidden = !isOpen
    this.opener.setAttribute('aria-expanded', String(isOpen))
    const isSheet = isOpen && !this.isInPlace
    document.documentElement.classList.toggle('chat-open', isSheet)
    markSheet(this.panel, isSheet)
  }

  /** Marks the sheet as a modal dialog, because it covers everything else. */
  private updateRole(): void {
    const { panel, wide } = this
    if (wide.matches) for (const name of ['role', 'aria-modal']) panel.removeAttribute(name)
    else {
      panel.setAttribute('role', 'dialog')
      panel.setAttribute('aria-modal', 'true')
    }
  }
}
