/**
 * Data from when public ids were the beginning of what ballots are made from: everybody is known again, by the ballot,
 * the rows, the questions, the ticket and the link, and as muted or removed.
 */
import { expect } from 'chai'
import { idsOf, knownThen, putIntoFolder, putIntoRedis } from '../support/earlier-data'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, waitFor } from '../support/clients'
import { newFolder } from '../support/folders'
import { connectHelper } from '../support/people/helpers'
import { letBack, remove, tries } from '../support/people/removing'
import { connectPresenter, KEY, snapshotOf } from '../support/presenter'
import { startRedis, withRedis } from '../support/redis-server'
import { onEmbeddedStore } from '../support/stores'
import { codeOf, must, openChat, said, say } from '../support/talker'

/** Declares what holds for data in a place. */
function describeUpgrade(kind: 'lmdb' | 'redis', start: () => Promise<TestApp>): void {
  const { me, helperKey, ticket } = knownThen(kind)
  const page = async (app: TestApp, name: string) => {
    const client = app.client(idsOf(name.toLowerCase()))
    return { client, snapshot: await joined(client) }
  }

  it('with each ballot, which is changed and counted once, and with the rows of the question before', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    const ana = await page(app, 'Ana')
    const { pollId, question } = ana.snapshot.poll
    expect({ question, vote: ana.snapshot.yourVote, counts: ana.snapshot.counts }).to.deep.equal({
      question: 'Now?',
      vote: 'B',
      counts: { A: 2, B: 1 },
    })
    await must(ana.client.emitWithAck('castVote', { pollId, vote: 'A' }))
    expect((await snapshotOf(ana.client)).counts).to.deep.equal({ A: 3, B: 0 })
    const { results } = presenter.lectern()
    const rows = (await Promise.all(results.map(({ id }) => app.store.rows('', id)))).flat()
    expect(rows.flatMap(({ votes }) => votes.map(([, vote]) => vote)).sort()).to.deep.equal(['A', 'B'])
    await app.close()
  })

  it('with own questions, votes for others, a ticket that is taken, and the link of a helper', async () => {
    const app = await start()
    const [ana, bo] = [await page(app, 'Ana'), await page(app, 'Bo')]
    const anas = await must(ana.client.emitWithAck('openAsks'))
    expect(anas.own.map(({ text }) => text).sort()).to.deep.equal(['Named?', 'Unnamed?'])
    const bos = await must(bo.client.emitWithAck('openAsks'))
    expect(bos.own).to.deep.equal([])
    const unnamed = anas.own.find(({ text }) => text === 'Unnamed?')!.id
    expect(bos.voted).to.deep.equal([unnamed])
    // Who has a ticket is known, and nobody else takes it.
    expect(ana.snapshot).to.include({ ticket: 1 })
    expect(bo.snapshot).to.not.have.property('ticket')
    expect(codeOf(await bo.client.emitWithAck('useTicket', { ticket }))).to.equal('ticket-used')
    expect((await connectHelper(app, helperKey)).state).to.be.an('object')
    await app.close()
  })

  it('with whoever is muted, under the present id from then on, until heard again', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    const { client: bo } = await page(app, 'Bo')
    const opened = await openChat(bo, { name: 'Bo' })
    expect(opened).to.include({ isMuted: true }).and.not.include({ me: me.Bo })
    expect(codeOf(await say({ client: bo }, 'Let me.'))).to.equal('muted')
    expect((await app.store.loadRoom(''))!.document.muted).to.deep.equal([{ id: opened.me, name: 'Bo' }])
    const heard = waitFor(bo, 'muted', (isMuted: unknown) => isMuted === false)
    await must(presenter.client.emitWithAck('mute', { id: opened.me, isMuted: false }))
    await heard
    await said({ client: bo }, 'Thank you.')
    await app.close()
  })

  it('with whoever was removed, by id and for a question, who is known by the browser alone, until let back in', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    for (const name of ['cy', 'di'])
      for (const handshake of [idsOf(name), { ...idsOf(name), tab: newTab() }])
        expect(await tries(app, handshake)).to.equal('removed')
    expect(await tries(app, { ...idsOf('cy'), browser: newTab() }), 'by the tab').to.equal('removed')
    await must(letBack(presenter, me.Cy))
    expect(await tries(app, { browser: idsOf('cy').browser, tab: newTab() })).to.equal('in')
    expect(await tries(app, idsOf('di'))).to.equal('removed')
    await app.close()
  })

  it('with lines that are older than the ids: by one of them its author is muted, or removed and all of them hidden', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    const { client: ana } = await page(app, 'Ana')
    const { lines, me: now } = await openChat(ana, { name: 'Ana' })
    expect(lines.find(({ text }) => text === 'I am Ana')!.from)
      .to.equal(me.Ana)
      .and.not.equal(now)
    const muted = waitFor(ana, 'muted', (isMuted: unknown) => isMuted === true)
    await must(presenter.client.emitWithAck('mute', { id: me.Ana, isMuted: true }))
    await muted
    expect(codeOf(await say({ client: ana }, 'Let me.'))).to.equal('muted')
    const unmuted = waitFor(ana, 'muted', (isMuted: unknown) => isMuted === false)
    await must(presenter.client.emitWithAck('mute', { id: now, isMuted: false }))
    await unmuted
    await said({ client: ana }, 'A newer one')
    const gone = waitFor(ana, 'disconnect')
    const reply = await must(remove(presenter, { id: now, hide: true }))
    expect(reply.hidden).to.deep.equal({ lines: 2, asks: 1, posts: 0, answers: 0 })
    await gone
    expect(await tries(app, { browser: idsOf('ana').browser, tab: newTab() })).to.equal('removed')
    await app.close()
  })
}

describe('Data of one hash for names and ballots goes on', () => {
  onEmbeddedStore(() =>
    describe('in a folder', () => {
      describeUpgrade('lmdb', async () => {
        const folder = newFolder()
        await putIntoFolder(folder, '3-one-hash')
        return startApp({ DATA_DIR: folder, REDIS_URL: '', PRESENTER_KEY: KEY, ROOM_DAYS: '3650' })
      })
    }),
  )

  withRedis('in Redis', () => {
    describeUpgrade('redis', async () => {
      const { url } = await startRedis()
      await putIntoRedis(url, '3-one-hash')
      return startApp({ DATA_DIR: newFolder(), REDIS_URL: url, PRESENTER_KEY: KEY, ROOM_DAYS: '3650' })
    })
  })
})
