/** People as others see them, over real sockets: names taken, changed and released, and who is online. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { PeopleNews } from '../../../src/core/protocol/chat'
import { connectPresenter, recordPackets } from '../../support/presenter'
import { startApp } from '../../support/app'
import { joined, newTab, waitFor, type Client } from '../../support/clients'
import { codeOf, receivesLine, must, openChat, said, talker } from '../../support/talker'

const QUICK = { people: 20 }

const take = (client: Client, name: string) => client.emitWithAck('takeName', { name })
const names = ({ people }: PeopleNews) => people.map(({ name }) => name)

/** The next news of people that names exactly these. */
async function online(client: Client, ...expected: string[]): Promise<PeopleNews> {
  const [news] = await waitFor<[PeopleNews]>(client, 'people', news => names(news).join() === expected.join())
  return news
}

describe('A name', () => {
  it('is taken, changed and given back without registering, and everybody in the chat hears of it', async () => {
    const app = await startApp({}, 0, QUICK)
    const [ana, bo] = [await talker(app), await talker(app, 'Bo')]
    let seen = online(bo.client, 'Ana', 'Bo')
    expect(await take(ana.client, ' Ana ')).to.deep.equal({ ok: true, name: 'Ana' })
    expect((await seen).people).to.deep.equal([
      { id: ana.me, name: 'Ana' },
      { id: bo.me, name: 'Bo' },
    ])
    seen = online(bo.client, 'Bo', 'Zoë')
    expect(codeOf(await take(ana.client, 'Zoë'))).to.equal('ok')
    expect((await seen).people[1]!.id).to.equal(ana.me)
    expect(codeOf(await take(bo.client, 'ana'))).to.equal('ok')
    seen = online(bo.client, 'ana')
    await must(ana.client.emitWithAck('releaseName'))
    expect(await seen).to.include({ named: 1, count: 2 })
    expect(codeOf(await take(bo.client, 'ZOË'))).to.equal('ok')
  })

  it('is refused with a reason, and the one before stays', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' }, 0, QUICK)
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    for (const [name, code] of [
      ['Bo', 'name-taken'],
      ['ＢＯ\u200b', 'name-taken'],
      ['Во', 'name-taken'],
      ['Bо', 'mixed-scripts'],
      ['★Presenter★', 'name-reserved'],
      ['x'.repeat(31), 'bad-name'],
      ['\u202e', 'name-signs'],
      ['Z' + '\u0315'.repeat(20), 'name-signs'],
      ['y'.repeat(15_000), 'bad-name'],
      [null, 'bad-request'],
      [{}, 'bad-request'],
      [7, 'bad-request'],
    ] as const)
      expect(codeOf(await take(ana.client, name as never)), JSON.stringify(name)).to.equal(code)
    const heard = receivesLine(bo, 'Still me')
    await said(ana, 'Still me')
    expect((await heard).name).to.equal('Ana')
  })

  it('stands beside honest others like it; for one that is taken a free one is offered', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' }, 0, QUICK)
    const pairs = [
      ['Ella', 'Elia'],
      ['Tom', 'Torn'],
      ['Lina', 'Iina'],
      ['Team 1', 'Team I'],
      ['Иван K.', 'أحمد Ahmed'],
      ['നന്‍മ', 'مهدی‌زاده'],
    ]
    for (const name of pairs.flat()) expect((await talker(app, name)).opened.name).to.equal(name)
    const late = await talker(app)
    expect(await take(late.client, 'ELIA')).to.include({ code: 'name-taken', free: 'ELIA 2' })
    expect(await take(late.client, 'ELIA 2')).to.include({ ok: true, name: 'ELIA 2' })
  })

  it('is its browser’s: in all its tabs, and when it comes back', async () => {
    const app = await startApp({}, 0, QUICK)
    const ana = await talker(app, 'Ana')
    const watcher = await talker(app)
    const alone = waitFor<[PeopleNews]>(watcher.client, 'people', ({ count }) => count === 1)
    ana.client.disconnect()
    await alone
    expect(codeOf(await take(watcher.client, 'Ana'))).to.equal('name-taken')
    const seen = online(watcher.client, 'Ana')
    const back = await talker(app, undefined, { browser: ana.browser })
    expect(back.opened).to.deep.include({ name: 'Ana', me: ana.me })
    await seen
  })

  it('that a browser remembers comes back with the opened chat, where it is free, and others see it', async () => {
    const app = await startApp({}, 0, QUICK)
    const bo = await talker(app, 'Bo')
    const client = app.client({ tab: newTab(), browser: newTab() })
    await joined(client)
    await waitFor<[PeopleNews]>(bo.client, 'people', ({ count }) => count === 2)
    const seen = online(bo.client, 'Ana', 'Bo')
    expect((await openChat(client, { name: 'Ana' })).name).to.equal('Ana')
    await seen
    expect((await openChat(client, { name: 'Zoe' })).name).to.equal('Ana')
    const late = app.client({ tab: newTab() })
    await joined(late)
    for (const name of ['Ana', 'Host', '']) expect((await openChat(late, { name })).name, name).to.equal(null)
  })
})

describe('Who is online', () => {
  it('are people: two tabs are one, closing one leaves them there, and a killed connection leaves no ghost', async () => {
    const app = await startApp({}, 0, QUICK)
    const watcher = await talker(app, 'Watcher')
    let seen = online(watcher.client, 'Ana', 'Watcher')
    const ana = await talker(app, 'Ana')
    expect(await seen).to.include({ named: 2, count: 2 })
    const second = await talker(app, undefined, { browser: ana.browser })
    seen = online(watcher.client, 'Ana', 'Bo', 'Watcher')
    const bo = await talker(app, 'Bo')
    expect((await seen).count).to.equal(3)
    const closed = waitFor(ana.client, 'disconnect')
    ana.client.disconnect()
    await closed
    seen = online(watcher.client, 'Ana', 'Watcher')
    bo.client.io.reconnection(false)
    bo.client.io.engine.close()
    expect(await seen).to.include({ named: 2, count: 2 })
    seen = online(watcher.client, 'Watcher')
    app.io.sockets.sockets.get(second.client.id!)!.conn.close()
    second.client.io.reconnection(false)
    expect(await seen).to.include({ named: 1, count: 1 })
  })

  it('count with and without a name, presenters as one and first; screens are nobody', async () => {
    const app = await startApp({}, 0, QUICK)
    const watcher = await talker(app, 'Aa')
    await joined(app.client({ screen: true }))
    const seen = waitFor<[PeopleNews]>(watcher.client, 'people', ({ count }) => count === 3)
    const presenters = [await connectPresenter(app), await connectPresenter(app)]
    await joined(app.client({ tab: newTab() }))
    const [{ people, named }] = await seen
    expect([named, people]).to.deep.equal([
      2,
      [
        { id: (await openChat(presenters[0]!.client)).me, name: 'Presenter', role: 'presenter' },
        { id: watcher.me, name: 'Aa' },
      ],
    ])
    expect((await openChat(presenters[1]!.client)).me).to.equal(people[0]!.id)
  })

  it('are listed up to fifty, by name, with the number of all', async () => {
    const app = await startApp({}, 0, QUICK)
    await Promise.all(times(60, index => talker(app, `Person ${index + 100}`)))
    const { opened } = await talker(app)
    expect(names(opened.people)).to.deep.equal(times(50, index => `Person ${index + 100}`))
    expect(opened.people).to.include({ named: 60, count: 61 })
  })

  it('are known by public ids: no frame carries a tab, a browser, or what a vote is kept under', async () => {
    const app = await startApp({}, 0, QUICK)
    const watcher = app.client({ tab: newTab() })
    const frames = recordPackets(watcher)
    await joined(watcher)
    await openChat(watcher)
    const browser = 'a-browser-that-is-secret'
    const seen = online(watcher, 'Ana')
    await talker(app, 'Ana', { browser })
    await seen
    const persons = [...app.io.sockets.sockets.values()].map(({ data }) => data.person)
    for (const secret of [browser, ...persons])
      expect(JSON.stringify(frames) + JSON.stringify(app.log)).to.not.include(secret)
  })
})
