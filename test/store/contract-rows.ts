/** The part of the store's contract that is on joint rows: which votes are from the same person, without who it was. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { RoomDocument } from '../../src/core/room/document'
import type { ResultDraft } from '../../src/core/poll/results'
import { MAX_RESULTS, type Store } from '../../src/store/store'
import { acts, ballotRoom } from './contract-ballots'

function draft(id: string, changes: Partial<ResultDraft> = {}): ResultDraft {
  const { question } = ballotRoom().poll
  const times = { askedAt: 1, endedAt: 2 }
  const people = { voted: 0, present: 0 }
  return {
    id,
    lesson: 1,
    ...times,
    question,
    posed: true,
    rounds: [],
    ...people,
    needsVotes: false,
    ...changes,
  }
}

/** Declares what the contract says of joint rows. */
export function describeRows(storeOf: () => Store, reopen: () => Promise<Store>): void {
  let store: Store
  beforeEach(() => void (store = storeOf()))
  const { create, cast } = acts(() => store)
  let version: number
  beforeEach(() => void (version = 0))
  const save = async (document: RoomDocument, results?: Parameters<Store['saveRoom']>[3]) =>
    expect(await store.saveRoom('ACD346', ++version, document, results)).to.equal(true)
  /** The rounds that are kept of a result. */
  const roundsOf = async (id: string) => (await store.rows('ACD346', id)).map(({ round }) => round)
  /** Somebody votes in the poll, which is replaced; what its rounds are kept as. */
  async function next(place: number, results: Parameters<Store['saveRoom']>[3]): Promise<void> {
    await cast('ana', 'A', { pollId: `poll-${place}` })
    await save(ballotRoom(`poll-${place + 1}`), results)
  }

  describe('keeps joint rows', () => {
    it('of the poll that is replaced, whatever was voted, also when it was closed; none unless it is told to', async () => {
      await create()
      const votes = { ana: 'A', bo: '#\nnoise\nécole "看" 😀\\', cy: "it's", dan: '-' }
      for (const [voter, vote] of Object.entries(votes)) await cast(voter, vote)
      await cast('eve', 'B')
      await cast('eve', null)
      await save(ballotRoom('poll-2'), { record: draft('r1'), keepRows: { id: 'r1', round: 1 } })
      await next(2, { record: draft('r2') })
      store = await reopen()
      const [rows, ...others] = await store.rows('ACD346', 'r1')
      expect(others).to.deep.equal([])
      expect(rows!.round).to.equal(1)
      expect(Object.fromEntries(rows!.votes)).to.deep.equal(votes)
      for (const id of ['r2', 'none', 'r']) expect(await roundsOf(id)).to.deep.equal([])
      expect(await store.rows('XYWTR9', 'r1')).to.deep.equal([])
    })

    it('of each round, in their order, before there is a result; not of one in which nobody voted', async () => {
      await create()
      for (const round of times(11, index => index + 1)) await next(round, { keepRows: { id: 'r1', round } })
      await save(ballotRoom('poll-13'), { record: draft('r1'), keepRows: { id: 'r1', round: 12 } })
      expect(await roundsOf('r1')).to.deep.equal(times(11, index => index + 1))
    })

    it('of every acknowledged ballot of the same moment, as the tally', async () => {
      await create()
      await cast('first', 'A')
      const early = times(100, index => cast(`early-${index}`, 'A'))
      const keepRows = { id: 'r1', round: 1 }
      const saved = store.saveRoom('ACD346', 1, ballotRoom('poll-2'), { record: draft('r1'), keepRows })
      const late = times(100, index => cast(`late-${index}`, 'A'))
      const taken = (await Promise.all([...early, ...late])).filter(({ ok }) => ok).length
      expect(await saved).to.equal(true)
      const [rows] = await store.rows('ACD346', 'r1')
      expect(rows!.votes).to.have.length(taken + 1)
    })
  })

  describe('erases joint rows', () => {
    const kept = (id: string, round = 1) => ({ record: draft(id), keepRows: { id, round } })

    it('with their result, with all results, with those up to a number, with their lesson and with the room', async () => {
      await create()
      for (const place of times(6, index => index + 1))
        await next(place, {
          record: draft(`r${place}`, { lesson: place }),
          keepRows: { id: `r${place}`, round: 1 },
        })
      await save(ballotRoom('poll-7'), { drop: 'r1' })
      await store.eraseResults('ACD346', { upTo: 2 })
      await store.eraseResults('ACD346', { lesson: 3 })
      expect(await Promise.all(times(6, index => roundsOf(`r${index + 1}`)))).to.deep.equal([
        ...[[], [], []],
        ...[[1], [1], [1]],
      ])
      await save(ballotRoom('poll-7'), { dropAll: true })
      expect(await roundsOf('r4')).to.deep.equal([])
      await next(7, kept('r7'))
      await store.eraseRoom('ACD346', 5)
      expect(await roundsOf('r7')).to.deep.equal([])
    })

    it('of the rounds from one on where a poll is put back', async () => {
      await create()
      for (const round of [1, 2]) await next(round, { keepRows: { id: 'r1', round } })
      await next(3, kept('r1', 3))
      await save(ballotRoom('poll-4'), { drop: 'r1', dropRows: { id: 'r1', from: 3 } })
      expect(await roundsOf('r1')).to.deep.equal([1, 2])
      await save(ballotRoom('poll-4'), { dropRows: { id: 'r1', from: 2 } })
      expect(await roundsOf('r1')).to.deep.equal([1])
    })

    it('of earlier rounds where nothing stays of the last one, and those of the oldest results', async () => {
      await create()
      await next(1, { keepRows: { id: 'r1', round: 1 } })
      await save(ballotRoom('poll-3'), { record: draft('r1', { needsVotes: true }) })
      expect(await roundsOf('r1')).to.deep.equal([])
      await next(3, kept('old'))
      for (const index of times(MAX_RESULTS)) await save(ballotRoom('poll-4'), { record: draft(`n${index}`) })
      expect(await roundsOf('old')).to.deep.equal([])
    })
  })
}
