/** A phone that shows a question: what the audience's page has between its header and its foot. */
import type { Phone } from '../../audience/typed-question'
import type { Poll } from '../../../src/core/protocol/poll'
import { byId, make, setText, written } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import { ChoiceRows } from '../../shared/poll/choice-rows'
import { roomCode } from '../../shared/urls'
import { stageWords } from '../../shared/stage/words'
import { words as pageWords } from '../../shared/words'
import { kindWords } from '../kind-words'
import { sheetWords as words } from './words'

/** As on the audience's page: a long question has smaller letters. */
const LONG_TEXT = 60
const VERY_LONG_TEXT = 200

export class PhonePreview {
  readonly element = make('div', 'phone')
  private readonly question = written('p', 'phone-question', '')
  private readonly about = make('p', 'phone-about')
  private readonly here = make('span', 'phone-here')
  private readonly turnout = make('p', 'phone-turnout')
  private readonly foot = make('p', 'phone-foot')
  private readonly list = make('div', 'phone-rows')
  private readonly rows = new ChoiceRows(this.list)
  /** What other types than one choice are answered with: the same part of the page as on phones. */
  private readonly place = make('div', 'phone-answer')
  private others: Phone | undefined
  private poll: Poll | undefined
  private loadingFor: string | undefined

  constructor() {
    const screen = make('div', 'phone-screen')
    const head = make('p', 'phone-head')
    const room = make('span')
    setText(room, roomCode ? pageWords.room(roomCode) : '')
    head.append(room, this.here)
    const { question, about, list, place, turnout, foot } = this
    screen.append(head, question, about, list, place, turnout, foot)
    this.element.append(screen)
  }

  update(poll: Poll): void {
    this.poll = poll
    const { question } = poll
    setText(this.question, question || words.aloud)
    this.question.classList.toggle('long', question.length >= LONG_TEXT)
    this.question.classList.toggle('very-long', question.length >= VERY_LONG_TEXT)
    setText(this.foot, poll.type === 'one' ? words.tapYourAnswer : pageWords.giveAnswer)
    const usesRows = this.drawOther(poll)
    this.list.classList.toggle('none', !usesRows)
    if (usesRows) this.rows.update(poll, null, null, true)
  }

  updatePresent(present: number): void {
    setText(this.here, words.peopleHere(present))
    setText(this.turnout, stageWords.turnout(0, present))
  }

  /** Draws what one choice has not. Returns whether the question is answered in the rows of choices. */
  private drawOther(poll: Poll): boolean {
    const isOne = poll.type === 'one'
    this.place.hidden = isOne && !poll.canAbstain
    setText(this.about, '')
    if (this.place.hidden) return true
    if (!this.others) this.load(poll)
    const told = this.others?.update({
      poll,
      counts: null,
      answers: null,
      earlierAnswers: null,
      vote: { recorded: null, wanted: undefined },
      isConnected: true,
    })
    // Where "inert" is unknown, Tab would go there.
    for (const control of this.place.querySelectorAll<HTMLElement>('input, button, select, textarea'))
      control.tabIndex = -1
    if (!told && !isOne) setText(this.about, kindWords[poll.type].about)
    return isOne || told?.usesRows === true
  }

  /** Once for each type: what could not be loaded is tried again with the next one. */
  private load({ type }: Poll): void {
    if (this.loadingFor === type) return
    this.loadingFor = type
    loadPart<typeof import('../../audience/typed-question')>(byId('preview-types')).then(
      ({ Phone }) => {
        this.others ??= new Phone(this.place, () => undefined)
        if (this.poll) this.update(this.poll)
      },
      () => undefined,
    )
  }
}
