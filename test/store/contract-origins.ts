/** The part of the store's contract that is on the limit of ballots of one origin. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import type { RoomDocument } from '../../src/core/room/document'
import type { Store } from '../../src/store/store'
import { ballotRoom, withPoll } from './contract-ballots'

const CODE = 'ACD346'
const limited = (ballotsPerAddress: number, pollId = 'poll-1'): RoomDocument => ({
  ...ballotRoom(pollId),
  ballotsPerAddress,
})

/** What a test says of a ballot. */
interface Given {
  pollId?: string
  id?: string
  keyMark?: string
  lostKey?: string
}

/** Declares what the contract says of origins. */
export function describeOrigins(storeOf: () => Store): void {
  let store: Store
  beforeEach(() => void (store = storeOf()))

  /** Casts; resolves to `ok`, the code of the refusal, or the mark of another key. */
  async function cast(
    voter: string,
    vote: string | null,
    { pollId = 'poll-1', id = 'hall', keyMark = 'key-1', lostKey }: Given = {},
  ): Promise<string> {
    const result = await store.castBallot(CODE, { pollId, voter, vote, origin: { id, keyMark }, lostKey }, 1)
    if (result.ok) return 'ok'
    return 'code' in result ? result.code : result.otherKey
  }
  const create = (document: RoomDocument) => store.createRoom(CODE, document, 0)
  const votes = async (pollId = 'poll-1') => Object.fromEntries(await store.tally(CODE, pollId))

  describe('takes of one origin', () => {
    it('as many new ballots as the room says, of others as many again, and each change of a vote', async () => {
      await create(limited(2))
      expect(await cast('ana', 'A')).to.equal('ok')
      expect(await cast('bo', 'A')).to.equal('ok')
      expect(await cast('cy', 'A')).to.equal('too-many-from-network')
      expect(await cast('dan', 'A', { id: 'home' })).to.equal('ok')
      expect(await cast('ana', 'B')).to.equal('ok')
      // From wherever it is changed, it is counted where it was cast.
      expect(await cast('bo', 'B', { id: 'home' })).to.equal('ok')
      expect(await cast('eve', 'A', { id: 'home' })).to.equal('ok')
      expect(await store.ballotOf(CODE, 'poll-1', 'cy')).to.equal(null)
      expect(await votes()).to.deep.equal({ A: 2, B: 2 })
    })

    it('another one for each that is withdrawn, from wherever that is done', async () => {
      await create(limited(1))
      await cast('ana', 'A')
      expect(await cast('bo', null)).to.equal('ok')
      expect(await cast('bo', 'B')).to.equal('too-many-from-network')
      expect(await cast('ana', null, { id: 'home' })).to.equal('ok')
      expect(await cast('bo', 'B')).to.equal('ok')
      expect(await cast('ana', 'A')).to.equal('too-many-from-network')
    })

    it('exactly so many of 50 that come at once', async () => {
      await create(limited(3))
      const outcomes = await Promise.all(times(50, index => cast(`voter-${index}`, 'A')))
      expect(outcomes.filter(outcome => outcome === 'ok')).to.have.length(3)
      expect(outcomes.filter(outcome => outcome === 'too-many-from-network')).to.have.length(47)
      expect(await votes()).to.deep.equal({ A: 3 })
    })

    it('any number where there is no limit, in hands, and of those cast before there was one', async () => {
      await create(limited(0))
      expect(await Promise.all(times(4, index => cast(`voter-${index}`, 'A')))).to.deep.equal(
        times(4, () => 'ok'),
      )
      await store.saveRoom(CODE, 1, limited(1))
      expect(await cast('voter-0', 'B')).to.equal('ok')
      expect(await cast('voter-1', null)).to.equal('ok')
      expect(await cast('ana', 'A')).to.equal('ok')
      expect(await cast('voter-1', 'A')).to.equal('too-many-from-network')
      const { question } = ballotRoom().poll
      const hands = withPoll(limited(1), { pollId: 'poll-2', question: { ...question, kind: 'hands' } })
      await store.saveRoom(CODE, 2, hands)
      for (const voter of ['ana', 'bo']) expect(await cast(voter, 'A', { pollId: 'poll-2' })).to.equal('ok')
    })

    it('those counted under the poll’s key only; where that is lost, the count begins again', async () => {
      await create(limited(1))
      expect(await cast('ana', 'A')).to.equal('ok')
      expect(await cast('bo', 'A', { keyMark: 'key-2', id: 'other hall' })).to.equal('key-1')
      expect(await cast('bo', 'A', { keyMark: 'key-2', lostKey: 'key-0' })).to.equal('key-1')
      expect(await cast('ana', 'B', { keyMark: 'key-2' })).to.equal('ok')
      expect(await cast('bo', 'A', { keyMark: 'key-2', lostKey: 'key-1' })).to.equal('ok')
      expect(await cast('cy', 'A', { keyMark: 'key-1' })).to.equal('key-2')
      expect(await cast('cy', 'A', { keyMark: 'key-2' })).to.equal('too-many-from-network')
      expect(await cast('ana', null, { keyMark: 'key-2' })).to.equal('ok')
      expect(await cast('cy', 'A', { keyMark: 'key-2' })).to.equal('too-many-from-network')
      expect(await votes()).to.deep.equal({ A: 1 })
    })

    it('in each poll anew; of one that is put back what was counted before', async () => {
      await create(limited(1))
      await cast('ana', 'A')
      const { poll, next, lesson, firstLine, announcement } = limited(1)
      const undo = {
        name: 'ask' as const,
        at: 0,
        until: 0,
        poll,
        next,
        lesson,
        firstLine,
        announcement,
        result: null,
        seen: [],
        shownAgain: [],
      }
      await store.saveRoom(CODE, 1, { ...limited(1, 'poll-2'), undo })
      expect(await cast('bo', 'A', { pollId: 'poll-2', keyMark: 'key-2' })).to.equal('ok')
      expect(await cast('cy', 'A', { pollId: 'poll-2', keyMark: 'key-2' })).to.equal('too-many-from-network')
      await store.saveRoom(CODE, 2, limited(1))
      expect(await cast('bo', 'A')).to.equal('too-many-from-network')
      expect(await cast('ana', null)).to.equal('ok')
      expect(await cast('bo', 'A')).to.equal('ok')
      await store.saveRoom(CODE, 3, limited(1, 'poll-3'))
      expect(await cast('bo', 'A', { pollId: 'poll-3', keyMark: 'key-3' })).to.equal('ok')
    })

    it('never more new ballots than the limit of the moment, after any casts, changes and withdrawals', async () => {
      const act = fc.oneof(
        {
          weight: 8,
          arbitrary: fc.record({
            voter: fc.nat(7),
            id: fc.nat(2),
            vote: fc.option(fc.constantFrom('A', 'B')),
          }),
        },
        { weight: 1, arbitrary: fc.record({ most: fc.nat(3) }) },
      )
      let rooms = 0
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 30 }), async acts => {
          const code = `ORIGIN${++rooms}`
          let [most, version] = [2, 1]
          await store.createRoom(code, limited(most), 0)
          const kept = new Map<number, { id: number | null; vote: string }>()
          for (const each of acts) {
            if ('most' in each) {
              most = each.most
              await store.saveRoom(code, version++, limited(most))
              continue
            }
            const { voter, id, vote } = each
            const before = kept.get(voter)
            const counted = [...kept.values()].filter(ballot => ballot.id === id).length
            const isRefused = vote !== null && !before && most > 0 && counted >= most
            const origin = { id: `origin-${id}`, keyMark: 'key' }
            const result = await store.castBallot(
              code,
              { pollId: 'poll-1', voter: `voter-${voter}`, vote, origin },
              1,
            )
            expect(result).to.include(
              isRefused
                ? { ok: false, code: 'too-many-from-network' }
                : { ok: true, before: before?.vote ?? null },
            )
            if (isRefused) continue
            if (vote === null) kept.delete(voter)
            else kept.set(voter, { id: before ? before.id : most > 0 ? id : null, vote })
          }
          const tally = await store.tally(code, 'poll-1')
          expect([...tally.values()].reduce((sum, count) => sum + count, 0)).to.equal(kept.size)
        }),
        { numRuns: 40 },
      )
    })
  })
}
