/** The contract of the store: what every implementation must keep, told to it and to nothing beneath. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { newRoom, type RoomDocument } from '../src/core/lecture'
import { GRACE } from '../src/core/poll'
import type { Store } from '../src/store/store'

/** An empty store, and how to close it and open what it kept. */
export interface Opened {
  store: Store
  reopen(): Promise<Store>
}

const DAY = 24 * 3600 * 1000
const YEAR = 365 * DAY
const LETTERS = 'ABCD'

/** A room in which a ballot over A to D is open. */
export function ballotRoom(pollId = 'poll-1'): RoomDocument {
  const room = newRoom('hash', { now: 0, newId: () => pollId })
  return { ...room, poll: { ...room.poll, question: { ...room.poll.question, kind: 'ballot' } } }
}

function withPoll(room: RoomDocument, changes: Partial<RoomDocument['poll']>): RoomDocument {
  return { ...room, poll: { ...room.poll, ...changes } }
}

/** Declares the contract for one implementation; the hooks of `open` end what it opens. */
export function describeStore(name: string, open: () => Promise<Opened>): void {
  describe(`${name}, as a store`, () => {
    let store: Store
    let reopen: Opened['reopen']
    beforeEach(async () => ({ store, reopen } = await open()))

    const create = async (code = 'ABC346', document = ballotRoom()) =>
      expect(await store.createRoom(code, document, 0)).to.equal(true)
    const cast = (
      voter: string,
      choice: string | null,
      { code = 'ABC346', pollId = 'poll-1', now = 1 } = {},
    ) => store.castBallot(code, { pollId, voter, choice }, now)
    const codeOf = async (cast: ReturnType<Store['castBallot']>) => {
      const result = await cast
      return result.ok ? 'ok' : result.code
    }

    describe('keeps rooms', () => {
      it('as they were created, at version 1, and none that were not', async () => {
        await create()
        expect(await store.loadRoom('ABC346')).to.deep.equal({ version: 1, document: ballotRoom() })
        expect(await store.loadRoom('ABC347')).to.equal(undefined)
      })

      it('and saves only over the version that was read; a stale save changes nothing', async () => {
        await create()
        const prepared = [ballotRoom().poll.question]
        expect(await store.saveRoom('ABC346', 1, { ...ballotRoom(), step: 2 })).to.equal(true)
        expect(await store.saveRoom('ABC346', 1, { ...ballotRoom(), step: 3, prepared })).to.equal(false)
        expect(await store.saveRoom('ABC346', 3, { ...ballotRoom(), step: 3, prepared })).to.equal(false)
        expect(await store.loadRoom('ABC346')).to.deep.equal({
          version: 2,
          document: { ...ballotRoom(), step: 2 },
        })
        expect(await store.saveRoom('NOROOM', 1, ballotRoom())).to.equal(false)
        expect(await store.loadRoom('NOROOM')).to.equal(undefined)
      })

      it('and lets one of many saves at once win', async () => {
        await create()
        const saved = await Promise.all(
          times(50, index => store.saveRoom('ABC346', 1, { ...ballotRoom(), step: index })),
        )
        expect(saved.filter(Boolean)).to.have.length(1)
        expect((await store.loadRoom('ABC346'))?.document.step).to.equal(saved.indexOf(true))
      })

      it('and gives no code twice: not while its room is there, not within a year after', async () => {
        await create()
        expect(await store.createRoom('ABC346', ballotRoom('other'), 1)).to.equal(false)
        await store.eraseRoom('ABC346', 10)
        expect(await store.createRoom('ABC346', ballotRoom('other'), 10 + YEAR - 1)).to.equal(false)
        expect(await store.loadRoom('ABC346')).to.equal(undefined)
        expect(await store.createRoom('ABC346', ballotRoom('other'), 10 + YEAR)).to.equal(true)
      })

      it('and gives one code at once to one of many', async () => {
        const made = await Promise.all(
          times(20, index => store.createRoom('ABC346', ballotRoom(`p${index}`), 0)),
        )
        expect(made.filter(Boolean)).to.have.length(1)
        expect((await store.loadRoom('ABC346'))?.document.poll.pollId).to.equal(`p${made.indexOf(true)}`)
      })

      it('and lists them with their times, erased ones left out, the house room among them', async () => {
        await create('', { ...ballotRoom(), createdAt: 1, usedAt: 2 })
        await create('ABC346', { ...ballotRoom(), createdAt: 3, usedAt: 4 })
        await create('XYWTR9')
        await store.eraseRoom('XYWTR9', 5)
        expect(await store.listRooms()).to.have.deep.members([
          { code: '', createdAt: 1, usedAt: 2 },
          { code: 'ABC346', createdAt: 3, usedAt: 4 },
        ])
      })
    })

    describe('takes a ballot', () => {
      it('for a letter of the open poll, and says what was before', async () => {
        await create()
        expect(await cast('ana', 'B')).to.deep.equal({ ok: true, before: null })
        expect(await cast('ana', 'D')).to.deep.equal({ ok: true, before: 'B' })
        expect(await cast('ana', 'D')).to.deep.equal({ ok: true, before: 'D' })
        expect(await cast('bo', 'D')).to.deep.equal({ ok: true, before: null })
        expect(await store.ballotOf('ABC346', 'poll-1', 'ana')).to.equal('D')
        expect(await store.tally('ABC346', 'poll-1'))
          .to.include({ D: 2 })
          .and.not.include({ B: 1 })
      })

      it('back when it is withdrawn', async () => {
        await create()
        await cast('ana', 'B')
        expect(await cast('ana', null)).to.deep.equal({ ok: true, before: 'B' })
        expect(await cast('ana', null)).to.deep.equal({ ok: true, before: null })
        expect(await store.ballotOf('ABC346', 'poll-1', 'ana')).to.equal(null)
        expect((await store.tally('ABC346', 'poll-1')).B ?? 0).to.equal(0)
      })

      it('by core’s rule only: no other letter, no other poll, none when closed, none in a room that is not there', async () => {
        await create()
        expect(await codeOf(cast('ana', 'E'))).to.equal('no-such-choice')
        expect(await codeOf(cast('ana', 'A', { pollId: 'poll-0' }))).to.equal('poll-over')
        expect(await codeOf(cast('ana', 'A', { code: 'NOROOM' }))).to.equal('no-such-room')
        await store.saveRoom('ABC346', 1, withPoll(ballotRoom(), { state: 'closed' }))
        expect(await codeOf(cast('ana', 'A'))).to.equal('poll-closed')
        expect(await codeOf(cast('ana', null))).to.equal('poll-closed')
        expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({})
      })

      it('up to two seconds after the deadline', async () => {
        await create('ABC346', withPoll(ballotRoom(), { deadline: 1000 }))
        expect(await codeOf(cast('ana', 'A', { now: 1000 + GRACE }))).to.equal('ok')
        expect(await codeOf(cast('bo', 'A', { now: 1001 + GRACE }))).to.equal('too-late')
        expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({ A: 1 })
      })

      it('of 500 voters who cast and change all at once: one each, and the tally equals a recount', async () => {
        await create()
        const voters = times(500, index => `voter-${index}`)
        const choices = (index: number) => [LETTERS[index % 4]!, LETTERS[(index * 7 + 1) % 4]!]
        const casts = voters.flatMap((voter, index) => choices(index).map(choice => cast(voter, choice)))
        expect((await Promise.all(casts)).every(({ ok }) => ok)).to.equal(true)
        const kept = await Promise.all(voters.map(voter => store.ballotOf('ABC346', 'poll-1', voter)))
        expect(kept).to.deep.equal(voters.map((_voter, index) => choices(index)[1]))
        expect(await store.tally('ABC346', 'poll-1')).to.include(countBy(kept))
      })

      it('before the close or not at all: what was acknowledged is the final tally', async () => {
        await create()
        const before = times(100, index => cast(`early-${index}`, 'A'))
        const close = store.saveRoom('ABC346', 1, withPoll(ballotRoom(), { state: 'closed' }))
        const after = times(100, index => cast(`late-${index}`, 'A'))
        const taken = (await Promise.all([...before, ...after])).filter(({ ok }) => ok).length
        expect(await close).to.equal(true)
        expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({ A: taken })
      })
    })

    describe('forgets', () => {
      it('the ballots of a poll when another one is up, and keeps those of the same', async () => {
        await create()
        await cast('ana', 'A')
        await store.saveRoom('ABC346', 1, withPoll(ballotRoom(), { state: 'closed' }))
        expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({ A: 1 })
        await store.saveRoom('ABC346', 2, ballotRoom('poll-2'))
        expect(await store.ballotOf('ABC346', 'poll-1', 'ana')).to.equal(null)
        expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({})
        expect(await codeOf(cast('ana', 'B'))).to.equal('poll-over')
        expect(await codeOf(cast('ana', 'B', { pollId: 'poll-2' }))).to.equal('ok')
      })

      it('a room with all its ballots, at once, and nothing of its neighbours', async () => {
        // One code begins like the other, and the house's begins them all.
        const codes = ['', 'ABC34', 'ABC346', 'ABC3466']
        for (const code of codes) {
          await create(code)
          await Promise.all(times(50, index => cast(`voter-${index}`, 'A', { code })))
        }
        await store.eraseRoom('ABC346', 5)
        expect(await store.loadRoom('ABC346')).to.equal(undefined)
        expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({})
        expect(await store.ballotOf('ABC346', 'poll-1', 'voter-7')).to.equal(null)
        expect(await codeOf(cast('ana', 'A'))).to.equal('no-such-room')
        for (const code of codes.filter(code => code !== 'ABC346')) {
          expect(await store.tally(code, 'poll-1')).to.deep.equal({ A: 50 })
          expect(await store.ballotOf(code, 'poll-1', 'voter-7')).to.equal('A')
          expect((await store.loadRoom(code))?.version).to.equal(1)
        }
      })

      it('nothing of a room that is not there, and does not rest its code', async () => {
        await store.eraseRoom('ABC346', 5)
        await create()
      })
    })

    it('shares nothing between rooms: the same voter and poll id are others in another room', async () => {
      await create()
      await create('XYWTR9')
      await cast('ana', 'A')
      await cast('ana', 'B', { code: 'XYWTR9' })
      expect(await store.tally('ABC346', 'poll-1')).to.deep.equal({ A: 1 })
      expect(await store.tally('XYWTR9', 'poll-1')).to.deep.equal({ B: 1 })
    })

    it('finds everything again after it was closed and opened', async () => {
      const secret = await store.secret()
      await create()
      await create('XYWTR9')
      await Promise.all(times(200, index => cast(`voter-${index}`, LETTERS[index % 4]!)))
      await store.saveRoom('ABC346', 1, { ...ballotRoom(), step: 9 })
      await store.eraseRoom('XYWTR9', 5)
      const again = await reopen()
      expect((await again.secret()).equals(secret)).to.equal(true)
      expect(await again.loadRoom('ABC346')).to.deep.equal({
        version: 2,
        document: { ...ballotRoom(), step: 9 },
      })
      expect(await again.tally('ABC346', 'poll-1')).to.deep.equal({ A: 50, B: 50, C: 50, D: 50 })
      expect(await again.ballotOf('ABC346', 'poll-1', 'voter-6')).to.equal('C')
      expect(await again.createRoom('XYWTR9', ballotRoom(), 5 + DAY)).to.equal(false)
    })

    it('has one secret of 32 bytes, also when it is asked for many times at once', async () => {
      const secrets = await Promise.all(times(20, () => store.secret()))
      expect(new Set(secrets.map(secret => secret.toString('hex'))).size).to.equal(1)
      expect(secrets[0]).to.have.length(32)
    })

    it('says in a sentence where it keeps things', () => {
      expect(store.describes).to.match(/^[A-Z].*\.$/)
    })
  })
}
