/** People on many nodes, as values: all nodes together count each of them once, whatever each has heard last. */
import { expect } from 'chai'
import fc from 'fast-check'
import { MultiNodePeople } from '../../src/core/cluster/multi-node-people'
import type { Standing } from '../../src/core/protocol/node-events'

const NODES = ['a', 'b', 'c']
const absent: Standing = { present: false, online: false, voted: false }
const there: Standing = { present: true, online: true, voted: false }

describe('Somebody on many nodes', () => {
  it('is counted by one of them: the first by its name that says so', () => {
    const [first, second] = [new MultiNodePeople('a'), new MultiNodePeople('b')]
    for (const [spread, other] of [
      [first, 'b'],
      [second, 'a'],
    ] as const) {
      spread.met('ana')
      expect(spread.news(() => there)).to.deep.equal([['ana', there]])
      spread.received('ana', other, { ...there, voted: other === 'b' })
    }
    expect([first.countedElsewhere('present'), second.countedElsewhere('present')]).to.deep.equal([0, 1])
    // What only one of them says, that one counts.
    expect(first.countedElsewhere('voted')).to.equal(0)
    second.drop('a')
    expect(second.countedElsewhere('present')).to.equal(0)
    expect(second.has('ana')).to.equal(false)
  })

  it('is counted once, however she comes and goes, when all have heard all', () => {
    const step = fc.record({
      node: fc.constantFrom(...NODES),
      standing: fc.record({ present: fc.boolean(), online: fc.boolean(), voted: fc.boolean() }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const spreads = new Map(NODES.map(node => [node, new MultiNodePeople(node)]))
        const now = new Map(NODES.map(node => [node, absent]))
        const isHere = (node: string) => Object.values(now.get(node)!).includes(true)
        const others = (node: string) => NODES.filter(other => other !== node)
        const tell = () => {
          for (let told = true; told;) {
            told = false
            for (const [node, spread] of spreads)
              for (const [person, standing] of spread.news(() => now.get(node)!)) {
                told = true
                for (const other of others(node))
                  if (isHere(other)) spreads.get(other)!.received(person, node, standing)
              }
          }
        }
        for (const { node, standing } of steps) {
          const came = !isHere(node)
          now.set(node, standing)
          if (came && isHere(node))
            for (const other of others(node)) if (isHere(other)) spreads.get(other)!.met('ana')
          tell()
          for (const what of ['present', 'online', 'voted'] as const) {
            const counted = NODES.filter(name => now.get(name)![what]).length
            const twice = NODES.reduce((sum, name) => sum + spreads.get(name)!.countedElsewhere(what), 0)
            expect(counted - twice).to.equal(counted > 0 ? 1 : 0)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
