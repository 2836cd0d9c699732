/** The part of the store's contract that is on ballots, and what both parts are written with. */
import { expect } from 'chai'
import fc from 'fast-check'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { newRoom, type RoomDocument } from '../../src/core/room/document'
import { CLOSE_GRACE_MS } from '../../src/core/poll/voting-rules'
import type { Store } from '../../src/store/store'

export const LETTERS = 'ABCD'

/** A room in which a ballot over A to D is open. */
export function ballotRoom(pollId = 'poll-1'): RoomDocument {
  const room = newRoom('hash', { now: 0, newId: () => pollId })
  return { ...room, poll: { ...room.poll, question: { ...room.poll.question, kind: 'ballot' } } }
}

/** The same room with another poll. */
export function withPoll(room: RoomDocument, changes: Partial<RoomDocument['poll']>): RoomDocument {
  return { ...room, poll: { ...room.poll, ...changes } }
}

/** What the contract does to a store, in few words. */
export function acts(store: () => Store) {
  const create = async (code = 'ACD346', document = ballotRoom()) =>
    expect(await store().createRoom(code, document, 0)).to.equal(true)
  const cast = (voter: string, choice: string | null, { code = 'ACD346', pollId = 'poll-1', now = 1 } = {}) =>
    store().castBallot(code, { pollId, voter, vote: choice }, now)
  const codeOf = async (cast: ReturnType<Store['castBallot']>) => {
    const result = await cast
    return result.ok ? 'ok' : 'code' in result ? result.code : 'other-key'
  }
  return { create, cast, codeOf }
}

/** Declares what the contract says of ballots. */
export function describeBallots(storeOf: () => Store): void {
  let store: Store
  beforeEach(() => void (store = storeOf()))
  const { create, cast, codeOf } = acts(storeOf)

  describe('takes a ballot', () => {
    it('for a letter of the open poll, and says what was before', async () => {
      await create()
      expect(await cast('ana', 'B')).to.deep.equal({ ok: true, before: null })
      expect(await cast('ana', 'D')).to.deep.equal({ ok: true, before: 'B' })
      expect(await cast('ana', 'D')).to.deep.equal({ ok: true, before: 'D' })
      expect(await cast('bo', 'D')).to.deep.equal({ ok: true, before: null })
      expect(await store.ballotOf('ACD346', 'poll-1', 'ana')).to.equal('D')
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1')))
        .to.include({ D: 2 })
        .and.not.include({ B: 1 })
    })

    it('back when it is withdrawn', async () => {
      await create()
      await cast('ana', 'B')
      expect(await cast('ana', null)).to.deep.equal({ ok: true, before: 'B' })
      expect(await cast('ana', null)).to.deep.equal({ ok: true, before: null })
      expect(await store.ballotOf('ACD346', 'poll-1', 'ana')).to.equal(null)
      expect((await store.tally('ACD346', 'poll-1')).get('B') ?? 0).to.equal(0)
    })

    it('by core’s rule only: no other poll, none when closed, none in a room that is not there', async () => {
      await create()
      expect(await codeOf(cast('ana', 'A', { pollId: 'poll-0' }))).to.equal('poll-over')
      expect(await codeOf(cast('ana', 'A', { code: 'NOROOM' }))).to.equal('no-such-room')
      await store.saveRoom('ACD346', 1, withPoll(ballotRoom(), { state: 'closed' }))
      expect(await codeOf(cast('ana', 'A'))).to.equal('poll-closed')
      expect(await codeOf(cast('ana', null))).to.equal('poll-closed')
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({})
    })

    it('with several counters, in the order in which they appeared; what nobody votes for any more is gone', async () => {
      await create()
      await cast('ana', '#\nnoise\nécole')
      await cast('bo', '#\n10\n9')
      await cast('cy', '#\nécole')
      expect([...(await store.tally('ACD346', 'poll-1'))]).to.deep.equal([
        ['#', 3],
        ['noise', 1],
        ['école', 2],
        ['10', 1],
        ['9', 1],
      ])
      await cast('ana', '#\nquiet\nécole')
      await cast('bo', null)
      await cast('dan', '#\nnoise')
      expect([...(await store.tally('ACD346', 'poll-1'))]).to.deep.equal([
        ['#', 3],
        ['école', 2],
        ['quiet', 1],
        ['noise', 1],
      ])
      expect(await store.ballotOf('ACD346', 'poll-1', 'ana')).to.equal('#\nquiet\nécole')
    })

    it('of many, and finds again who has given an answer: only those, and no more than are asked for', async () => {
      await create()
      const voters = times(1200, number => `voter-${number}`)
      await Promise.all(voters.map((voter, number) => cast(voter, `#\nword ${number}\nanother`)))
      await cast('ana', '#\nrare\nrare word')
      await cast('bo', '#\nRare')
      const found = (counters: string[], most = 2, pollId = 'poll-1') =>
        store.votersFor('ACD346', pollId, counters, most)
      expect(await found(['rare'])).to.deep.equal(['ana'])
      expect((await found(['rare', 'Rare'])).sort()).to.deep.equal(['ana', 'bo'])
      expect(await found(['word 7'])).to.deep.equal(['voter-7'])
      expect(await found(['another'])).to.have.length(2)
      expect(new Set(await found(['another'], 5000)).size).to.equal(voters.length)
      expect(await found(['word'])).to.deep.equal([])
      expect(await found([])).to.deep.equal([])
      expect(await found(['rare'], 2, 'poll-2')).to.deep.equal([])
      await cast('ana', null)
      expect(await found(['rare'])).to.deep.equal([])
    })

    it('whatever its counters are called', async () => {
      await create()
      const counters = [
        '__proto__',
        'constructor',
        '-',
        '=',
        'a b',
        "'",
        '"',
        '\\',
        '%d',
        '😀',
        'é'.repeat(280),
      ]
      for (const [index, counter] of counters.entries()) await cast(`voter-${index}`, counter)
      expect([...(await store.tally('ACD346', 'poll-1'))]).to.deep.equal(
        counters.map(counter => [counter, 1]),
      )
    })

    it('by any votes, changes and withdrawals, so that the tally equals a recount', async () => {
      await create()
      const words = ['#', 'a', 'b', 'c', '__proto__', '10']
      const vote = fc.subarray(words, { minLength: 1 }).map(counters => counters.join('\n'))
      const casts = fc.array(fc.record({ voter: fc.nat({ max: 5 }), vote: fc.option(vote) }), {
        minLength: 1,
        maxLength: 30,
      })
      await fc.assert(
        fc.asyncProperty(casts, async given => {
          await Promise.all(given.map(each => cast(`voter-${each.voter}`, each.vote)))
          const kept = await Promise.all(
            times(6, voter => store.ballotOf('ACD346', 'poll-1', `voter-${voter}`)),
          )
          const recount = countBy(kept.flatMap(each => each?.split('\n') ?? []))
          expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal(recount)
        }),
        { numRuns: 25 },
      )
    })

    it('up to two seconds after the deadline', async () => {
      await create('ACD346', withPoll(ballotRoom(), { deadline: 1000 }))
      expect(await codeOf(cast('ana', 'A', { now: 1000 + CLOSE_GRACE_MS }))).to.equal('ok')
      expect(await codeOf(cast('bo', 'A', { now: 1001 + CLOSE_GRACE_MS }))).to.equal('poll-closed')
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({ A: 1 })
    })

    it('of 500 voters who cast and change all at once: one each, and the tally equals a recount', async () => {
      await create()
      const voters = times(500, index => `voter-${index}`)
      const choices = (index: number) => [LETTERS[index % 4]!, LETTERS[(index * 7 + 1) % 4]!]
      const casts = voters.flatMap((voter, index) => choices(index).map(choice => cast(voter, choice)))
      expect((await Promise.all(casts)).every(({ ok }) => ok)).to.equal(true)
      const kept = await Promise.all(voters.map(voter => store.ballotOf('ACD346', 'poll-1', voter)))
      expect(kept).to.deep.equal(voters.map((_voter, index) => choices(index)[1]))
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.include(countBy(kept))
    })

    it('before the close or not at all: what was acknowledged is the final tally', async () => {
      await create()
      const before = times(100, index => cast(`early-${index}`, 'A'))
      const close = store.saveRoom('ACD346', 1, withPoll(ballotRoom(), { state: 'closed' }))
      const after = times(100, index => cast(`late-${index}`, 'A'))
      const taken = (await Promise.all([...before, ...after])).filter(({ ok }) => ok).length
      expect(await close).to.equal(true)
      expect((await store.tally('ACD346', 'poll-1')).get('A') ?? 0).to.equal(taken)
    })
  })
}
