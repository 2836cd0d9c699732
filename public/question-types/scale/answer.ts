/** A scale: one tap on a point counts at once, for the question or for each of its statements. */
import { scale } from '../../../src/core/question-types/scale'
import { directionOf } from '../../../src/core/text/direction'
import { make, pill, setProperty, setText, written } from '../../shared/dom'
import type { AnswerMoment, AnswerPart, AnswerType } from '../parts'
import { voteNow } from '../vote-now'
import { EndsRow } from './ends-row'
import { endsOf, givenPoints, nameOf, pointsOf, statementsOf, type ScaleQuestion } from './statements'
import { scaleWords as words } from './words'

class ScaleAnswer implements AnswerPart<'scale'> {
  private readonly form = make('div', 'scale-form')
  private rows: StatementRow[] = []
  private shape = ''
  private moment: AnswerMoment<'scale'> | undefined

  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    place.append(this.form)
  }

  update(moment: AnswerMoment<'scale'>): void {
    this.moment = moment
    const { question, vote } = moment
    const { from, to } = question.answer
    const shape = [from, to, question.choices.length].join()
    if (shape !== this.shape) this.build(question)
    this.shape = shape
    const now = givenPoints(question, voteNow(vote))
    const recorded = givenPoints(question, voteNow({ ...vote, wanted: undefined }))
    for (const [place, row] of this.rows.entries()) row.update(question, now[place]!, recorded[place]!)
  }

  focus(): void {
    this.rows[0]?.focus()
  }

  private build(question: ScaleQuestion): void {
    this.rows = statementsOf(question).map(
      (_statement, place) => new StatementRow(question, place, point => this.choose(place, point)),
    )
    this.form.textContent = ''
    this.form.append(...this.rows.map(({ element }) => element))
  }

  /** @param point empty: the statement is left out */
  private choose(place: number, point: string): void {
    const { question, vote } = this.moment!
    const points = givenPoints(question, voteNow(vote))
    points[place] = point
    const sent = points.join(',').replace(/,+$/, '')
    this.want(sent || null)
    // A vote that is not taken, such as of a poll that is just closing, is not drawn as one.
    this.update(this.moment!)
  }
}

/** The points of one statement. */
class StatementRow {
  readonly element = make('div', 'statement')
  private readonly head = make('div', 'statement-head')
  private readonly text = written('p', 'statement-text', '')
  private readonly leaveOut: HTMLButtonElement
  private readonly ends = new EndsRow()
  private readonly points: { radio: HTMLInputElement; label: HTMLElement; name: HTMLElement }[]

  /** @param choose takes the point that was tapped; empty: the statement is left out */
  constructor(
    question: ScaleQuestion,
    private readonly place: number,
    choose: (point: string) => void,
  ) {
    const points = pointsOf(question)
    this.points = points.map(point => pointOf(point, place, choose))
    this.leaveOut = pill(words.leaveOut, () => {
      // The button goes, and with it the focus.
      this.points[0]!.radio.focus()
      choose('')
    })
    this.leaveOut.className = 'link leave-out'
    const group = make('div', 'points')
    group.setAttribute('role', 'radiogroup')
    setProperty(group, '--points', String(points.length))
    setProperty(group, '--half', String(Math.ceil(points.length / 2)))
    group.append(...this.points.map(({ label }) => label))
    this.text.translate = false
    this.text.id = `statement-${place}`
    const isOnly = question.choices.length === 0
    group.setAttribute('aria-labelledby', isOnly ? 'question' : this.text.id)
    if (!isOnly) {
      this.head.append(this.text, this.leaveOut)
      this.element.append(this.head)
    }
    this.element.append(this.ends.element, group)
  }

  update(question: ScaleQuestion, now: string, recorded: string): void {
    const { text } = statementsOf(question)[this.place]!
    setText(this.text, text)
    this.head.dir = directionOf(text)
    this.leaveOut.setAttribute('aria-label', words.leaveOutNamed(text))
    this.leaveOut.classList.toggle('is-away', now === '')
    this.ends.update(question)
    for (const { radio, label, name } of this.points) {
      radio.checked = radio.value === now
      label.dataset['mark'] = radio.value !== now ? '' : now === recorded ? 'recorded' : 'sending'
      setText(name, nameOf(question, Number(radio.value)))
    }
  }

  focus(): void {
    const { radio } = this.points.find(each => each.radio.checked) ?? this.points[0]!
    radio.focus()
  }
}

function pointOf(point: number, place: number, choose: (point: string) => void) {
  const label = make('label', 'point')
  const radio = make('input')
  radio.type = 'radio'
  radio.name = `scale-${place}`
  radio.value = String(point)
  radio.addEventListener('change', () => choose(radio.value))
  const face = make('span', 'face', radio.value)
  face.translate = false
  const name = written('span', 'visually-hidden', '')
  label.append(radio, face, name)
  return { radio, label, name }
}

/** What a vote is called, the statements that were left out without a word. */
function labelOf(question: ScaleQuestion, vote: string): string[] {
  const points = givenPoints(question, vote)
  return statementsOf(question)
    .map(({ text }, place) => (text && points[place] ? `${text}: ${points[place]}` : points[place]!))
    .filter(each => each !== '')
}

export const scaleAnswer: AnswerType<'scale'> = {
  rules: scale,
  make: (place, want) => new ScaleAnswer(place, want),
  how(question) {
    const { from, to } = question.answer
    const [low, high] = endsOf(question)
    return words.how(low || String(from), high || String(to), question.choices.length)
  },
  label: labelOf,
}
