/** Lines of the chat over real sockets: who hears them, how often, and what is refused. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { LineMark } from '../../../src/core/protocol/chat'
import { connectPresenter, recordPackets, snapshotOf } from '../../support/presenter'
import { startApp } from '../../support/app'
import { collect, joined, newTab, openTab, waitFor } from '../../support/clients'
import { codeOf, receivesLine, must, openChat, said, say, talker } from '../../support/talker'

describe('A line', () => {
  it('goes to everybody who has opened the chat, with who said it; its author has a reply', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app)]
    const heard = receivesLine(bo, 'Hello\n\n<b>all</b> 😀')
    const before = Date.now()
    const { seq, at } = await must(say(ana, 'Hello\n\n<b>all</b> 😀', 'a-key'))
    expect(at).to.be.within(before, Date.now())
    expect(await heard).to.deep.equal({ seq, key: 'a-key', from: ana.me, name: 'Ana', at })
    expect(bo.opened.me).to.not.equal(ana.me)
  })

  it('comes back to the page that said it under its key, and goes to the other tab of the same person', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const other = await talker(app, undefined, { browser: ana.browser })
    const bo = await talker(app, 'Bo')
    expect([other.me, other.opened.name]).to.deep.equal([ana.me, 'Ana'])
    const own = collect(ana.client, 'chat message')
    const all = ['one', 'two', 'three'].map(text => receivesLine(other, text))
    const last = receivesLine(ana, 'from Bo')
    await Promise.all(['one', 'two', 'three'].map(text => said(ana, text, `key-${text}`)))
    await said(bo, 'from Bo')
    await last
    for (const mark of await Promise.all(all)) expect(mark.from).to.equal(ana.me)
    expect(own.map(([text]) => text)).to.deep.equal(['one', 'two', 'three', 'from Bo'])
    const keys = own.map(([, mark]) => (mark as LineMark).key)
    expect(keys.slice(0, 3)).to.deep.equal(['key-one', 'key-two', 'key-three'])
  })

  it('said again under its key is the same line, on another connection, too: nobody hears it twice', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const heard = collect(bo.client, 'chat message')
    const first = must(say(ana, 'once', 'same-key'))
    const second = must(say(ana, 'once', 'same-key'))
    const reply = await first
    expect(await second).to.deep.equal(reply)
    ana.client.disconnect()
    const back = await talker(app, 'Ana', { browser: ana.browser })
    expect(await must(say(back, 'once', 'same-key'))).to.deep.equal(reply)
    expect(await said(bo, 'mine', 'same-key')).to.equal(reply.seq + 1)
    const last = receivesLine(bo, 'last')
    await said(back, 'last')
    await last
    expect(heard.map(([text]) => text)).to.deep.equal(['once', 'mine', 'last'])
    expect((await talker(app)).opened.lines.map(({ text }) => text)).to.deep.equal(['once', 'mine', 'last'])
  })

  it('is refused with a reason, and nobody hears it: too long, empty, without a name, without sense', async () => {
    const app = await startApp()
    const [ana, bo, nameless] = [await talker(app, 'Ana'), await talker(app, 'Bo'), await talker(app)]
    const heard = collect(bo.client, 'chat message')
    expect(await say(ana, 'x'.repeat(2001))).to.include({
      code: 'line-too-long',
      message: 'A line has at most 2,000 characters. Yours was not sent; please shorten it.',
    })
    for (const empty of ['', ' \n ', '\u202e\u200b'])
      expect(codeOf(await say(ana, empty))).to.equal('empty-line')
    expect(codeOf(await say(nameless, 'Hello'))).to.equal('needs-name')
    for (const wrong of [null, 7, {}, ['a'], undefined])
      expect(codeOf(await say(ana, wrong as never))).to.equal('bad-request')
    expect(codeOf(await say(ana, 'a', 'a key with spaces'))).to.equal('bad-request')
    const last = receivesLine(bo, 'x'.repeat(2000))
    await said(ana, 'x'.repeat(2000))
    expect((await last).name).to.equal('Ana')
    expect(heard).to.have.length(1)
    expect((await talker(app)).opened.lines).to.have.length(1)
  })

  it('that cannot be kept is told to nobody, and its author knows', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const heard = collect(bo.client, 'chat message')
    const append = app.store.appendLine.bind(app.store)
    app.store.appendLine = () => Promise.reject(new TypeError('a fault in the store'))
    expect(codeOf(await say(ana, 'lost', 'retried'))).to.equal('line-not-kept')
    app.store.appendLine = append
    const last = receivesLine(bo, 'lost')
    expect(codeOf(await say(ana, 'lost', 'retried'))).to.equal('ok')
    await last
    expect(heard).to.have.length(1)
    expect(JSON.stringify(app.log)).to.include('a line cannot be recorded').and.not.include('lost')
  })
})

describe('Whoever has not opened the chat', () => {
  it('is sent no line, name, typing or history, only the number of the newest line', async () => {
    const app = await startApp({}, 0, { people: 20 })
    const quiet = [app.client({ tab: newTab() }), app.client({ screen: true }), app.client({ tab: newTab() })]
    const frames = quiet.map(recordPackets)
    await Promise.all(quiet.map(joined))
    // Opened it once, and closed it.
    await openChat(quiet[2]!)
    await quiet[2]!.emitWithAck('closeChat')
    frames[2]!.length = 0
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app)]
    const unread = waitFor(quiet[0], 'unread')
    const [typing, people] = [waitFor(bo.client, 'typing'), waitFor(bo.client, 'people')]
    ana.client.emit('typing')
    await openTab(app) // one more person
    const seq = await said(ana, 'Only for those who read')
    await Promise.all([typing, people, receivesLine(bo, 'again'), said(ana, 'again')])
    const deleted = waitFor(bo.client, 'lineDeleted')
    await must(ana.client.emitWithAck('deleteLine', { seq }))
    await deleted
    expect((await unread)[0]).to.be.at.least(seq)
    // Whatever went out until now has arrived when this has.
    const all = quiet.map(client => waitFor(client, 'message'))
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('announce', { text: 'Look here' }))
    await Promise.all(all)
    const voting = ['snapshot', 'statusMessage', 'voteCount', 'usersConnected', 'turnout', 'message', '']
    for (const [index, heard] of frames.entries()) {
      const events = new Set(heard.map(({ event }) => event).filter(event => !voting.includes(event)))
      expect([...events]).to.deep.equal(index === 1 ? [] : ['unread'])
      expect(JSON.stringify(heard)).to.not.match(/Ana|for those who read|again/)
    }
  })

  it('is told of unread lines at once, and then after a pause, the last number always', async () => {
    const app = await startApp({}, 0, { unread: 500 })
    const quiet = await openTab(app)
    const ana = await talker(app, 'Ana')
    expect(quiet.snapshot.talk).to.deep.equal({ chat: true, private: true, slow: 0, lastSeq: 0, firstSeq: 1 })
    const heard = collect(quiet.client, 'unread')
    const last = waitFor(quiet.client, 'unread', lastSeq => lastSeq === 5)
    const began = performance.now()
    await said(ana, 'first')
    for (const text of times(4, String)) await said(ana, text)
    expect((await snapshotOf(quiet.client)).talk.lastSeq).to.equal(5)
    await last
    expect(heard).to.have.length(2)
    expect(heard[0]![0]).to.be.below(5)
    // Not since the first notice was received: a busy machine receives it late.
    expect(performance.now() - began).to.be.at.least(495)
  })

  it('may still say a line, and hears no other for it; a screen may not', async () => {
    const app = await startApp()
    const [ana, bo] = [(await openTab(app)).client, await talker(app, 'Bo')]
    const heard = collect(ana, 'chat message')
    await must(ana.emitWithAck('takeName', { name: 'Ana' }))
    const told = receivesLine(bo, 'Hello')
    await said({ client: ana }, 'Hello')
    await told
    const screen = app.client({ screen: true })
    await joined(screen)
    for (const refused of [
      say({ client: screen }, 'Hello'),
      screen.emitWithAck('openChat', {}),
      screen.emitWithAck('takeName', { name: 'Screen' }),
    ])
      expect(codeOf(await refused)).to.equal('needs-page')
    expect(codeOf(await ana.emitWithAck('olderLines', { before: 9 }))).to.equal('chat-off')
    expect(heard).to.deep.equal([])
  })
})
