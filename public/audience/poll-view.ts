/** Draws what stands around the choices: question, notes, verdict, explanation, turnout, and the lesson's end. */
import type { Poll, Turnout } from '../../src/core/protocol/poll'
import { byId, make, setProperty, setText } from '../shared/dom'
import { words } from '../shared/words'
import { questionOf } from './question'
import type { Told } from './verdict'

/** From these numbers of characters on, a question is set smaller. */
const MEDIUM_QUESTION = 60
const LONG_QUESTION = 200
/** A longer sentence stands above the buttons, over the whole width. */
const LONG_STATUS = 38

export class PollView {
  constructor() {
    const status = byId('status-message')
    new MutationObserver(() => {
      document.body.classList.toggle('long-status', status.textContent.length > LONG_STATUS)
    }).observe(status, { childList: true, characterData: true, subtree: true })
  }

  /** Draws the poll as this person sees it. `isShown`: whether its result is there to be seen. */
  update(poll: Poll, isShown: boolean, told: Told): void {
    const question = byId('question')
    setText(question, questionOf(poll))
    const { length } = question.textContent
    question.className = length >= LONG_QUESTION ? 'long' : length >= MEDIUM_QUESTION ? 'medium' : ''
    const notes = [
      poll.past ? words.earlierResult(poll.past.askedAt) : '',
      poll.reworded ? words.reworded : '',
    ]
    setText(byId('notes'), notes.filter(Boolean).join(' · '))
    setText(byId('explanation-of'), poll.explanation && told.why)
    setText(byId('explanation'), poll.explanation)
    setText(byId('state'), poll.state === 'closed' ? words.votingClosed : '')
    byId('closing').hidden = poll.stage !== 'end'
    this.drawHeadline(poll, isShown, told)
  }

  updateTurnout({ voted, present }: Turnout): void {
    setText(byId('present'), words.here(present))
    setText(byId('voted'), String(voted))
    setText(byId('of-present'), words.ofPresent(present))
    setProperty(byId('turnout-line'), '--share', String(present ? Math.min(1, voted / present) : 0))
  }

  /** Its place is kept from the moment on when results are shown, so that nothing moves at the reveal. */
  private drawHeadline(poll: Poll, isShown: boolean, { verdict }: Told): void {
    const headline = byId('headline')
    const isCompared = isShown && poll.earlier.length > 0
    headline.hidden = !verdict && !isCompared && !(isShown && poll.posed && poll.state === 'closed')
    const kind = verdict ? (verdict.isRight ? 'right' : 'wrong') : isCompared ? 'legend' : ''
    headline.className = kind
    document.documentElement.classList.toggle('got-it', kind === 'right')
    const parts = verdict
      ? [make('b', '', verdict.first), make('span', '', verdict.rest)]
      : isCompared
        ? legend(poll)
        : []
    if (headline.textContent !== parts.map(part => part.textContent).join('')) {
      headline.textContent = ''
      headline.append(...parts)
    }
  }
}

function legend({ past }: Poll): HTMLElement[] {
  const [before, now] =
    past?.besideAt != null
      ? words.days([past.besideAt, past.askedAt])
      : [words.legend.before, words.legend.now]
  return [make('span', 'then', before), make('span', 'now', now)]
}
