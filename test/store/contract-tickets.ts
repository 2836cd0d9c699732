/** The part of the store's contract that is on voting tickets: one holder a ticket, and one ticket a holder. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import type { Store } from '../../src/store/store'
import { acts, ballotRoom } from './contract-ballots'

/** Declares what the contract says of voting tickets. */
export function describeTickets(storeOf: () => Store, reopen: () => Promise<Store>): void {
  let store: Store
  const { create } = acts(storeOf)
  const take = (number: number, holder: string, { batch = 1, code = 'ACD346' } = {}) =>
    store.takeTicket(code, { batch, number, holder })

  describe('keeps who holds a voting ticket', () => {
    beforeEach(async () => {
      store = storeOf()
      await create()
    })

    it('by its number: the first who takes it, who may take it again; also when it was closed and opened', async () => {
      expect(await store.countTickets('ACD346', 1)).to.equal(0)
      expect(await take(3, 'ana')).to.equal('taken')
      expect(await take(3, 'bo')).to.equal('used')
      expect(await take(3, 'ana')).to.equal('taken')
      expect(await take(4, 'ana')).to.equal('second')
      expect(await take(0, 'bo')).to.equal('taken')
      store = await reopen()
      expect(await take(3, 'cy')).to.equal('used')
      expect(await store.holdsTicket('ACD346', 1, 'ana')).to.equal(true)
      expect(await store.holdsTicket('ACD346', 1, 'cy')).to.equal(false)
      expect(await store.holdsTicket('ACD346', 2, 'ana')).to.equal(false)
      expect(await store.countTickets('ACD346', 1)).to.equal(2)
      expect(await take(3, 'ana', { code: 'NOROOM' })).to.equal('void')
    })

    it('once, of many who take it at the same moment', async () => {
      const outcomes = await Promise.all(times(40, place => take(7, `person-${place}`)))
      expect(countBy(outcomes)).to.deep.equal({ taken: 1, used: 39 })
      const tickets = await Promise.all(times(40, number => take(100 + number, 'zoe')))
      expect(countBy(tickets)).to.deep.equal({ taken: 1, second: 39 })
      expect(await store.countTickets('ACD346', 1)).to.equal(2)
    })

    it('until there is a newer batch, and takes none of an older one then', async () => {
      await take(3, 'ana')
      expect(await take(3, 'bo', { batch: 2 })).to.equal('taken')
      expect(await store.holdsTicket('ACD346', 1, 'ana')).to.equal(false)
      expect(await store.countTickets('ACD346', 1)).to.equal(0)
      expect(await store.countTickets('ACD346', 2)).to.equal(1)
      expect(await take(4, 'ana')).to.equal('void')
      await store.dropTickets('ACD346', 2)
      expect(await store.countTickets('ACD346', 2)).to.equal(1)
      await store.dropTickets('ACD346', 3)
      expect(await store.holdsTicket('ACD346', 2, 'bo')).to.equal(false)
      expect(await take(3, 'bo', { batch: 2 })).to.equal('void')
      expect(await take(3, 'bo', { batch: 3 })).to.equal('taken')
      expect(await take(3, 'bo', { batch: 4 })).to.equal('taken')
    })

    it('until everything is forgotten, or their room is erased, and nothing of its neighbours', async () => {
      await create('ACD3466')
      await take(3, 'ana', { code: 'ACD3466' })
      await take(3, 'ana')
      await store.saveRoom('ACD346', 1, { ...ballotRoom('poll-2'), lesson: 2 })
      expect(await store.countTickets('ACD346', 1)).to.equal(1)
      await store.saveRoom('ACD346', 2, { ...ballotRoom('poll-2'), lesson: 3, forgotten: 1 })
      expect(await store.countTickets('ACD346', 1)).to.equal(0)
      expect(await store.holdsTicket('ACD346', 1, 'ana')).to.equal(false)
      await take(3, 'bo')
      await store.eraseRoom('ACD346', 5)
      expect(await store.countTickets('ACD346', 1)).to.equal(0)
      expect(await store.holdsTicket('ACD346', 1, 'bo')).to.equal(false)
      expect(await store.holdsTicket('ACD3466', 1, 'ana')).to.equal(true)
    })
  })
}
