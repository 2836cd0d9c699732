/**
 * The laws of names as properties: whatever is typed, and whoever takes, releases, leaves and comes back in any
 * order.
 */
import { expect } from 'chai'
import fc from 'fast-check'
import { INVISIBLE } from '../../src/core/text/invisible'
import { skeletonsOf } from '../../src/core/text/confusables'
import { areSame, keysOf } from '../../src/core/people/name-keys'
import { cleanName } from '../../src/core/people/name-rules'
import { NAME_HOLD_MS, Names } from '../../src/core/people/names'

/** Letters of several alphabets, what nobody sees, marks, digits, signs, halves of characters. */
const unit = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'aAnNoO01lIiİıßςσΣνΝηΗвВНМмрРéñ山ロ口김ﬁ') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...'\u200b\u200d\u202e\u2800\u0301\u0307\u0315\u034f \t\n·.'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom('🅐', '🇦', 'Ａ', '𝓐', '\ud800', '\udc00', '\u0000') },
)
const text = fc.array(unit, { maxLength: 12 }).map(units => units.join(''))
const areAlike = (one: string, other: string) =>
  skeletonsOf(one).some(look => skeletonsOf(other).includes(look))
const areEqual = (one: string, other: string) => areSame(keysOf(one), keysOf(other))

describe('Of any text', () => {
  it('the name made of it is a name already, and what is shown is what was typed, but for NFC and spaces', () => {
    fc.assert(
      fc.property(text, typed => {
        const clean = cleanName(typed)
        if (!clean.ok) return
        expect(cleanName(clean.name)).to.deep.equal(clean)
        expect(skeletonsOf(clean.name)).to.deep.equal(skeletonsOf(typed))
        const seen = (text: string) =>
          text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim()
        expect(seen(clean.name)).to.equal(seen(typed))
        expect([...seen(clean.name)].length).to.be.within(1, 30)
        expect(clean.name).to.not.match(/[\u202a-\u202e\u2066-\u2069\p{Cc}\p{Cs}]/u)
      }),
      { numRuns: 2000 },
    )
  })

  it('pictures of several parts stay whole, whatever skin or flag is among them', () => {
    for (const picture of [
      '👩🏽\u200d🏫',
      '👩🏽\u200d🤝\u200d👨🏿',
      '🏳️\u200d🌈',
      '👩\u200d👩\u200d👧',
      '❤️\u200d🔥',
    ])
      expect(cleanName(`Ana ${picture}`)).to.deep.equal({ ok: true, name: `Ana ${picture}` })
  })

  it('capitals, width and what nobody sees make no other name', () => {
    fc.assert(
      fc.property(text, typed => {
        fc.pre(!typed.normalize('NFD').includes('\u0345') && !/[ıI\u0307]/.test(typed.normalize('NFKD')))
        const others = [
          typed.toLowerCase(),
          typed.normalize('NFKC'),
          typed.normalize('NFD'),
          `\u200b${typed}\u2060`,
        ]
        for (const other of others) expect(areEqual(typed, other), JSON.stringify(other)).to.equal(true)
        expect(keysOf(keysOf(typed).folded).folded).to.equal(keysOf(typed).folded)
      }),
      { numRuns: 2000 },
    )
  })

  it('letters of one script that differ make another name, however alike they are', () => {
    const ofOneScript = fc
      .constantFrom('lI1iO0oomrnvwua', 'вВбоОӨһНнхуү', 'νυΝΥοσΟΣιΙ')
      .chain(letters =>
        fc.tuple(
          ...[0, 1].map(() => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 5 })),
        ),
      )
    fc.assert(
      fc.property(ofOneScript, ([one = '', other = '']) => {
        const folded = (text: string) => text.toUpperCase().toLowerCase().replaceAll('ς', 'σ')
        expect(areEqual(one, other)).to.equal(folded(one) === folded(other))
      }),
      { numRuns: 2000 },
    )
  })

  it('what it looks like looks like itself: nothing is left to fold', () => {
    fc.assert(
      fc.property(text, typed => {
        for (const look of skeletonsOf(typed)) expect(skeletonsOf(look)[1]).to.equal(look)
      }),
      { numRuns: 2000 },
    )
  })

  it('capitals and small letters look alike, and so do all the ways to write it', () => {
    fc.assert(
      fc.property(text, typed => {
        // The iota that Greek writes below small letters and beside capitals.
        fc.pre(!typed.normalize('NFD').includes('\u0345'))
        for (const other of [
          typed.toUpperCase(),
          typed.toLowerCase(),
          typed.normalize('NFKC'),
          typed.normalize('NFD'),
        ])
          expect(areAlike(typed, other), JSON.stringify(other)).to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })
})

type Act = {
  act: 'take' | 'takeLike' | 'release' | 'left' | 'came'
  person: string
  name: string
  later: number
}
const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom('take', 'take', 'takeLike', 'release', 'left', 'came'),
  person: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
  name: fc.constantFrom(
    'Nina',
    'NINA',
    'ΝΙΝΑ',
    'νινα',
    'Vina',
    'vlva',
    'Ana',
    'Аnа',
    'B0b',
    'Bob',
    'Host',
    '',
  ),
  later: fc.constantFrom(0, 1000, NAME_HOLD_MS / 2, NAME_HOLD_MS + 1),
})

describe('In any room', () => {
  it('no two people have the same name, whatever they do', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 60 }), acts => {
        const names = new Names()
        let now = 0
        for (const { act, person, name, later } of acts) {
          now += later
          const before = names.of(person)
          const { rev } = names
          const had = [...names].map(({ person, name }) => person + name)
          if (act === 'take') {
            const taken = names.take(person, name, now)
            if (taken.ok) expect(names.of(person)).to.equal(taken.name)
            else expect(names.of(person) ?? before).to.equal(before)
          } else if (act === 'takeLike') expect(names.takeLike(person, name, now)).to.equal(names.of(person))
          else if (act === 'left') names.left(person, now)
          else names[act](person)
          if (act === 'release') expect(names.of(person)).to.equal(undefined)
          const all = [...names]
          for (const [index, one] of all.entries()) {
            expect(names.of(one.person)).to.equal(one.name)
            for (const other of all.slice(index + 1))
              expect(areEqual(one.name, other.name), `${one.name} ${other.name}`).to.equal(false)
          }
          if (all.map(({ person, name }) => person + name).join() !== had.join())
            expect(names.rev).to.be.above(rev)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('a name that nobody has any more is free', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 30 }), acts => {
        const names = new Names()
        for (const { act, person, name } of acts) {
          if (act === 'take') names.take(person, name, 0)
          if (act === 'release') names.release(person)
        }
        for (const { person } of [...names]) names.release(person)
        for (const { name } of acts) {
          expect(names.take('new', name, 0).ok).to.equal(cleanName(name).ok && name !== 'Host')
          names.release('new')
        }
      }),
    )
  })
})
