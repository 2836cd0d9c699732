/** The name of a room: given by a presenter or when it is opened, cleaned, told to every page, and kept. */
import { expect } from 'chai'
import { connectPresenter, openRoom, snapshotOf } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { openTab, joined, waitFor } from '../../support/clients'

const opened = (app: TestApp, body: string) => fetch(`${app.url}/api/rooms`, { method: 'POST', body })

describe('The name of a room', () => {
  it('is told to every page, newcomers and other presenters too, and outlives a restart', async () => {
    const app = await startApp()
    const [first, second] = [await connectPresenter(app), await connectPresenter(app)]
    const { client, snapshot } = await openTab(app)
    expect([snapshot.roomName, first.lectern().roomName]).to.deep.equal(['', ''])
    const told = [client, second.client].map(each => waitFor(each, 'roomName'))
    const seen = waitFor(second.client, 'presenterState', () => second.lectern().roomName !== '')
    const reply = await first.client.emitWithAck('nameRoom', { name: '  Physics\u0000 \n 2b \u202e ' })
    expect(reply).to.deep.equal({ ok: true, name: 'Physics 2b' })
    expect(await Promise.all(told)).to.deep.equal([['Physics 2b'], ['Physics 2b']])
    await seen
    expect(second.lectern().roomName).to.equal('Physics 2b')
    expect((await openTab(app)).snapshot.roomName).to.equal('Physics 2b')

    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const presenter = await connectPresenter(again)
    expect((await snapshotOf(presenter.client)).roomName).to.equal('Physics 2b')
    expect(await presenter.client.emitWithAck('nameRoom', { name: ' \u200b ' })).to.deep.equal({
      ok: true,
      name: '',
    })
    expect((await snapshotOf(presenter.client)).roomName).to.equal('')
  })

  it('is for presenters to give, at most 60 characters long, and refused when it is that already', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const presenter = await connectPresenter(app)
    const tries: [typeof client, unknown, string][] = [
      [client, 'Mine', 'not-a-presenter'],
      [presenter.client, 'x'.repeat(61), 'room-name-too-long'],
      [presenter.client, 7, 'bad-request'],
      [presenter.client, '', 'already-so'],
    ]
    for (const [who, name, code] of tries)
      expect(await who.emitWithAck('nameRoom', { name: name as string })).to.include({ ok: false, code })
    const longest = '看'.repeat(60)
    expect(await presenter.client.emitWithAck('nameRoom', { name: longest })).to.include({ name: longest })
  })

  it('may come with the request that opens the room, as JSON or as a form; the list of rooms has it', async () => {
    const app = await startApp()
    const named = ['{"name": " Class  7a "}', 'name=Class+7b', '{}']
    const codes = []
    for (const body of named) {
      const response = await opened(app, body)
      expect(response.status, body).to.equal(201)
      codes.push(((await response.json()) as { code: string }).code)
    }
    codes.push((await openRoom(app)).code)
    const list = await (await connectPresenter(app)).client.emitWithAck('listRooms')
    if (!list.ok) throw new Error(list.code)
    const names = new Map(list.rooms.map(({ code, name }) => [code, name]))
    expect(codes.map(code => names.get(code))).to.deep.equal(['Class 7a', 'Class 7b', '', ''])
    const page = app.client({ tab: 'tab-of-a-newcomer-1', room: codes[0] })
    expect((await joined(page)).roomName).to.equal('Class 7a')
  })

  it('that cannot be one is refused with the room', async () => {
    const app = await startApp()
    for (const [body, status, code] of [
      [JSON.stringify({ name: 'x'.repeat(61) }), 400, 'room-name-too-long'],
      [JSON.stringify({ name: 'x'.repeat(5000) }), 413, 'room-name-too-long'],
      ['{"name": 7}', 400, 'bad-request'],
      ['no JSON', 400, 'bad-request'],
    ] as const) {
      const response = await opened(app, body)
      expect(response.status).to.equal(status)
      expect(await response.json()).to.include({ ok: false, code })
    }
    expect((await app.store.listRooms()).map(room => room.code)).to.deep.equal([''])
  })
})
