/** For how long a name is its person's, and what becomes of a name that is brought without asking. */
import { expect } from 'chai'
import times from 'lodash/times'
import { NAME_HOLD_MS, Names } from '../../../src/core/people/names'

describe('A name that somebody has', () => {
  it('is theirs for ten minutes after leaving, and not longer', () => {
    const names = new Names()
    names.take('ana', 'Ana', 0)
    names.left('ana', 1000)
    expect(names.take('bo', 'ana', 1000 + NAME_HOLD_MS)).to.include({ code: 'name-taken' })
    expect(names.of('ana')).to.equal('Ana')
    expect(names.take('bo', 'ana', 1001 + NAME_HOLD_MS)).to.deep.equal({ ok: true, name: 'ana' })
    expect(names.of('ana')).to.equal(undefined)
    names.came('ana')
    expect([...names].map(({ person, name }) => [person, name])).to.deep.equal([['bo', 'ana']])
    expect(names.take('ana', 'Ana', NAME_HOLD_MS)).to.include({ code: 'name-taken' })
  })

  it('stays theirs while they are there, also after coming back', () => {
    const names = new Names()
    names.take('ana', 'Ana', 0)
    names.left('ana', 0)
    names.came('ana')
    expect(names.take('bo', 'Ana', 10 * NAME_HOLD_MS)).to.include({ code: 'name-taken' })
  })

  it('is free when it is released, and when they take another; their own they may write anew', () => {
    const names = new Names()
    names.take('ana', 'Ana', 0)
    expect(names.take('ana', 'ANA', 0)).to.deep.equal({ ok: true, name: 'ANA' })
    expect(names.take('ana', 'Anna', 0)).to.include({ ok: true })
    expect(names.take('bo', 'Ana', 0)).to.include({ ok: true })
    expect(names.take('ana', 'ana', 0)).to.include({ code: 'name-taken' })
    expect(names.of('ana')).to.equal('Anna')
    names.release('ana')
    expect(names.take('cy', 'ANNA', 0)).to.include({ ok: true })
  })

  it('is let go earlier, the longest left first, where thousands are away', () => {
    const names = new Names()
    for (const index of times(5001, Number)) {
      names.take(`person-${index}`, `Name ${index + 100_000}`, 0)
      names.left(`person-${index}`, index)
    }
    expect([...names]).to.have.length(5000)
    expect([names.of('person-0'), names.of('person-1')]).to.deep.equal([undefined, 'Name 100001'])
  })
})

describe('A name for whoever brings one without asking', () => {
  it('gets a number where it is taken, and another where nobody may have it', () => {
    const names = new Names()
    names.take('ana', 'Ana', 0)
    expect(names.takeLike('c1', 'Ana', 0)).to.equal('Ana 2')
    expect(names.takeLike('c2', ' ana ', 0)).to.equal('ana 3')
    expect(names.takeLike('c1', 'Ana', 0)).to.equal('Ana 2')
    for (const [index, forbidden] of ['presenter', 'Host 3', '', '\u202e', 'Аna', '...'].entries())
      expect(names.takeLike(`d${index}`, forbidden, 0)).to.equal(index === 0 ? 'Guest' : `Guest ${index + 1}`)
    expect(names.takeLike('e1', 'x'.repeat(40), 0)).to.equal('x'.repeat(30))
    expect(names.takeLike('e2', 'x'.repeat(40), 0)).to.equal('x'.repeat(28) + ' 2')
    // What is left of it, once a number has its place, nobody may have.
    names.take('f1', 'h o s t . . . . . . . . . . .z', 0)
    expect(names.takeLike('f2', 'h o s t . . . . . . . . . . .z', 0)).to.match(/^Guest \d+$/)
  })
})
