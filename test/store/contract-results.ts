/** The part of the store's contract that is on results, and on the ballots of a poll that can be put back. */
import { expect } from 'chai'
import sum from 'lodash/sum'
import times from 'lodash/times'
import type { RoomDocument } from '../../src/core/room/document'
import { pose } from '../../src/core/room/poll-document'
import type { ResultDraft } from '../../src/core/poll/results'
import type { Question } from '../../src/core/protocol/poll'
import { MAX_RESULTS, type Store } from '../../src/store/store'
import { acts, ballotRoom } from './contract-ballots'

const QUESTION: Question = {
  text: 'Was it “right”?\n1e999',
  choices: ['yes', 'no', '', '看'],
  kind: 'ballot',
  results: 'hidden',
  right: 'A',
}

function draft(id: string, changes: Partial<ResultDraft> = {}): ResultDraft {
  return {
    id,
    lesson: 1,
    askedAt: 1_700_000_000_123,
    endedAt: 1_700_000_060_123,
    question: QUESTION,
    posed: true,
    rounds: [],
    voted: 0,
    present: 0,
    needsVotes: false,
    ...changes,
  }
}

/** The room with another poll; `before` can be put back. */
function followed(pollId: string, before: RoomDocument): RoomDocument {
  const { poll, next, lesson, firstLine, announcement } = before
  const saved = { poll, next, lesson, firstLine, announcement, result: null, seen: [], shownAgain: [] }
  const undo = { name: 'ask' as const, at: 0, until: 10_000, ...saved }
  return { ...before, poll: pose({ ...QUESTION }, pollId, 0), undo }
}

/** Declares what the contract says of results. */
export function describeResults(storeOf: () => Store, reopen: () => Promise<Store>): void {
  let store: Store
  beforeEach(() => void (store = storeOf()))
  const { create, cast, codeOf } = acts(() => store)
  const save = async (version: number, document: RoomDocument, results?: Parameters<Store['saveRoom']>[3]) =>
    expect(await store.saveRoom('ACD346', version, document, results)).to.equal(true)
  const ids = async () => (await store.results('ACD346')).map(({ id }) => id)

  describe('keeps results', () => {
    it('with the tally of the poll that is replaced, in the order of their numbers, also when it was closed', async () => {
      await create()
      await cast('ana', 'B')
      await cast('bo', 'B')
      await cast('cy', 'D')
      await cast('cy', null)
      const earlier = [{ A: 1, B: 0, C: 0, D: 0 }]
      await save(1, ballotRoom('poll-2'), { record: draft('r1', { rounds: earlier, present: 3 }) })
      const hands = draft('r2', {
        question: { ...QUESTION, kind: 'hands' },
        rounds: [{ A: 2, B: 0, C: 0, D: 0 }],
        voted: 2,
        present: 9,
        lesson: 2,
      })
      await save(2, ballotRoom('poll-3'), { record: hands })
      const { needsVotes: _1, ...first } = draft('r1')
      const { needsVotes: _2, ...second } = hands
      const all = [
        { ...first, rounds: [...earlier, { A: 0, B: 2, C: 0, D: 0 }], voted: 2, present: 3, seq: 1 },
        { ...second, seq: 2 },
      ]
      store = await reopen()
      expect(await store.results('ACD346')).to.deep.equal(all)
      expect(await store.results('ACD346', { lesson: 2 })).to.deep.equal([all[1]])
      expect(await store.results('ACD346', { ids: ['r1', 'none'] })).to.deep.equal([all[0]])
      expect(await store.results('ACD346', { ids: [] })).to.deep.equal([])
      expect(await store.lastResult('ACD346')).to.equal(2)
      expect([await store.results('XYWTR9'), await store.lastResult('XYWTR9')]).to.deep.equal([[], 0])
    })

    it('of ballots cast in the same moment: each that was acknowledged is in the result', async () => {
      await create()
      const before = times(100, index => cast(`early-${index}`, 'ABCD'[index % 4]!))
      const saved = store.saveRoom('ACD346', 1, ballotRoom('poll-2'), { record: draft('r1') })
      const after = times(100, index => cast(`late-${index}`, 'A'))
      const taken = (await Promise.all([...before, ...after])).filter(({ ok }) => ok).length
      expect(await saved).to.equal(true)
      const [result] = await store.results('ACD346')
      expect(result!.voted).to.equal(taken)
      expect(sum(Object.values(result!.rounds[0]!))).to.equal(taken)
    })

    it('that need votes only with a vote, and none of a save that came too late', async () => {
      await create()
      await cast('ana', 'A')
      await cast('ana', null)
      await save(1, ballotRoom('poll-2'), { record: draft('r1', { needsVotes: true }) })
      expect(await ids()).to.deep.equal([])
      await cast('ana', 'A', { pollId: 'poll-2' })
      expect(await store.saveRoom('ACD346', 1, ballotRoom('poll-3'), { record: draft('r2') })).to.equal(false)
      expect(await ids()).to.deep.equal([])
      await save(2, ballotRoom('poll-3'), { record: draft('r3', { needsVotes: true }) })
      expect(await ids()).to.deep.equal(['r3'])
    })

    it('with corrected texts, and the same number and tally', async () => {
      await create()
      await cast('ana', 'B')
      await save(1, ballotRoom('poll-2'), { record: draft('r1', { rounds: [{ A: 1, B: 0, C: 0, D: 0 }] }) })
      await save(2, ballotRoom('poll-2'), { record: draft('r2') })
      const [result, other] = await store.results('ACD346')
      const correct = { ...result!, question: { ...QUESTION, text: 'Was it right?\n' } }
      await save(3, ballotRoom('poll-2'), { correct: [correct] })
      await save(4, ballotRoom('poll-2'), { correct: [{ ...correct, id: 'none' }] })
      expect(await store.results('ACD346')).to.deep.equal([correct, other])
      const both = [correct, other!].map(each => ({ ...each, shown: true, shownRounds: [true] }))
      await save(5, ballotRoom('poll-2'), { correct: both })
      expect(await store.results('ACD346')).to.deep.equal(both)
    })

    it('up to 500 in a room: the oldest give way', async () => {
      await create()
      for (const index of times(MAX_RESULTS + 2))
        await save(index + 1, ballotRoom(), { record: draft(`r${index}`, { lesson: index }) })
      const kept = await ids()
      expect(kept).to.have.length(MAX_RESULTS)
      expect(kept[0]).to.equal('r2')
      expect(await store.results('ACD346', { ids: ['r0', 'r1'] })).to.deep.equal([])
    })
  })

  describe('erases results', () => {
    it('one, all, those of a lesson and those up to a number, and gives no number again', async () => {
      await create()
      await create('XYWTR9')
      for (const index of times(6))
        await save(index + 1, ballotRoom(), {
          record: draft(`r${index + 1}`, { lesson: Math.ceil((index + 1) / 2) }),
        })
      await save(7, ballotRoom(), { drop: 'r6' })
      expect(await ids()).to.deep.equal(['r1', 'r2', 'r3', 'r4', 'r5'])
      expect(await store.eraseResults('ACD346', { upTo: 1 })).to.equal(1)
      expect(await store.eraseResults('ACD346', { lesson: 2 })).to.equal(2)
      expect(await store.eraseResults('ACD346', { lesson: 2 })).to.equal(0)
      expect(await store.eraseResults('XYWTR9', { upTo: 100 })).to.equal(0)
      expect(await ids()).to.deep.equal(['r2', 'r5'])
      await save(8, ballotRoom(), { drop: 'none', record: draft('r7') })
      expect((await store.results('ACD346')).map(({ seq }) => seq)).to.deep.equal([2, 5, 7])
      await save(9, ballotRoom(), { dropAll: true })
      expect([await ids(), await store.lastResult('ACD346')]).to.deep.equal([[], 7])
    })

    it('with their room', async () => {
      await create()
      await save(1, ballotRoom(), { record: draft('r1') })
      await store.eraseRoom('ACD346', 5)
      expect([await ids(), await store.lastResult('ACD346')]).to.deep.equal([[], 0])
    })
  })

  describe('can put a poll back', () => {
    it('with its ballots, also when it was closed and opened; those of the poll between are forgotten', async () => {
      const first = ballotRoom()
      await create()
      await cast('ana', 'A')
      await cast('bo', 'B')
      await save(1, followed('poll-2', first))
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-2'))).to.deep.equal({})
      expect(await store.ballotOf('ACD346', 'poll-2', 'ana')).to.equal(null)
      expect(await codeOf(cast('ana', 'C'))).to.equal('poll-over')
      await cast('ana', 'D', { pollId: 'poll-2' })
      await save(2, { ...followed('poll-2', first), step: 7 })
      store = await reopen()
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-2'))).to.deep.equal({ D: 1 })
      await save(3, first)
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({ A: 1, B: 1 })
      expect(await store.ballotOf('ACD346', 'poll-1', 'ana')).to.equal('A')
      expect(await cast('ana', 'B')).to.deep.equal({ ok: true, before: 'A' })
      await save(4, followed('poll-2', first))
      expect(await store.ballotOf('ACD346', 'poll-2', 'ana')).to.equal(null)
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-2'))).to.deep.equal({})
    })

    it('until it may not any more, or another one may: then its ballots are forgotten', async () => {
      const first = ballotRoom()
      await create()
      await cast('ana', 'A')
      await save(1, followed('poll-2', first))
      await cast('ana', 'B', { pollId: 'poll-2' })
      await save(2, { ...followed('poll-2', first), undo: null })
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-2'))).to.deep.equal({ B: 1 })
      await save(3, first)
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({})
      expect(await store.ballotOf('ACD346', 'poll-1', 'ana')).to.equal(null)

      await cast('ana', 'C')
      const second = followed('poll-3', first)
      await save(4, second)
      await cast('ana', 'D', { pollId: 'poll-3' })
      await save(5, followed('poll-4', second))
      await save(6, { ...second, undo: null })
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-3'))).to.deep.equal({ D: 1 })
      await save(7, first)
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({})
    })

    it('and forgets both with the room', async () => {
      await create()
      await cast('ana', 'A')
      await save(1, followed('poll-2', ballotRoom()))
      await store.eraseRoom('ACD346', 5)
      for (const pollId of ['poll-1', 'poll-2'])
        expect(await store.ballotOf('ACD346', pollId, 'ana')).to.equal(null)
    })
  })
}
