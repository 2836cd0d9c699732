/** Draws one or two rounds: in one picture where they share their places, else one below the other. */
import type { HistogramPicture, Picture } from '../question-types/pictures/picture'
import { votersOf, type Question } from '../question-types/registry'
import { drawBars } from './bars'
import type { NumberedRound } from './chart-rounds'
import { chartWords as words } from './chart-words'
import { drawCloud } from './cloud'
import { Drawing } from './drawing'
import { drawHistogram } from './histogram'
import { axisOf, type Axis } from './histogram-axis'
import type { Look, Place } from './look'
import { drawPoints } from './points'

interface Where {
  place: Place
  look: Look
}

/** Two rounds stand in one picture where they share their places, else one below the other. */
export function drawPictures(
  drawing: Drawing,
  pictures: readonly Picture[],
  { place, look, rounds, question }: Where & { rounds: readonly NumberedRound[]; question: Question },
): number {
  const [last, before] = [...pictures].reverse()
  if (!last) return place.y
  if (last.shape === 'points') return drawPoints(drawing, last, sameShape(last, before), { place, look })
  if (last.shape === 'bars' && last.bars.some(({ letter }) => letter !== ''))
    return drawBars(drawing, last, sameShape(last, before), { place, look })
  const axis = axisOf(pictures.filter((each): each is HistogramPicture => each.shape === 'histogram'))
  let { y } = place
  for (const [index, picture] of pictures.entries()) {
    if (pictures.length > 1) {
      const { sizes, theme } = look
      const style = { size: sizes.label, weight: 700, fill: theme.soft }
      drawing.text([place.x, y + sizes.label], words.round(rounds[index]!.number), style)
      y += sizes.label * 1.8
    }
    const isEmpty = votersOf(question, rounds[index]!.tally) === 0
    // The foot says it of a round alone.
    const nobody = pictures.length > 1 ? words.nobody : ''
    const none = isEmpty ? nobody : words.nothingShown
    y = drawAlone(drawing, picture, axis, { place: { ...place, y }, look, none }) + look.sizes.gap
  }
  return y - look.sizes.gap
}

/** @param where `none`: what is said where there is nothing to draw */
function drawAlone(
  drawing: Drawing,
  picture: Picture,
  axis: Axis | undefined,
  where: Where & { none: string },
): number {
  const { place, look, none } = where
  const end =
    picture.shape === 'histogram'
      ? drawHistogram(drawing, picture, axis, where)
      : picture.shape === 'cloud'
        ? drawCloud(drawing, picture, where)
        : picture.shape === 'bars'
          ? drawBars(drawing, picture, undefined, where)
          : drawPoints(drawing, picture, undefined, where)
  if (end > place.y || none === '') return end
  drawing.text([place.x, place.y + look.sizes.label], none, {
    size: look.sizes.label,
    weight: 400,
    fill: look.theme.soft,
  })
  return place.y + look.sizes.label * 1.6
}

function sameShape<P extends Picture>(one: P, other: Picture | undefined): P | undefined {
  return other?.shape === one.shape ? (other as P) : undefined
}
