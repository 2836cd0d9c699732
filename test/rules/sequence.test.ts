/** Numbers that come in another order, or not at all. */
import { expect } from 'chai'
import fc from 'fast-check'
import range from 'lodash/range'
import { Sequence } from '../../src/core/cluster/sequence'

describe('Numbers that are seen', () => {
  it('are new once, in whatever order they come, and leave no gap when all are there', () => {
    const numbers = fc
      .integer({ min: 1, max: 30 })
      .chain(count =>
        fc.tuple(
          fc.constant(count),
          fc.shuffledSubarray(range(1, count + 1), { minLength: count }),
          fc.array(fc.integer({ min: 1, max: count })),
        ),
      )
    fc.assert(
      fc.property(numbers, ([count, order, again]) => {
        const gaps = new Sequence()
        const news = order.filter(number => gaps.note(number))
        expect(news).to.deep.equal(order)
        expect([gaps.hasGap, gaps.seen]).to.deep.equal([false, count])
        for (const number of again) expect(gaps.note(number)).to.equal(false)
      }),
    )
  })

  it('leave a gap until it is known that there is nothing in it', () => {
    const gaps = new Sequence()
    gaps.skipTo(10)
    expect(gaps.note(10)).to.equal(false)
    gaps.note(12)
    gaps.note(15)
    expect([gaps.hasGap, gaps.seen]).to.deep.equal([true, 10])
    gaps.skipTo(14)
    expect([gaps.hasGap, gaps.seen]).to.deep.equal([false, 15])
  })
})
