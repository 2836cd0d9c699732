/** The rules of a poll as values, and the laws of votes, people and budgets as properties. */
import { expect } from 'chai'
import fc from 'fast-check'
import countBy from 'lodash/countBy'
import { fullBucket, isFull, take } from '../../src/core/limits/token-bucket'
import { parseEvent, parseHandshake } from '../../src/core/protocol/schemas'
import { People } from '../../src/core/people/turnout'
import { newRoom } from '../../src/core/room/document'
import { votingRules } from '../../src/core/room/poll-document'
import { decideVote, FREE_HANDS, readVote } from '../../src/core/poll/voting-rules'
import { Votes } from '../../src/core/poll/votes'

const LETTERS = ['A', 'B', 'C', 'D']

describe('The rules of a poll', () => {
  const { poll } = newRoom('hash', { now: 0, newId: () => 'poll-1' })
  const rules = votingRules(poll)

  it('are open over A to D from the first second', () => {
    expect(rules).to.deep.equal({ pollId: 'poll-1', state: 'open', deadline: null })
  })

  it('take a vote for one of its letters, and a withdrawal', () => {
    for (const vote of [...LETTERS, null])
      expect(readVote(FREE_HANDS, vote)).to.deep.equal({ ok: true, vote })
    expect(decideVote(rules, 'poll-1', 0)).to.equal(undefined)
  })

  it('refuse a letter it does not have, another poll and a closed poll, each with its own code', () => {
    for (const vote of ['E', '__proto__', '', 'AB', 'a', '-'])
      expect(readVote(FREE_HANDS, vote)).to.include({ ok: false, code: 'no-such-choice' })
    expect(decideVote(rules, 'poll-0', 0)?.code).to.equal('poll-over')
    expect(decideVote({ ...rules, state: 'closed' }, 'poll-1', 0)?.code).to.equal('poll-closed')
  })

  it('count a vote up to two seconds after the deadline, and refuse a later one as after any close', () => {
    const timed = { ...rules, deadline: 10_000 }
    expect(decideVote(timed, 'poll-1', 12_000)).to.equal(undefined)
    expect(decideVote(timed, 'poll-1', 12_001)?.code).to.equal('poll-closed')
  })

  it('give every refusal a sentence', () => {
    expect(decideVote(rules, 'poll-0', 0)?.message).to.match(/^That question is over\.$/)
    expect(decideVote({ ...rules, state: 'closed' }, 'poll-1', 0)?.message).to.equal(
      'Not counted: voting is closed.',
    )
  })
})

describe('Votes', () => {
  const voter = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5')
  const step = fc.oneof(
    fc.record({ do: fc.constant('cast' as const), voter, choice: fc.constantFrom(...LETTERS) }),
    fc.record({ do: fc.constant('withdraw' as const), voter }),
    fc.record({ do: fc.constant('pass' as const), voter, to: voter }),
  )

  it('keep a tally equal to a recount, after any sequence of casts, changes, withdrawals and returns', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const votes = new Votes(LETTERS)
        for (const each of steps) {
          if (each.do === 'cast') votes.cast(each.voter, each.choice)
          else if (each.do === 'withdraw') votes.withdraw(each.voter)
          else votes.pass(each.voter, each.to)
        }
        const zeros = Object.fromEntries(LETTERS.map(letter => [letter, 0]))
        expect(Object.fromEntries(votes.tally)).to.deep.equal({
          ...zeros,
          ...countBy([...votes.entries().values()]),
        })
      }),
    )
  })

  it('number every change of the tally, and nothing else', () => {
    const votes = new Votes(LETTERS)
    votes.cast('v', 'A')
    votes.cast('v', 'A')
    expect(votes.rev).to.equal(1)
    votes.cast('v', 'B')
    expect(votes.rev).to.equal(2)
    votes.pass('v', 'w')
    expect(votes.rev).to.equal(2)
    votes.withdraw('v')
    expect(votes.rev).to.equal(2)
    votes.withdraw('w')
    expect(votes.rev).to.equal(3)
  })

  it('keep no counter that nobody has voted for, but those of the question', () => {
    const votes = new Votes(['#'])
    for (const vote of ['#\na', '#\nb', '#\ntoString']) votes.cast('v', vote)
    expect([...votes.tally]).to.deep.equal([
      ['#', 1],
      ['toString', 1],
    ])
    votes.withdraw('v')
    expect([...votes.tally]).to.deep.equal([['#', 0]])
  })
})

describe('People', () => {
  const person = fc.constantFrom('ana', 'bo', 'cy')
  const step = fc.record({ person, do: fc.constantFrom('arrive', 'leave', 'raise', 'lower') })

  it('are present while one of their tabs is, and have voted while one of their tabs holds a vote', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const people = new People()
        const tabs: { person: string; voted: boolean }[] = []
        for (const each of steps) {
          const own = (voted?: boolean) =>
            tabs.find(tab => tab.person === each.person && (voted === undefined || tab.voted === voted))
          if (each.do === 'arrive') {
            people.arrive(each.person)
            tabs.push({ person: each.person, voted: false })
          } else if (each.do === 'leave') {
            const tab = own()
            if (!tab) continue
            if (tab.voted) people.lowered(each.person)
            people.leave(each.person)
            tabs.splice(tabs.indexOf(tab), 1)
          } else {
            const tab = own(each.do === 'lower')
            if (!tab) continue
            tab.voted = each.do === 'raise'
            if (tab.voted) people.raised(each.person)
            else people.lowered(each.person)
          }
        }
        const different = (some: typeof tabs) => new Set(some.map(tab => tab.person)).size
        expect(people.turnout).to.deep.equal({
          present: different(tabs),
          voted: different(tabs.filter(tab => tab.voted)),
        })
      }),
    )
  })
})

describe('A budget', () => {
  it('never gives more than its burst and what time brought', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 80 })
    fc.assert(
      fc.property(waits, pauses => {
        const rate = { perSecond: 2, burst: 10 }
        const bucket = fullBucket(rate, 0)
        let now = 0
        let taken = 0
        for (const pause of pauses) {
          now += pause
          if (take(bucket, rate, now)) taken++
        }
        expect(taken).to.be.at.most(rate.burst + (rate.perSecond * now) / 1000)
      }),
    )
  })

  it('is full again after a rest', () => {
    const rate = { perSecond: 2, burst: 10 }
    const bucket = fullBucket(rate, 0)
    take(bucket, rate, 0)
    expect(isFull(bucket, rate, 100)).to.equal(false)
    expect(isFull(bucket, rate, 500)).to.equal(true)
  })
})

describe('The parsers', () => {
  const parseVote = (input: unknown) => parseEvent('castVote', input)
  const parseWithdrawal = (input: unknown) => parseEvent('withdrawVote', input)

  it('give a value or a refusal for anything at all, and never throw', () => {
    fc.assert(
      fc.property(fc.anything(), input => {
        for (const parse of [parseVote, parseWithdrawal, parseHandshake]) {
          const parsed = parse(input)
          if (!parsed.ok) expect(parsed.code).to.equal('bad-request')
        }
      }),
    )
  })

  it('drop what nobody asked for', () => {
    const input: unknown = JSON.parse('{"pollId":"p","vote":"A","__proto__":{"x":1},"more":1}')
    expect(parseVote(input)).to.deep.equal({ ok: true, value: { pollId: 'p', vote: 'A' } })
  })
})
