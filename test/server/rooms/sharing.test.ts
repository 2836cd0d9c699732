/** What a room shares of its results: set by presenters, told to every page, and kept. */
import { expect } from 'chai'
import { completed, newRoom } from '../../../src/core/room/document'
import { documentProblem } from '../../../src/core/protocol/kept-document'
import { connectPresenter, snapshotOf } from '../../support/presenter'
import { startApp } from '../../support/app'
import { openTab, waitFor } from '../../support/clients'

describe('What a room shares of its results', () => {
  it('is at first the page of what was shown, and neither files nor anonymous rows', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    expect(presenter.lectern().sharing).to.deep.equal({ page: true, files: false, rows: false })
    expect((await openTab(app)).snapshot.resultsPage).to.equal(true)
  })

  it('is changed one by one, told to every page and to other presenters, and outlives a restart', async () => {
    const app = await startApp()
    const [first, second] = [await connectPresenter(app), await connectPresenter(app)]
    const { client } = await openTab(app)
    const told = waitFor(client, 'resultsPage')
    const seen = waitFor(second.client, 'presenterState', () => !second.lectern().sharing.page)
    expect(await first.client.emitWithAck('setSharing', { page: false })).to.deep.equal({ ok: true })
    expect(await told).to.deep.equal([false])
    await seen
    expect(await first.client.emitWithAck('setSharing', { rows: true })).to.deep.equal({ ok: true })
    expect((await openTab(app)).snapshot.resultsPage).to.equal(false)

    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const presenter = await connectPresenter(again)
    expect(presenter.lectern().sharing).to.deep.equal({ page: false, files: false, rows: true })
    expect((await snapshotOf(presenter.client)).resultsPage).to.equal(false)
  })

  it('is for presenters to change, and refused when it is so already', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const presenter = await connectPresenter(app)
    const tries: [typeof client, unknown, string][] = [
      [client, { page: false }, 'not-a-presenter'],
      [presenter.client, { page: 'no' }, 'bad-request'],
      [presenter.client, { page: true }, 'already-so'],
    ]
    for (const [who, settings, code] of tries)
      expect(await who.emitWithAck('setSharing', settings as object)).to.include({ ok: false, code })
    expect((await snapshotOf(client)).resultsPage).to.equal(true)
  })

  it('has its first settings in a document of an earlier version, and the rounds of its poll the ids that are known', () => {
    const { sharing: _sharing, ...older } = newRoom('key', { now: 1, newId: () => 'poll-3' })
    const { roundIds: _ids, ...poll } = older.poll
    const earlier = [{ A: 1 }, { A: 2 }]
    const room = completed({ ...older, poll: { ...poll, resultId: 'poll-1', earlier } as never }, false)
    expect(room.sharing).to.deep.equal({ page: true, files: false, rows: false })
    expect(room.poll.roundIds).to.deep.equal(['poll-1', ''])
    expect(documentProblem(room)).to.equal(undefined)
    expect(documentProblem({ ...room, sharing: { page: 1 } })).to.match(/^sharing\./)
  })
})
