/** The arithmetic of the chart, apart from its drawing. */
import { expect } from 'chai'
import fc from 'fast-check'
import { percentsOf, totalOf, wholePercents } from '../../src/core/question-types/percentages'
import { NO_CARE } from '../../src/core/question-types/question-type'
import { scale } from '../../src/core/question-types/scale'

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

  it('of the points of a scale add up to 100 for each statement', () => {
    const question = {
      text: '',
      choices: ['The pace', 'The proofs'],
      kind: 'ballot' as const,
      results: 'live' as const,
      right: null,
      answer: { type: 'scale' as const, from: 1, to: 5, low: '', high: '' },
    }
    const points = fc.array(fc.nat(40), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(points, points, (first, second) => {
        const named = (letter: string, votes: number[]) =>
          votes.map((count, place): [string, number] => [`${letter}${place + 1}`, count])
        const rows = scale.rows(question, new Map([...named('a', first), ...named('b', second)]), NO_CARE)
        for (const [place, votes] of [first, second].entries()) {
          const percents = rows.slice(place * 5, place * 5 + 5).map(({ percent }) => percent)
          expect(percents).to.deep.equal(wholePercents(votes))
          expect(percents.reduce<number>((sum, percent) => sum + percent!, 0)).to.equal(
            votes.some(count => count > 0) ? 100 : 0,
          )
        }
      }),
    )
  })
})
