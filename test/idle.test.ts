/** Rooms that nobody uses any more: erased after ROOM_DAYS, the house's content with them, and none that is in use. */
import { expect } from 'chai'
import { newRoom } from '../src/core/room-document'
import { hashOf } from '../src/keys'
import { eraseIdle } from '../src/sockets/housekeeping'
import type { House } from '../src/sockets/listen'
import { desk, KEY, openRoom, question } from './desk'
import { joined, newFolder, newTab, openStoreOf, page, startApp, waitFor, type TestApp } from './support'

const DAY = 24 * 3600 * 1000
const MONTH = 30 * DAY

/** Tidies up as the server does each hour, so many milliseconds from now. */
async function tidy(app: TestApp, later: number): Promise<number> {
  const { rooms } = (await app.ready) as House
  return eraseIdle(app.store, rooms, 30, Date.now() + later)
}

const codes = async (app: TestApp) => (await app.store.listRooms()).map(({ code }) => code).filter(Boolean)

describe('A room that nobody has used', () => {
  it('for thirty days is erased with its ballots; its code rests', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    expect([await tidy(app, MONTH - 60_000), await codes(app)]).to.deep.equal([0, [code]])
    expect([await tidy(app, MONTH + 60_000), await codes(app)]).to.deep.equal([1, []])
    const [error] = await waitFor<[Error]>(app.client({ tab: newTab(), room: code }), 'connect_error')
    expect(error.message).to.equal('There is no room with this code.')
    const document = newRoom('hash', { now: 0, newId: () => 'poll' })
    expect(await app.store.createRoom(code, document, Date.now() + 2 * MONTH)).to.equal(false)
  })

  it('stays while somebody is in it', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    await joined(app.client({ tab: newTab(), room: code }))
    expect([await tidy(app, 2 * MONTH), await codes(app)]).to.deep.equal([0, [code]])
  })

  it('is used by whoever enters: its days begin anew', async () => {
    const folder = newFolder()
    const store = await openStoreOf(folder)
    const usedAt = Date.now() - MONTH + 60_000
    const document = { ...newRoom(hashOf(KEY), { now: usedAt, newId: () => 'poll' }), step: 7 }
    await store.createRoom('ACD346', document, usedAt)
    await store.close()
    const app = await startApp({ DATA_DIR: folder })
    const presenter = app.client({ presenterKey: KEY, room: 'ACD346' })
    await waitFor(presenter, 'lectern')
    await waitFor(presenter, 'lectern') // of the document as it is now
    expect((await app.store.loadRoom('ACD346'))!.document.usedAt).to.be.within(
      Date.now() - 60_000,
      Date.now(),
    )
  })
})

describe('The house room', () => {
  it('stays, and what nobody has used for thirty days goes: questions, list and ballots; its key is the same', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    await presenter.does({ name: 'prepare', questions: [question({ text: 'old' })] })
    const { poll } = await presenter.does({ name: 'next' })
    const ana = await page(app, { browser: newTab() })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, choice: 'A' })
    const { step } = presenter.lectern()
    await app.close()

    const again = await startApp({ DATA_DIR: app.dataDir })
    expect(await tidy(again, MONTH - 60_000)).to.equal(0)
    expect((await again.store.loadRoom(''))!.document.prepared).to.have.length(1)
    expect(await tidy(again, MONTH + 60_000)).to.equal(0)
    expect(await again.store.tally('', poll.pollId)).to.deep.equal({})
    const back = await desk(again)
    expect(back.lectern()).to.deep.include({ prepared: [], next: 0, step: step + 1 })
    expect((await page(again)).snapshot.poll).to.include({ question: '', posed: false, kind: 'hands' })
  })

  it('is left alone while somebody is in it', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    await presenter.does({ name: 'ask', question: question() })
    await tidy(app, 2 * MONTH)
    expect((await page(app)).snapshot.poll.question).to.equal('Which?')
  })
})
