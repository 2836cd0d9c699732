/** The arithmetic of the chart, apart from its drawing. */
import { expect } from 'chai'
import fc from 'fast-check'
import { percentsOf, totalOf } from '../../src/core/question-types/percentages'

describe('Percentages', () => {
  it('add up to 100 as soon as there is a vote, and are never a whole point off', () => {
    const counts = fc.dictionary(fc.constantFrom(...'ABCDEFGHIJKL'), fc.nat(5000), { minKeys: 2 })
    fc.assert(
      fc.property(counts, some => {
        const total = totalOf(some)
        const percents = percentsOf(some)
        expect(totalOf(percents)).to.equal(total === 0 ? 0 : 100)
        for (const [letter, votes] of Object.entries(some))
          if (total > 0) expect(Math.abs(percents[letter]! - (votes / total) * 100)).to.be.below(1)
      }),
    )
  })
})
