/** Several choices, in the rows of the choices: each tap adds or removes one, and counts at once. */
import { many } from '../../../src/core/question-types/many'
import { ABSTAIN, type TypedQuestion } from '../../../src/core/question-types/question-type'
import { make, setText } from '../../shared/dom'
import type { AnswerMoment, AnswerPart, AnswerType, OptionsOf } from '../parts'
import { typeWords } from '../words'

const words = typeWords.many

class ManyAnswer implements AnswerPart<'many'> {
  private readonly hint = make('p', 'answer-hint')
  private moment: AnswerMoment<'many'> | undefined
  /** Chosen, and too few to be sent. */
  private waiting = ''

  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    this.hint.setAttribute('role', 'status')
    place.append(this.hint)
  }

  update(moment: AnswerMoment<'many'>): void {
    this.moment = moment
    this.hint.hidden = moment.poll.state === 'closed'
    if (this.letters) this.waiting = ''
    this.say()
  }

  pressed(letter: string): void {
    const { question, poll } = this.moment!
    if (poll.state === 'closed') return this.want(letter)
    const { min, max } = question.answer
    const before = this.letters || this.waiting
    const letters = before.includes(letter) ? before.replace(letter, '') : before + letter
    if (letters.length > max) return setText(this.hint, words.full(max))
    this.waiting = letters.length < min ? letters : ''
    if (letters.length >= min) this.want(many.sentVote(question, [...letters].join('\n')))
    else if (this.letters) this.want(null)
    this.say()
  }

  focus(): void {
    document.querySelector<HTMLElement>('#choices button')?.focus()
  }

  /** The letters of the own vote, also of one that is on its way. */
  private get letters(): string {
    const { recorded, wanted } = this.moment!.vote
    const vote = (wanted === undefined ? recorded : wanted) ?? ''
    return vote === ABSTAIN ? '' : vote
  }

  private say(): void {
    const { question } = this.moment!
    const { waiting } = this
    setText(this.hint, waiting ? words.more(question.answer.min - waiting.length) : how(question))
  }
}

function how({ answer: { min, max }, choices }: TypedQuestion<OptionsOf<'many'>>): string {
  return words.how(min, max, choices.length)
}

const inWords = (letters: string) => [...letters].join(', ')

export const manyAnswer: AnswerType<'many'> = {
  rules: many,
  usesRows: true,
  make: (place, want) => new ManyAnswer(place, want),
  how,
  label: (_question, vote) => inWords(vote),
  rightLabel: (_question, right) => inWords(right),
}
