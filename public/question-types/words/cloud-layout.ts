/**
 * Lays out the words of a cloud: sizes by how often they were said, all shrunk until all find a place, the most
 * frequent in the middle, each as near as possible to where it was.
 */
import { around, freePlace, GAP, halfOf, type Box, type Rectangle, type Shape } from './free-place'

export type { Box, Shape }

export interface CloudWord {
  /** The same for all spellings that differ in capitals only. */
  id: string
  votes: number
  shape: Shape
}

/** Where a word stands: the middle of its letters, and their size. All in units of the stage. */
export interface Place {
  x: number
  y: number
  size: number
}

/** The size of the most frequent word, where all fit. */
const LARGEST = 13.5
/** From one try to the next all words shrink so much. */
const SHRINK = 0.94
/** Where not all fit however small they are, the rarest are left out, and the most frequent is so many times their size. */
const LEAST_CONTRAST = 1.6
/** More of the box than this is never filled: it is not even tried. */
const MOST_FILLED = 0.84
/** A new word may begin so far from the middle, as a share of the box. */
const SCATTER = 0.12

/** A size by the square root of the votes, so that the area of a word grows as they do. */
function wishedSizes(words: readonly CloudWord[], scale: number, { least, width, height }: Box): number[] {
  const most = Math.max(...words.map(({ votes }) => votes))
  return words.map(({ votes, shape }) => {
    const size = Math.max(least, LARGEST * scale * Math.sqrt(votes / most))
    // What is larger than the box even in the smallest letters is shown all the same.
    const { width: ems, ascent, descent } = shape
    const inHeight = (height - 2 * GAP.y) / (ascent + descent + 2 * GAP.em)
    return Math.min(size, (width - 2 * GAP.x) / (ems + 2 * GAP.em), inHeight)
  })
}

/** Whether words can stay where they are: no word has come or gone, and none would change its size so that one sees it. */
export function canStay(
  words: readonly CloudWord[],
  places: ReadonlyMap<string, Place>,
  scale: number,
  box: Box,
): boolean {
  const SEEN = 0.06
  const sizes = wishedSizes(words, scale, box)
  return (
    words.length === places.size &&
    words.every(({ id }, index) => {
      const place = places.get(id)
      return place !== undefined && Math.abs(sizes[index]! / place.size - 1) < SEEN
    })
  )
}

/** The places of words, and how much all of them were shrunk. */
export interface Cloud {
  places: Map<string, Place>
  scale: number
}

/**
 * Shrinks all words until all fit. Yields after each word, so that it can be done in slices.
 * @param words the most frequent first
 * @param before where words stood
 * @param random from 0 to 1, the same for the same poll
 */
export function* layOutCloud(
  words: readonly CloudWord[],
  box: Box,
  before: Cloud | undefined,
  random: () => number,
): Generator<undefined, Cloud> {
  const known: ReadonlyMap<string, Place> = before?.places ?? new Map<string, Place>()
  const ready = (places: Map<string, Place>, scale: number): Cloud => ({
    places: before ? places : inTheMiddle(places, words, box),
    scale,
  })
  const lowest = Math.min(1, box.least / LARGEST)
  // From where it was, a little larger may do by now.
  for (let scale = before ? Math.min(1, before.scale / SHRINK ** 3) : 1; ; scale *= SHRINK) {
    const tried = Math.max(lowest, scale)
    const sizes = wishedSizes(words, tried, box)
    const filled = words.reduce((sum, word, index) => sum + areaOf(word.shape, sizes[index]!), 0)
    if (filled <= MOST_FILLED * box.width * box.height) {
      const places = yield* placeAll(words, sizes, box, known, false, random)
      if (places) return ready(places, tried)
    }
    if (tried === lowest) break
  }
  // Not all fit however small: the rarest are left out.
  const votes = words.map(each => each.votes)
  const contrast = Math.min(LEAST_CONTRAST, Math.sqrt(Math.max(...votes) / Math.min(...votes)))
  const scale = Math.min(1, lowest * contrast)
  const places = yield* placeAll(words, wishedSizes(words, scale, box), box, known, true, random)
  return ready(places ?? new Map<string, Place>(), scale)
}

/** @param mayLeaveOut whether words that find no place are left out; else there is no result */
function* placeAll(
  words: readonly CloudWord[],
  sizes: readonly number[],
  box: Box,
  before: ReadonlyMap<string, Place>,
  mayLeaveOut: boolean,
  random: () => number,
): Generator<undefined, Map<string, Place> | undefined> {
  const taken: Rectangle[] = []
  const places = new Map<string, Place>()
  for (const index of inOrder(words, mayLeaveOut ? new Map() : before)) {
    const { id, shape } = words[index]!
    const size = sizes[index]!
    const start = before.get(id) ?? startOf(box, index, random)
    const found = freePlace(start, halfOf(shape, size), box, taken, random() < 0.5 ? 1 : -1)
    if (found) {
      taken.push(around(found, halfOf(shape, size)))
      places.set(id, { ...found, size })
    } else if (!mayLeaveOut) return undefined
    yield
  }
  return places
}

/** The most frequent first, then those that stand somewhere, so that nothing new takes their place. */
function inOrder(words: readonly CloudWord[], before: ReadonlyMap<string, Place>): number[] {
  const all = words.map((_word, index) => index)
  const isFirst = (index: number) => index === 0 || before.has(words[index]!.id)
  return [...all.filter(isFirst), ...all.filter(index => !isFirst(index))]
}

/** The most frequent word begins in the middle, others around it. */
function startOf({ width, height }: Box, index: number, random: () => number): { x: number; y: number } {
  const [x, y] = [random() - 0.5, random() - 0.5]
  const scatter = index === 0 ? 0 : SCATTER
  return { x: width * (0.5 + x * scatter), y: height * (0.5 + y * scatter) }
}

/** Moves the words together into the middle of the box. */
function inTheMiddle(
  places: Map<string, Place>,
  words: readonly CloudWord[],
  { width, height }: Box,
): Map<string, Place> {
  const all = words.flatMap(({ id, shape }) => {
    const place = places.get(id)
    return place ? [around(place, halfOf(shape, place.size))] : []
  })
  const x =
    (width - Math.max(...all.map(({ right }) => right)) - Math.min(...all.map(({ left }) => left))) / 2
  const y =
    (height - Math.max(...all.map(({ bottom }) => bottom)) - Math.min(...all.map(({ top }) => top))) / 2
  return new Map([...places].map(([id, place]) => [id, { ...place, x: place.x + x, y: place.y + y }]))
}

function areaOf(shape: Shape, size: number): number {
  const { x, y } = halfOf(shape, size)
  return 4 * x * y
}
