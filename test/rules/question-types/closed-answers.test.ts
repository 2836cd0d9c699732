/** The rules of several choices, scales, numbers and orders, one by one. */
import { expect } from 'chai'
import {
  headlineOf,
  parseVote,
  typed,
  typeOf,
  type Question,
} from '../../../src/core/question-types/registry'
import { bandOf, type NumberView } from '../../../src/core/question-types/number'
import { NO_CARE, type Audience, type Tally } from '../../../src/core/question-types/question-type'
import type { ManyView } from '../../../src/core/question-types/many'
import type { OrderView } from '../../../src/core/question-types/order'
import type { ScaleView } from '../../../src/core/question-types/scale'

const base = { text: '', choices: [] as string[], kind: 'ballot', results: 'live', right: null } as const
const many: Question = {
  ...base,
  choices: ['a', 'b', 'c'],
  right: 'AC',
  answer: { type: 'many', min: 1, max: 2 },
}
const scale: Question = {
  ...base,
  choices: ['fun', 'easy', 'short'],
  answer: { type: 'scale', from: 1, to: 5, low: 'no', high: 'yes' },
}
const number: Question = {
  ...base,
  right: '1779..1799',
  answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: '' },
}
const metres: Question = { ...base, answer: { type: 'number', min: null, max: null, decimals: 2, unit: 'm' } }
const order: Question = { ...base, choices: ['x', 'y', 'z'], answer: { type: 'order', places: 3 } }

const viewOf = <V>(question: Question, ...sent: string[]) => viewFor<V>('screen', question, ...sent)

function tallyOf(question: Question, sent: readonly string[]): Tally {
  const tally = new Map<string, number>()
  for (const each of sent) {
    const parsed = parseVote(question, each)
    if (!parsed.ok) throw new Error(parsed.problem)
    for (const counter of parsed.vote.split('\n')) tally.set(counter, (tally.get(counter) ?? 0) + 1)
  }
  return tally
}

function viewFor<V>(audience: Audience, question: Question, ...sent: string[]): V {
  return typeOf(question).view(typed(question), tallyOf(question, sent), audience, NO_CARE) as V
}
const problemOf = (question: Question, sent: string) => {
  const parsed = parseVote(question, sent)
  return parsed.ok ? undefined : parsed.problem
}
const rightOf = (question: Question, right: string) => typeOf(question).readRight(typed(question), right)

describe('Several choices', () => {
  it('are one vote in whatever order they are chosen', () => {
    expect(parseVote(many, 'CA')).to.deep.equal(parseVote(many, 'AC'))
    expect(parseVote(many, 'BA')).to.deep.equal({ ok: true, vote: '#\nA\nB\n=AB' })
  })

  it('have percentages of people, not of votes', () => {
    expect(viewOf<ManyView>(many, 'AB', 'A', 'AC')).to.deep.include({ voters: 3, allRight: 1 })
    expect(
      typeOf(many)
        .rows(
          typed(many),
          new Map([
            ['#', 3],
            ['A', 3],
            ['B', 1],
          ]),
          NO_CARE,
        )
        .map(row => row.percent),
    ).to.deep.equal([100, 33, 0])
  })

  it('keep to the fewest and the most, and to letters that are there, each once', () => {
    expect(problemOf({ ...many, answer: { type: 'many', min: 2, max: 2 } }, 'A')).to.equal('too-few-choices')
    expect(problemOf(many, 'ABC')).to.equal('too-many-choices')
    expect(problemOf(many, 'AA')).to.equal('chosen-twice')
    expect(problemOf(many, 'AD')).to.equal('no-such-choice')
    expect(problemOf(many, '')).to.equal('too-few-choices')
  })

  it('are right all or nothing', () => {
    expect(typeOf(many).isRight(typed(many), '#\nA\nC\n=')).to.equal(true)
    expect(typeOf(many).isRight(typed(many), '#\nA')).to.equal(false)
  })
})

describe('A scale', () => {
  it('lets each statement be left out', () => {
    expect(parseVote(scale, '4,,2')).to.deep.equal({ ok: true, vote: '#\na4\nc2' })
    expect(parseVote(scale, ',5')).to.deep.equal({ ok: true, vote: '#\nb5' })
    expect(problemOf(scale, ',,')).to.equal('too-few-choices')
  })

  it('has a distribution, a mean and a number of answers for each statement', () => {
    const { statements, voters } = viewOf<ScaleView>(scale, '4,,2', '5')
    expect(voters).to.equal(2)
    expect(statements[0]).to.deep.equal({ letter: 'A', voters: 2, mean: 4.5, votes: [0, 0, 0, 1, 1] })
    expect(statements[1]).to.include({ voters: 0, mean: null })
  })

  it('takes points of the scale only, as they are written', () => {
    for (const sent of ['0', '6', '4.5', '04', '4,4,4,4', 'x', '1e0'])
      expect(problemOf(scale, sent), sent).to.equal('no-such-choice')
  })
})

describe('A number', () => {
  it('is the same with comma and point, with spaces between thousands, a minus of any kind, and digits of any script', () => {
    for (const [sent, kept] of [
      ['3,14', '3.14'],
      ['3.14', '3.14'],
      ['3,10', '3.1'],
      ['1 000', '1000'],
      ['12\u202f345,5', '12345.5'],
      ["1'000", '1000'],
      ['−5', '-5'],
      ['-0', '0'],
      ['+7', '7'],
      ['.5', '0.5'],
      ['٣٫١٤', '3.14'],
      ['１２', '12'],
    ])
      expect(parseVote(metres, sent!), sent).to.deep.equal({ ok: true, vote: kept })
  })

  it('is refused with a reason, and never guessed', () => {
    for (const sent of ['', 'about 5', '1e5', '0x10', '1.000.000', 'NaN', 'Infinity', '5 m'])
      expect(problemOf(metres, sent), sent).to.equal('not-a-number')
    expect(problemOf(number, '1,789'), 'a thousand, or a decimal?').to.equal('too-many-decimals')
    expect(problemOf(metres, '1.234')).to.equal('too-many-decimals')
    expect(problemOf(number, '1499')).to.equal('out-of-range')
    expect(problemOf(metres, '1000000000001')).to.equal('out-of-range')
  })

  it('is right within a band, which is written as a range, a tolerance or a percentage', () => {
    expect(bandOf(rightOf(number, '1779..1799')!)).to.deep.equal([1779, 1799])
    expect(bandOf(rightOf(number, '1789 ± 10')!)).to.deep.equal([1779, 1799])
    expect(bandOf(rightOf(number, '1789 +- 10')!)).to.deep.equal([1779, 1799])
    expect(bandOf(rightOf(metres, '200 ± 1 %')!)).to.deep.equal([198, 202])
    expect(bandOf(rightOf(metres, '3,14')!)).to.deep.equal([3.14, 3.14])
    for (const right of ['', '5..1', 'x', '1..2..3', '5 ± -1'])
      expect(rightOf(number, right), right).to.equal(undefined)
    expect(viewOf<NumberView>(number, '1779', '1800', '1799').inBand).to.equal(2)
  })

  it('has at most 20 bins, on phones 12, in steps of 1, 2 or 5, and none narrower than what can be entered', () => {
    for (const [audience, most] of [
      ['screen', 20],
      ['phone', 12],
    ] as const)
      for (const length of [5, 90, 110, 199, 400]) {
        const sent = Array.from({ length }, (_, index) => String(1551 + index))
        const bins = viewFor<NumberView>(audience, number, ...sent).bins!
        expect(bins.votes.length).to.be.at.most(most)
        expect([1, 2, 5]).to.include(Number(String(bins.width)[0]))
        expect(bins.from % bins.width).to.equal(0)
        expect(bins.votes.reduce((sum, votes) => sum + votes, bins.below + bins.above)).to.equal(length)
      }
    expect(viewOf<NumberView>(number, '1600', '1601').bins!.width).to.equal(1)
  })

  it('is not flattened by one answer far off: that is counted beside the picture', () => {
    const sent = Array.from({ length: 40 }, (_, index) => String(index % 10))
    const { bins, statistics } = viewOf<NumberView>(metres, ...sent, '1000000')
    expect(bins).to.include({ above: 1, below: 0 })
    expect(bins!.votes.filter(votes => votes > 0).length).to.be.at.least(9)
    expect(statistics).to.include({ max: 1_000_000, median: 5 })
  })

  it('has mean, median and quartiles', () => {
    expect(viewOf<NumberView>(metres, '1', '2', '3', '4').statistics).to.deep.equal({
      mean: 2.5,
      median: 2.5,
      quartiles: [1.5, 3.5],
      min: 1,
      max: 4,
    })
  })

  it('is written as people read it: no zeros behind it, no separator in a year, a decimal more for what follows', () => {
    const told = (question: Question, ...sent: string[]) => {
      const tally = tallyOf(question, sent)
      const view = typeOf(question).view(typed(question), tally, 'phone', NO_CARE)
      return [...typeOf(question).read(typed(question), view), headlineOf(question, tally, NO_CARE)]
    }
    expect(told({ ...number, right: null }, '1789', '1790')).to.deep.equal([
      '2 answers: half of them at most 1789.5, mean 1789.5, from 1789 to 1790.',
      'Median 1789.5',
    ])
    expect(told(metres, '3,1', '-3', '1234567')).to.deep.equal([
      '3 answers: half of them at most 3.1 m, mean 411,522.367 m, from −3 m to 1,234,567 m.',
      'Median 3.1 m',
    ])
    const tiny: Question = {
      ...base,
      answer: { type: 'number', min: null, max: null, decimals: 0, unit: '' },
    }
    expect(told(tiny, ...Array.from({ length: 99 }, () => '0'), '-1')[0]).to.contain('mean 0,')
  })
})

describe('An order', () => {
  it('is counted by place, and sums up to mean Borda points', () => {
    const { items, voters } = viewOf<OrderView>(order, 'CAB', 'CBA', 'ACB')
    expect(voters).to.equal(3)
    expect(items.map(({ letter, points }) => [letter, Number(points.toFixed(2))])).to.deep.equal([
      ['C', 2.67],
      ['A', 2],
      ['B', 1.33],
    ])
    expect(items[0]!.places).to.deep.equal([2, 1, 0])
  })

  it('has each item once, and every place that is asked for', () => {
    expect(problemOf(order, 'CAA')).to.equal('chosen-twice')
    expect(problemOf(order, 'CA')).to.equal('too-few-choices')
    expect(problemOf({ ...order, answer: { type: 'order', places: 2 } }, 'CAB')).to.equal('too-many-choices')
    expect(problemOf(order, 'CAD')).to.equal('no-such-choice')
  })

  it('may have one right order, whose share is told', () => {
    const question = { ...order, right: 'ABC' }
    expect(viewOf<OrderView>(question, 'ABC', 'ACB').allRight).to.equal(1)
    expect(typeOf(question).read(typed(question), viewOf<OrderView>(question, 'ABC', 'ACB'))[1]).to.equal(
      '50 percent have the whole order right.',
    )
  })
})
