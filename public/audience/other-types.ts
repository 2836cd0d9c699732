/**
 * Questions of other types than one choice, and "I cannot say". Their part of the page is loaded when the first of them
 * is asked: most rooms never need it.
 */
import type { Phone, PhoneMoment, Told } from './typed-question'
import { fillPart } from '../shared/lazy'

export class OtherTypes {
  part: Phone | undefined

  /**
   * @param want takes the vote as it is sent; null withdraws it
   * @param loaded called once the part is there, which then waits for a moment
   */
  constructor(
    private readonly place: HTMLElement,
    private readonly want: (vote: string | null) => void,
    private readonly loaded: () => void,
  ) {}

  /** Draws what the rows of choices do not. Returns what to say around it; undefined: what one choice says. */
  update(moment: PhoneMoment): Told | undefined {
    const { answer, canAbstain } = moment.poll
    const isNeeded = answer !== undefined || canAbstain === true
    this.place.hidden = !isNeeded
    if (isNeeded)
      fillPart<typeof import('./typed-question')>(this.place, ({ Phone }) => {
        this.part = new Phone(this.place, this.want)
        this.loaded()
      })
    return this.part?.update(moment)
  }
}
