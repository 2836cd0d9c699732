/** Draws the presenter's list of prepared questions, with its actions. */
import type { Command, Question } from '../../src/core/protocol/poll'
import { byId, make, pill } from '../shared/dom'
import { confirmFirst } from '../shared/confirm'
import type { PresenterView } from './view-model'
import { presenterWords as words } from './words'

interface Callbacks {
  send(command: Command): void
  edit(question: Question): void
}

type Action = 'ask' | 'edit' | 'up' | 'down' | 'remove'

export class PreparedQuestions {
  private readonly list = byId('prepared')
  private drawn = ''
  /** What to focus once the list is redrawn: a place and one of its buttons. */
  private focus: { place: number; action: Action } | undefined

  constructor(private readonly callbacks: Callbacks) {}

  update({ state: { prepared, next } }: PresenterView): void {
    const now = JSON.stringify([prepared, next])
    if (now === this.drawn) return
    this.drawn = now
    const hadFocus = this.list.contains(document.activeElement)
    byId('nothing-prepared').hidden = prepared.length > 0
    this.list.textContent = ''
    this.list.append(...prepared.map((question, place) => this.item(question, place, prepared.length, next)))
    if (hadFocus) this.restoreFocus(prepared.length)
  }

  /** The place of a question in the list; below 0: it is no longer in the list. */
  placeOf(question: Question, { state: { prepared } }: PresenterView): number {
    const wanted = JSON.stringify(question)
    return prepared.findIndex(each => JSON.stringify(each) === wanted)
  }

  private item(question: Question, place: number, count: number, next: number): HTMLElement {
    const item = make('li', place === next ? 'next' : place < next ? 'done' : '')
    const title = make('p', 'title', question.text || words.questionAloud)
    title.dir = 'auto'
    if (place === next) {
      title.prepend(make('span', 'mark', words.upNext), ' ')
      item.setAttribute('aria-current', 'step')
    }
    const button = (action: Action, text: string, pressed: () => void, name = words[action]) => {
      const made = pill(
        text,
        () => {
          this.focus = { place, action }
          pressed()
        },
        words.ofQuestion(name, question.text),
      )
      made.dataset['action'] = action
      return made
    }
    const move = (to: number) => {
      if (to < 0 || to >= count) return
      this.focus!.place = to
      this.callbacks.send({ name: 'movePrepared', from: place, to })
    }
    const up = button('up', '↑', () => move(place - 1))
    const down = button('down', '↓', () => move(place + 1))
    up.setAttribute('aria-disabled', String(place === 0))
    down.setAttribute('aria-disabled', String(place === count - 1))
    const remove = button('remove', '×', () => undefined)
    const row = make('div', 'row')
    row.append(
      button('ask', words.ask, () => this.callbacks.send({ name: 'askPrepared', index: place })),
      button('edit', words.edit, () => this.callbacks.edit(question)),
      up,
      down,
      remove,
    )
    confirmFirst(remove, {
      question: () => words.sure.remove,
      yes: words.yes.remove,
      act: () => this.callbacks.send({ name: 'removePrepared', index: place }),
    })
    item.append(title, make('p', 'hint', words.about(question)), row)
    return item
  }

  /** Moves the focus to a moved question, or near a removed one. */
  private restoreFocus(count: number): void {
    const { place, action } = this.focus ?? { place: 0, action: 'ask' as const }
    const item = this.list.children[Math.min(place, count - 1)]
    const button = item?.querySelector<HTMLElement>(`[data-action=${action}]`)
    if (button) button.focus()
    else byId('paste').querySelector('summary')!.focus()
  }
}
