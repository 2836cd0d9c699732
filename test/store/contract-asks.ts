/** The part of the store's contract that is on asks: changed by comparing, voted for once a person, erased in time. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { AsksWrite, KeptAsk } from '../../src/core/asks/kept-asks'
import type { Store } from '../../src/store/store'
import { acts, ballotRoom } from './contract-ballots'

/** Declares what the contract says of asks. */
export function describeAsks(storeOf: () => Store, reopen: () => Promise<Store>): void {
  let store: Store
  const { create } = acts(storeOf)
  const ask = (id: number, changes: Partial<KeptAsk> = {}): KeptAsk => ({
    id,
    lesson: 1,
    key: `key-${id}`,
    from: 'ana',
    name: '',
    text: `Why “${id}”? 😀`,
    at: 1000,
    state: 'shown',
    ...changes,
  })
  /** Changes what is there now. */
  const change = async (changes: Partial<AsksWrite>, code = 'ACD346') => {
    const { rev, last } = await store.asks(code)
    return store.changeAsks(code, { rev, last, put: [], remove: [], ...changes })
  }
  const votesOf = async (id: number, code = 'ACD346') => (await store.asks(code)).votes.get(id)

  describe('keeps asks', () => {
    beforeEach(async () => {
      store = storeOf()
      await create()
    })

    it('as they were asked, in the order of their numbers, also when it was closed and opened', async () => {
      expect(await store.asks('ACD346')).to.deep.equal({ rev: 0, last: 0, asks: [], votes: new Map() })
      const asks = [
        ask(1),
        ask(2, { name: 'Bo', state: 'answered', answer: 'So.', role: 'presenter' }),
        ask(10),
      ]
      expect(await change({ last: 10, put: [asks[2]!, asks[0]!, asks[1]!] })).to.equal(true)
      expect(await store.voteForAsk('ACD346', [2], 'cy', true)).to.equal(1)
      store = await reopen()
      expect(await store.asks('ACD346')).to.deep.equal({ rev: 1, last: 10, asks, votes: new Map([[2, 1]]) })
      expect(await store.asksVotedBy('ACD346', 'cy')).to.deep.equal([2])
    })

    it('and changes only what was read: of many changes at once one is applied', async () => {
      const applied = await Promise.all(
        times(20, index =>
          store.changeAsks('ACD346', { rev: 0, last: 1, put: [ask(1, { text: `${index}` })], remove: [] }),
        ),
      )
      expect(applied.filter(Boolean)).to.have.length(1)
      const { rev, asks } = await store.asks('ACD346')
      expect([rev, asks.map(({ text }) => text)]).to.deep.equal([1, [String(applied.indexOf(true))]])
      expect(await store.changeAsks('NOROOM', { rev: 0, last: 1, put: [ask(1)], remove: [] })).to.equal(false)
      expect((await store.asks('NOROOM')).asks).to.deep.equal([])
    })

    it('and counts each person once: 500 votes at once, some of them twice', async () => {
      await change({ last: 2, put: [ask(1), ask(2)] })
      await Promise.all(times(600, index => store.voteForAsk('ACD346', [1], `voter-${index % 500}`, true)))
      expect(await votesOf(1)).to.equal(500)
      expect(await votesOf(2)).to.equal(undefined)
      await Promise.all(times(40, index => store.voteForAsk('ACD346', [1], `voter-${index % 20}`, false)))
      expect(await votesOf(1)).to.equal(480)
      expect(await store.asksVotedBy('ACD346', 'voter-3')).to.deep.equal([])
      expect(await store.asksVotedBy('ACD346', 'voter-20')).to.deep.equal([1])
    })

    it('and changes an ask that must have no votes only while it has none', async () => {
      await change({ last: 1, put: [ask(1)] })
      expect(await change({ put: [ask(1, { text: 'How?' })], unvoted: 1 })).to.equal(true)
      await store.voteForAsk('ACD346', [1], 'bo', true)
      expect(await change({ put: [ask(1, { text: 'Who?' })], unvoted: 1 })).to.equal(false)
      await store.voteForAsk('ACD346', [1], 'bo', false)
      expect(await change({ put: [ask(1, { text: 'Who?' })], unvoted: 1 })).to.equal(true)
    })

    it('and of merged ones counts the people, who have their own votes again afterwards', async () => {
      await change({ last: 3, put: [ask(1), ask(2), ask(3)] })
      for (const [id, voter] of [
        [1, 'ana'],
        [1, 'bo'],
        [2, 'bo'],
        [2, 'cy'],
        [3, 'di'],
      ] as const)
        await store.voteForAsk('ACD346', [id], voter, true)
      await change({ put: [ask(2, { into: 1 }), ask(3, { into: 2 })] })
      expect((await store.asks('ACD346')).votes).to.deep.equal(
        new Map([
          [1, 4],
          [2, 2],
          [3, 1],
        ]),
      )
      // Whoever has voted for one of them is counted already.
      expect(await store.voteForAsk('ACD346', [1, 2, 3], 'di', true)).to.equal(4)
      expect(await store.voteForAsk('ACD346', [1, 2, 3], 'bo', false)).to.equal(3)
      expect(await store.asksVotedBy('ACD346', 'bo')).to.deep.equal([])
      await change({ put: [ask(2), ask(3)] })
      expect((await store.asks('ACD346')).votes).to.deep.equal(
        new Map([
          [1, 1],
          [2, 1],
          [3, 1],
        ]),
      )
    })

    it('and erases them with their votes; numbers go on, and nobody can vote for what is gone', async () => {
      await change({ last: 3, put: [ask(1), ask(2), ask(3)] })
      for (const id of [1, 2, 3]) await store.voteForAsk('ACD346', [id], 'bo', true)
      await change({ remove: [2] })
      expect(await store.asksVotedBy('ACD346', 'bo')).to.deep.equal([1, 3])
      expect(await store.voteForAsk('ACD346', [2], 'cy', true)).to.equal(undefined)
      await change({ remove: [1, 3] })
      expect(await store.asksVotedBy('ACD346', 'bo')).to.deep.equal([])
      expect(await store.asks('ACD346')).to.deep.include({ last: 3, asks: [], votes: new Map() })
    })

    it('until everything is forgotten, and then what was decided before is not applied', async () => {
      await change({ last: 2, put: [ask(1), ask(2)] })
      await store.voteForAsk('ACD346', [1], 'bo', true)
      const { rev } = await store.asks('ACD346')
      await store.saveRoom('ACD346', 1, { ...ballotRoom('poll-2'), lesson: 2 })
      expect((await store.asks('ACD346')).asks).to.have.length(2)
      await store.saveRoom('ACD346', 2, { ...ballotRoom('poll-2'), lesson: 3, forgotten: 1 })
      expect(await store.asks('ACD346')).to.deep.include({ last: 2, asks: [], votes: new Map() })
      expect(await store.asksVotedBy('ACD346', 'bo')).to.deep.equal([])
      expect(await store.changeAsks('ACD346', { rev, last: 3, put: [ask(3)], remove: [] })).to.equal(false)
    })

    it('until their room is erased, and nothing of its neighbours', async () => {
      await create('ACD3466')
      for (const code of ['ACD346', 'ACD3466']) {
        await change({ last: 1, put: [ask(1)] }, code)
        await store.voteForAsk(code, [1], 'bo', true)
      }
      await store.eraseRoom('ACD346', 5)
      expect(await store.asks('ACD346')).to.deep.equal({ rev: 0, last: 0, asks: [], votes: new Map() })
      expect(await store.asksVotedBy('ACD346', 'bo')).to.deep.equal([])
      expect(await votesOf(1, 'ACD3466')).to.equal(1)
      expect(await store.asksVotedBy('ACD3466', 'bo')).to.deep.equal([1])
    })
  })
}
