/** The poll as the projector and the presenter's full screen show it. Knows no connection. */
import type { Choice, Counts, Poll, PollNews, TallyMark, Turnout } from '../../../src/core/protocol/poll'
import { Chart } from './chart'
import { Countdown } from './countdown'
import { fit } from '../fit-text'
import { isNewer, NO_TALLY } from './newer-tally'
import { byId, make, setText, written } from '../dom'
import { showJoinAddress } from './join-address'
import { words } from '../words'

/** The most characters of a choice that fits below its bar, and of a word in it. */
const MAX_TEXT_BELOW = 36
const MAX_WORD_BELOW = 14
/** Choices that fit side by side. */
const MAX_CHOICES_BELOW = 4

export class PollDisplay {
  private readonly chart = new Chart(byId('chart'), byId('table-rows'))
  private readonly countdown = new Countdown(byId('countdown'))
  private poll: Poll | undefined
  private drawn = NO_TALLY

  constructor() {
    window.addEventListener('resize', () => this.fit())
  }

  /** The poll as the audience may see it. */
  update({ poll, counts, rev, now, ...turnout }: PollNews): void {
    this.poll = poll
    setText(byId('question'), poll.question || words.questionAloud)
    const round = poll.round > 1 ? `${words.round(poll.round)} · ` : ''
    setText(byId('state'), round + words.state[poll.state])
    this.countdown.update(poll.state === 'open' ? poll.deadline : null, now)
    const labels = byId('labels')
    labels.textContent = ''
    labels.append(...poll.choices.map(({ letter, text }) => labelOf(letter, text, letter === poll.right)))
    this.drawTally(counts, { pollId: poll.pollId, rev })
    this.updateTurnout(turnout)
    this.fit()
  }

  /** Fits all texts into the display; call it when its size has changed. */
  fit(): void {
    const area = byId('chart').parentElement!
    const isInRows = area.closest('.screen') !== null && !findRoomBelow(this.poll?.choices ?? [])
    area.classList.toggle('rows', isInRows)
    byId('chart').classList.toggle('lying', isInRows)
    fit(byId('announcement-text'))
    fit(byId('question'))
    fit(byId('labels'))
  }

  /** Draws a tally, unless it is of another poll or older. */
  updateTally(counts: Counts, mark: TallyMark): void {
    if (isNewer(mark, this.drawn)) this.drawTally(counts, mark)
  }

  updateTurnout({ voted, present }: Turnout): void {
    setText(byId('turnout'), words.turnout(voted, present))
  }

  updatePresent(count: number): void {
    byId('nobody-yet').hidden = count > 0
    byId('turnout').hidden = count === 0
  }

  /** Shows the address beside the QR code, without what nobody types. */
  async showAddress(code: string): Promise<void> {
    await showJoinAddress(code)
    this.fit() // a long address leaves less space for the question
  }

  private drawTally(counts: Counts | null, mark: TallyMark): void {
    this.drawn = mark
    byId('results-hidden').hidden = counts !== null
    byId('chart').classList.toggle('blank', counts === null)
    byId('table').hidden = counts === null
    const zeros: Counts = {}
    for (const { letter } of this.poll?.choices ?? []) zeros[letter] = 0
    const rounds = this.poll?.earlier ?? []
    this.chart.update(counts ?? zeros, counts ? rounds[rounds.length - 1] : undefined)
  }
}

function findRoomBelow(choices: Choice[]): boolean {
  if (choices.length > MAX_CHOICES_BELOW) return false
  return choices.every(
    ({ text }) =>
      text.length <= MAX_TEXT_BELOW && text.split(' ').every(each => each.length <= MAX_WORD_BELOW),
  )
}

function labelOf(letter: string, text: string, isRight: boolean): HTMLElement {
  const label = make('div', isRight ? 'label right' : 'label')
  label.dataset['letter'] = letter
  label.append(written('b', '', letter), written('span', '', text))
  if (isRight) label.append(' ', written('em', '', words.isRight))
  return label
}
