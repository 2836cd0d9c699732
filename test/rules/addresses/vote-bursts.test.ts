/** Laws of the hint that many ballots come from one address. */
import { expect } from 'chai'
import fc from 'fast-check'
import type { ManyVotes } from '../../../src/core/protocol/presenter'
import {
  BALLOT_WINDOW_S,
  BallotBursts,
  isWorthAHint,
  MIN_BURST_BALLOTS,
  MIN_SETTLED,
  outranks,
  type AddressShare,
} from '../../../src/core/poll/vote-bursts'

/** Of a room: who is at the address or not, and has been there for a while or not. */
const rooms = fc
  .record({
    settledHere: fc.nat(60),
    newHere: fc.nat(60),
    settledElsewhere: fc.nat(60),
    newElsewhere: fc.nat(60),
  })
  .map(({ settledHere, newHere, settledElsewhere, newElsewhere }): AddressShare => ({
    settledHere,
    here: settledHere + newHere,
    settled: settledHere + settledElsewhere,
    all: settledHere + newHere + settledElsewhere + newElsewhere,
  }))
const manyBallots = fc.integer({ min: MIN_BURST_BALLOTS, max: 500 })

describe('The hint that many ballots come from one address', () => {
  it('counts the people of each address within the last two seconds, as a recount does', () => {
    const acts = fc.array(fc.record({ address: fc.nat(2), person: fc.nat(12), wait: fc.nat(900) }), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(acts, given => {
        const bursts = new BallotBursts()
        const seen: { address: number; person: number; at: number }[] = []
        let now = 0
        for (const { address, person, wait } of given) {
          now += wait
          seen.push({ address, person, at: now })
          const recent = seen.filter(
            each => each.address === address && now - each.at <= BALLOT_WINDOW_S * 1000,
          )
          expect(bursts.note(String(address), String(person), now)).to.equal(
            new Set(recent.map(each => each.person)).size,
          )
        }
      }),
    )
  })

  it('is given for 14 ballots of an address where few sit, and for few ballots never', () => {
    const class20: AddressShare = { here: 14, all: 34, settledHere: 0, settled: 20 }
    expect(isWorthAHint(14, class20)).to.equal(true)
    fc.assert(
      fc.property(fc.nat(MIN_BURST_BALLOTS - 1), rooms, (ballots, share) => {
        expect(isWorthAHint(ballots, share)).to.equal(false)
      }),
    )
  })

  it('is silent where most of the room sits, as in a hall behind one router, however many vote at once', () => {
    fc.assert(
      fc.property(manyBallots, rooms, (ballots, share) => {
        const isHall =
          share.settled >= MIN_SETTLED ? share.settledHere * 2 > share.settled : share.here * 2 > share.all
        fc.pre(isHall)
        expect(isWorthAHint(ballots, share)).to.equal(false)
      }),
    )
  })

  it('is silent where as many people as have voted were there for a while: one of several addresses of a house', () => {
    fc.assert(
      fc.property(manyBallots, rooms, (ballots, share) => {
        fc.pre(share.settledHere >= ballots)
        expect(isWorthAHint(ballots, share)).to.equal(false)
      }),
    )
  })

  it('is given whatever majority of new tabs a script brings, where enough people are settled', () => {
    fc.assert(
      fc.property(manyBallots, rooms, fc.nat(10_000), (ballots, share, tabs) => {
        fc.pre(share.settled >= MIN_SETTLED && share.settledHere * 2 <= share.settled)
        fc.pre(share.settledHere < ballots)
        expect(isWorthAHint(ballots, { ...share, here: share.here + tabs, all: share.all + tabs })).to.equal(
          true,
        )
      }),
    )
  })

  it('gives way to more ballots, to what is sure to be news, and to another poll; never to less', () => {
    const hint = (votes: number, areNew = false, pollId = 'one'): ManyVotes => ({
      pollId,
      votes,
      seconds: 2,
      areNew,
    })
    expect(outranks(hint(14), undefined)).to.equal(true)
    expect(outranks(hint(15), hint(14))).to.equal(true)
    expect(outranks(hint(14), hint(14))).to.equal(false)
    expect(outranks(hint(100, true), hint(400))).to.equal(true)
    expect(outranks(hint(400), hint(100, true))).to.equal(false)
    expect(outranks(hint(10, false, 'two'), hint(100, true))).to.equal(true)
  })
})
