/** A row of the own questions: what became of it, and how it is changed and withdrawn. */
import type { OwnAsk } from '../../src/core/protocol/asks'
import { confirmFirst } from '../shared/confirm'
import { labelFor, make, pill, setText } from '../shared/dom'
import { askParts } from './ask-parts'
import type { Row } from '../shared/keyed-rows'
import { LengthCount } from './length-count'
import { asksWords as words } from './words'

interface Callbacks {
  isUp: (ask: OwnAsk) => boolean
  /** Resolves to whether it is done. */
  edit: (id: number, text: string) => Promise<boolean>
  withdraw: (id: number) => void
  /** Makes a change of the row's height that moves nothing below it. */
  still: (change: () => void) => void
}

export function ownRow({ isUp, edit, withdraw, still }: Callbacks): Row<OwnAsk> {
  const element = make('li', 'own-row')
  const parts = askParts()
  const state = make('p', 'ask-state')
  const votes = make('span')
  const became = make('span')
  const actions = make('div', 'row')
  const change = pill(words.edit, () => begin())
  const take = pill(words.withdraw, () => undefined)
  const [ofChange, ofTake] = [make('span', 'visually-hidden'), make('span', 'visually-hidden')]
  let ask: OwnAsk
  let form: HTMLFormElement | undefined
  change.append(ofChange)
  take.append(ofTake)
  confirmFirst(take, {
    question: () => words.withdrawSure,
    yes: words.withdraw,
    act: () => withdraw(ask.id),
  })
  state.append(became, ' ', votes)
  actions.append(change, take)
  element.append(parts.element, state, actions)

  /** Changes it in its place. */
  function begin(): void {
    const text = make('textarea', 'text-field')
    const label = labelFor(text, `ask-edit-${ask.id}`, words.newText)
    text.rows = 3
    text.dir = 'auto'
    text.value = ask.text
    const count = new LengthCount(text, `ask-edit-count-${ask.id}`)
    const row = make('div', 'row')
    form = make('form', 'ask-form')
    row.append(make('button', 'pill primary', words.save), pill(words.cancel, end))
    form.append(label, text, count.element, row)
    form.addEventListener('submit', event => {
      event.preventDefault()
      void edit(ask.id, text.value.trim()).then(isDone => (isDone ? end() : text.focus()))
    })
    form.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.stopPropagation() // the sheet stays open
      end()
    })
    for (const each of [parts.element, state, actions]) each.hidden = true
    element.append(form)
    text.focus()
  }

  function end(): void {
    still(() => {
      form?.remove()
      form = undefined
      for (const each of [parts.element, state, actions]) each.hidden = false
    })
    ;(change.hidden ? take : change).focus()
  }

  return {
    element,
    update(changed) {
      ask = changed
      parts.update(ask, [])
      const { states } = words
      const isMerged = ask.into !== undefined && ask.state === 'shown'
      const sentence = isUp(ask) ? states.onScreen : isMerged ? states.merged : states[ask.state]
      setText(became, ask.answer ? '' : sentence)
      setText(votes, words.votes(ask.votes))
      setText(ofChange, words.ofAsk(ask.text))
      setText(ofTake, words.ofAsk(ask.text))
      change.hidden = !ask.canEdit
      element.dataset['state'] = ask.state
    },
  }
}
