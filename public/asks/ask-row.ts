/** A row of the list of all asks: the ask, and the button by which a person votes for it. */
import type { Ask } from '../../src/core/protocol/asks'
import { make, pill, setText } from '../shared/dom'
import { markReported } from '../shared/reports/mark'
import { reportWords } from '../shared/reports/words'
import { askParts } from './ask-parts'
import type { Row } from '../shared/keyed-rows'
import { asksWords as words } from './words'

export interface AskMarks {
  isOwn: boolean
  hasVoted: boolean
  isUp: boolean
  /** Whether people may vote just now. */
  isOpen: boolean
  /** What the button says that reports it. */
  report: string
  hasReported: boolean
}

interface Callbacks {
  marks: (ask: Ask) => AskMarks
  vote: (id: number, isFor: boolean) => void
  /** Reports it, or takes the report back. */
  report: (id: number) => void
}

export function askRow({ marks, vote, report }: Callbacks): Row<Ask> {
  const element = make('li', 'ask-row')
  const parts = askParts()
  const button = make('button', 'vote')
  const arrow = make('span', '', '▲')
  const count = make('b')
  const spoken = make('span', 'visually-hidden')
  const reporter = pill('', () => report(ask.id))
  const reporterText = make('span')
  const reporterOf = make('span', 'visually-hidden')
  let ask: Ask
  button.type = 'button'
  arrow.setAttribute('aria-hidden', 'true')
  count.translate = false
  button.append(arrow, count, spoken)
  button.addEventListener('click', () => {
    const { isOwn, isOpen, hasVoted } = marks(ask)
    if (!isOwn && isOpen && ask.state === 'shown') vote(ask.id, !hasVoted)
  })
  reporter.classList.add('report')
  reporter.append(reporterText, reporterOf)
  parts.element.append(reporter)
  element.append(button, parts.element)
  return {
    element,
    update(changed) {
      ask = changed
      const { isOwn, isOpen, hasVoted, isUp, ...reports } = marks(ask)
      const isClosed = isOwn || !isOpen || ask.state !== 'shown'
      const badges = [
        ...(isOwn ? [words.yours] : []),
        ...(isUp ? [words.onScreen] : []),
        ...(ask.state === 'answered' ? [words.answered] : []),
      ]
      parts.update(ask, badges)
      element.classList.toggle('own', isOwn)
      element.classList.toggle('done', ask.state === 'answered')
      setText(count, String(ask.votes))
      setText(spoken, ` ${isClosed ? words.ownVotes : words.vote}${words.ofAsk(ask.text)}`)
      reporter.hidden = isOwn
      setText(reporterText, reports.report)
      setText(reporterOf, words.ofAsk(ask.text))
      markReported(parts.element, reports.hasReported ? reportWords.told : '')
      button.setAttribute('aria-pressed', String(hasVoted))
      button.setAttribute('aria-disabled', String(isClosed))
    },
  }
}
