/** A scale on the stage: its points with the names of both ends, for one question or for several statements. */
import { scale } from '../../../src/core/question-types/scale'
import type { Parts, Units } from '../../shared/stage/layout/measure'
import type { ResultMoment, StagePart, StageType } from '../parts'
import { StagePoints } from './stage-points'
import { StageStatements } from './stage-statements'
import { scaleResult } from './result'
import { scaleStageWords as words } from './stage-words'

class ScalePicture implements StagePart<'scale'> {
  private part: StagePoints | StageStatements | undefined

  constructor(private readonly place: HTMLElement) {}

  update({ question }: Pick<ResultMoment<'scale'>, 'question'>, result: ResultMoment<'scale'> | null): void {
    this.part ??=
      question.choices.length === 0 ? new StagePoints(this.place) : new StageStatements(this.place)
    this.part.update(question, result)
  }

  layOut(parts: Parts, units: Units): void {
    this.part?.layOut(parts, units)
  }
}

export const scalePicture: StageType<'scale'> = {
  rules: scale,
  make: place => new ScalePicture(place),
  table: moment => scaleResult.table(moment),
  notes: ({ choices }, view) => (view && choices.length > 0 ? [words.inPercent] : []),
}
