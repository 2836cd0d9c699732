/** The buttons that control a question: next, back, and each single step. */
import type { Command } from '../../src/core/protocol/poll'
import { byId, pill, setText } from '../shared/dom'
import { cancelConfirmation, confirmFirst } from '../shared/confirm'
import { fillLetters } from '../shared/poll/letter-select'
import type { PresenterView } from './view-model'
import { presenterWords as words } from './words'

/** The lengths of a countdown, and the seconds by which it is extended. */
const COUNTDOWNS_S = [30, 60, 120, 300]
const EXTENSION_S = 30

interface Callbacks {
  send: (command: Command) => void
}

type Plain = 'next' | 'back' | 'again' | 'hands' | 'close' | 'reopen' | 'show' | 'hide' | 'reveal' | 'conceal'

export class PollControls {
  private readonly right = byId<HTMLSelectElement>('right')
  private pollId = ''

  constructor({ send }: Callbacks) {
    const { right } = this
    const does = (id: string, name: () => Plain) =>
      byId(id).addEventListener('click', () => send({ name: name() }))
    does('next', () => 'next')
    does('back', () => 'back')
    does('again', () => 'again')
    does('hands', () => 'hands')
    for (const id of TOGGLES) does(id, () => byId(id).dataset['does'] as Plain)
    confirmFirst(byId<HTMLButtonElement>('clear'), {
      question: () => words.sure.clear,
      yes: words.yes.clear,
      act: () => send({ name: 'clear' }),
    })
    confirmFirst(byId<HTMLButtonElement>('new-lesson'), {
      question: () => words.sure.newLesson,
      yes: words.yes.newLesson,
      act: () => send({ name: 'newLesson' }),
    })
    right.addEventListener('change', () => send({ name: 'markRight', right: right.value || null }))
    byId('timer-set').append(
      ...COUNTDOWNS_S.map(seconds => pill(words.minutes(seconds), () => send({ name: 'setTimer', seconds }))),
    )
    byId('more-time').addEventListener('click', () => send({ name: 'extendTimer', seconds: EXTENSION_S }))
    byId('stop-timer').addEventListener('click', () => send({ name: 'setTimer', seconds: null }))
  }

  update({ news: { poll }, state }: PresenterView): void {
    const { right } = this
    if (poll.pollId !== this.pollId) cancelConfirmation()
    this.pollId = poll.pollId
    const upcoming = state.prepared[state.next]
    setText(byId('next-label'), words.nextStep(state.upcoming, upcoming, state.prepared.length))
    setEnabled('next', state.upcoming !== null)
    setEnabled('back', state.canGoBack)
    toggle('open-close', poll.state === 'open' ? 'close' : 'reopen')
    toggle('show-hide', poll.shown ? 'hide' : 'show')
    toggle('reveal', poll.right ? 'conceal' : 'reveal')
    setEnabled('reveal', state.right !== null)
    fillLetters(
      right,
      poll.choices.map(choice => choice.letter),
      words.noRight,
    )
    right.value = state.right ?? ''
    showTimer(poll.state === 'open', poll.deadline !== null)
  }
}

const TOGGLES = ['open-close', 'show-hide', 'reveal']

/** Sets a button's command, for buttons that both do and undo a step. */
function toggle(id: string, name: Command['name']): void {
  const button = byId(id)
  button.dataset['does'] = name
  setText(button, words.step[name])
}

/** A disabled button keeps the focus, and pressing it shows why it does nothing. */
function setEnabled(id: string, isEnabled: boolean): void {
  byId(id).setAttribute('aria-disabled', String(!isEnabled))
}

/** Shows the buttons of the countdown, and keeps the focus within them. */
function showTimer(isOpen: boolean, isRunning: boolean): void {
  const [set, runs] = [byId('timer-set'), byId('timer-runs')]
  const [shown, gone] = isRunning ? [runs, set] : [set, runs]
  const hadFocus = gone.contains(document.activeElement)
  shown.hidden = false
  gone.hidden = true
  for (const button of set.querySelectorAll('button')) button.setAttribute('aria-disabled', String(!isOpen))
  if (hadFocus) shown.querySelector('button')?.focus()
}
