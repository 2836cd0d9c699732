/** Signs on the server: who may show them, how often, and what of them reaches whom. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Sign, SignCounts } from '../../../src/core/protocol/signs'
import { FOLD_INTERVAL_MS } from '../../../src/sockets/signs/signs'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { connectPresenter, snapshotOf } from '../../support/presenter'

const show = (client: Client, sign: Sign = 'like') => client.emitWithAck('showSign', { sign })
const switchTo = async (client: Client, isOn: boolean) =>
  expect(await client.emitWithAck('setSigns', { isOn })).to.deep.equal({ ok: true })

async function openScreen(app: TestApp): Promise<Client> {
  const screen = app.client({ screen: true })
  await joined(screen)
  return screen
}

/** Resolves once these events have told of so many signs in all. */
function shown(client: Client, count: number): Promise<SignCounts[]> {
  const frames: SignCounts[] = []
  return new Promise(resolve =>
    client.on('signs', counts => {
      frames.push(counts)
      if (sumOf(frames) >= count) resolve(frames)
    }),
  )
}

const sumOf = (frames: SignCounts[]) =>
  frames.flatMap(each => Object.values(each)).reduce((sum, each) => sum + each, 0)

describe('Signs', () => {
  it('are off in every room until a presenter switches them on, and refused with a sentence', async () => {
    const app = await startApp()
    const { client, snapshot } = await openTab(app)
    expect(snapshot.signsOn).to.equal(false)
    const refused = await show(client)
    expect(refused).to.include({ ok: false, code: 'signs-off' })
    expect((refused as { message: string }).message).to.match(/switched off/)
    expect(await client.emitWithAck('setSigns', { isOn: true })).to.include({ code: 'not-a-presenter' })

    const presenter = await connectPresenter(app)
    const told = waitFor(client, 'signsOn')
    await switchTo(presenter.client, true)
    expect(await told).to.deep.equal([true])
    expect((await openTab(app)).snapshot.signsOn).to.equal(true)
    expect(await presenter.client.emitWithAck('setSigns', { isOn: true })).to.include({ code: 'already-so' })
    expect(await show(client)).to.deep.equal({ ok: true })
    await switchTo(presenter.client, false)
    expect(await show(client)).to.include({ code: 'signs-off' })
  })

  it('reach screens and presenters only, folded to counts without who showed them', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await switchTo(presenter.client, true)
    const screen = await openScreen(app)
    const people = await Promise.all(times(3, () => openTab(app)))
    const seen = people.map(({ client }) => collect(client, 'signs'))
    const classic = app.client(undefined)
    await joined(classic)
    const heard = collect(classic, 'signs')
    const frames = [shown(screen, 3), shown(presenter.client, 3)]
    await Promise.all([
      show(people[0]!.client, 'like'),
      show(people[1]!.client, 'like'),
      show(people[2]!.client, 'unclear'),
    ])
    for (const each of await Promise.all(frames)) expect(each).to.deep.equal([{ like: 2, unclear: 1 }])
    for (const client of [...people.map(each => each.client), classic]) await snapshotOf(client)
    expect([...seen, heard].flat()).to.deep.equal([])
  })

  it('are shown by pages of the audience only', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await switchTo(presenter.client, true)
    const classic = app.client(undefined)
    await joined(classic)
    for (const client of [presenter.client, await openScreen(app), classic])
      expect(await show(client)).to.include({ code: 'needs-page' })
    const { client } = await openTab(app)
    expect(await show(client, 'thumbs-up' as Sign)).to.include({ code: 'bad-request' })
  })

  it('are taken once a second from a person, whatever tab they come from', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await switchTo(presenter.client, true)
    const browser = newTab()
    const [one, two] = await Promise.all([openTab(app, { browser }), openTab(app, { browser })])
    const other = await openTab(app)
    const frames = shown(presenter.client, 2)
    expect(await show(one.client)).to.deep.equal({ ok: true })
    const refused = await show(two.client)
    expect(refused).to.include({ ok: false, code: 'sign-too-soon' })
    expect((refused as { message: string }).message).to.match(/once? .*second|a second/)
    expect(await show(other.client)).to.deep.equal({ ok: true })
    expect(sumOf(await frames)).to.equal(2)
  })

  it('of 500 people come in at most two messages a second', async () => {
    const app = await startApp({
      ADDRESS_CONNECTIONS: '10000',
      ADDRESS_EVENTS: '1000000',
      SOCKET_EVENTS: '10000',
      ADDRESS_BROWSERS: '100000',
    })
    const presenter = await connectPresenter(app)
    await switchTo(presenter.client, true)
    const screen = await openScreen(app)
    const people = await Promise.all(times(500, () => openTab(app)))
    const all = shown(screen, 1000)
    const start = performance.now()
    const wave = (some: typeof people) => Promise.all(some.map(({ client }) => show(client, 'great')))
    await wave(people)
    // Whoever came last may show the next sign last.
    const last = people.at(-1)!
    while (!(await show(last.client, 'great')).ok);
    await wave(people.slice(0, -1))
    const frames = await all
    const elapsed = performance.now() - start
    expect(sumOf(frames)).to.equal(1000)
    expect(frames.length).to.be.at.most(Math.ceil(elapsed / FOLD_INTERVAL_MS) + 1)
    expect(elapsed).to.be.at.least(1000)
  }).timeout(30_000)

  it('stay on after a restart, and nothing that was shown is kept', async () => {
    const env = { DATA_DIR: newFolder() }
    const first = await startApp(env)
    const presenter = await connectPresenter(first)
    await switchTo(presenter.client, true)
    const { client } = await openTab(first)
    const frames = shown(presenter.client, 1)
    await show(client)
    await frames
    await first.close()
    const second = await startApp(env)
    const again = await openTab(second)
    expect(again.snapshot.signsOn).to.equal(true)
    const lectern = await connectPresenter(second)
    expect(lectern.lectern().signs).to.equal(true)
    expect(JSON.stringify(lectern.lectern())).to.not.include('like')
  })
})
