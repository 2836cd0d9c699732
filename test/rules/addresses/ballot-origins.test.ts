/** Counts of ballots by origin: what is counted, what is freed, and how many are remembered. */
import { expect } from 'chai'
import { BallotOrigins } from '../../../src/core/poll/ballot-origins'

describe('Ballots counted by origin', () => {
  it('are as many as may be, and one more for each that is withdrawn', () => {
    const origins = new BallotOrigins('mark')
    expect([origins.take('ana', 'hall', 2), origins.take('bo', 'hall', 2)]).to.deep.equal([true, true])
    expect(origins.take('cy', 'hall', 2)).to.equal(false)
    expect(origins.free('ana')).to.equal('hall')
    expect(origins.free('ana')).to.equal(undefined)
    expect(origins.take('cy', 'hall', 2)).to.equal(true)
    expect(origins.take('dan', 'hall', 2)).to.equal(false)
    expect(origins.take('dan', 'hall', 3)).to.equal(true)
  })

  it('are no more in all than can be remembered, wherever they come from', () => {
    const origins = new BallotOrigins('mark', 3)
    for (const voter of ['ana', 'bo', 'cy']) expect(origins.take(voter, `home of ${voter}`, 1)).to.equal(true)
    expect(origins.take('dan', 'another home', 1)).to.equal(false)
    origins.free('bo')
    expect(origins.take('dan', 'another home', 1)).to.equal(true)
  })
})
