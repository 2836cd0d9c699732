/** The controls of the question that is up: what the audience sees of it, its time, and starting over. */
import type { Command } from '../../../src/core/protocol/presenter'
import { byId, pill, setText } from '../../shared/dom'
import { cancelConfirmation, confirmFirst } from '../../shared/confirm'
import { Countdown } from '../../shared/poll/countdown'
import type { PresenterView } from '../view-model'
import { canBeRight } from '../right-answer'
import { presenterWords as words } from '../words'
import { isDisabled, setEnabled } from './disabled-buttons'
import { RightControl } from './right-control'

/** The lengths of a countdown, and the seconds by which it is extended. */
const COUNTDOWNS_S = [30, 60, 120, 300]
const EXTENSION_S = 30

interface Callbacks {
  /** Resolves to whether it was done. */
  send: (command: Command) => Promise<boolean>
  /** Opens the sheet in which the wording is corrected. */
  reword: () => void
  said: (sentence: string) => void
}

export class PollControls {
  private readonly right: RightControl
  private readonly clock = new Countdown(byId('clock'))
  private pollId = ''

  constructor({ send: deliver, reword, said }: Callbacks) {
    this.right = new RightControl({ send: deliver, reword, said })
    const send = (command: Command) => void deliver(command)
    for (const id of SWITCHES)
      byId(id).addEventListener('click', () => send({ name: byId(id).dataset['does'] as Switched }))
    byId('again').addEventListener('click', () => send({ name: 'again' }))
    byId('reword').addEventListener('click', reword)
    byId('hands').addEventListener('click', () => {
      if (isDisabled('hands')) said(words.handsAreUp)
      else send({ name: 'hands' })
    })
    byId('clear').addEventListener('click', () => send({ name: 'clear' }))
    confirmFirst(byId<HTMLButtonElement>('new-lesson'), {
      question: () => words.sure.newLesson,
      yes: words.yes.newLesson,
      act: () => send({ name: 'newLesson' }),
      stays: true,
    })
    initFold()
    byId('timer-set').append(
      ...COUNTDOWNS_S.map(seconds => pill(words.minutes(seconds), () => send({ name: 'setTimer', seconds }))),
    )
    byId('more-time').addEventListener('click', () => send({ name: 'extendTimer', seconds: EXTENSION_S }))
    byId('stop-timer').addEventListener('click', () => send({ name: 'setTimer', seconds: null }))
  }

  update({ news: { poll, now }, state }: PresenterView): void {
    if (poll.pollId !== this.pollId) cancelConfirmation()
    this.pollId = poll.pollId
    const isOpen = poll.state === 'open'
    turn('open-close', isOpen, isOpen ? 'close' : 'reopen', words.voting[poll.state])
    const seen = (isShown: boolean) => words.seen[isShown ? 'shown' : 'hidden']
    turn('show-hide', poll.shown, poll.shown ? 'hide' : 'show', seen(poll.shown))
    const isRevealed = poll.right !== null
    const unmarked = canBeRight(poll.type) ? words.notMarked : words.hasNone
    turn(
      'reveal',
      isRevealed,
      isRevealed ? 'conceal' : 'reveal',
      state.right === null ? unmarked : seen(isRevealed),
    )
    setText(byId('answer-name'), words.answer(poll.type === 'one' ? state.right : null))
    setEnabled('reveal', state.right !== null)
    setEnabled('hands', poll.posed || poll.stage !== 'question')
    this.right.update(poll, state.right)
    this.clock.update(isOpen ? poll.deadline : null, now)
    for (const button of byId('timer-set').children) button.setAttribute('aria-disabled', String(!isOpen))
    for (const id of ['more-time', 'stop-timer']) setEnabled(id, isOpen && poll.deadline !== null)
  }
}

const SWITCHES = ['open-close', 'show-hide', 'reveal']
type Switched = 'close' | 'reopen' | 'show' | 'hide' | 'reveal' | 'conceal'

/** Sets a switch: what it says, and the command of its next press. */
function turn(id: string, isOn: boolean, does: Switched, state: string): void {
  const button = byId(id)
  button.dataset['does'] = does
  button.setAttribute('aria-checked', String(isOn))
  setText(button.querySelector<HTMLElement>('.state')!, state)
}

/** What throws something away is folded; it opens in its own row, so that nothing else moves. */
function initFold(): void {
  const opener = byId('start-over')
  opener.addEventListener('click', () => {
    const isOpen = opener.getAttribute('aria-expanded') === 'false'
    if (!isOpen) cancelConfirmation()
    opener.setAttribute('aria-expanded', String(isOpen))
    byId('start-over-actions').hidden = !isOpen
    byId('start-over-hint').hidden = isOpen
    if (isOpen) opener.parentElement!.scrollIntoView({ block: 'nearest' })
  })
}
