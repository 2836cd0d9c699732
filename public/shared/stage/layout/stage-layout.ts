/** When the stage is laid out: as its box, its moment or a text changes, and never for a vote. */
import { make } from '../../dom'
import { fit } from '../../fit-text'
import { isFloor, type Moment } from '../moment'
import type { OtherTypes } from '../other-types'
import { measureBox, measurePicture, unitsOf } from '../units'
import { layOut, layOutExplanation, layOutQuestion } from './layout'
import type { Parts } from './measure'
import { placeTicks } from './tick'

/** Of what stands in these depends how large letters may be (`.fitted`: in the picture of another type); bars and figures are drawn in the room that is left. */
const LAID_OUT = '.question, .verdict, .state, .rounds, .answers .text, .fitted, .join-picture .typed-address'

export class StageLayout {
  private readonly picture: HTMLElement
  private readonly parts: Parts
  /** What was laid out last. */
  private laidOut = ''

  constructor(
    private readonly root: HTMLElement,
    private readonly others: OtherTypes,
  ) {
    const part = (selector: string) => root.querySelector<HTMLElement>(selector)!
    this.picture = part('.picture')
    this.parts = {
      stage: root,
      question: part('.question'),
      verdict: part('.verdict'),
      answers: part('.answers'),
      joinAddress: part('.join-picture .typed-address'),
      foot: part('.foot'),
      explanation: part('.explanation'),
    }
  }

  /** Sets the units of the box. Returns whether it has a size. */
  measure(): boolean {
    const { root } = this
    if (!root.clientWidth || !root.clientHeight) return false
    measureBox(root, this.picture)
    fit(root.querySelector<HTMLElement>('#announcement-text') ?? make('p'))
    measurePicture(root, this.picture)
    return true
  }

  /** Lays out what has changed. @param texts of the choices */
  update(moment: Moment | undefined, texts: readonly string[]): void {
    const { root, parts, others } = this
    const units = unitsOf(root)
    // A picture that nobody sees has no size.
    const isSeen = root.clientWidth > 0
    if (!isSeen) this.laidOut = ''
    if (!isSeen || !moment || !units.unit) return
    // A vote changes nothing here: it is drawn within a frame, however long the texts are.
    const key = this.keyOf(moment, texts)
    const isOwnPicture = others.isShown && isFloor(moment)
    if (key !== this.laidOut) {
      if (!isOwnPicture) layOut(parts, moment, texts, units)
      else if (!others.layOut(parts, units)) layOutQuestion(parts, units)
    }
    this.laidOut = key
    if (isOwnPicture) others.fit(units)
    if (moment !== 'result') return
    layOutExplanation(parts, units)
    if (!isOwnPicture) placeTicks(parts.answers, units.unit)
  }

  /** Everything on which the layout depends. */
  private keyOf(moment: Moment, texts: readonly string[]): string {
    const { root } = this
    const written = [...root.querySelectorAll(LAID_OUT)].map(({ textContent }) => textContent)
    // How many cannot say changes with votes; only how long the figure is counts.
    const note = root.querySelector('.stage-note')!.textContent?.replace(/\d/g, '0')
    const classes = [...root.classList].filter(name => name !== 'dense').join(' ')
    const box = [root.clientWidth, root.clientHeight, this.picture.clientHeight]
    return JSON.stringify([moment, classes, box, texts, written, note])
  }
}
