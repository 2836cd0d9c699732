/** Who is online and who types, as values: people and not sockets, what of their coming and going is news, and when. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import { Presence } from '../../../src/core/people/presence'
import { Typing, TYPING_TIMEOUT_MS } from '../../../src/core/people/typing'

const SECOND = 1000
const MINUTE = 60 * SECOND
const named = (person: string) => person.toUpperCase()
const joined = (...names: string[]) => ({ joined: names, moreJoined: 0, left: [], moreLeft: 0 })
const left = (...names: string[]) => ({ joined: [], moreJoined: 0, left: names, moreLeft: 0 })

describe('Presence', () => {
  it('counts people: two tabs are one, and closing one leaves them online', () => {
    const presence = new Presence()
    expect(presence.came('ana', 0)).to.equal(true)
    expect(presence.came('ana', 0)).to.equal(false)
    presence.came('bo', 0)
    expect(presence.count).to.equal(2)
    expect(presence.left('ana', 1)).to.equal(false)
    expect([presence.count, presence.isOnline('ana')]).to.deep.equal([2, true])
    expect(presence.left('ana', 1)).to.equal(true)
    expect([presence.count, presence.isOnline('ana')]).to.deep.equal([1, false])
    expect(presence.left('ana', 1)).to.equal(false)
    expect(presence.left('nobody', 1)).to.equal(false)
    expect(presence.count).to.equal(1)
  })

  it('tells of somebody after ten seconds there, and after ten seconds away', () => {
    const presence = new Presence()
    presence.came('ana', 0)
    expect(presence.news(10 * SECOND - 1, named)).to.equal(undefined)
    expect(presence.news(10 * SECOND, named)).to.deep.equal(joined('ANA'))
    expect(presence.news(11 * SECOND, named)).to.equal(undefined)
    presence.left('ana', 2 * MINUTE)
    expect(presence.news(2 * MINUTE + 9 * SECOND, named)).to.equal(undefined)
    expect(presence.news(2 * MINUTE + 10 * SECOND, named)).to.deep.equal(left('ANA'))
  })

  it('takes a reload, a glance and a short gap for no news', () => {
    const presence = new Presence()
    presence.came('glance', 0)
    presence.left('glance', 9 * SECOND)
    presence.came('ana', 0)
    expect(presence.news(10 * SECOND, named)).to.deep.equal(joined('ANA'))
    presence.left('ana', 2 * MINUTE)
    presence.came('ana', 2 * MINUTE + SECOND)
    expect(presence.news(5 * MINUTE, named)).to.equal(undefined)
  })

  it('tells nothing of people without a name, and of a name as soon as there is one', () => {
    const presence = new Presence()
    const names = new Map<string, string>()
    const nameOf = (person: string) => names.get(person)
    presence.came('ana', 0)
    presence.came('bo', 0)
    expect(presence.news(MINUTE, nameOf)).to.equal(undefined)
    names.set('ana', 'Ana')
    presence.renamed('ana')
    expect(presence.news(MINUTE + SECOND, nameOf)).to.deep.equal(joined('Ana'))
    names.set('ana', 'Anna')
    presence.renamed('ana')
    presence.left('bo', MINUTE)
    expect(presence.news(5 * MINUTE, nameOf)).to.equal(undefined)
  })

  it('folds many: three names, and how many more', () => {
    const presence = new Presence()
    for (const index of times(10, Number)) presence.came(`p${index}`, 0)
    expect(presence.news(MINUTE, named)).to.deep.equal({ ...joined('P0', 'P1', 'P2'), moreJoined: 7 })
    for (const index of times(4, Number)) presence.left(`p${index}`, 2 * MINUTE)
    expect(presence.news(3 * MINUTE, named)).to.deep.equal({ ...left('P0', 'P1', 'P2'), moreLeft: 1 })
  })

  it('tells of each person once a minute at most, by turns joined and left, and counts right', () => {
    const step = fc.record({
      act: fc.constantFrom('came', 'left', 'look' as const),
      person: fc.constantFrom('a', 'b'),
      later: fc.constantFrom(0, SECOND, 10 * SECOND, 30 * SECOND),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 80 }), steps => {
        const presence = new Presence()
        const sockets: Record<string, number> = { a: 0, b: 0 }
        const told: Record<string, { at: number; what: string }> = {}
        let now = 0
        for (const { act, person, later } of steps) {
          now += later
          if (act === 'came') presence.came(person, now)
          if (act === 'left') presence.left(person, now)
          if (act !== 'look') sockets[person] = Math.max(0, sockets[person]! + (act === 'came' ? 1 : -1))
          expect(presence.count).to.equal(Object.values(sockets).filter(Boolean).length)
          const news = act === 'look' ? presence.news(now, id => id) : undefined
          for (const what of ['joined', 'left'] as const)
            for (const name of news?.[what] ?? []) {
              const before = told[name] ?? { at: -Infinity, what: 'left' }
              expect(now - before.at).to.be.at.least(MINUTE)
              expect(what).to.not.equal(before.what)
              expect(presence.isOnline(name)).to.equal(what === 'joined')
              told[name] = { at: now, what }
            }
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('Typing', () => {
  it('is news when somebody begins, not while they go on, and again when they stop saying so', () => {
    const typing = new Typing()
    expect(typing.types('ana', 'Ana', 0)).to.equal(true)
    expect(typing.news(0)).to.deep.include.members([{ person: 'ana', name: 'Ana', at: 0 }])
    expect(typing.types('ana', 'Ana', 3000)).to.equal(false)
    expect(typing.news(3000)).to.equal(undefined)
    expect(typing.news(3000 + TYPING_TIMEOUT_MS)).to.equal(undefined)
    expect(typing.news(3001 + TYPING_TIMEOUT_MS)).to.deep.equal([])
    expect(typing.news(9999)).to.equal(undefined)
  })

  it('ends with the line and with its author', () => {
    const typing = new Typing()
    typing.types('ana', 'Ana', 0)
    typing.types('bo', 'Bo', 0)
    typing.stopped('ana')
    typing.stopped('nobody')
    expect(typing.news(1)!.map(({ name }) => name)).to.deep.equal(['Bo'])
    typing.stopped('bo')
    expect(typing.news(2)).to.deep.equal([])
  })
})
