/** What presenters do about the talk: muting that lasts, switching parts on and off, each told to those concerned. */
import { expect } from 'chai'
import { connectPresenter, openRoom, snapshotOf, type TestPresenter } from '../../support/presenter'
import { startApp } from '../../support/app'
import { collect, joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { codeOf, receivesLine, must, openChat, said, say, setTalk, talker } from '../../support/talker'

const mute = ({ client }: Pick<TestPresenter, 'client'>, id: string, isMuted = true) =>
  client.emitWithAck('mute', { id, isMuted })

describe('Somebody who is muted', () => {
  it('is told, and every line is refused; when that ends, too', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const second = await openTab(app, { browser: ana.browser })
    const presenter = await connectPresenter(app)
    const others = [collect(bo.client, 'muted'), collect(presenter.client, 'muted')]
    const told = [ana.client, second.client].map(client => waitFor(client, 'muted'))
    expect(codeOf(await mute(presenter, ana.me))).to.equal('ok')
    expect(await Promise.all(told)).to.deep.equal([[true], [true]])
    expect(presenter.lectern().muted).to.deep.equal([{ id: ana.me, name: 'Ana' }])
    const heard = collect(bo.client, 'chat message')
    expect(await say(ana, 'Hello')).to.deep.equal({
      ok: false,
      code: 'muted',
      message: 'The presenter has muted you. Your line was not sent.',
    })
    expect(codeOf(await say({ client: second.client }, 'Hello'))).to.equal('muted')
    expect((await openChat(second.client)).isMuted).to.equal(true)
    expect(bo.opened.isMuted).to.equal(false)
    expect(codeOf(await mute(presenter, ana.me))).to.equal('already-so')

    const again = waitFor(ana.client, 'muted')
    expect(codeOf(await mute(presenter, ana.me, false))).to.equal('ok')
    expect(await again).to.deep.equal([false])
    const last = receivesLine(bo, 'Thank you')
    await said(ana, 'Thank you')
    await last
    expect(heard).to.have.length(1)
    expect(others).to.deep.equal([[], []])
    expect(presenter.lectern().muted).to.deep.equal([])
  })

  it('stays so through a reload, a new name and a restart; another browser is another person', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const presenter = await connectPresenter(app)
    await must(mute(presenter, ana.me))
    expect(codeOf(await ana.client.emitWithAck('takeName', { name: 'Somebody new' }))).to.equal('ok')
    expect(codeOf(await say(ana, 'Hello'))).to.equal('muted')
    ana.client.disconnect()
    const reloaded = await talker(app, 'Another', { browser: ana.browser })
    expect([reloaded.opened.isMuted, codeOf(await say(reloaded, 'Hello'))]).to.deep.equal([true, 'muted'])
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const back = await talker(again, 'Third', { browser: ana.browser })
    expect([back.opened.isMuted, codeOf(await say(back, 'Hello'))]).to.deep.equal([true, 'muted'])
    expect((await connectPresenter(again)).lectern().muted).to.deep.equal([{ id: ana.me, name: 'Ana' }])
    expect(codeOf(await say(await talker(again, 'Ana'), 'Hello'))).to.equal('ok')
  })

  it('is muted in this room only, votes as before, and does not type', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const [house, other] = [await connectPresenter(app), await connectPresenter(app, room)]
    await setTalk(other, { chat: true })
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const elsewhere = await talker(app, 'Ana', { browser: ana.browser, room: room.code })
    expect(elsewhere.me).to.not.equal(ana.me)
    await must(mute(house, ana.me))
    expect(codeOf(await say(elsewhere, 'Hello'))).to.equal('ok')
    const { pollId } = (await snapshotOf(ana.client)).poll
    expect(codeOf(await ana.client.emitWithAck('castVote', { pollId, vote: 'A' }))).to.equal('ok')
    const typing = waitFor<[{ name: string }[], number]>(bo.client, 'typing')
    const { me } = await openChat(house.client)
    ana.client.emit('typing')
    await snapshotOf(ana.client)
    house.client.emit('typing')
    expect(await typing).to.deep.equal([[{ id: me, name: 'Presenter' }], 1])
  })

  it('may have left: known by the lines of the last while', async () => {
    const app = await startApp()
    const [ana, presenter] = [await talker(app, 'Ana'), await connectPresenter(app)]
    await said(ana, 'Hello')
    await must(ana.client.emitWithAck('releaseName'))
    ana.client.disconnect()
    expect(codeOf(await mute(presenter, ana.me))).to.equal('ok')
    expect(presenter.lectern().muted).to.deep.equal([{ id: ana.me, name: 'Ana' }])
    expect(codeOf(await mute(presenter, 'nobody-at-all'))).to.equal('person-gone')
    const { me } = await openChat(presenter.client)
    expect(codeOf(await mute(presenter, me))).to.equal('bad-request')
  })
})

describe('The chat', () => {
  it('is switched off for everybody but the presenter: told at once, and enforced', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const quiet = await openTab(app)
    const presenter = await connectPresenter(app)
    await openChat(presenter.client)
    const told = [ana, bo, quiet].map(({ client }) => waitFor(client, 'talk'))
    await setTalk(presenter, { chat: false })
    for (const [news] of await Promise.all(told)) expect(news).to.include({ chat: false, private: true })
    const heard = collect(bo.client, 'chat message')
    expect(codeOf(await say(ana, 'Hello'))).to.equal('chat-off')
    expect(codeOf(await ana.client.emitWithAck('openChat', {}))).to.equal('chat-off')
    expect(codeOf(await ana.client.emitWithAck('olderLines', { before: 9 }))).to.equal('chat-off')
    expect(await said(presenter, 'To nobody')).to.equal(1)
    expect((await openTab(app)).snapshot.talk).to.include({ chat: false })

    const on = waitFor(ana.client, 'talk')
    await setTalk(presenter, { chat: true })
    await on
    expect((await openChat(bo.client)).lines.map(({ text }) => text)).to.deep.equal(['To nobody'])
    const last = receivesLine(bo, 'Hello again')
    await said(ana, 'Hello again')
    await last
    expect(heard.map(([text]) => text)).to.deep.equal(['Hello again'])
  })

  it('is as the presenter left it after a restart', async () => {
    const app = await startApp()
    await setTalk(await connectPresenter(app), { chat: false, host: true, classic: false })
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    expect((await connectPresenter(again)).lectern().talk).to.deep.equal({
      chat: false,
      private: true,
      host: true,
      classic: false,
      slow: 0,
    })
  })
})

describe('What presenters may', () => {
  it('is refused to the audience and to the presenter of another room, and changes nothing', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const presenter = await connectPresenter(app)
    const stranger = await connectPresenter(app, await openRoom(app))
    const classic = app.client()
    await joined(classic)
    const { id } = await must(presenter.client.emitWithAck('announce', { text: 'Stay' }))
    const tries = (client: Client) => [
      client.emitWithAck('mute', { id: ana.me, isMuted: true }),
      client.emitWithAck('setTalk', { chat: false }),
      client.emitWithAck('announce', { text: 'I am the presenter' }),
      client.emitWithAck('withdrawAnnouncement', { id }),
    ]
    for (const client of [bo.client, classic, app.client({ tab: newTab() })])
      for (const reply of await Promise.all(tries(client))) expect(codeOf(reply)).to.equal('not-a-presenter')
    const replies = await Promise.all(tries(stranger.client))
    expect(replies.map(codeOf)).to.deep.equal(['person-gone', 'already-so', 'ok', 'no-such-announcement'])
    expect(await snapshotOf(ana.client)).to.deep.include({
      talk: { chat: true, private: true, slow: 0, lastSeq: 0, firstSeq: 1 },
    })
    expect((await snapshotOf(ana.client)).announcement).to.include({ id, text: 'Stay' })
    expect(codeOf(await say(ana, 'Hello'))).to.equal('ok')
    for (const wrong of [null, {}, { id: 7, isMuted: true }, { id: ana.me }])
      expect(codeOf(await presenter.client.emitWithAck('mute', wrong as never))).to.equal('bad-request')
    expect(codeOf(await presenter.client.emitWithAck('setTalk', { chat: 'no' } as never))).to.equal(
      'bad-request',
    )
  })
})
