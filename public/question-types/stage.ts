/** What the projector and the presenter's stage need for all question types but one choice. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { AnswerView } from '../../src/core/question-types/registry'
import type { Counts, Poll } from '../../src/core/protocol/poll'
import { make, setText } from '../shared/dom'
import type { Parts, Units } from '../shared/stage/layout/measure'
import { questionOf, viewOf, type ResultMoment, type StagePart, type StageType, type TypeName } from './parts'
import { stageTypeOf } from './stage-types'
import { ResultTable } from './table'
import { typeWords } from './words'

/** The poll and its result, as far as it is shown. */
export interface StageMoment {
  poll: Poll
  /** null: hidden. */
  counts: Counts | null
  answers: AnswerView | null
  earlierAnswers: AnswerView | null
}

export interface Told {
  /** Whether the stage draws the choices itself. */
  usesAnswers: boolean
  /** What was right, as it is written large; undefined: as one choice says it. */
  rightLabel: string | undefined
  /** What is said quietly beside the picture. */
  notes: string[]
  /** Whether two rounds, or two results, stand side by side. */
  isCompared: boolean
}

export class StagePicture {
  private readonly picture = make('div', 'picture-of-type')
  private readonly voice = make('div', 'visually-hidden')
  private readonly sentence = make('p')
  private readonly table = new ResultTable()
  private drawn = ''
  private part: StagePart<TypeName> | undefined

  constructor(place: HTMLElement) {
    this.voice.append(this.sentence, this.table.element)
    place.append(this.picture, this.voice)
  }

  /** Draws the question. Returns what to say around it. */
  update(moment: StageMoment): Told {
    const { poll } = moment
    const type = poll.answer && stageTypeOf(poll.answer.type)
    const abstained = abstainedIn(moment)
    if (!type) {
      const isCompared = moment.counts !== null && poll.earlier.length > 0
      return { usesAnswers: true, rightLabel: undefined, notes: abstained, isCompared }
    }
    const question = questionOf(poll)
    const result = resultNow(moment, type)
    const usesAnswers = type.usesAnswers === 'always' || (type.usesAnswers === 'voting' && !result)
    if (!usesAnswers) this.draw(poll, type, result)
    const { right } = poll
    return {
      usesAnswers,
      rightLabel: right === null ? undefined : typeWords.rightIs(type.rightLabel?.(question, right) ?? right),
      notes: [...(type.notes?.(question, result?.view ?? null, poll.state === 'open') ?? []), ...abstained],
      isCompared: result?.earlier !== undefined,
    }
  }

  /** Returns whether the picture lays out itself and the question above it. */
  layOut(parts: Parts, units: Units): boolean {
    this.part?.layOut?.(parts, units)
    return this.part?.layOut !== undefined
  }

  fit(units: Units): void {
    this.part?.fit?.(units)
  }

  private draw(poll: Poll, type: StageType<TypeName>, result: ResultMoment | null): void {
    // Another poll has another picture; so has one whose choices have become more.
    const drawn = JSON.stringify([poll.pollId, poll.choices.length])
    if (drawn !== this.drawn) {
      this.picture.textContent = ''
      this.picture.className = `picture-of-type of-${type.rules.name}`
      this.part = type.make(this.picture)
    }
    this.drawn = drawn
    const question = questionOf(poll)
    this.part!.update({ poll, question }, result)
    this.table.element.hidden = !result
    setText(this.sentence, result ? type.rules.read(question, result.view).join(' ') : '')
    if (result) this.table.update(type.table(result))
  }
}

/** How many cannot say: said from the first vote on, so that nothing moves when somebody cannot. */
function abstainedIn({ poll, counts, answers }: StageMoment): string[] {
  const votes = answers ? answers.abstained : counts?.[ABSTAIN]
  const isShown = poll.canAbstain === true && (answers !== null || counts !== null)
  return isShown ? [typeWords.cannotSayIs(votes ?? 0)] : []
}

/** The result as it is drawn; null: it is hidden. */
function resultNow(moment: StageMoment, type: StageType<TypeName>): ResultMoment | null {
  const { poll, counts, answers, earlierAnswers } = moment
  const question = questionOf(poll)
  const { rules } = type
  if (!rules.isBounded)
    return answers && { poll, question, view: answers, earlier: earlierAnswers ?? undefined, own: null }
  if (!counts) return null
  const last = poll.earlier[poll.earlier.length - 1]
  return {
    poll,
    question,
    view: viewOf(rules, question, counts),
    earlier: last && viewOf(rules, question, last),
    own: null,
  }
}
