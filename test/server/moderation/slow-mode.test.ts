/** Slow mode: one person writes to all once an interval, whatever tab it comes from; told in words, and refused so. */
import { expect } from 'chai'
import { setTimeout as delay } from 'node:timers/promises'
import type { Reply } from '../../../src/core/protocol/replies'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { connectPresenter, snapshotOf } from '../../support/presenter'
import {
  codeOf,
  drawPrivateLines,
  must,
  openChat,
  receivesLine,
  said,
  say,
  setTalk,
  talker,
  whisper,
} from '../../support/talker'

let posts = 0
const post = (client: Client, text = 'A post', key = `post-${++posts}`) =>
  client.emitWithAck('postToWall', { text, key })

/** A room with a chat, in which each person writes once in so many seconds. */
async function slowRoom(slow: number, env: Record<string, string> = {}) {
  const app = await startApp(env)
  const presenter = await connectPresenter(app)
  await setTalk(presenter, { slow })
  return { app, presenter }
}

/** A refusal that says in how many seconds one can write again: so many at most, and not much less. */
function expectWait(reply: Reply, seconds: number): void {
  expect(reply).to.include({ ok: false, code: 'slow-mode' })
  const { message, waitMs } = reply as { message: string; waitMs: number }
  expect(waitMs).to.be.within(1000 * (seconds - 5), 1000 * seconds)
  const told = Number(
    /^Slow mode is on\. What you wrote was not sent\. You can write again in (\d+) s\.$/.exec(message)?.[1],
  )
  expect(told).to.equal(Math.ceil(waitMs / 1000))
}

describe('Slow mode', () => {
  it('is off in a new room, and told to every page in a number of seconds when it changes', async () => {
    const app = await startApp()
    const { client, snapshot } = await openTab(app)
    expect(snapshot.talk.slow).to.equal(0)
    const presenter = await connectPresenter(app)
    const told = waitFor(client, 'talk')
    await setTalk(presenter, { slow: 30 })
    expect((await told)[0]).to.include({ slow: 30, chat: true })
    expect(presenter.lectern().talk.slow).to.equal(30)
    expect((await openTab(app)).snapshot.talk.slow).to.equal(30)
    expect(codeOf(await presenter.client.emitWithAck('setTalk', { slow: 30 }))).to.equal('already-so')
  })

  it('is refused a second line too soon, with the seconds that are left; the first one stands', async () => {
    const { app } = await slowRoom(60)
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const heard = collect(bo.client, 'chat message')
    const last = receivesLine(ana, 'Somebody else')
    await said(ana, 'The first')
    expectWait(await say(ana, 'The second'), 60)
    await said(bo, 'Somebody else')
    await last
    await snapshotOf(bo.client)
    expect(heard.map(([text]) => text)).to.deep.equal(['The first', 'Somebody else'])
  })

  it('counts a person, not a tab: neither a second tab, a reload nor a new name writes sooner', async () => {
    const { app } = await slowRoom(60)
    const ana = await talker(app, 'Ana')
    await said(ana, 'The first')
    const second = await talker(app, undefined, { browser: ana.browser })
    expectWait(await say(second, 'From another tab'), 60)
    ana.client.disconnect()
    second.client.disconnect()
    const back = await talker(app, 'Somebody new', { browser: ana.browser })
    expectWait(await say(back, 'After a reload'), 60)
  })

  it('lets somebody write again once the time is over', async () => {
    const { app } = await slowRoom(1)
    const ana = await talker(app, 'Ana')
    await said(ana, 'The first')
    const start = performance.now()
    let refused = 0
    // Asked as often as the server says: whoever asks all the time is cut off as a flood.
    for (let reply = await say(ana, 'The second'); !reply.ok; reply = await say(ana, 'The second')) {
      refused++
      expect(reply.code).to.equal('slow-mode')
      await delay(reply.waitMs)
    }
    expect(performance.now() - start).to.be.at.least(900)
    expect(refused).to.be.within(1, 3)
  })

  it('takes a retry of the same line as the same line, and counts nothing that was not said', async () => {
    const { app } = await slowRoom(60)
    const ana = await talker(app, 'Ana')
    const seq = await said(ana, 'Once', 'key-of-a-line')
    expect(await must(say(ana, 'Once', 'key-of-a-line'))).to.include({ seq })
    const nameless = await talker(app)
    expect(codeOf(await say(nameless, 'Who am I?'))).to.equal('needs-name')
    await must(nameless.client.emitWithAck('takeName', { name: 'Bo' }))
    expect(codeOf(await say(nameless, ' '))).to.equal('empty-line')
    expect(codeOf(await say(nameless, 'Bo is'))).to.equal('ok')
  })

  it('holds for the wall, too: whoever wrote in one place waits in the other', async () => {
    const { app, presenter } = await slowRoom(60)
    await must(presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' }))
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const first = await must(post(ana.client, 'A post', 'key-of-a-post'))
    expect(await must(post(ana.client, 'A post', 'key-of-a-post'))).to.deep.equal(first)
    expectWait(await post(ana.client), 60)
    expectWait(await say(ana, 'In the chat'), 60)
    await said(bo, 'In the chat')
    expectWait(await post(bo.client), 60)
  })

  it('does not hold for presenters and helpers, for private lines, and for questions to the speaker', async () => {
    const { app, presenter } = await slowRoom(60)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const { helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Hal' }))
    const helper = app.client({ helperKey })
    await joined(helper)
    await openChat(helper)
    for (const client of [presenter.client, helper])
      for (const text of ['One', 'Two']) expect(codeOf(await say({ client }, text))).to.equal('ok')
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    drawPrivateLines(bo.client)
    await said(ana, 'The first')
    for (const text of ['One', 'Two']) expect(codeOf(await whisper(ana, bo.me, text))).to.equal('ok')
    for (const key of ['ask-one', 'ask-two'])
      expect(codeOf(await ana.client.emitWithAck('addAsk', { key, text: 'Why?', isNamed: false }))).to.equal(
        'ok',
      )
  })

  it('holds at once for those who have just written, shorter or longer as presenters change it', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    for (const text of ['One', 'Two']) await said(ana, text)
    await setTalk(presenter, { slow: 60 })
    expectWait(await say(ana, 'Three'), 60)
    await setTalk(presenter, { slow: 10 })
    expectWait(await say(ana, 'Three'), 10)
    await setTalk(presenter, { slow: 0 })
    expect(codeOf(await say(ana, 'Three'))).to.equal('ok')
  })

  it('tells pages of the workshops in sentences: when it changes, and when a line comes too soon', async () => {
    const app: TestApp = await startApp()
    const presenter = await connectPresenter(app)
    const classic = app.client(undefined)
    await joined(classic)
    const on = waitFor(classic, 'statusMessage')
    await setTalk(presenter, { slow: 30 })
    expect(await on).to.deep.equal(['Slow mode is on: each person can write once in 30 s.'])
    classic.send({ username: 'Cleo', text: 'Hello' })
    classic.send({ username: 'Cleo', text: 'Again' })
    const [refused] = await waitFor<[string]>(classic, 'statusMessage')
    expect(refused).to.match(
      /^Slow mode is on\. What you wrote was not sent\. You can write again in (30|29) s\.$/,
    )
    const off = waitFor(classic, 'statusMessage')
    await setTalk(presenter, { slow: 0 })
    expect(await off).to.deep.equal(['Slow mode is off: write as often as you like.'])
  })

  it('is set by presenters and helpers alone, to whole seconds within bounds', async () => {
    const { app, presenter } = await slowRoom(10)
    const { client } = await openTab(app)
    expect(codeOf(await client.emitWithAck('setTalk', { slow: 0 }))).to.equal('not-a-presenter')
    for (const slow of [-1, 1.5, 301, 'fast', null, Infinity])
      expect(codeOf(await presenter.client.emitWithAck('setTalk', { slow } as never))).to.equal('bad-request')
    const { helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Hal' }))
    const helper = app.client({ helperKey })
    await joined(helper)
    const told = waitFor(client, 'talk')
    expect(codeOf(await helper.emitWithAck('setTalk', { slow: 300 }))).to.equal('ok')
    expect((await told)[0]).to.include({ slow: 300 })
  })

  it('stays on after a restart', async () => {
    const env = { DATA_DIR: newFolder() }
    const { app } = await slowRoom(30, env)
    await app.close()
    const again = await startApp(env)
    expect((await openTab(again)).snapshot.talk.slow).to.equal(30)
    const ana = await talker(again, 'Ana', { browser: newTab() })
    await said(ana, 'The first')
    expectWait(await say(ana, 'The second'), 30)
  })
})
