/** The rules of open answers: which spellings are one, what a presenter hides, approves and merges, what is refused. */
import { expect } from 'chai'
import { parseVote, typed, typeOf, type Question } from '../../../src/core/question-types/registry'
import { NO_CARE, type Care } from '../../../src/core/question-types/question-type'
import type { TextView } from '../../../src/core/question-types/text'
import { WordList } from '../../../src/core/text/word-list'
import type { WordsView } from '../../../src/core/question-types/words'

const base = { text: '', choices: [], kind: 'ballot', results: 'live', right: null } as const
const words: Question = { ...base, choices: [], answer: { type: 'words', most: 3 } }
const text: Question = { ...base, choices: [], answer: { type: 'text', most: 1 } }

function tallyOf(question: Question, ...sent: string[]): Map<string, number> {
  const tally = new Map<string, number>()
  for (const each of sent) {
    const parsed = parseVote(question, each)
    if (parsed.ok)
      for (const counter of parsed.vote.split('\n')) tally.set(counter, (tally.get(counter) ?? 0) + 1)
  }
  return tally
}
function cloud(
  sent: string[],
  care: Partial<Care> = {},
  audience: 'phone' | 'screen' | 'presenter' = 'screen',
) {
  const tally = tallyOf(words, ...sent)
  return typeOf(words).view(typed(words), tally, audience, { ...NO_CARE, ...care }) as WordsView
}
function cards(
  sent: string[],
  care: Partial<Care> = {},
  audience: 'phone' | 'screen' | 'presenter' = 'screen',
) {
  const tally = tallyOf(text, ...sent)
  return typeOf(text).view(typed(text), tally, audience, { ...NO_CARE, ...care }) as TextView
}

describe('Words of a cloud', () => {
  it('are one whatever their case, accents, width and outer punctuation, under their most frequent spelling', () => {
    expect(cloud(['école', 'École', 'ECOLE!', '«école»', 'ｅｃｏｌｅ', 'école']).words).to.deep.equal([
      ['école', 6],
    ])
    expect(cloud(['“C#”.', 'C#', 'c#!']).words).to.deep.equal([['C#', 3]])
    expect(cloud(['A.', 'a', '(A)']).words.map(([, votes]) => votes)).to.deep.equal([3])
  })

  it('keep the marks that other scripts need', () => {
    expect(cloud(['हिन्दी', 'हनद']).words.map(([label]) => label)).to.have.members(['हिन्दी', 'हनद'])
  })

  it('tell C, C# and C++ apart, and count emoji as words', () => {
    const view = cloud(['C', 'C#', 'C++', '🎉', 'c#'])
    expect(view.words.map(([label, votes]) => [label.toLowerCase(), votes])).to.have.deep.members([
      ['c', 1],
      ['c#', 2],
      ['c++', 1],
      ['🎉', 1],
    ])
  })

  it('have one space between them, and none around', () => {
    expect(parseVote(words, '  New \t York  ')).to.deep.equal({ ok: true, vote: '#\nNew York' })
  })

  it('count once for a person who gives one twice in different spellings', () => {
    const view = cloud(['noise\nNoise\nNOISE.'])
    expect(view).to.include({ voters: 1 })
    expect(view.words[0]![1]).to.equal(1)
  })

  it('stay in the order of their votes, with "10" no number and "__proto__" no wonder', () => {
    expect(cloud(['9', '10', '10', '__proto__', '__proto__', '__proto__']).words).to.deep.equal([
      ['__proto__', 3],
      ['10', 2],
      ['9', 1],
    ])
  })

  it('never lose the most frequent one, however many there are', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `word ${index}`)
    for (const audience of ['phone', 'screen', 'presenter'] as const) {
      const view = cloud([...many, 'most', 'most'], {}, audience)
      expect(view.words[0]!.slice(0, 2)).to.deep.equal(['most', 2])
      expect(view.words.length + view.others).to.equal(5001)
    }
  })

  it('are at most 30 for phones and 100 for screens', () => {
    const many = Array.from({ length: 500 }, (_, index) => `w${index}`)
    expect(cloud(many, {}, 'phone').words).to.have.length(30)
    expect(cloud(many).words).to.have.length(100)
  })

  it('are refused with a reason: none, too many, too long', () => {
    expect(parseVote(words, ' \n…')).to.deep.equal({ ok: false, problem: 'empty-answer' })
    expect(parseVote(words, 'a\nb\nc\nd')).to.deep.equal({ ok: false, problem: 'too-many-answers' })
    expect(parseVote(words, 'a'.repeat(31))).to.deep.equal({ ok: false, problem: 'answer-too-long' })
    expect(parseVote(words, 'ä'.normalize('NFD').repeat(30)).ok, 'marks are not counted').to.equal(true)
  })

  it('are counted with the word that they were merged into, under its spelling, until that is undone', () => {
    const sent = ['car', 'auto', 'auto', 'auto', 'bike']
    const merged = [{ from: 'auto', into: 'car' }]
    expect(cloud(sent, { merged }).words).to.deep.equal([
      ['car', 4],
      ['bike', 1],
    ])
    expect(cloud(sent).words[0]).to.deep.equal(['auto', 3])
  })

  it('follow merges of merges, and a circle of them ends', () => {
    const merged = [
      { from: 'a', into: 'b' },
      { from: 'b', into: 'c' },
    ]
    expect(cloud(['a', 'b', 'c'], { merged }).words).to.deep.equal([['c', 3]])
    const circle = [...merged, { from: 'c', into: 'a' }]
    expect(
      cloud(['a', 'b', 'c'], { merged: circle }).words.reduce((sum, [, votes]) => sum + votes, 0),
    ).to.equal(3)
  })

  it('are hidden by the presenter or by the blocked words of the room, whole words only', () => {
    const sent = ['damn', 'damn it', 'Amsterdamn', 'tea']
    const view = cloud(sent, { blocked: new WordList(['damn']), hidden: ['tea'] })
    expect(view.words.map(([label]) => label)).to.deep.equal(['Amsterdamn'])
    expect(view).not.to.have.any.keys('hidden', 'waiting')
    const own = cloud(sent, { blocked: new WordList(['damn']), hidden: ['tea'] }, 'presenter')
    expect(own.hidden!.map(([label]) => label)).to.have.members(['damn', 'damn it', 'tea'])
  })

  it('wait for the presenter where they must be approved', () => {
    const view = cloud(['yes', 'no'], { needsApproval: true, approved: ['yes'] })
    expect(view.words).to.deep.equal([['yes', 1]])
    expect(view.others, 'nobody learns how many wait').to.equal(0)
    expect(cloud(['yes', 'no'], { needsApproval: true }, 'presenter').waiting).to.have.length(2)
  })

  it('are told to screens as a list where a presenter wants one, and to nobody else', () => {
    expect(cloud(['yes'], { isList: true }).isList).to.equal(true)
    expect(cloud(['yes']).isList).to.equal(undefined)
    expect(cloud(['yes'], { isList: true }, 'phone').isList).to.equal(undefined)
  })
})

describe('Open answers', () => {
  it('come to a presenter with those first that wait, however much has come since', () => {
    const approved = Array.from({ length: 150 }, (_, at) => `answer ${at}`)
    const care = { needsApproval: true, approved: approved.slice(0, 149) }
    const view = cards(['waits', ...approved], care, 'presenter')
    expect(view.cards.slice(0, 2).map(({ text }) => text)).to.deep.equal(['waits', 'answer 149'])
    expect(view.cards[2]).to.include({ text: 'answer 148', state: 'shown' })
    expect(view.waiting).to.equal(2)
  })

  it('are folded into one card with how many gave them', () => {
    expect(cards(['Paris', 'paris', 'London']).cards).to.deep.equal([
      { text: 'London', votes: 1 },
      { text: 'Paris', votes: 2 },
    ])
  })

  it('are on no phone: it is told how many there are, and the highlighted one', () => {
    const view = cards(['Paris', 'London'], { highlighted: 'paris' }, 'phone')
    expect(view).to.include({ answers: 2 })
    expect(view.cards).to.deep.equal([])
    expect(view.highlighted).to.deep.equal({ text: 'Paris', votes: 1 })
  })

  it('are not highlighted once they are hidden', () => {
    expect(cards(['Paris'], { highlighted: 'paris', hidden: ['paris'] }).highlighted).to.equal(null)
  })

  it('are right in every accepted spelling', () => {
    const question: Question = { ...text, right: 'Köln\nCologne' }
    for (const sent of ['KÖLN', 'Koln', 'cologne.'])
      expect(typeOf(question).isRight(typed(question), `#\n${sent}`), sent).to.equal(true)
    expect(typeOf(question).isRight(typed(question), '#\nBonn')).to.equal(false)
  })

  it('lose what disturbs the lines around them: controls of the direction, floods of marks, control characters', () => {
    expect(parseVote(text, '\u202eabc\u202c \u0007d')).to.deep.equal({ ok: true, vote: '#\nabc d' })
    const flood = parseVote(text, `a${'\u0301'.repeat(50)}`)
    expect(flood.ok && flood.vote.length).to.be.at.most(6)
  })
})
