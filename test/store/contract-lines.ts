/** The part of the store's contract that is on lines: numbered, each kept once, forgotten in time. */
import { expect } from 'chai'
import times from 'lodash/times'
import { MAX_DELETED, MAX_LINES, type AppendedLine, type NewLine, type Store } from '../../src/store/store'
import { acts, ballotRoom } from './contract-ballots'

let keys = 0
/** A line that no other test has. */
function line(changes: Partial<NewLine> = {}): NewLine {
  const key = `key-${++keys}`
  return { key, from: 'ana', name: 'Ana', at: 1000, text: `This is ${key}.`, ...changes }
}

/** As many lines are on their way at once, at most: a busy machine must answer each within its time limit. */
const PART = 500

/** Does something many times, a part of them at once, each part in order. */
async function inParts<T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  while (done.length < count) {
    const from = done.length
    done.push(...(await Promise.all(times(Math.min(PART, count - from), index => act(from + index)))))
  }
  return done
}

/** Declares what the contract says of lines. */
export function describeLines(storeOf: () => Store, reopen: () => Promise<Store>): void {
  let store: Store
  beforeEach(() => void (store = storeOf()))
  const { create } = acts(storeOf)
  const append = (changes?: Partial<NewLine>, code = 'ACD346') =>
    store.appendLine(code, line(changes)) as Promise<AppendedLine>
  const appendMany = (count: number, changes?: Partial<NewLine>, code?: string) =>
    inParts(count, () => append(changes, code))
  const seqs = async (range: Partial<Parameters<Store['lines']>[1]> = {}, code = 'ACD346') =>
    (await store.lines(code, { limit: 1000, ...range })).map(({ seq }) => seq)

  describe('keeps lines', () => {
    beforeEach(() => create())

    it('as they were said, under numbers that grow by one', async () => {
      const said = [line({ text: 'one\ntwo 😀', role: 'presenter' }), line({ from: 'bo', name: 'Bo', at: 7 })]
      expect(await store.appendLine('ACD346', said[0]!)).to.deep.equal({ seq: 1, at: 1000, isNew: true })
      expect(await store.appendLine('ACD346', said[1]!)).to.deep.equal({ seq: 2, at: 7, isNew: true })
      expect(await store.lines('ACD346', { limit: 9 })).to.deep.equal([
        { ...said[0], seq: 1 },
        { ...said[1], seq: 2 },
      ])
    })

    it('of one moment each under a number of its own, in the order in which they came', async () => {
      const kept = await appendMany(300)
      expect(kept.map(({ seq }) => seq)).to.deep.equal(times(300, index => index + 1))
      expect(await seqs()).to.deep.equal(times(300, index => index + 1))
    })

    it('once: the same key from the same person is the same line, also many at once', async () => {
      const first = await append({ key: 'same' })
      const again = await append({ key: 'same', text: 'other', at: 9999 })
      expect(again).to.deep.equal({ ...first, isNew: false })
      const many = await appendMany(50, { key: 'many' })
      expect(many.filter(({ isNew }) => isNew)).to.have.length(1)
      expect(new Set(many.map(({ seq }) => seq)).size).to.equal(1)
      expect((await store.lines('ACD346', { limit: 9 })).map(({ key }) => key)).to.deep.equal([
        'same',
        'many',
      ])
    })

    it('of another person under the same key: that is another line', async () => {
      expect((await append({ key: 'same' })).isNew).to.equal(true)
      expect((await append({ key: 'same', from: 'bo' })).isNew).to.equal(true)
      expect(await seqs()).to.deep.equal([1, 2])
    })

    it('and gives the newest of a range, in their order', async () => {
      await appendMany(10)
      expect(await seqs({ limit: 3 })).to.deep.equal([8, 9, 10])
      expect(await seqs({ limit: 3, before: 8 })).to.deep.equal([5, 6, 7])
      expect(await seqs({ limit: 3, before: 3 })).to.deep.equal([1, 2])
      expect(await seqs({ after: 7 })).to.deep.equal([8, 9, 10])
      expect(await seqs({ limit: 2, after: 7 })).to.deep.equal([9, 10])
      expect(await seqs({ limit: 2, after: 2, before: 6 })).to.deep.equal([4, 5])
      for (const none of [
        { after: 10 },
        { before: 1 },
        { before: 0 },
        { after: 4, before: 5 },
        { after: 99 },
      ])
        expect(await seqs(none)).to.deep.equal([])
    })

    it('in rooms that are there, and apart from those of all others', async () => {
      expect(await store.appendLine('NOROOM', line())).to.equal(undefined)
      const codes = ['', 'ACD34', 'ACD3466']
      for (const code of codes) await create(code)
      for (const code of codes) expect((await append({ key: 'same' }, code)).seq).to.equal(1)
      expect(await seqs()).to.deep.equal([])
      await append({ key: 'same' })
      for (const code of codes) await store.eraseLines(code, { seq: 1 })
      expect(await seqs()).to.deep.equal([1])
      expect(await seqs({}, 'NOROOM')).to.deep.equal([])
      expect(await store.extent('NOROOM')).to.deep.equal({ first: 1, last: 0, deleted: [] })
    })

    it('and finds them again after it was closed and opened: the same keys, the next numbers', async () => {
      const kept = await append({ key: 'same' })
      await append()
      await store.eraseLines('ACD346', { seq: 2 })
      store = await reopen()
      expect(await append({ key: 'same' })).to.deep.equal({ ...kept, isNew: false })
      expect(await store.extent('ACD346')).to.deep.equal({ first: 1, last: 2, deleted: [2] })
      expect((await append()).seq).to.equal(3)
      expect(await seqs()).to.deep.equal([1, 3])
    })
  })

  describe('forgets lines', () => {
    beforeEach(() => create())

    it('that are deleted, once; a retry of one does not bring it back', async () => {
      await append()
      const { seq } = await append({ key: 'gone' })
      await append()
      const deletions = await Promise.all(times(5, () => store.eraseLines('ACD346', { seq })))
      expect(deletions.reduce((sum, one) => sum + one)).to.equal(1)
      expect(await seqs()).to.deep.equal([1, 3])
      expect(await append({ key: 'gone' })).to.include({ seq, isNew: false })
      expect((await append()).seq).to.equal(4)
      expect(await store.extent('ACD346')).to.deep.equal({ first: 1, last: 4, deleted: [2] })
      for (const none of [0, 5, 2 ** 40]) expect(await store.eraseLines('ACD346', { seq: none })).to.equal(0)
      expect(await seqs({ limit: 2 })).to.deep.equal([3, 4])
    })

    it('up to a number, deleted ones among them not counted, and remembers what was deleted', async () => {
      for (const at of [10, 20, 30, 40]) await append({ at })
      await store.eraseLines('ACD346', { seq: 3 })
      await store.eraseLines('ACD346', { seq: 1 })
      expect((await store.extent('ACD346')).deleted).to.deep.equal([3, 1])
      expect(await store.eraseLines('ACD346', { upTo: 0 })).to.equal(0)
      expect(await store.eraseLines('ACD346', { upTo: 2 })).to.equal(1)
      expect(await store.extent('ACD346')).to.deep.equal({ first: 3, last: 4, deleted: [3] })
      expect(await seqs()).to.deep.equal([4])
      expect(await store.eraseLines('ACD346', { upTo: Infinity })).to.equal(1)
      expect(await store.extent('ACD346')).to.deep.equal({ first: 5, last: 4, deleted: [] })
      expect((await append()).seq).to.equal(5)
    })

    it('when a room has too many: the oldest give way, and their keys', async () => {
      await append({ key: 'first' })
      await appendMany(MAX_LINES - 1)
      expect((await append({ key: 'first' })).isNew).to.equal(false)
      await inParts(MAX_DELETED + 1, index => store.eraseLines('ACD346', { seq: index + 10 }))
      await append()
      expect(await store.extent('ACD346')).to.deep.include({ first: 2, last: MAX_LINES + 1 })
      expect((await store.extent('ACD346')).deleted).to.deep.equal(times(MAX_DELETED, index => index + 11))
      expect(await seqs({ before: 4 })).to.deep.equal([2, 3])
      expect(await append({ key: 'first' })).to.include({ seq: MAX_LINES + 2, isNew: true })
    })

    it('of a span: those around it stay, and their numbers, keys and deletions', async () => {
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await append({ key })
      for (const seq of [2, 4]) await store.eraseLines('ACD346', { seq })
      const count = (from: number, to: number) => store.countLines('ACD346', { from, to })
      expect([await count(1, 6), await count(2, 4), await count(4, 4), await count(7, 6)]).to.deep.equal([
        4, 1, 0, 0,
      ])
      for (const none of [
        { from: 7, to: 9 },
        { from: 5, to: 4 },
        { from: 0, to: 0 },
      ])
        expect(await store.eraseLines('ACD346', none)).to.equal(0)
      expect(await store.eraseLines('ACD346', { from: 3, to: 5 })).to.equal(2)
      expect(await store.eraseLines('ACD346', { from: 3, to: 5 })).to.equal(0)
      expect(await seqs()).to.deep.equal([1, 6])
      expect(await store.extent('ACD346')).to.deep.equal({ first: 1, last: 6, deleted: [2] })
      expect(await append({ key: 'b' })).to.include({ seq: 2, isNew: false })
      expect(await append({ key: 'c' })).to.include({ seq: 7, isNew: true })
      expect(await store.eraseLines('ACD346', { from: 1, to: 2 })).to.equal(1)
      expect(await store.extent('ACD346')).to.deep.equal({ first: 3, last: 7, deleted: [] })
      expect(await store.eraseLines('ACD346', { upTo: 6 })).to.equal(1)
      expect(await store.eraseLines('ACD346', { from: 1, to: 99 })).to.equal(1)
      expect(await store.extent('ACD346')).to.deep.equal({ first: 8, last: 7, deleted: [] })
      expect(await count(1, 99)).to.equal(0)
    })

    it('where everything is forgotten, and goes on with their numbers; with a new lesson it keeps them', async () => {
      await appendMany(3)
      await store.saveRoom('ACD346', 1, { ...ballotRoom('poll-2'), step: 2, lesson: 2, firstLine: 4 })
      expect(await seqs()).to.deep.equal([1, 2, 3])
      await store.saveRoom('ACD346', 2, { ...ballotRoom(), lesson: 3, forgotten: 1 })
      expect(await seqs()).to.deep.equal([])
      expect(await store.extent('ACD346')).to.deep.equal({ first: 4, last: 3, deleted: [] })
      expect((await append({ key: 'again' })).seq).to.equal(4)
    })

    it('with their room, and nothing of its neighbours', async () => {
      await create('ACD3466')
      await appendMany(3)
      await appendMany(3, {}, 'ACD3466')
      await store.eraseRoom('ACD346', 5)
      expect(await seqs()).to.deep.equal([])
      expect(await store.extent('ACD346')).to.deep.equal({ first: 1, last: 0, deleted: [] })
      expect(await store.appendLine('ACD346', line())).to.equal(undefined)
      expect(await seqs({}, 'ACD3466')).to.deep.equal([1, 2, 3])
    })
  })
}
