/** The words that a room does not allow: what each means, and laws against a reference that knows no tree. */
import { expect } from 'chai'
import fc from 'fast-check'
import {
  MAX_LISTED_LENGTH,
  parseListed,
  plain,
  spokenWords,
  takenOver,
} from '../../src/core/text/listed-words'
import { signedOf } from '../../src/core/text/tokens'
import { WordList } from '../../src/core/text/word-list'

const finds = (word: string, text: string) => new WordList([word]).blocks(text)
const problemOf = (typed: string) => {
  const parsed = parseListed(typed)
  return parsed.ok ? undefined : parsed.code
}

describe('A blocked word', () => {
  const found: [string, string][] = [
    ['spam', 'What SPAM!'],
    ['Späm', 'spam, spam'],
    ['spam', 'S\u0301pa\u0301m'],
    ['spam', 'ｓｐａｍ'],
    ['spam', '𝓼𝓹𝓪𝓶 𝖘𝖕𝖆𝖒'],
    ['spam', 'ⓢⓟⓐⓜ'],
    ['spam', 's\u200bp\u00ada\u2060m'],
    ['spam', 's\u{e0100}pam'],
    ['spam', 's\u20ddp\u20dda\u20ddm\u20dd'],
    ['spam', 'no\u2800spam\u3164here'],
    ['spam', '_spam_ and *spam*'],
    ['spam', '#spam'],
    ['spam', '(spam)'],
    ['spam', 'sраm and ЅPАМ'],
    ['spam', 'ꜱᴘᴀᴍ, 🅢🅟🅐🅜'],
    ['sраm', 'spam'],
    ['idiot', "that idiot's"],
    ['strasse', 'STRAẞE'],
    ['οδος', 'ΟΔΟΣ'],
    ['дурак', 'ДУРАК!'],
    ['spam*', 'spammers'],
    ['spam*', 'SPÄM'],
    ['spam＊', 'spamming'],
    ['“spam*”', 'spammy'],
    ['big spam', 'a BIG, spam'],
    ['"big spam"', 'big\nspam'],
    ['big spam*', 'big spammers'],
    ["don't", 'I DON’T'],
    ['좆*', '좆같은'],
    ['猫', '我的猫在这里'],
    ['子猫', 'かわいい子猫です'],
    ['猫*', '我的猫在'],
    ['ควาย', 'ไอ้ควายนั่น'],
    ['바보', '이 바보'],
    ['🖕', 'you 🖕🏽!'],
    ['🇩🇪', 'go 🇩🇪'],
    ['c++', 'I hate C++'],
    ['#spam', 'learn #Spam now'],
    ['#spam*', '#spammers'],
    ['@ana', 'ask @ana.example.org'],
    ['__proto__', '__proto__'],
    ['constructor', 'the constructor'],
  ]
  for (const [word, text] of found)
    it(`${word} is found in "${text}"`, () => expect(finds(word, text)).to.equal(true))

  const missed: [string, string][] = [
    ['spam', 'spammers'],
    ['ass', 'class, assume, Massachusetts'],
    ['cunt', 'Scunthorpe'],
    ['spam*', 'antispam'],
    ['spam', 's p a m'],
    ['big spam', 'spam, big'],
    ['big spam', 'big red spam'],
    ['big spam', 'bigspam'],
    ['bad', 'badger'],
    ['子猫', '猫の子'],
    ['바보', '바보야'],
    ['कल', 'काल'],
    ['c', 'C++'],
    ['#spam', 'spam'],
    ['@ana', 'ana'],
    ['constructor', '__proto__'],
    ['cop', 'сор'],
    ['spam', ''],
  ]
  for (const [word, text] of missed)
    it(`${word} is not found in "${text}"`, () => expect(finds(word, text)).to.equal(false))

  it('is refused where it is nothing, too long, or a star stands anywhere but at its end', () => {
    for (const nothing of ['', '  ', '*', '**', ' * ', '!?', '""', '…', '\u200b', '*!'])
      expect(problemOf(nothing), nothing).to.equal('no-word')
    for (const stray of ['*spam', 'sp*m', 'spam *', 'spam!*', '* spam', 'a* b', 'big* spam*'])
      expect(problemOf(stray), stray).to.equal('stray-star')
    for (const short of ['s*', 'É*', 'big s*']) expect(problemOf(short), short).to.equal('short-beginning')
    expect(problemOf('x'.repeat(MAX_LISTED_LENGTH))).to.equal(undefined)
    expect(problemOf('x'.repeat(MAX_LISTED_LENGTH + 1))).to.equal('listed-word-too-long')
  })

  it('is told as it stands in the text, folded', () => {
    const list = new WordList(['spam*', 'big dog', '子猫', '@ana'])
    expect(list.find('So much SPÄMMING here')).to.equal('spamming')
    expect(list.find('a Big  Dog')).to.equal('big dog')
    expect(new WordList(['с น']).find('с น')).to.equal('с น')
    expect(list.find('かわいい子猫です')).to.equal('子猫')
    expect(list.find('ask @ana.example.org')).to.equal('@ana')
    expect(list.find('nothing')).to.equal(undefined)
  })

  it('of the wall of an earlier version is taken over, one word for each alternative', () => {
    expect(takenOver(['Rude, vulgar', '"big dog"', 'RUDE', '!?', '#spam', 'spam*'])).to.deep.equal([
      'RUDE',
      'vulgar',
      '"big dog"',
      '#spam',
      'spam*',
    ])
  })
})

const letter = fc.constantFrom(
  'a',
  'b',
  'É',
  'é',
  'ß',
  'ss',
  '猫',
  '子',
  'น',
  'а',
  'с',
  '한',
  '🎉',
  '\u0301',
  '\u200b',
)
const word = fc.array(letter, { minLength: 1, maxLength: 4 }).map(letters => letters.join(''))
const listed = fc
  .tuple(
    fc.constantFrom('', '', '', '#', '@'),
    fc.array(word, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '*'),
  )
  .map(([sign, words, star]) => sign + words.join(' ') + star)
const separator = fc.constantFrom(' ', ', ', '\n', '-', '_', '。', ' #', ' @', '\u2800')
const text = fc
  .array(fc.tuple(word, separator), { maxLength: 8 })
  .map(pairs => pairs.map(pair => pair.join('')).join(''))
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }), text)

/** Looks for each word at each place. */
function naive(words: readonly string[], written: string): boolean {
  const folded = plain(written)
  const sequences = [spokenWords(folded), ...signedOf(folded).map(signed => [signed])]
  return words.some(typed => {
    const parsed = parseListed(typed)
    if (!parsed.ok) return false
    const { words: wanted, isBeginning } = parsed.word
    const fits = (given: string | undefined, at: number) =>
      given !== undefined &&
      (isBeginning && at === wanted.length - 1 ? given.startsWith(wanted[at]!) : given === wanted[at])
    return sequences.some(sequence =>
      sequence.some((_, from) => wanted.every((_word, at) => fits(sequence[from + at], at))),
    )
  })
}

interface Place {
  next: Map<string, Place>
}

describe('Whatever words are blocked', () => {
  it('the list finds exactly what a naive search finds, and names words that are in the text', () => {
    fc.assert(
      fc.property(
        fc.array(listed, { maxLength: 20 }),
        fc.array(text, { minLength: 1, maxLength: 5 }),
        (words, texts) => {
          const list = new WordList(words)
          for (const written of texts) {
            const first = list.find(written)
            expect(list.blocks(written)).to.equal(naive(words, written))
            if (first !== undefined) expect(list.blocks(first), `${first} in ${written}`).to.equal(true)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('any text is a word or a problem, found in itself, and never a pattern', () => {
    fc.assert(
      fc.property(anything, anything, (typed, written) => {
        const list = new WordList([typed])
        expect(list.blocks(written)).to.equal(naive([typed], written))
        const parsed = parseListed(typed)
        expect(list.isEmpty).to.equal(!parsed.ok)
        if (parsed.ok && !parsed.word.isBeginning) expect(list.blocks(typed), 'in itself').to.equal(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('a long list costs no more than a short one, and the worst text is read at once', () => {
    const many = Array.from({ length: 200 }, (_, i) => `a a a a a a a a a a a a a a b${i}`)
    const list = new WordList([...many, ...many.map((_, i) => `aa${'b'.repeat(i % 50)}*`)])
    const worst = 'a '.repeat(1000)
    const { root } = list as unknown as { root: Place }
    let looked = 0
    const count = (place: Place): void => {
      const get = place.next.get.bind(place.next)
      place.next.get = key => {
        looked++
        return get(key)
      }
      for (const next of place.next.values()) count(next)
    }
    count(root)
    expect(list.blocks(worst)).to.equal(false)
    expect(looked).to.be.within(1000, 1000 * 16)
  })
})
