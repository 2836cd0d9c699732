/** What many share, one source cannot take: lines and posts of a room, places of what waits, and terms of the wall. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import { FairBucket } from '../../../src/core/limits/fair-bucket'
import { givesWay, type PostSource } from '../../../src/core/wall/fair-queue'
import type { Post } from '../../../src/core/protocol/wall'
import { MAX_OWN_TERMS, TermShares } from '../../../src/sockets/wall/term-shares'
import { startApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'

const RATE = { perSecond: 40, burst: 80 }

describe('A budget that many share', () => {
  it('always has a token for those who take little, whatever one source tries', () => {
    const setting = fc.record({
      honest: fc.integer({ min: 1, max: 8 }),
      everyMs: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(setting, ({ honest, everyMs }) => {
        const bucket = new FairBucket(RATE, 0)
        const take = (source: string, now: number) => {
          const may = bucket.mayTake(source, now)
          if (may) bucket.take(source, now)
          return may
        }
        for (let now = 0; now < 20_000; now += everyMs) {
          take('script', now)
          for (let person = 0; person < honest; person++) {
            const due = 1000 + person * 37
            const isDue = now >= due && (now - due) % 2000 < everyMs
            if (isDue) expect(take(`person ${person}`, now), `${now}`).to.equal(true)
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('never gives more than its rate, and one source that is alone gets nearly all of it', () => {
    const bucket = new FairBucket(RATE, 0)
    let taken = 0
    for (let now = 0; now <= 10_000; now++)
      if (bucket.mayTake('alone', now)) {
        bucket.take('alone', now)
        taken++
      }
    expect(taken).to.be.within(400, 480)
  })
})

describe('What waits for a presenter', () => {
  const post = (id: string, network: Post['network'] = 'room') => ({ id, network }) as Post

  it('never gives way to somebody who has as much waiting, and each newcomer with less finds a place', () => {
    const sources = fc.record({
      address: fc.constantFrom('a', 'b', 'c'),
      person: fc.constantFrom('p', 'q', 'r'),
    })
    fc.assert(
      fc.property(fc.array(sources, { minLength: 1, maxLength: 30 }), sources, (all, newcomer) => {
        const bySource = new Map(all.map((source, index) => [String(index), source]))
        const sourceOf = ({ id }: Post): PostSource => bySource.get(id)!
        const waiting = all.map((_source, index) => post(String(index)))
        const id = givesWay(waiting, { network: 'room', source: newcomer }, sourceOf)
        const count = (fits: (source: PostSource) => boolean) => all.filter(fits).length
        const ofAddress = (address: string) => count(source => source.address === address)
        const ofPerson = ({ address, person }: PostSource) =>
          count(source => source.address === address && source.person === person)
        if (id === undefined) {
          // Nobody elsewhere has more than one above the newcomer's address, nor anybody there above the newcomer.
          for (const source of all) {
            expect(ofAddress(source.address)).to.be.at.most(ofAddress(newcomer.address) + 1)
            if (source.address === newcomer.address)
              expect(ofPerson(source)).to.be.at.most(ofPerson(newcomer) + 1)
          }
          return
        }
        const loser = bySource.get(id)!
        if (loser.address === newcomer.address) expect(ofPerson(loser)).to.be.above(ofPerson(newcomer) + 1)
        else expect(ofAddress(loser.address)).to.be.above(ofAddress(newcomer.address) + 1)
      }),
    )
  })

  it('gives way the oldest post of a network first', () => {
    const waiting = [post('1'), post('2', 'bluesky'), post('3', 'bluesky')]
    const source = { address: 'a', person: 'p' }
    expect(givesWay(waiting, { network: 'room', source }, () => source)).to.equal('2')
    expect(givesWay(waiting, { network: 'bluesky', source }, () => source)).to.equal('2')
    expect(givesWay([post('1')], { network: 'bluesky', source }, () => source)).to.equal(undefined)
  })

  it('keeps its places for those of other addresses', () => {
    const bySource = new Map<string, PostSource>()
    let waiting: Post[] = []
    const add = (id: string, source: PostSource) => {
      bySource.set(id, source)
      if (waiting.length < 100) {
        waiting.push(post(id))
        return
      }
      const loser = givesWay(waiting, { network: 'room', source }, ({ id: one }) => bySource.get(one)!)
      if (loser !== undefined) waiting = [...waiting.filter(one => one.id !== loser), post(id)]
    }
    for (const index of times(10)) add(`honest ${index}`, { address: `home ${index}`, person: 'p' })
    for (const index of times(1000)) add(`script ${index}`, { address: 'script', person: 'newcomers' })
    for (const index of times(10)) add(`late ${index}`, { address: `late ${index}`, person: 'p' })
    for (const index of times(5)) add(`neighbour ${index}`, { address: 'script', person: `settled ${index}` })
    const honest = waiting.filter(({ id }) => !id.startsWith('script'))
    expect(honest).to.have.length(25)
  })
})

describe('Terms of visitors', () => {
  it('of one address, or of one room, leave room for those of others', () => {
    const shares = new TermShares()
    const taken = times(MAX_OWN_TERMS + 500, index => shares.take(`room ${index % 7}`, 'script'))
    expect(taken.filter(Boolean)).to.have.length(MAX_OWN_TERMS / 2)
    const others = times(MAX_OWN_TERMS, index => shares.take('busy room', `address ${index}`))
    const count = others.filter(Boolean).length
    expect(count).to.be.within(MAX_OWN_TERMS / 4, MAX_OWN_TERMS / 4 + 1)
    expect(shares.take('quiet room', 'home')).to.be.a('function')
    for (const giveBack of taken) giveBack?.()
    for (const giveBack of taken) giveBack?.()
    expect(shares.take('room 1', 'script')).to.be.a('function')
  })
})

describe('A script that writes lines under new ids', () => {
  it('leaves honest people of other addresses their lines', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const come = async (address: string) => {
      const handshake = { tab: newTab(), browser: `browser-${newTab()}` }
      const client = app.client(handshake, { extraHeaders: { 'X-Forwarded-For': address } })
      await joined(client)
      await client.emitWithAck('takeName', { name: `Name ${newTab().slice(-4)}` })
      return client
    }
    const say = (client: Client) => client.emitWithAck('chat message', 'hello', {})
    const honest = await Promise.all(times(8, index => come(`203.0.113.${index}`)))
    const script = await Promise.all(times(60, () => come('198.51.100.1')))
    const flood = times(6, () => script.map(say)).flat()
    const replies = await Promise.all(honest.map(say))
    expect(replies.map(({ ok }) => ok)).to.deep.equal(times(8, () => true))
    expect((await Promise.all(flood)).some(reply => !reply.ok && reply.code === 'too-fast')).to.equal(true)
  })
})
