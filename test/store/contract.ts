/** The contract of the store: what every implementation must keep, asked of it and of nothing beneath. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Store } from '../../src/store/store'
import { describeAsks } from './contract-asks'
import { acts, ballotRoom, describeBallots, LETTERS, withPoll } from './contract-ballots'
import { describeLaws } from './contract-laws'
import { describeLines } from './contract-lines'
import { describeOrigins } from './contract-origins'
import { describeResults } from './contract-results'
import { describeRows } from './contract-rows'
import { describeTickets } from './contract-tickets'

/** An empty store, and how to close it and open what it kept. */
export interface Opened {
  store: Store
  reopen: () => Promise<Store>
}

const DAY = 24 * 3600 * 1000
const YEAR = 365 * DAY

/** Declares the contract for one implementation; the hooks of `open` end what it opens. */
export function describeStore(name: string, open: () => Promise<Opened>): void {
  describe(`${name}, as a store`, () => {
    let store: Store
    let reopen: Opened['reopen']
    beforeEach(async () => ({ store, reopen } = await open()))

    const { create, cast, codeOf } = acts(() => store)

    it('keeps what the program notes by name, also when it was closed and opened', async () => {
      expect(await store.readNote('one')).to.equal(undefined)
      await store.writeNote('one', 'a text')
      await store.writeNote('one', 'another “text”')
      await store.writeNote('two', '')
      store = await reopen()
      expect([await store.readNote('one'), await store.readNote('two')]).to.deep.equal(['another “text”', ''])
      expect(await store.listRooms()).to.deep.equal([])
    })

    it('tells the time by which all who share it go', async () => {
      expect(await store.now()).to.be.closeTo(Date.now(), 5000)
    })

    describe('keeps rooms', () => {
      it('as they were created, at version 1, and none that were not', async () => {
        await create()
        expect(await store.loadRoom('ACD346')).to.deep.equal({ version: 1, document: ballotRoom() })
        expect(await store.loadRoom('ACD347')).to.equal(undefined)
      })

      it('and saves only over the version that was read; a stale save changes nothing', async () => {
        await create()
        const prepared = [ballotRoom().poll.question]
        expect(await store.saveRoom('ACD346', 1, { ...ballotRoom(), step: 2 })).to.equal(true)
        expect(await store.saveRoom('ACD346', 1, { ...ballotRoom(), step: 3, prepared })).to.equal(false)
        expect(await store.saveRoom('ACD346', 3, { ...ballotRoom(), step: 3, prepared })).to.equal(false)
        expect(await store.loadRoom('ACD346')).to.deep.equal({
          version: 2,
          document: { ...ballotRoom(), step: 2 },
        })
        expect(await store.saveRoom('NOROOM', 1, ballotRoom())).to.equal(false)
        expect(await store.loadRoom('NOROOM')).to.equal(undefined)
      })

      it('and lets one of many saves at once win', async () => {
        await create()
        const saved = await Promise.all(
          times(50, index => store.saveRoom('ACD346', 1, { ...ballotRoom(), step: index })),
        )
        expect(saved.filter(Boolean)).to.have.length(1)
        expect((await store.loadRoom('ACD346'))?.document.step).to.equal(saved.indexOf(true))
      })

      it('and gives no code twice: not while its room is there, not within a year after', async () => {
        await create()
        expect(await store.createRoom('ACD346', ballotRoom('other'), 1)).to.equal(false)
        expect(await store.wasErased('ACD346')).to.equal(false)
        await store.eraseRoom('ACD346', 10)
        expect([await store.wasErased('ACD346'), await store.wasErased('XYWTR9')]).to.deep.equal([
          true,
          false,
        ])
        expect(await store.createRoom('ACD346', ballotRoom('other'), 10 + YEAR - 1)).to.equal(false)
        expect(await store.loadRoom('ACD346')).to.equal(undefined)
        expect(await store.createRoom('ACD346', ballotRoom('other'), 10 + YEAR)).to.equal(true)
        expect(await store.wasErased('ACD346')).to.equal(false)
      })

      it('and gives one code at once to one of many', async () => {
        const made = await Promise.all(
          times(20, index => store.createRoom('ACD346', ballotRoom(`p${index}`), 0)),
        )
        expect(made.filter(Boolean)).to.have.length(1)
        expect((await store.loadRoom('ACD346'))?.document.poll.pollId).to.equal(`p${made.indexOf(true)}`)
      })

      it('and lists them with their times, erased ones left out, the house room among them', async () => {
        await create('', { ...ballotRoom(), createdAt: 1, usedAt: 2, roomName: 'Aula' })
        await create('ACD346', { ...ballotRoom(), createdAt: 3, usedAt: 4 })
        await create('XYWTR9')
        await store.eraseRoom('XYWTR9', 5)
        expect(await store.listRooms()).to.have.deep.members([
          { code: '', name: 'Aula', createdAt: 1, usedAt: 2 },
          { code: 'ACD346', name: '', createdAt: 3, usedAt: 4 },
        ])
      })
    })

    describeBallots(() => store)
    describeOrigins(() => store)
    describeAsks(
      () => store,
      () => reopen(),
    )
    describeLaws(() => store)
    describeLines(
      () => store,
      () => reopen(),
    )

    describeResults(
      () => store,
      () => reopen(),
    )
    describeRows(
      () => store,
      () => reopen(),
    )
    describeTickets(
      () => store,
      () => reopen(),
    )

    describe('forgets', () => {
      it('the ballots of a poll when another one is up, and keeps those of the same', async () => {
        await create()
        await cast('ana', 'A')
        await store.saveRoom('ACD346', 1, withPoll(ballotRoom(), { state: 'closed' }))
        expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({ A: 1 })
        await store.saveRoom('ACD346', 2, ballotRoom('poll-2'))
        expect(await store.ballotOf('ACD346', 'poll-1', 'ana')).to.equal(null)
        expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({})
        expect(await codeOf(cast('ana', 'B'))).to.equal('poll-over')
        expect(await codeOf(cast('ana', 'B', { pollId: 'poll-2' }))).to.equal('ok')
      })

      it('a room with all its ballots, at once, and nothing of its neighbours', async () => {
        // One code begins like the other, and the house's begins them all.
        const codes = ['', 'ACD34', 'ACD346', 'ACD3466']
        for (const code of codes) {
          await create(code)
          await Promise.all(times(50, index => cast(`voter-${index}`, 'A', { code })))
        }
        await store.eraseRoom('ACD346', 5)
        expect(await store.loadRoom('ACD346')).to.equal(undefined)
        expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({})
        expect(await store.ballotOf('ACD346', 'poll-1', 'voter-7')).to.equal(null)
        expect(await codeOf(cast('ana', 'A'))).to.equal('no-such-room')
        for (const code of codes.filter(code => code !== 'ACD346')) {
          expect(Object.fromEntries(await store.tally(code, 'poll-1'))).to.deep.equal({ A: 50 })
          expect(await store.ballotOf(code, 'poll-1', 'voter-7')).to.equal('A')
          expect((await store.loadRoom(code))?.version).to.equal(1)
        }
      })

      it('nothing of a room that is not there, and does not rest its code', async () => {
        await store.eraseRoom('ACD346', 5)
        await create()
      })
    })

    it('shares nothing between rooms: the same voter and poll id are others in another room', async () => {
      await create()
      await create('XYWTR9')
      await cast('ana', 'A')
      await cast('ana', 'B', { code: 'XYWTR9' })
      expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({ A: 1 })
      expect(Object.fromEntries(await store.tally('XYWTR9', 'poll-1'))).to.deep.equal({ B: 1 })
    })

    it('finds everything again after it was closed and opened', async () => {
      const secret = await store.secret()
      await create()
      await create('XYWTR9')
      await Promise.all(times(200, index => cast(`voter-${index}`, LETTERS[index % 4]!)))
      await store.saveRoom('ACD346', 1, { ...ballotRoom(), step: 9 })
      await store.eraseRoom('XYWTR9', 5)
      const again = await reopen()
      expect((await again.secret()).equals(secret)).to.equal(true)
      expect(await again.loadRoom('ACD346')).to.deep.equal({
        version: 2,
        document: { ...ballotRoom(), step: 9 },
      })
      expect(Object.fromEntries(await again.tally('ACD346', 'poll-1'))).to.deep.equal({
        A: 50,
        B: 50,
        C: 50,
        D: 50,
      })
      expect(await again.ballotOf('ACD346', 'poll-1', 'voter-6')).to.equal('C')
      expect(await again.createRoom('XYWTR9', ballotRoom(), 5 + DAY)).to.equal(false)
    })

    it('has one secret of 32 bytes, also when it is asked for many times at once', async () => {
      const secrets = await Promise.all(times(20, () => store.secret()))
      expect(new Set(secrets.map(secret => secret.toString('hex'))).size).to.equal(1)
      expect(secrets[0]).to.have.length(32)
    })

    it('says in a sentence where it keeps things', () => {
      expect(store.describes.sentence).to.match(/^[A-Z].*\.$/)
    })
  })
}
