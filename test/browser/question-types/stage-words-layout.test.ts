/** Laws of the layout of a cloud, for words of all shapes and frequencies. */
import { expect } from 'chai'
import fc from 'fast-check'
import {
  layOutCloud,
  type Box,
  type Cloud,
  type CloudWord,
} from '../../../public/question-types/words/cloud-layout'
import { seededRandom } from '../../../public/question-types/words/seeded'

const WIDE: Box = { width: 105, height: 62, least: 3.4 }

function layOut(words: readonly CloudWord[], box = WIDE, before?: Cloud): Cloud {
  const work = layOutCloud(words, box, before, seededRandom('poll'))
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

const words = (shapes: readonly { votes: number; width: number }[]): CloudWord[] =>
  shapes
    .map(({ votes, width }, index) => ({
      id: `word ${index}`,
      votes,
      shape: { width, ascent: 0.75, descent: 0.2 },
    }))
    .sort((one, other) => other.votes - one.votes)

/** From one letter to thirty wide ones. */
const anyWords = fc
  .array(
    fc.record({
      votes: fc.integer({ min: 1, max: 400 }),
      width: fc.double({ min: 0.3, max: 30, noNaN: true }),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map(words)

function boxes(all: readonly CloudWord[], { places }: Cloud) {
  return all.flatMap(({ id, shape }) => {
    const place = places.get(id)
    if (!place) return []
    const [x, y] = [(shape.width * place.size) / 2, ((shape.ascent + shape.descent) * place.size) / 2]
    return [{ left: place.x - x, right: place.x + x, top: place.y - y, bottom: place.y + y }]
  })
}

function check(all: readonly CloudWord[], cloud: Cloud, { width, height } = WIDE): void {
  const placed = boxes(all, cloud)
  for (const { left, right, top, bottom } of placed)
    expect(left >= 0 && top >= 0 && right <= width && bottom <= height).to.equal(true)
  placed.forEach((one, index) => {
    for (const other of placed.slice(index + 1))
      expect(
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      ).to.equal(false)
  })
}

describe('The layout of a cloud', () => {
  it('never drops the biggest word, and lays no word over another or beyond the edge', () => {
    fc.assert(
      fc.property(anyWords, all => {
        const cloud = layOut(all)
        expect(cloud.places.has(all[0]!.id)).to.equal(true)
        check(all, cloud)
      }),
      { numRuns: 60 },
    )
  })

  it('has place for a very long word that nearly all said, in boxes of all shapes', () => {
    const shapes = Array.from({ length: 99 }, (_, at) => ({ votes: 1 + (at % 3), width: 3 + (at % 9) }))
    const all = words([{ votes: 5000, width: 19 }, ...shapes])
    for (const box of [
      WIDE,
      { width: 75, height: 70, least: 3.05 },
      { width: 106, height: 78, least: 3.4 },
    ]) {
      const cloud = layOut(all, box)
      check(all, cloud, box)
      const first = cloud.places.get(all[0]!.id)
      expect(first).to.not.equal(undefined)
      expect(Math.max(...[...cloud.places.values()].map(({ size }) => size))).to.equal(first!.size)
    }
  })

  it('shrinks all until sixty words of usual lengths fit, none below the least size', () => {
    const all = words(Array.from({ length: 60 }, (_, at) => ({ votes: 61 - at, width: 2 + (at % 4) })))
    const cloud = layOut(all)
    expect(cloud.places.size).to.equal(60)
    const sizes = [...cloud.places.values()].map(({ size }) => size)
    expect(Math.min(...sizes)).to.be.at.least(WIDE.least)
    expect(cloud.places.get(all[0]!.id)!.size).to.equal(Math.max(...sizes))
  })

  it('leaves words where they are when others come', () => {
    const all = words(Array.from({ length: 12 }, (_, at) => ({ votes: 20 - at, width: 4 })))
    const before = layOut(all)
    const more = [...all, { id: 'late', votes: 1, shape: { width: 3, ascent: 0.75, descent: 0.2 } }]
    const after = layOut(more, WIDE, before)
    check(more, after)
    const stayed = all.filter(({ id }) => {
      const [one, other] = [before.places.get(id)!, after.places.get(id)!]
      return Math.hypot(one.x - other.x, one.y - other.y) < 1
    })
    expect(stayed.length).to.be.at.least(10)
    expect(after.places.has('late')).to.equal(true)
  })

  it('is the same picture wherever the same words are laid out', () => {
    const all = words(Array.from({ length: 30 }, (_, at) => ({ votes: 31 - at, width: 3 + (at % 5) })))
    expect([...layOut(all).places]).to.deep.equal([...layOut(all).places])
  })
})
