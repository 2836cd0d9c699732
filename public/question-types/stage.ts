/** What the projector and the presenter's stage need for all question types but one choice. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { AnswerView } from '../../src/core/question-types/registry'
import type { Counts, Poll } from '../../src/core/protocol/poll'
import { make, setText } from '../shared/dom'
import type { Units } from '../shared/stage/layout/measure'
import { questionOf, viewOf, type ResultMoment, type StagePart, type StageType, type TypeName } from './parts'
import { stageTypeOf } from './stage-types'
import { ResultTable } from './table'
import { typeWords } from './words'

/** The poll and its result, as far as it is shown. */
export interface StageMoment {
  poll: Poll
  counts: Counts | null
  answers: AnswerView | null
}

export interface Told {
  /** Whether the stage draws the choices itself. */
  usesAnswers: boolean
  /** What was right, as it is written large; undefined: nothing is revealed. */
  rightLabel: string | undefined
  /** How many cannot say; empty: none, or it is not shown. */
  note: string
}

export class StagePicture {
  private readonly picture = make('div', 'picture-of-type')
  private readonly voice = make('div', 'visually-hidden')
  private readonly sentence = make('p')
  private readonly table = new ResultTable()
  private pollId = ''
  private part: StagePart<TypeName> | undefined

  constructor(place: HTMLElement) {
    this.voice.append(this.sentence, this.table.element)
    place.append(this.picture, this.voice)
  }

  /** Draws the question. Returns what to say around it. */
  update(moment: StageMoment): Told {
    const { poll, counts, answers } = moment
    if (poll.pollId !== this.pollId) this.clear()
    this.pollId = poll.pollId
    const votes = counts?.[ABSTAIN] ?? answers?.abstained ?? 0
    const note = votes > 0 ? typeWords.cannotSayIs(votes) : ''
    const type = poll.answer && stageTypeOf(poll.answer.type)
    if (!type) return { usesAnswers: true, rightLabel: undefined, note }
    const question = questionOf(poll)
    if (!type.usesAnswers) this.draw(moment, type)
    const { right } = poll
    return {
      usesAnswers: type.usesAnswers === true,
      rightLabel: right === null ? undefined : typeWords.rightIs(type.rightLabel?.(question, right) ?? right),
      note,
    }
  }

  fit(units: Units): void {
    this.part?.fit(units)
  }

  /** Another poll has another picture. */
  private clear(): void {
    this.part = undefined
    this.picture.textContent = ''
  }

  private draw(moment: StageMoment, type: StageType<TypeName>): void {
    const { poll } = moment
    const question = questionOf(poll)
    const view = viewNow(moment, type)
    const result: ResultMoment | null = view
      ? { poll, question, view, earlier: earlierOf(moment, type), own: null }
      : null
    this.part ??= type.make(this.picture)
    this.part.update({ poll, question }, result)
    this.table.element.hidden = !result
    setText(this.sentence, result ? type.rules.read(question, result.view).join(' ') : '')
    if (result) this.table.update(type.table(result))
  }
}

/** What is drawn of a result; undefined: it is hidden. */
function viewNow(
  { poll, counts, answers }: StageMoment,
  { rules }: StageType<TypeName>,
): AnswerView | undefined {
  if (!rules.isBounded) return answers ?? undefined
  return counts ? viewOf(rules, questionOf(poll), counts) : undefined
}

function earlierOf(
  { poll, counts, answers }: StageMoment,
  { rules }: StageType<TypeName>,
): AnswerView | undefined {
  if (!rules.isBounded) return (answers as { earlier?: AnswerView } | null)?.earlier
  const last = poll.earlier[poll.earlier.length - 1]
  return counts && last ? viewOf(rules, questionOf(poll), last) : undefined
}
