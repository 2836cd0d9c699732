/** A row of a list of those who answer: the ask, its votes, what was merged with it, and its actions. */
import { MAX_ANSWER_LINE_LENGTH } from '../../../src/core/limits/input-limits'
import type { CaredAsk } from '../../../src/core/protocol/asks'
import type { ClientSocket } from '../../shared/connection/connection'
import { authorRemover } from '../../shared/removal/button'
import { removalWords } from '../../shared/removal/words'
import { labelFor, make, pill, setText } from '../../shared/dom'
import { askParts } from '../ask-parts'
import type { Row } from '../../shared/keyed-rows'
import { asksWords } from '../words'
import type { Action, Does } from './actions'
import { asksCareWords as words } from './words'

export interface CareRowCallbacks {
  isUp(id: number): boolean
  /** Who has reported it; empty: nobody. */
  reported(id: number): string
  /** What was merged into this one. */
  parts(id: number): CaredAsk[]
  actions(ask: CaredAsk): Action[]
  /** `answer`: a line of text. */
  does(ask: CaredAsk, does: Exclude<Does, 'line'>, answer?: string): void
  isMerging(id: number): boolean
  socket: ClientSocket
  said(sentence: string): void
}

export interface CareRow extends Row<CaredAsk> {
  /** Runs the action of this key, if there is one. */
  press(key: string): boolean
}

export function careRow(callbacks: CareRowCallbacks): CareRow {
  const element = make('li', 'ask-row care-row')
  const parts = askParts()
  const votes = make('b', 'care-votes')
  const votesSpoken = make('span', 'visually-hidden')
  const merged = make('div', 'care-merged')
  const row = make('div', 'row')
  const removal = make('div', 'care-removal')
  let ask: CaredAsk
  let drawn = ''
  let drawnMerged = ''
  let form: HTMLFormElement | undefined
  votes.translate = false
  votes.setAttribute('aria-hidden', 'true')
  element.append(votes, votesSpoken, parts.element, merged, row, removal)

  function run({ does }: Action): void {
    if (does === 'line') answerInLine()
    else callbacks.does(ask, does)
  }

  function answerInLine(): void {
    if (form) return
    const field = make('input', 'text-field')
    field.dir = 'auto'
    field.maxLength = MAX_ANSWER_LINE_LENGTH
    field.value = ask.answer ?? ''
    const buttons = make('div', 'row')
    const end = () => {
      form?.remove()
      form = undefined
      row.hidden = false
      row.querySelector<HTMLElement>('[data-key=L]')?.focus()
    }
    buttons.append(make('button', 'pill primary', words.saveAnswer), pill(words.cancel, end))
    form = make('form', 'ask-form')
    form.append(labelFor(field, `care-answer-${ask.id}`, words.answerLine), field, buttons)
    form.addEventListener('submit', event => {
      event.preventDefault()
      const line = field.value.trim()
      end()
      callbacks.does(ask, 'answer', line)
    })
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) end()
    })
    row.hidden = true
    removal.before(form)
    field.focus()
  }

  function buttonFor(action: Action): HTMLElement {
    const button = pill(action.text, () => run(action))
    const key = make('kbd', '', action.key)
    key.setAttribute('aria-hidden', 'true')
    button.append(' ', key, make('span', 'visually-hidden', words.ofAsk(ask.text)))
    button.dataset['key'] = action.key
    button.setAttribute('aria-keyshortcuts', action.key)
    return button
  }

  function drawActions(): void {
    const actions = callbacks.actions(ask)
    const shape = JSON.stringify([ask.text, actions])
    if (shape === drawn) return
    drawn = shape
    const held = row.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset['key']
      : undefined
    row.replaceChildren(...actions.map(buttonFor))
    if (held) (row.querySelector<HTMLElement>(`[data-key="${held}"]`) ?? row.querySelector('button'))?.focus()
  }

  /** For an ask by one of the audience. It stays in place, so that its question outlasts whatever is drawn. */
  function drawRemoval(): void {
    if (ask.role) return
    const name = removalWords.removeAuthor.ask + words.ofAsk(ask.text)
    if (removal.firstElementChild) return removal.firstElementChild.setAttribute('aria-label', name)
    const button = authorRemover({
      socket: () => callbacks.socket,
      said: () => ({ kind: 'ask', text: ask.text, meant: { ask: ask.id } }),
      name: () => name,
      tell: sentence => callbacks.said(sentence),
    })
    removal.append(button)
  }

  function drawMerged(): void {
    const all = callbacks.parts(ask.id)
    const shape = JSON.stringify(all.map(({ id, text }) => [id, text]))
    if (shape === drawnMerged) return
    drawnMerged = shape
    merged.replaceChildren()
    for (const part of all) {
      const line = make('p', 'care-part')
      const text = make('span', '', part.text)
      const separate = pill(words.actions.unmerge, () => callbacks.does(part, 'unmerge'))
      text.dir = 'auto'
      separate.append(make('span', 'visually-hidden', words.ofAsk(part.text)))
      line.append(make('b', '', words.merged), ' ', text, ' ', separate)
      merged.append(line)
    }
  }

  return {
    element,
    update(changed) {
      ask = changed
      const reported = callbacks.reported(ask.id)
      const isUp = callbacks.isUp(ask.id)
      const badges = [...(isUp ? [asksWords.onScreen] : []), ...(reported ? [reported] : [])]
      parts.update(ask, badges)
      setText(votes, `▲ ${ask.votes}`)
      setText(votesSpoken, words.votes(ask.votes))
      element.classList.toggle('up', isUp)
      element.classList.toggle('merging', callbacks.isMerging(ask.id))
      drawMerged()
      drawActions()
      drawRemoval()
    },
    press(key) {
      const action = callbacks.actions(ask).find(each => each.key === key)
      if (action) run(action)
      return action !== undefined
    },
  }
}
