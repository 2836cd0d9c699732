/**
 * What a phone needs for all question types but one choice, in one part: a room with bad Wi-Fi loads it once. Exports
 * what `audience/sentences` does, for the same live region.
 */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { AnswerView } from '../../src/core/question-types/registry'
import type { Counts, Poll } from '../../src/core/protocol/poll'
import { changes as changesOf, tally as tallySentenceOf, type Moment, type Reader } from './sentences'
import type { Told as Verdict } from './verdict'
import { make, setText } from '../shared/dom'
import type { OwnChoice } from '../shared/poll/choice-rows'
import { words } from '../shared/words'
import { Abstain } from '../question-types/abstain'
import { answerTypeOf, resultTypeOf } from '../question-types/phone-types'
import {
  questionOf,
  viewOf,
  type AnswerPart,
  type AnswerType,
  type ResultPart,
  type TypeName,
} from '../question-types/parts'
import { ResultTable } from '../question-types/table'
import { typeWords } from '../question-types/words'

export { timeLeft } from './sentences'

/** The poll, its result and the own vote. */
export interface PhoneMoment {
  poll: Poll
  counts: Counts | null
  answers: AnswerView | null
  /** The answers of the round before. */
  earlierAnswers: AnswerView | null
  vote: OwnChoice
  isConnected: boolean
}

export interface Told extends Verdict {
  /** Whether the rows of the choices are needed. */
  usesRows: boolean
}

export class Phone {
  private readonly form = make('div', 'answer-form')
  private readonly own = make('p', 'own-answer')
  private readonly picture = make('div', 'answer-result')
  private readonly table: ResultTable
  private readonly abstain: Abstain
  private pollId = ''
  private answer: AnswerPart<TypeName> | undefined
  private result: ResultPart<TypeName> | undefined

  /** @param want takes the vote as it is sent; null withdraws it */
  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    this.abstain = new Abstain(want)
    this.table = new ResultTable()
    place.append(this.form, this.abstain.element, this.own, this.picture, this.table.element)
  }

  /** Draws the question. Returns what to say around it; undefined: what one choice says. */
  update(moment: PhoneMoment): Told | undefined {
    const { poll, counts, vote } = moment
    if (poll.pollId !== this.pollId) this.clear()
    this.pollId = poll.pollId
    this.abstain.update(poll, counts?.[ABSTAIN] ?? moment.answers?.abstained, vote)
    const type = typeOf(poll)
    this.own.hidden = this.form.hidden = type === undefined
    if (!type) return undefined
    const question = questionOf(poll)
    this.form.hidden = poll.state === 'closed' && !type.usesRows
    this.answer ??= type.make(this.form, this.want)
    this.answer.update({ ...moment, question })
    const { recorded } = vote
    this.own.hidden = recorded === null || recorded === ABSTAIN || !this.form.hidden
    setText(this.own, recorded === null ? '' : typeWords.yourAnswer(type.label(question, recorded)))
    this.drawResult(moment, type)
    return { ...told(poll, recorded, type), usesRows: type.usesRows === true }
  }

  pressed(letter: string): void {
    this.answer?.pressed?.(letter)
  }

  focus(): void {
    this.answer?.focus()
  }

  /** Another poll has another form and picture. */
  private clear(): void {
    this.answer = this.result = undefined
    this.form.textContent = this.picture.textContent = ''
  }

  private drawResult(moment: PhoneMoment, { usesRows }: AnswerType<TypeName>): void {
    const { poll, vote } = moment
    const type = usesRows ? undefined : resultTypeOf(poll.type)
    const view = type && viewNow(moment)
    this.picture.hidden = this.table.element.hidden = !view
    if (!type || !view) return
    const shown = { poll, question: questionOf(poll), view, earlier: earlierOf(moment), own: vote.recorded }
    this.result ??= type.make(this.picture)
    this.result.update(shown)
    this.table.update(type.table(shown))
  }
}

function typeOf({ answer }: Poll): AnswerType<TypeName> | undefined {
  return answer && answerTypeOf(answer.type)
}

/** What is drawn of a result; undefined: it is hidden. */
function viewNow({
  poll,
  counts,
  answers,
}: Pick<Moment, 'poll' | 'counts' | 'answers'>): AnswerView | undefined {
  const type = typeOf(poll)
  if (!type) return undefined
  if (!type.rules.isBounded) return answers ?? undefined
  return counts ? viewOf(type.rules, questionOf(poll), counts) : undefined
}

function earlierOf({ poll, counts, earlierAnswers }: PhoneMoment): AnswerView | undefined {
  const last = poll.earlier[poll.earlier.length - 1]
  const type = typeOf(poll)
  if (!type) return undefined
  if (!type.rules.isBounded) return earlierAnswers ?? undefined
  return counts && last ? viewOf(type.rules, questionOf(poll), last) : undefined
}

function told(poll: Poll, own: string | null, type: AnswerType<TypeName>): Verdict {
  const { right } = poll
  if (right === null) return { verdict: null, why: '' }
  const question = questionOf(poll)
  const vote = own === null || own === ABSTAIN ? undefined : type.rules.parseVote(question, own)
  const isRight = vote?.ok === true && type.rules.isRight(question, vote.vote) === true
  const rest = typeWords.rightIs(type.rightLabel?.(question, right) ?? right)
  const first = isRight ? words.right : vote ? words.notThisTime : ''
  return { verdict: { isRight, first, rest: isRight ? '' : rest }, why: typeWords.why }
}

/** Reads the types of this part aloud. */
const reader: Reader = {
  how: poll => typeOf(poll)!.how(questionOf(poll)),
  result(now) {
    const view = viewNow(now)
    return view && typeOf(now.poll)!.rules.read(questionOf(now.poll), view).join(' ')
  },
  verdict({ poll, own }) {
    const { verdict, why } = told(poll, own, typeOf(poll)!)
    const { first, rest } = verdict!
    return [`${first} ${rest}`.trim(), poll.explanation && `${why} ${poll.explanation}`].filter(Boolean)
  },
}

export function changes(before: Moment | undefined, now: Moment): string[] {
  return changesOf(before, now, reader)
}

export function tally(now: Moment | undefined): string {
  return tallySentenceOf(now, reader)
}
