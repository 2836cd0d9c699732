/** The picture of a question of another type than one choice. It is loaded when the first of them is asked. */
import type { StageMoment, StagePicture, Told } from '../../question-types/stage'
import { fillPart } from '../lazy'
import type { Parts, Units } from './layout/measure'

export class OtherTypes {
  /** Whether the question that is up has a picture of its own, in place of its choices. */
  isShown = false
  private picture: StagePicture | undefined

  /** @param loaded called once the part is there, which then waits for a moment */
  constructor(
    private readonly place: HTMLElement,
    private readonly loaded: () => void,
  ) {}

  /** Draws the question, or nothing if it is one choice. Returns what to say around it; undefined: what one choice says. */
  update(moment: StageMoment): Told | undefined {
    const { answer, canAbstain } = moment.poll
    const isNeeded = answer !== undefined || canAbstain === true
    if (isNeeded)
      fillPart<typeof import('../../question-types/stage')>(this.place, ({ StagePicture }) => {
        this.picture = new StagePicture(this.place)
        this.loaded()
      })
    const told = isNeeded ? this.picture?.update(moment) : undefined
    this.isShown = answer !== undefined && told?.usesAnswers !== true
    this.place.hidden = !this.isShown
    return told
  }

  /** The size of the box has changed, or what stands around it. */
  fit(units: Units): void {
    this.picture?.fit(units)
  }

  /** Lays out the picture and the question above it. Returns whether the picture does so itself. */
  layOut(parts: Parts, units: Units): boolean {
    return this.picture?.layOut(parts, units) === true
  }
}
