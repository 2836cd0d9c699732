/** Budgets of many senders: bounded memory, the rate of each sender, and one for IPv6 networks, as laws. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import type { IncomingMessage } from 'node:http'
import { MAX_SENDERS } from '../../src/core/limits/token-bucket'
import { AddressBudgets, Budgets } from '../../src/rate-limiter'
import { Burst, BURST_END_MS } from '../../src/core/limits/burst'
import { addressOf, networkOf } from '../../src/forwarded'

const RATE = { perSecond: 2, burst: 10 }

describe('Budgets', () => {
  it('give no sender more than its burst and what it has won back, however many others send', () => {
    const sends = fc.array(fc.record({ sender: fc.integer({ min: 0, max: 30 }), wait: fc.nat(2000) }))
    fc.assert(
      fc.property(sends, all => {
        const budgets = new Budgets(RATE)
        const taken = new Map<number, number>()
        let now = 0
        for (const { sender, wait } of all) {
          now += wait
          const has = budgets.has(String(sender), now)
          expect(budgets.take(String(sender), now)).to.equal(has)
          if (has) taken.set(sender, (taken.get(sender) ?? 0) + 1)
        }
        for (const count of taken.values())
          expect(count).to.be.at.most(RATE.burst + (RATE.perSecond * now) / 1000)
      }),
    )
  })

  it('remember a bounded number of senders, though none of them is ever idle', () => {
    const budgets = new Budgets({ perSecond: 0.001, burst: 2 })
    for (let sender = 0; sender < 3 * MAX_SENDERS; sender++) budgets.take(String(sender), sender)
    expect(budgets.size).to.equal(MAX_SENDERS)
    // Whoever sends all the time is not the one that is forgotten.
    const busy = new Budgets({ perSecond: 0.001, burst: 2 })
    times(2, () => busy.take('busy', 0))
    for (let sender = 0; sender < 2 * MAX_SENDERS; sender++) {
      busy.take(String(sender), 0)
      if (sender % 1000 === 0) expect(busy.take('busy', 0)).to.equal(false)
    }
  })

  it('give an IPv6 network four times what one of its addresses has, and IPv4 addresses nothing in common', () => {
    const budgets = new AddressBudgets({ perSecond: 0, burst: 5 })
    const takenOf = (addresses: string[]) => addresses.filter(address => budgets.take(address, 0)).length
    expect(takenOf(times(100, index => `8193:3512:1:${index}`))).to.equal(20)
    expect(takenOf(times(10, () => '8193:3512:2:1'))).to.equal(5)
    expect(takenOf(times(100, index => `203.0.113.${index}`))).to.equal(100)
  })
})

describe('An address', () => {
  const of = (remoteAddress: string) =>
    addressOf({ socket: { remoteAddress }, headers: {} } as IncomingMessage, () => false)

  it('is an IPv6 client’s /64 in a /48, and the same with a port behind it', () => {
    expect(of('2001:db8:1:2::1')).to.equal(of('2001:db8:1:2:ffff::2')).and.not.equal(of('2001:db8:1:3::1'))
    expect(networkOf(of('2001:db8:1:2::1'))).to.equal(networkOf(of('2001:db8:1:3::1')))
    expect(networkOf(of('2001:db8:1:2::1'))).to.not.equal(networkOf(of('2001:db8:2:2::1')))
    expect([of('203.0.113.7:4711'), of('::ffff:203.0.113.7')]).to.deep.equal(['203.0.113.7', '203.0.113.7'])
    expect(of('[2001:db8:1:2::1]:4711')).to.equal(of('2001:db8:1:2::1'))
    expect(networkOf('203.0.113.7')).to.equal(undefined)
  })

  it('that is none is the same for all', () => {
    expect(of('_hidden')).to.equal(of('something else'))
  })
})

describe('A burst', () => {
  it('begins once, however long it lasts, and again after a rest', () => {
    const burst = new Burst()
    const at = [0, 1, BURST_END_MS, 2 * BURST_END_MS, 3 * BURST_END_MS + 1]
    expect(at.map(now => burst.begins(now))).to.deep.equal([true, false, false, false, true])
  })
})
