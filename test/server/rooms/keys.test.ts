/** Presenter keys: a new one shuts out the old one, at once and for good; one from outside stays as it is. */
import { expect } from 'chai'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { connectPresenter, KEY, openRoom, snapshotOf } from '../../support/presenter'
import { startApp } from '../../support/app'
import { openTab, waitFor } from '../../support/clients'
import { StoreTrouble } from '../../../src/store/errors'

async function refusedWith(client: unknown): Promise<string> {
  const [error] = await waitFor<[Error & { data: { code: string } }]>(client, 'connect_error')
  return error.data.code
}

describe('A new key', () => {
  it('shuts out the old one: its sockets are closed and cannot come back; the new one goes on', async () => {
    const app = await startApp()
    const mine = await connectPresenter(app)
    const other = await connectPresenter(app)
    const ana = await openTab(app)
    const closed = waitFor(other.client, 'disconnect')
    const refused = refusedWith(other.client)
    const reply = await mine.client.emitWithAck('newKey')
    if (!reply.ok) throw new Error(reply.code)
    await closed
    expect(await refused).to.equal('wrong-key')
    expect(await refusedWith(app.client({ presenterKey: app.presenterKey }))).to.equal('wrong-key')
    const { presenterKey } = reply
    expect(presenterKey)
      .to.match(/^[\w-]{22}$/)
      .and.not.equal(app.presenterKey)
    expect((await mine.does({ name: 'close' })).poll.state).to.equal('closed')
    expect(
      (await (await connectPresenter(app, { presenterKey })).does({ name: 'reopen' })).poll.state,
    ).to.equal('open')
    expect(await snapshotOf(ana.client)).to.include({ present: 1, connected: 3 })
  })

  it('of the house is kept for the next start, readable by its owner only', async () => {
    const app = await startApp()
    const file = path.join(app.dataDir, 'presenter-key')
    expect(readFileSync(file, 'utf8')).to.equal(app.presenterKey + '\n')
    const reply = await (await connectPresenter(app)).client.emitWithAck('newKey')
    const presenterKey = reply.ok ? reply.presenterKey : ''
    expect(readFileSync(file, 'utf8')).to.equal(presenterKey + '\n')
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    expect(again.presenterKey).to.equal(presenterKey)
    await connectPresenter(again)
    expect(await refusedWith(again.client({ presenterKey: app.presenterKey }))).to.equal('wrong-key')
  })

  it('that cannot be recorded changes nothing: not the room, and not the file of the next start', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const file = path.join(app.dataDir, 'presenter-key')
    const save = app.store.saveRoom.bind(app.store)
    app.store.saveRoom = () => Promise.reject(new StoreTrouble('no space is left'))
    expect(await presenter.client.emitWithAck('newKey')).to.include({ ok: false, code: 'not-kept' })
    expect(readFileSync(file, 'utf8')).to.equal(app.presenterKey + '\n')
    app.store.saveRoom = save
    await connectPresenter(app)
    expect(await presenter.client.emitWithAck('newKey')).to.include({ ok: true })
  })

  it('of a room is its own: the house’s stays, and the old one erases nothing', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { presenterKey, code })
    const reply = await presenter.client.emitWithAck('newKey')
    expect(reply).to.include({ ok: true })
    expect(await refusedWith(app.client({ presenterKey, room: code }))).to.equal('wrong-key')
    await connectPresenter(app)
    expect(readFileSync(path.join(app.dataDir, 'presenter-key'), 'utf8').trim()).to.equal(app.presenterKey)
  })

  it('is refused where PRESENTER_KEY sets it, and the old one stays', async () => {
    const app = await startApp({ PRESENTER_KEY: KEY })
    const presenter = await connectPresenter(app, { presenterKey: KEY })
    expect(await presenter.client.emitWithAck('newKey')).to.include({ ok: false, code: 'key-is-set' })
    await connectPresenter(app, { presenterKey: KEY })
  })

  it('is what opens rooms from then on, where opening takes the key', async () => {
    const app = await startApp({ OPEN_ROOMS: 'key' })
    await openRoom(app, { Authorization: `Bearer ${app.presenterKey}` })
    const reply = await (await connectPresenter(app)).client.emitWithAck('newKey')
    const presenterKey = reply.ok ? reply.presenterKey : ''
    await openRoom(app, { Authorization: `Bearer ${presenterKey}` })
    const old = await fetch(`${app.url}/api/rooms`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${app.presenterKey}` },
    })
    expect(old.status).to.equal(401)
  })
})

describe('The key of a start', () => {
  it('from outside replaces the one that was kept, and back', async () => {
    const app = await startApp()
    await app.close()
    const given = await startApp({ DATA_DIR: app.dataDir, PRESENTER_KEY: KEY })
    await connectPresenter(given, { presenterKey: KEY })
    expect(await refusedWith(given.client({ presenterKey: app.presenterKey }))).to.equal('wrong-key')
    await given.close()
    await connectPresenter(await startApp({ DATA_DIR: app.dataDir }), { presenterKey: app.presenterKey })
  })
})
