/** The dock: the turnout, "back", and "next" with what it does now and after that. */
import type { Turnout } from '../../../src/core/protocol/poll'
import type { Command } from '../../../src/core/protocol/presenter'
import { byId, make, setText } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'
import { placeOfCurrent, stepAfter } from './next-step'
import { rightLabel } from './right-label'

interface Callbacks {
  /** "Next" was pressed. */
  next: () => void
  black: () => void
  send: (command: Command) => void
}

export class Dock {
  constructor({ next, black, send }: Callbacks) {
    byId('next').addEventListener('click', next)
    byId('black').addEventListener('click', black)
    byId('back').addEventListener('click', () => send({ name: 'back' }))
  }

  update(view: PresenterView): void {
    const { poll } = view.news
    const { upcoming, prepared, next, canGoBack } = view.state
    const right = view.state.right && rightLabel(view.state.right, poll.answer)
    setText(byId('next-label'), words.nextStep(upcoming, { question: prepared[next], right }))
    const after = upcoming && stepAfter(view)
    const index = after?.name === 'askPrepared' ? after.index : next
    const then = upcoming ? words.thenStep(after?.name ?? null, { number: index + 1, right }) : ''
    setText(byId('next-then'), then)
    byId('black').setAttribute('aria-pressed', String(poll.stage === 'black'))
    byId('back').setAttribute('aria-disabled', String(!canGoBack))

    const place = placeOfCurrent(view)
    const { onProjector } = words
    const isListed = place >= 0 && poll.stage === 'question'
    const number = words.place(place + 1, prepared.length)
    setText(
      byId('remote-place'),
      (isListed ? `${number} · ` : '') + onProjector[isListed ? 'listed' : poll.stage],
    )
    setText(byId('remote-text'), poll.question || words.questionAloud)
  }

  updateTurnout({ voted, present }: Turnout): void {
    const place = byId('dock-turnout')
    const text = words.turnout(voted, present)
    if (place.textContent !== text) {
      // The figures are larger than the words.
      const parts = text.split(/(\d+)/)
      place.replaceChildren(...parts.map((part, index) => (index % 2 ? make('b', '', part) : part)))
    }
    setText(byId('here'), words.here(present))
    byId('turnout-line').style.setProperty('--share', present ? String(Math.min(1, voted / present)) : '0')
  }
}
