/** Several choices, in the rows of the choices: each tap adds or removes one, and counts at once. */
import { many } from '../../../src/core/question-types/many'
import { NO_CARE, VOTERS, type TypedQuestion } from '../../../src/core/question-types/question-type'
import type { Counts } from '../../../src/core/protocol/poll'
import { make, setText } from '../../shared/dom'
import { keepDraft, recallDraft } from '../draft'
import type { AnswerMoment, AnswerPart, AnswerType, OptionsOf } from '../parts'
import { sentLast, voteNow } from '../vote-now'
import { ManyRows } from './rows'
import { manyWords as words } from './words'

class ManyAnswer implements AnswerPart<'many'> {
  private readonly hint = make('p', 'answer-hint many-hint')
  private readonly base = make('p', 'answer-hint percent-base')
  private readonly allRight = make('p', 'result-right')
  private readonly rows = new ManyRows(this.hint)
  private moment: AnswerMoment<'many'> | undefined
  /** Chosen, and too few to be sent. */
  private waiting = ''

  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    this.hint.setAttribute('role', 'status')
    // Above the rows, where it is read before the first tap; the preview of the presenter's page has no such place.
    const above = document.querySelector('.ask') ?? place
    above.append(this.hint)
    place.append(this.allRight, this.base)
  }

  update(moment: AnswerMoment<'many'>): void {
    if (!this.moment) this.waiting = recallDraft(moment.poll.pollId)?.[0] ?? ''
    this.moment = moment
    // A vote that counts, or "I cannot say", takes the place of what was too little.
    if (sentLast(moment.vote) !== null) this.waiting = ''
    this.draw()
  }

  pressed(letter: string): void {
    const { question, poll } = this.moment!
    if (poll.state === 'closed') return this.want(letter)
    const { min, max } = question.answer
    const before = this.letters || this.waiting
    const isOn = before.includes(letter)
    // Of one at most, another one takes the place.
    const letters = isOn ? before.replace(letter, '') : max === 1 ? letter : before + letter
    if (letters.length > max) return setText(this.hint, words.full(max))
    this.waiting = letters.length < min ? letters : ''
    if (letters.length >= min) this.want(many.sentVote(question, [...letters].join('\n')))
    else this.want(null)
    this.draw()
  }

  focus(): void {
    document.querySelector<HTMLElement>('#choices button')?.focus()
  }

  unsent(): string[] {
    return this.waiting ? [inWords(this.waiting)] : []
  }

  leave(): void {
    this.hint.remove()
    this.rows.clear()
  }

  /** The letters of the own vote, also of one that is on its way. */
  private get letters(): string {
    return voteNow(this.moment!.vote) ?? ''
  }

  private draw(): void {
    const { poll, question, counts } = this.moment!
    const { waiting, letters } = this
    const { min, max } = question.answer
    const isOpen = poll.state === 'open'
    keepDraft(poll.pollId, [waiting])
    const isFull = isOpen && max > 1 && max < question.choices.length && letters.length === max
    this.hint.hidden = !isOpen
    setText(this.hint, waiting ? words.more(min - waiting.length) : isFull ? words.all(max) : how(question))
    this.rows.draw({ waiting: isOpen ? waiting : '', full: isFull ? letters : '' })
    this.drawBase(counts, poll.right !== null)
  }

  /** What the percentages are of, and how many had all of it right. */
  private drawBase(counts: Counts | null, isRevealed: boolean): void {
    const voters = counts?.[VOTERS] ?? 0
    setText(this.base, counts ? words.percentages : '')
    const { allRight } = counts
      ? many.view(this.moment!.question, new Map(Object.entries(counts)), 'phone', NO_CARE)
      : { allRight: 0 }
    setText(this.allRight, isRevealed && voters > 0 ? words.allRightOf(allRight, voters) : '')
  }
}

function how({ answer: { min, max }, choices }: TypedQuestion<OptionsOf<'many'>>): string {
  return words.how(min, max, choices.length)
}

const inWords = (letters: string) => [...letters].sort().join(', ')

export const manyAnswer: AnswerType<'many'> = {
  rules: many,
  usesRows: true,
  make: (place, want) => new ManyAnswer(place, want),
  how,
  label: (_question, vote) => [inWords(vote)],
  rightLabel: (_question, right) => inWords(right),
}
