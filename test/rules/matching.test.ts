/** What a search term finds: as values, and as laws against a matcher that knows no index. */
import { expect } from 'chai'
import fc from 'fast-check'
import { matches, TermIndex } from '../../src/core/wall/term-index'
import { fold } from '../../src/core/text/fold'
import { tokensOf } from '../../src/core/text/tokens'
import { parseTerm, type Term } from '../../src/core/wall/search-terms'

function term(text: string): Term {
  const parsed = parseTerm(text)
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.term
}
const finds = (searched: string, text: string, beside?: { tags?: string[]; handles?: string[] }) =>
  matches(term(searched), tokensOf(text, beside))
const refusalOf = (text: string) => {
  const parsed = parseTerm(text)
  return parsed.ok ? undefined : parsed.code
}

describe('A term', () => {
  const found: [string, string][] = [
    ['node', 'I like Node.'],
    ['NODE', 'node'],
    ['cafe', 'Un CAFÉ, bitte'],
    ['Café', 'cafe'],
    ['strasse', 'Die Straße'],
    ['strasse', 'DIE STRAẞE'],
    ['ΟΔΟΣ', 'οδός'],
    ['ёлка', 'Елка'],
    ['ｆｕｌｌ', 'full width'],
    ['office', 'the oﬃce'],
    ['istanbul', 'İstanbul'],
    ['node js', 'js and node'],
    ['node.js', 'I run Node.js at home'],
    ['"climate change"', 'This is Climate Change!'],
    ['“climate change”', 'climate change'],
    ['"climate change', 'climate change'],
    ['rust, node', 'node it is'],
    ['rust， node', 'node it is'],
    ['node', '#node'],
    ['node', '@node says'],
    ['#node', 'learn #Node now'],
    ['@ana', 'ask @ana.bsky.social'],
    ['@ana', 'ask @Ana@social.example'],
    ['@ana.bsky.social', 'ask @ana.bsky.social.'],
    ['猫', '我的猫在这里'],
    ['子猫', 'かわいい子猫です'],
    ['#日本語', '今日は #日本語 を'],
    ['한국', '한국'],
    ['c++', 'C++ or C#?'],
    ['c#', 'C++ or C#?'],
    ['🎉', 'we did it 🎉🎉'],
    ['👍', 'yes 👍🏽'],
    ["don't", 'I DON’T know'],
    ['हिन्दी', 'मैं हिन्दी बोलता हूँ'],
    ['a, , "", b', 'b'],
  ]
  for (const [searched, text] of found)
    it(`${searched} finds "${text}"`, () => expect(finds(searched, text)).to.equal(true))

  const missed: [string, string][] = [
    ['node', 'nodes and anode'],
    ['node js', 'node only'],
    ['"climate change"', 'change of climate'],
    ['#node', 'node without a sign'],
    ['#node', '#nodejs'],
    ['#node', 'https://example.org/#node'],
    ['@ana', 'ana'],
    ['@ana.bsky.social', '@ana.example.org'],
    ['@ana', 'mail ana@ana.example'],
    ['子猫', '猫の子'],
    ['c', 'C++'],
    ['कल', 'काल'],
    ['a.*', 'abc'],
    ['__proto__', 'constructor'],
  ]
  for (const [searched, text] of missed)
    it(`${searched} does not find "${text}"`, () => expect(finds(searched, text)).to.equal(false))

  it('finds tags and handles that a network tells beside the text', () => {
    expect(finds('#node', 'no sign', { tags: ['Node'] })).to.equal(true)
    expect(finds('node', 'no sign', { tags: ['Node'] })).to.equal(true)
    expect(finds('@ana', 'hello', { handles: ['ana@social.example'] })).to.equal(true)
    expect(finds('ana', 'hello', { handles: ['ana@social.example'] })).to.equal(false)
  })

  it('is refused when it is empty, too long, or asks for too much', () => {
    for (const empty of ['', '   ', ',', '""', '#', '@', '!?', ' , "," ,'])
      expect(refusalOf(empty), empty).to.equal('empty-term')
    expect(refusalOf('a'.repeat(201))).to.equal('term-too-long')
    expect(refusalOf(Array.from({ length: 11 }, (_, i) => `w${i}`).join())).to.equal('term-too-long')
    expect(refusalOf(Array.from({ length: 11 }, (_, i) => `w${i}`).join(' '))).to.equal('term-too-long')
    expect(refusalOf(Array.from({ length: 30 }, () => 'same').join(' '))).to.equal(undefined)
  })

  it('means the same in any order and any spelling', () => {
    expect(term('Cats dogs, birds').key).to.equal(term('  BIRDS ,dogs   càts cats').key)
    expect(term('"a b"').key).to.not.equal(term('a b').key)
    expect(term('a b').key).to.not.equal(term('a, b').key)
  })
})

const word = fc.constantFrom(
  'a',
  'b',
  'É',
  'straße',
  'node',
  'Node',
  '#node',
  '#A',
  '@b',
  '@b.c',
  '猫',
  'c++',
  '🎉',
)
const separator = fc.constantFrom(' ', '  ', '. ', ' - ', '\n', '!')
const sentence = fc
  .array(fc.tuple(word, separator), { maxLength: 8 })
  .map(pairs => pairs.map(pair => pair.join('')).join(''))
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map(words => `"${words.join(' ')}"`)
const searched = fc
  .array(
    fc.array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: phrase }), {
      minLength: 1,
      maxLength: 3,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts => parts.map(atoms => atoms.join(' ')).join(', '))

/** Knows no index, no buckets and no phrases as lists: looks through the text for every atom. */
function naive({ alternatives }: Term, text: string): boolean {
  const { words, all } = tokensOf(text)
  const whole = ` ${words.join(' ')} `
  return alternatives.some(atoms =>
    atoms.every(atom =>
      atom.kind === 'token' ? [...all].includes(atom.token) : whole.includes(` ${atom.tokens.join(' ')} `),
    ),
  )
}

describe('Whatever is searched', () => {
  it('the matcher finds exactly the terms that a naive one finds, also after some have gone', () => {
    fc.assert(
      fc.property(
        fc.array(searched, { maxLength: 30 }),
        fc.array(fc.nat({ max: 29 }), { maxLength: 10 }),
        fc.array(sentence, { minLength: 1, maxLength: 5 }),
        (texts, gone, posts) => {
          const terms = new Map(texts.map(term).map(each => [each.key, each]))
          const matcher = new TermIndex()
          for (const each of terms.values()) matcher.add(each)
          for (const place of gone) {
            const [key] = [...terms][place] ?? []
            if (key === undefined) continue
            terms.delete(key)
            matcher.delete(key)
          }
          expect(matcher.size).to.equal(terms.size)
          for (const post of posts) {
            const expected = [...terms.values()].filter(each => naive(each, post)).map(({ key }) => key)
            expect([...matcher.match(tokensOf(post))].sort()).to.deep.equal(expected.sort())
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('any text is a term or a refusal, found in itself, and never a pattern', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }))
    fc.assert(
      fc.property(anything, anything, (text, post) => {
        const parsed = parseTerm(text)
        if (!parsed.ok) return
        expect(matches(parsed.term, tokensOf(post))).to.equal(naive(parsed.term, post))
        if (!/[",“”„«»，﹐︐]/.test(text.normalize('NFKC')))
          expect(matches(parsed.term, tokensOf(text)), 'in itself').to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('folding is done once: a folded text stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        expect(fold(fold(text))).to.equal(fold(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('many terms of one common word do not crowd one place of the index', () => {
    const matcher = new TermIndex()
    for (let i = 0; i < 2000; i++) matcher.add(term(`love w${i}`))
    const post = tokensOf('love is all you need, and w77')
    let looked = 0
    const index = (matcher as unknown as { index: Map<string, unknown[]> }).index
    for (const token of post.all) looked += index.get(token)?.length ?? 0
    expect(looked).to.be.at.most(2)
    expect([...matcher.match(post)]).to.deep.equal([term('love w77').key])
  })
})
