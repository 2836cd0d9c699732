/** An order: items are tapped in order of rank, and moved by up and down. It counts once all places are given. */
import { LETTERS, lettersOf } from '../../../src/core/question-types/letters'
import { order } from '../../../src/core/question-types/order'
import type { TypedQuestion } from '../../../src/core/question-types/question-type'
import { make, setProperty, setText } from '../../shared/dom'
import type { AnswerMoment, AnswerPart, AnswerType, OptionsOf } from '../parts'
import { keepDraft, recallDraft } from '../draft'
import { markOf, voteNow } from '../vote-now'
import { OrderItem } from './item'
import { shuffled } from './shuffled'
import { orderWords as words } from './words'

type OrderQuestion = TypedQuestion<OptionsOf<'order'>>

class OrderAnswer implements AnswerPart<'order'> {
  private readonly hint = make('p', 'answer-hint order-hint')
  private readonly list = make('ol', 'order-items')
  private readonly spoken = make('p', 'visually-hidden')
  private items: OrderItem[] = []
  private moment: AnswerMoment<'order'> | undefined
  /** The letters with a place, the first place first; too few of them count for nothing yet. */
  private letters = ''
  /** The vote that was drawn last. */
  private shown: string | null = null
  /** This part has taken back a vote itself, because a place became free. */
  private hasFreed = false

  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    this.list.dataset['figures'] = 'none'
    this.list.setAttribute('role', 'list')
    this.spoken.setAttribute('role', 'status')
    place.append(this.hint, this.list, this.spoken)
  }

  update(moment: AnswerMoment<'order'>): void {
    const isFirst = this.moment === undefined
    this.moment = moment
    const vote = voteNow(moment.vote)
    if (vote !== this.shown && !(vote === null && this.hasFreed)) this.letters = vote ?? ''
    if (isFirst && vote === null) this.letters = recallDraft(moment.poll.pollId)?.[0] ?? ''
    this.shown = vote
    this.hasFreed &&= vote === null
    this.draw()
  }

  pressed(letter: string): void {
    if (this.moment!.poll.state === 'closed') this.want(letter)
    else this.tap(letter)
  }

  focus(): void {
    this.items[0]?.focus()
  }

  unsent(): string[] {
    return this.isComplete ? [] : inWords(this.moment!.question, this.letters)
  }

  private get isComplete(): boolean {
    return this.letters.length === this.moment!.question.answer.places
  }

  private draw(): void {
    const { question, poll } = this.moment!
    const letters = lettersOf(question)
    if (letters.length !== this.items.length) this.build(shuffled(letters, poll.pollId))
    const { places } = question.answer
    const { isComplete } = this
    const mark = this.letters === '' ? '' : isComplete ? markOf(this.moment!) : 'sending'
    for (const item of this.items) {
      const text = question.choices[LETTERS.indexOf(item.letter)]!
      item.update(text, this.letters.indexOf(item.letter) + 1, { given: this.letters.length, places, mark })
    }
    setText(this.hint, isComplete ? words.complete : words.next(this.letters.length + 1, places))
  }

  private build(letters: string[]): void {
    this.items = letters.map(
      letter =>
        new OrderItem(letter, { tapped: () => this.tap(letter), moved: step => this.move(letter, step) }),
    )
    setProperty(this.list, '--count', String(letters.length))
    this.list.textContent = ''
    this.list.append(...this.items.map(({ element }) => element))
  }

  private tap(letter: string): void {
    const { places } = this.moment!.question.answer
    if (this.letters.includes(letter)) this.take(this.letters.replace(letter, ''), letter)
    else if (this.letters.length < places) this.take(this.letters + letter, letter)
    else this.say(words.full(places))
  }

  private move(letter: string, step: 1 | -1): void {
    const [from, to] = [this.letters.indexOf(letter), this.letters.indexOf(letter) + step]
    const moved = [...this.letters]
    if (moved[to] === undefined) return this.say(this.nameOf(letter))
    ;[moved[from], moved[to]] = [moved[to], letter]
    this.take(moved.join(''), letter)
  }

  /** Takes these letters, says what has become of the one that was pressed, and sends them if they are complete. */
  private take(letters: string, pressed: string): void {
    this.letters = letters
    this.say(this.nameOf(pressed))
    keepDraft(this.moment!.poll.pollId, [this.isComplete ? '' : letters])
    if (this.isComplete) this.want(letters)
    else if (this.shown !== null) {
      this.hasFreed = true
      this.want(null)
    }
    this.draw()
  }

  private nameOf(letter: string): string {
    const { question } = this.moment!
    const name = question.choices[LETTERS.indexOf(letter)] || letter
    const place = this.letters.indexOf(letter) + 1
    return words.spoken(name, place === 0 ? words.noPlace : words.place(place, question.answer.places))
  }

  /** Also what was said just before. */
  private say(sentence: string): void {
    const isRepeated = this.spoken.textContent === sentence
    setText(this.spoken, isRepeated ? `${sentence}\u00a0` : sentence)
  }
}

function inWords(question: OrderQuestion, letters: string): string[] {
  return [...letters].map(
    (letter, index) => `${index + 1}. ${question.choices[LETTERS.indexOf(letter)] || letter}`,
  )
}

export const orderAnswer: AnswerType<'order'> = {
  rules: order,
  make: (place, want) => new OrderAnswer(place, want),
  how: ({ answer: { places }, choices }) => words.how(places, choices.length),
  label: inWords,
  rightLabel: (_question, right) => [...right].join(', '),
}
