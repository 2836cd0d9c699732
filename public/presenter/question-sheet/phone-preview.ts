/** A phone that shows a question: the rows of the audience's page between its header and its foot. */
import type { Poll } from '../../../src/core/protocol/poll'
import { make, setText, written } from '../../shared/dom'
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
  private readonly here = make('span', 'phone-here')
  private readonly turnout = make('p', 'phone-turnout')
  private readonly list: HTMLElement
  private readonly rows: ChoiceRows
  private readonly kind = make('p', 'phone-kind')

  constructor() {
    const screen = make('div', 'phone-screen')
    const head = make('p', 'phone-head')
    const room = make('span')
    setText(room, roomCode ? pageWords.room(roomCode) : '')
    head.append(room, this.here)
    const list = (this.list = make('div', 'phone-rows'))
    this.rows = new ChoiceRows(list)
    const foot = make('p', 'phone-foot', words.tapYourAnswer)
    screen.append(head, this.question, this.kind, list, this.turnout, foot)
    this.element.append(screen)
  }

  update(poll: Poll): void {
    const { question } = poll
    setText(this.question, question || words.aloud)
    this.question.classList.toggle('long', question.length >= LONG_TEXT)
    this.question.classList.toggle('very-long', question.length >= VERY_LONG_TEXT)
    const hasRows = poll.type === 'one' || poll.type === 'many'
    setText(this.kind, hasRows ? '' : kindWords[poll.type].about)
    this.list.classList.toggle('none', !hasRows)
    if (hasRows) this.rows.update(poll, null, null, true)
  }

  updatePresent(present: number): void {
    setText(this.here, words.peopleHere(present))
    setText(this.turnout, stageWords.turnout(0, present))
  }
}
