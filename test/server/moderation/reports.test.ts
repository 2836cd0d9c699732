/** Reports from the audience: once a person, told to presenters and helpers alone, and hiding nothing. */
import { expect } from 'chai'
import times from 'lodash/times'
import { MAX_REPORTED, MAX_REPORTERS, Reports } from '../../../src/core/chat/reports'
import type { OpenedAsks } from '../../../src/core/protocol/asks'
import type { OpenedWall, Post } from '../../../src/core/protocol/wall'
import type { ReportedItem, ReportKey } from '../../../src/core/protocol/reports'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, recordPackets, snapshotOf } from '../../support/presenter'
import { codeOf, must, openChat, said, talker } from '../../support/talker'

const report = ({ client }: { client: Client }, key: ReportKey, isOn = true) =>
  client.emitWithAck('report', { ...key, isOn })
const line = (id: number): ReportKey => ({ kind: 'line', id })

/** Resolves once this presenter or helper is told that so many people reported this; 0: that it is reported no more. */
function told(client: Client, { kind, id }: ReportKey, people: number): Promise<[ReportedItem[]]> {
  return waitFor<[ReportedItem[]]>(
    client,
    'reports',
    items => (items.find(each => each.kind === kind && each.id === id)?.people ?? 0) === people,
  )
}

async function chatWithRudeLine(env: Record<string, string> = {}) {
  const app = await startApp(env)
  const presenter = await connectPresenter(app)
  const [ana, bo, cleo] = [await talker(app, 'Ana'), await talker(app, 'Bo'), await talker(app, 'Cleo')]
  const seq = await said(ana, 'Something rude')
  return { app, presenter: presenter.client, ana, bo, cleo, key: line(seq), seq }
}

async function helperOf(app: TestApp, presenter: Client): Promise<Client> {
  const { helperKey } = await must(presenter.emitWithAck('makeHelper', { name: 'Hal' }))
  const helper = app.client({ helperKey })
  await joined(helper)
  return helper
}

describe('A report', () => {
  it('tells presenters and helpers how many people found something rude, with its text and author', async () => {
    const { app, presenter, ana, bo, cleo, key } = await chatWithRudeLine()
    const helper = await helperOf(app, presenter)
    const both = [presenter, helper].map(client => told(client, key, 2))
    for (const who of [bo, cleo]) expect(await must(report(who, key))).to.include({ isOn: true })
    for (const [items] of await Promise.all(both))
      expect(items).to.deep.equal([{ ...key, people: 2, name: 'Ana', text: 'Something rude', from: ana.me }])
    const late = app.client({ presenterKey: app.presenterKey })
    expect((await told(late, key, 2))[0]).to.have.length(1)
  })

  it('counts once for a person, over two tabs and a reload, and is taken back', async () => {
    const { app, presenter, bo, key, seq } = await chatWithRudeLine()
    const one = told(presenter, key, 1)
    const second = await talker(app, undefined, { browser: bo.browser })
    for (const who of [bo, second, bo]) await must(report(who, key))
    expect((await one)[0][0]!.people).to.equal(1)
    bo.client.disconnect()
    const back = await talker(app, undefined, { browser: bo.browser })
    expect(back.opened.reported).to.deep.equal([seq])
    await must(report(back, key))
    const none = told(presenter, key, 0)
    expect(await must(report(second, key, false))).to.include({ isOn: false })
    expect((await none)[0]).to.deep.equal([])
    expect(await openChat(back.client)).not.to.have.property('reported')
  })

  it('is refused for one’s own words, for what is not there, and to all but the audience', async () => {
    const { app, presenter, ana, bo, key, seq } = await chatWithRudeLine()
    expect(codeOf(await report(ana, key))).to.equal('own-words')
    const again = await talker(app, undefined, { browser: ana.browser })
    expect(codeOf(await report(again, key))).to.equal('own-words')
    expect(codeOf(await report(bo, line(seq + 1)))).to.equal('no-such-line')
    expect(codeOf(await report(bo, { kind: 'post', id: 'room:nothing' }))).to.equal('no-such-post')
    expect(codeOf(await report(bo, { kind: 'ask', id: 1 }))).to.equal('asks-off')
    for (const client of [presenter, await helperOf(app, presenter)])
      expect(codeOf(await report({ client }, key))).to.equal('needs-page')
    expect(codeOf(await bo.client.emitWithAck('dismissReports', key))).to.equal('not-a-presenter')
    const wrong = { kind: 'line', id: 'x', isOn: true }
    expect(codeOf(await bo.client.emitWithAck('report', wrong as never))).to.equal('bad-request')
  })

  it('hides nothing, is told to nobody of the audience, and is not in what the API answers', async () => {
    const { app, presenter, ana, bo, cleo, key } = await chatWithRudeLine()
    const screen = app.client({ screen: true })
    await joined(screen)
    const classic = app.client(undefined)
    await joined(classic)
    const heard = [ana.client, cleo.client, screen, classic].map(recordPackets)
    const one = told(presenter, key, 1)
    await must(report(bo, key))
    await one
    const reopened = await openChat(cleo.client)
    expect(reopened.lines.map(({ text }) => text)).to.deep.equal(['Something rude'])
    for (const client of [ana.client, screen, classic]) await snapshotOf(client)
    expect(JSON.stringify(heard)).not.to.match(/report/i)
    const headers = { Authorization: `Bearer ${app.presenterKey}` }
    for (const path of ['transcript.json', 'api/rooms/house/results.json', 'api/rooms/house/asks']) {
      const answer = await fetch(`${app.url}/${path}`, { headers })
      expect(answer.status, path).to.equal(200)
      expect(await answer.text(), path).not.to.match(/"(people|reports|reported)":/)
    }
  })

  it('may be made by somebody who is muted', async () => {
    const { presenter, bo, key } = await chatWithRudeLine()
    await must(presenter.emitWithAck('mute', { id: bo.me, isMuted: true }))
    expect(codeOf(await report(bo, key))).to.equal('ok')
  })

  it('goes with what was reported, with its lesson, and when presenters have seen to it', async () => {
    const { app, ana, bo, cleo, key, seq } = await chatWithRudeLine()
    const lectern = await connectPresenter(app)
    const presenter = lectern.client
    const gone = async (act: () => Promise<unknown>, at = key) => {
      const there = told(presenter, at, 1)
      await must(report(cleo, at))
      await there
      const none = told(presenter, at, 0)
      await act()
      expect((await none)[0]).to.deep.equal([])
    }
    await gone(() => must(presenter.emitWithAck('dismissReports', key)))
    expect(codeOf(await presenter.emitWithAck('dismissReports', key))).to.equal('already-so')
    await gone(() => must(ana.client.emitWithAck('deleteLine', { seq })))
    expect(codeOf(await report(bo, key))).to.equal('no-such-line')
    await gone(() => lectern.does({ name: 'newLesson' }), line(await said(ana, 'Again')))
  })

  it('is made of posts that are shown and of questions from the audience, without who asked', async () => {
    const { app, presenter, ana, bo, cleo } = await chatWithRudeLine()
    await must(presenter.emitWithAck('setWall', { posting: true, approve: 'none' }))
    await must(presenter.emitWithAck('setAsks', { isOpen: true }))
    const posted = await must<{ id: string }>(
      ana.client.emitWithAck('postToWall', { text: 'A rude post', key: 'a-post' }),
    )
    const asked = await must<{ id: number }>(
      ana.client.emitWithAck('addAsk', { key: 'an-ask', text: 'Rude?', isNamed: false }),
    )
    const [post, ask]: ReportKey[] = [
      { kind: 'post', id: posted.id },
      { kind: 'ask', id: asked.id },
    ]
    for (const key of [post, ask]) expect(codeOf(await report(ana, key!))).to.equal('own-words')
    const both = [told(presenter, post!, 1), told(presenter, ask!, 2)]
    await must(report(bo, post!))
    for (const who of [bo, cleo]) await must(report(who, ask!))
    await both[0]
    const [items] = (await both[1])!
    expect(items.find(({ kind }) => kind === 'ask')).to.deep.equal({
      ...ask,
      people: 2,
      name: '',
      text: 'Rude?',
    })
    const ours = await must<{ id: number }>(
      presenter.emitWithAck('addAsk', { key: 'our-ask', text: 'Ours?', isNamed: false }),
    )
    const third = told(presenter, { kind: 'ask', id: ours.id }, 1)
    await must(report(cleo, { kind: 'ask', id: ours.id }))
    const [all] = await third
    expect(all.find(({ id }) => id === ours.id))
      .to.include({ ofCrew: true })
      .and.not.have.property('from')
    const again = await talker(app, undefined, { browser: bo.browser })
    const opened = await must<OpenedAsks>(again.client.emitWithAck('openAsks'))
    expect(opened.reported).to.deep.equal([asked.id])
    for (const client of [ana.client, presenter])
      expect(await must(client.emitWithAck('openAsks'))).to.not.have.property('reported')
    const none = [told(presenter, post!, 0), told(presenter, ask!, 0)]
    await must(presenter.emitWithAck('rejectPost', { id: posted.id }))
    await must(presenter.emitWithAck('careForAsk', { id: asked.id, action: 'hide' }))
    await Promise.all(none)
    expect(codeOf(await report(bo, ask!))).to.equal('no-such-ask')
  })

  it('is made on the page of the wall, too: of others’ posts, remembered there, and by no browser twice', async () => {
    const { app, presenter, ana, key } = await chatWithRudeLine()
    await must(presenter.emitWithAck('setWall', { posting: true, approve: 'none' }))
    const posted = { text: 'A rude post', key: 'a-post' }
    const { id } = await must<{ id: string }>(ana.client.emitWithAck('postToWall', posted))
    const post: ReportKey = { kind: 'post', id }
    const browser = newTab()
    const wallOf = async (of: string) => {
      const client = app.client({ screen: true, browser: of })
      await joined(client)
      return { client, opened: await must<OpenedWall>(client.emitWithAck('openWall', {})) }
    }
    const [wall, own] = [await wallOf(browser), await wallOf(ana.browser)]
    const [{ author }] = wall.opened.posts as [Post]
    expect(wall.opened).to.not.have.property('reported')
    expect(wall.opened.me).to.be.a('string').and.not.equal(author)
    expect(own.opened.me).to.equal(author)
    expect(codeOf(await report(own, post))).to.equal('own-words')
    expect(codeOf(await report(wall, key))).to.equal('no-such-line')
    const one = told(presenter, post, 1)
    await must(report(wall, post))
    const again = await wallOf(browser)
    expect(again.opened.reported).to.deep.equal([id])
    await must(report(again, post))
    await must(report(await talker(app, undefined, { browser }), post))
    expect((await one)[0].find(item => item.id === id)).to.include({ people: 1, from: ana.me })
    const crew = await must<OpenedWall>(presenter.emitWithAck('openWall', {}))
    expect(crew).to.not.have.any.keys('me', 'reported')
  })

  it('is made by as many browsers through walls as may come from one address, and by no more', async () => {
    const { app, presenter, ana } = await chatWithRudeLine({ ADDRESS_BROWSERS: '5' })
    await must(presenter.emitWithAck('setWall', { posting: true, approve: 'none' }))
    const posted = { text: 'A rude post', key: 'a-post' }
    const { id } = await must<{ id: string }>(ana.client.emitWithAck('postToWall', posted))
    const codes: unknown[] = []
    for (let wall = 0; wall < 5; wall++) {
      const client = app.client({ screen: true, browser: newTab() })
      await joined(client)
      codes.push(codeOf(await report({ client }, { kind: 'post', id })))
    }
    expect(codes).to.deep.equal(['ok', 'ok', 'too-fast', 'too-fast', 'too-fast'])
  })

  it('of what presenters said names no author, whom nobody may mute', async () => {
    const { presenter, bo } = await chatWithRudeLine()
    const spoken = line(await said({ client: presenter }, 'From the lectern'))
    const one = told(presenter, spoken, 1)
    await must(report(bo, spoken))
    expect((await one)[0].find(({ id }) => id === spoken.id)).to.not.have.property('from')
  })

  it('is told to a presenter who comes back, also when none is left', async () => {
    const { app } = await chatWithRudeLine()
    const back = app.client({ presenterKey: app.presenterKey, again: true })
    expect((await waitFor<[ReportedItem[]]>(back, 'reports'))[0]).to.deep.equal([])
  })

  it('comes in a flood from nobody: ten at once, and presenters are told twice a second at most', async () => {
    const { app, presenter, ana, bo } = await chatWithRudeLine()
    const frames = collect(presenter, 'reports')
    const codes: unknown[] = []
    const seq = await said(ana, 'Another')
    const start = performance.now()
    for (let index = 0; index < 20; index++) codes.push(codeOf(await report(bo, line(seq), index % 2 === 0)))
    expect(codes.filter(code => code === 'ok')).to.have.length.within(10, 11)
    expect(codes.at(-1)).to.equal('too-fast')
    const others = await Promise.all(times(20, () => talker(app)))
    const all = told(presenter, line(seq), 20)
    for (const who of others) await must(report(who, line(seq)))
    await all
    expect(frames.length).to.be.at.most((performance.now() - start) / 500 + 2)
  })

  it('is gone after a restart: reports are a hint, kept in memory', async () => {
    const { app, presenter, bo, key } = await chatWithRudeLine()
    const one = told(presenter, key, 1)
    await must(report(bo, key))
    await one
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const lectern = await connectPresenter(again)
    const cleo = await talker(again, 'Cleo', { browser: newTab() })
    const fresh = told(lectern.client, key, 1)
    await must(report(cleo, key))
    expect((await fresh)[0]).to.have.length(1)
  })
})

describe('What was reported', () => {
  const thing = (id: number) => ({
    kind: 'line' as const,
    id,
    name: 'Ana',
    text: 'x'.repeat(200),
    from: 'ana',
  })

  it('is bounded: in things, of which those with the fewest reports give way, and in people of each', () => {
    const reports = new Reports()
    times(3, who => reports.add(thing(1), `person ${who}`))
    for (let id = 2; id <= 3 * MAX_REPORTED; id++) reports.add(thing(id), 'somebody')
    expect(reports.size).to.equal(MAX_REPORTED)
    expect(reports.told[0]).to.include({ id: 1, people: 3 })
    times(2 * MAX_REPORTERS, who => reports.add(thing(1), `person ${who}`))
    expect(reports.told[0]!.people).to.equal(MAX_REPORTERS)
    expect(reports.add(thing(1), 'one more')).to.equal('full')
    expect(JSON.stringify(reports.told).length).to.be.at.most(16 * 1024)
  })
})
