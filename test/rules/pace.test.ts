/** How often one sender may act, as laws: never sooner than the interval, also where it changes or acts come from elsewhere. */
import { expect } from 'chai'
import fc from 'fast-check'
import { Pace } from '../../src/core/limits/pace'

const SENDERS = ['ana', 'bo', 'cleo']
const step = fc.record({
  sender: fc.constantFrom(...SENDERS),
  elapsed: fc.nat(3000),
  does: fc.constantFrom('take', 'spent', 'giveBack'),
})

describe('A pace', () => {
  it('lets a sender act once an interval, and says how long it takes until then', () => {
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 5000 }), (steps, interval) => {
        const pace = new Pace(interval, 10)
        const last = new Map<string, number>()
        let now = 0
        for (const { sender, elapsed, does } of steps) {
          now += elapsed
          const wait = pace.wait(sender, now)
          if (does === 'spent') {
            pace.spent(sender, now)
            expect(pace.wait(sender, now)).to.equal(wait + interval)
            last.set(sender, now + wait)
          } else {
            const isFree = now - (last.get(sender) ?? -Infinity) >= interval
            expect(wait === 0).to.equal(isFree)
            expect(pace.take(sender, now)).to.equal(isFree)
            if (isFree) last.set(sender, now)
            if (isFree && does === 'giveBack') {
              pace.giveBack(sender)
              last.delete(sender)
              expect(pace.wait(sender, now)).to.equal(0)
            }
          }
        }
      }),
    )
  })

  it('holds with another interval for what was done before', () => {
    const pace = new Pace(0, 10)
    expect([pace.take('ana', 0), pace.take('ana', 0)]).to.deep.equal([true, true])
    pace.intervalMs = 60
    expect([pace.wait('ana', 10), pace.take('ana', 10), pace.take('bo', 10)]).to.deep.equal([50, false, true])
    pace.intervalMs = 10
    expect(pace.take('ana', 10)).to.equal(true)
  })

  it('remembers a bounded number of senders: those who acted last', () => {
    const pace = new Pace(1000, 2)
    for (const sender of SENDERS) pace.take(sender, 0)
    expect(SENDERS.map(sender => pace.wait(sender, 0))).to.deep.equal([0, 1000, 1000])
  })
})
