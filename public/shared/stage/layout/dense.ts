/**
 * The picture of a question whose texts are very long: margins, figures and the foot are small, and question and
 * choices share what is left, in one column or two, by whichever has larger letters.
 */
import type { Moment } from '../moment'
import type { ListLayout } from './list'
import { bisect, isWide, setSize, type Parts, type Units } from './measure'

/** In units. The smallest is small, but whole. */
const RANGE = { from: 4.6, to: 1.4 }
/** A question of fewer characters stands out by its size. */
const LONG_QUESTION_CHARACTERS = 120
const SHORT_QUESTION_RATIO = 1.25
/** Letters must grow by this factor before words are broken for it. */
const BREAKING_GAIN = 1.15

export function layOutDense(
  { stage, question }: Parts,
  list: ListLayout,
  moment: Moment,
  { least }: Units,
): void {
  stage.classList.add('dense')
  const ratio = question.textContent.length > LONG_QUESTION_CHARACTERS ? 1 : SHORT_QUESTION_RATIO
  const arrange = (isPaired: boolean, size: number) => {
    list.arrange(moment === 'vote' ? 'list' : 'lying', isPaired, size)
    setSize(question, size * ratio)
  }
  const columns = list.mayPair ? [true, false] : [false]
  const sizesOf = (isWhole: boolean) =>
    columns.map(isPaired => {
      const fits = (size: number) => {
        arrange(isPaired, size)
        return list.fits && !isWide(question)
      }
      const size = list.measure(isWhole, () => bisect(RANGE, fits))
      return { isPaired, size, worth: isWhole ? size * BREAKING_GAIN : size }
    })
  const whole = sizesOf(true)
  const found = whole.some(({ size }) => size >= least) ? whole : [...whole, ...sizesOf(false)]
  const [best] = found.sort((one, other) => other.worth - one.worth)
  arrange(best!.isPaired, best!.size)
}
