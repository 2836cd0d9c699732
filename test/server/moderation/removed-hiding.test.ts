/** Removing somebody and hiding what they said, in one step: what goes, what stays, and what may not be told by it. */
import { expect } from 'chai'
import { startApp } from '../../support/app'
import { asks, openAsks, tryAsk } from '../../support/asks/people'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { remove, tries } from '../../support/people/removing'
import { connectPresenter, snapshotOf } from '../../support/presenter'
import { ask, cast } from '../../support/samples'
import { must, openChat, said, talker } from '../../support/talker'

const linesOf = async (client: Client) => (await openChat(client)).lines.map(({ text }) => text)

describe('Removing somebody with what they said', () => {
  it('deletes the lines, hides the questions with a name and takes off the posts, in numbers', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    await must(presenter.client.emitWithAck('setWall', { approve: 'none' }))
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const { pollId } = await openTab(app)
    await must(cast(ana.client, pollId, 'B'))
    for (let line = 0; line < 120; line++)
      if (line % 40 === 39) await said(ana, `Rude ${line}`)
      // More than are read at a time.
      else
        await app.store.appendLine('', { key: `line-${line}`, from: 'cy', name: 'Cy', text: 'Nice', at: 1 })
    await said(bo, 'Nice')
    await must(tryAsk(ana, 'Rude with a name', 'named', true))
    await asks(ana, 'Without a name')
    await asks(bo, 'A good one')
    await must(ana.client.emitWithAck('postToWall', { text: 'Rude post', key: 'key-of-a-post' }))
    await must(bo.client.emitWithAck('postToWall', { text: 'Good post', key: 'key-of-another' }))
    const gone: number[] = []
    bo.client.on('lineDeleted', seq => gone.push(seq))
    const deleted = waitFor(bo.client, 'lineDeleted', () => gone.length === 3)
    const out = waitFor(ana.client, 'removed')
    const reply = await must(remove(presenter, { id: ana.me, hide: true }))
    expect(reply).to.deep.include({ hidden: { lines: 3, asks: 1, posts: 1, answers: 0 } })
    await Promise.all([out, deleted])
    expect(await linesOf(bo.client)).to.include('Nice')
    expect((await linesOf(bo.client)).join()).to.not.include('Rude')
    // Hiding it would tell who asked it.
    expect((await openAsks(bo)).asks.map(({ text }) => text)).to.deep.equal(['Without a name', 'A good one'])
    const { posts } = await must(bo.client.emitWithAck('openWall', {}))
    expect(posts.map(({ text }) => text)).to.deep.equal(['Good post'])

    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    expect(await tries(again, { tab: newTab(), browser: ana.browser })).to.equal('removed')
    const late = again.client({ tab: newTab(), browser: newTab() })
    await joined(late)
    expect((await linesOf(late)).join()).to.not.include('Rude')
    expect((await openAsks({ client: late })).asks).to.have.length(2)
  })

  it('is done again for who is out already, and says so where there is nothing', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    await said(ana, 'Rude')
    await must(remove(presenter, ana.me))
    const none = { asks: 0, posts: 0, answers: 0 }
    const first = await must(remove(presenter, { id: ana.me, hide: true }))
    expect(first).to.deep.include({ hidden: { lines: 1, ...none } })
    const second = await must(remove(presenter, { id: ana.me, hide: true }))
    expect(second).to.deep.include({ hidden: { lines: 0, ...none } })
  })

  it('hides of an author only what was said in the same way: nothing else tells who it is', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const pollId = await ask(presenter, { choices: [], answer: { type: 'words', most: 3 } })
    await must(cast(bo.client, pollId, 'nasty\ncalm'))
    await said(ana, 'A line')
    const id = await asks(ana, 'Rude')
    await asks(ana, 'Rude again')
    await must(tryAsk(ana, 'With a name', 'named', true))
    await must(presenter.client.emitWithAck('careForAsk', { id, action: 'screen' }))
    const out = [ana, bo].map(({ client }) => waitFor(client, 'removed'))
    const byAsk = await must(remove(presenter, { ask: id, hide: true }))
    expect(byAsk).to.deep.include({ hidden: { lines: 0, asks: 2, posts: 0, answers: 0 } })
    const byAnswer = await must(remove(presenter, { pollId, answer: 'nasty', hide: true }))
    expect(byAnswer).to.deep.include({ hidden: { lines: 0, asks: 0, posts: 0, answers: 1 } })
    await Promise.all(out)
    const cy = await talker(app)
    expect(await linesOf(cy.client)).to.deep.equal(['A line'])
    expect((await openAsks(cy)).asks.map(({ text }) => text)).to.deep.equal(['With a name'])
    const snapshot = await snapshotOf(cy.client)
    expect(snapshot.asks.up).to.equal(null)
    expect(JSON.stringify(snapshot.answers)).to.include('calm').and.not.include('nasty')
    // The ballots still count.
    expect(snapshot.answers).to.include({ voters: 1 })
  })

  it('hides a line that was on its way', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const out = waitFor(ana.client, 'removed')
    for (let line = 0; line < 8; line++)
      ana.client.emit('chat message', `Rude ${line}`, { key: `rude-${line}` }, () => undefined)
    await must(remove(presenter, { id: ana.me, hide: true }))
    await out
    await said(bo, 'After it')
    expect(await linesOf(bo.client)).to.deep.equal(['After it'])
  })
})
