/** Laws of every question type as properties: counters equal a recount, and views are bounded whatever is voted. */
import { expect } from 'chai'
import fc from 'fast-check'
import { ABSTAIN, countersOf, NO_CARE, type Audience } from '../../../src/core/question-types/question-type'
import {
  isRight,
  parseVote,
  questionTypes,
  sentVote,
  typed,
  typeOf,
  votersOf,
  type AnswerOptions,
} from '../../../src/core/question-types/registry'
import { hostileVotes, QUESTIONS, typedVote } from '../../support/question-types'

const voting = fc.array(fc.record({ voter: fc.nat({ max: 8 }), sent: fc.option(typedVote) }), {
  maxLength: 60,
})

/** Counts as stores do: minus the old lines, plus the new ones, and nothing stays of a counter at 0. */
function shift(tally: Map<string, number>, vote: string | undefined, by: 1 | -1): void {
  for (const counter of vote === undefined ? [] : countersOf(vote)) {
    const votes = (tally.get(counter) ?? 0) + by
    if (votes === 0) tally.delete(counter)
    else tally.set(counter, votes)
  }
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const LIMITS: Record<Audience, number> = { phone: 1000, screen: 4000, presenter: 16_000 }
const AUDIENCES = Object.keys(LIMITS) as Audience[]

for (const [name, question] of Object.entries(QUESTIONS))
  describe(`A question that asks for ${name}`, () => {
    const type = typeOf(question)

    it('has counters that equal a recount, whatever is cast, changed and taken back', () => {
      fc.assert(
        fc.property(voting, casts => {
          const tally = new Map<string, number>()
          const votes = new Map<number, string>()
          for (const { voter, sent } of casts) {
            const parsed = sent === null ? undefined : parseVote(question, sent)
            if (parsed && !parsed.ok) continue
            shift(tally, votes.get(voter), -1)
            if (parsed) {
              shift(tally, parsed.vote, 1)
              votes.set(voter, parsed.vote)
            } else votes.delete(voter)
          }
          const recount = new Map<string, number>()
          for (const vote of votes.values()) shift(recount, vote, 1)
          expect([...tally].sort()).to.deep.equal([...recount].sort())
          expect(votersOf(question, tally)).to.equal(votes.size)
        }),
      )
    })

    it('keeps a vote in one form: sent again as it is shown, it is the same', () => {
      fc.assert(
        fc.property(typedVote, sent => {
          const parsed = parseVote(question, sent)
          if (!parsed.ok) return
          const shown = sentVote(question, parsed.vote)
          expect(parseVote(question, shown)).to.deep.equal(parsed)
          expect([true, false, null]).to.include(isRight(question, parsed.vote))
        }),
      )
    })

    it('never counts a person twice on one counter', () => {
      fc.assert(
        fc.property(typedVote, sent => {
          const parsed = parseVote(question, sent)
          if (!parsed.ok) return
          const counters = countersOf(parsed.vote)
          expect(new Set(counters).size).to.equal(counters.length)
          expect(counters.every(counter => counter !== '')).to.equal(true)
        }),
      )
    })

    it('shows every audience a bounded picture, a table and sentences of 5,000 hostile votes', () => {
      const tally = new Map<string, number>()
      for (const vote of hostileVotes(question, 5000)) shift(tally, vote, 1)
      expect(votersOf(question, tally)).to.equal(5000)
      for (const audience of AUDIENCES) {
        const view = type.view(typed(question), tally, audience, NO_CARE)
        expect(bytesOf(view), audience).to.be.at.most(LIMITS[audience])
        for (const sentence of type.read(typed(question), view)) expect(sentence.length).to.be.at.most(2000)
      }
      expect(type.rows(typed(question), tally, NO_CARE)).to.be.an('array')
    })

    it('shows nothing where nobody has voted, without a figure that is none', () => {
      for (const audience of AUDIENCES) {
        const view = type.view(typed(question), new Map(), audience, NO_CARE)
        expect(JSON.stringify(view)).not.to.match(/NaN|Infinity/)
        expect(type.read(typed(question), view).join(' ')).not.to.match(/NaN|Infinity|undefined|null/)
      }
    })

    it('reads its own options, and refuses what makes no sense', () => {
      const options = question.answer ?? { type: 'one' }
      expect(type.readOptions({ ...options }, question)).to.deep.equal(options)
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...Object.keys(options)), fc.anything()), fields => {
          const read = type.readOptions(fields, question)
          if (read) expect(type.readOptions({ ...read }, question)).to.deep.equal(read)
        }),
      )
    })

    it(type.hasNoRight ? 'has nothing that is right' : 'keeps its right answer in one form', () => {
      if (question.right !== null)
        expect(type.readRight(typed(question), question.right)).to.equal(question.right)
      if (!type.hasNoRight) return
      fc.assert(
        fc.property(typedVote, sent => {
          expect(type.readRight(typed(question), sent)).to.equal(undefined)
          const parsed = parseVote(question, sent)
          if (parsed.ok && parsed.vote !== ABSTAIN) expect(isRight(question, parsed.vote)).to.equal(null)
        }),
      )
    })
  })

describe('Question types', () => {
  it('are all tried by these laws', () => {
    const tried = new Set(
      Object.values(QUESTIONS).map(({ answer }): AnswerOptions['type'] => answer?.type ?? 'one'),
    )
    expect([...tried].sort()).to.deep.equal(Object.keys(questionTypes).sort())
  })

  it('take "I cannot say" only where the question allows it', () => {
    for (const question of Object.values(QUESTIONS)) {
      expect(parseVote(question, ABSTAIN)).to.deep.equal({ ok: true, vote: ABSTAIN })
      expect(parseVote({ ...question, canAbstain: false }, ABSTAIN).ok).to.equal(false)
    }
  })
})
