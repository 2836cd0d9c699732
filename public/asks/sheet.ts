/** The sheet of the questions: over the page on a phone, beside the poll where there is space. */
import type { BackGesture } from '../shared/back-gesture'
import { make, pill, setText, written } from '../shared/dom'
import { fitSheet, markSheet } from '../shared/side-sheet/side-sheet'
import { WIDE } from '../shared/wide'
import { words as pageWords } from '../shared/words'
import { asksWords as words } from './words'
import type { Poll } from '../../src/core/protocol/poll'

export class Sheet {
  readonly element = make('section', 'side-sheet asks')
  readonly body = make('div', 'asks-body')
  /** There is a question to vote on, which the sheet covers. */
  private readonly poll = make('div', 'asks-poll')
  private readonly pollText = written('p', '', '')
  private readonly wide = matchMedia(WIDE)
  private outside: HTMLElement[] = []
  private pollId = ''
  private readonly fit = fitSheet(this.element)

  constructor(
    private readonly opener: HTMLElement,
    private readonly backGesture: BackGesture,
  ) {
    const { element, poll, body } = this
    const head = make('header')
    const title = make('h2', '', words.title)
    const closer = pill('✕', this.close, words.close)
    element.hidden = poll.hidden = true
    element.id = 'asks-sheet'
    element.tabIndex = -1
    element.setAttribute('role', 'dialog')
    element.setAttribute('aria-labelledby', (title.id = 'asks-title'))
    closer.classList.add('closer')
    head.append(title, closer)
    poll.append(this.pollText, pill(words.goVote, this.close))
    element.append(head, poll, body)
    document.body.append(element)
    element.addEventListener('keydown', event => {
      event.stopPropagation() // letters cast no votes from here
      if (event.key === 'Escape' && !event.isComposing) this.close()
    })
    this.wide.addEventListener('change', () => {
      if (this.isOpen) this.cover()
    })
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  closed: () => void = () => {}

  open(): void {
    const { element, opener } = this
    element.hidden = this.poll.hidden = false
    this.poll.hidden = true
    opener.setAttribute('aria-expanded', 'true')
    markSheet(element, true)
    this.cover()
    this.fit()
    element.focus()
  }

  readonly close = (): void => {
    if (!this.isOpen) return
    const hadFocus = this.element.contains(document.activeElement)
    this.element.hidden = true
    this.opener.setAttribute('aria-expanded', 'false')
    markSheet(this.element, false)
    this.release()
    this.backGesture.closed(this.close)
    this.closed()
    if (!hadFocus) return
    if (this.opener.offsetParent) this.opener.focus()
    else document.querySelector<HTMLElement>('main:not([hidden]) button')?.focus()
  }

  /** The poll has changed: a new question is told, because the sheet covers it. */
  updatePoll({ pollId, state, question }: Poll): void {
    const isNew = pollId !== this.pollId && this.pollId !== ''
    this.pollId = pollId
    if (state === 'closed') this.poll.hidden = true
    else if (isNew && this.isOpen && !this.wide.matches) {
      setText(this.pollText, `${words.pollOpen} ${question || pageWords.questionAloud}`)
      this.poll.hidden = false
    }
  }

  /** On a phone nothing else can be reached; beside the poll, everything can. */
  private cover(): void {
    this.release()
    const { element, wide } = this
    element.toggleAttribute('aria-modal', false)
    if (wide.matches) return
    this.backGesture.opened(this.close)
    element.setAttribute('aria-modal', 'true')
    if (!('inert' in element)) return
    this.outside = [...document.body.children].filter(
      (each): each is HTMLElement =>
        each instanceof HTMLElement &&
        each !== element &&
        !each.matches('.voice, .banner, [aria-live], script') &&
        !each.inert,
    )
    for (const each of this.outside) each.inert = true
  }

  private release(): void {
    for (const each of this.outside.splice(0)) each.inert = false
  }
}
