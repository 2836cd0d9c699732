/** Removing somebody across nodes: out on each of them at once, the hands fall everywhere, and no node lets one in. */
import { expect } from 'chai'
import type { AsksNews } from '../../src/core/protocol/asks'
import type { TestApp } from '../support/app'
import { joined, newTab, openTab, tallyOf, waitFor, type Client } from '../support/clients'
import { withTwoNodes } from '../support/cluster'
import { asks, tryAsk } from '../support/asks/people'
import { ask, cast } from '../support/samples'
import { connectPresenter, KEY } from '../support/presenter'
import { withRedis } from '../support/redis-server'
import { must, openChat, receivesLine, said, talker } from '../support/talker'

/** With what a page is refused on this node; `in`: it is not. */
async function tries(app: TestApp, tab: string, browser: string): Promise<string> {
  const client = app.client({ tab, browser })
  const isIn = waitFor(client, 'snapshot').then(() => 'in')
  const refused = waitFor<[Error & { data: { code: string } }]>(client, 'connect_error')
  const how = await Promise.race([isIn, refused.then(([{ data }]) => data.code)])
  client.disconnect()
  return how
}

/** Waits until so many tabs of the only one who was removed are kept: each node adds its own. */
async function marksOf(app: TestApp, count: number): Promise<void> {
  for (;;) {
    const kept = await app.store.loadRoom('')
    if (kept!.document.removed[0]!.marks.length === count) return
  }
}

async function raise(client: Client, pollId: string): Promise<void> {
  await must(client.emitWithAck('castVote', { pollId, vote: 'B' }))
}

withRedis('Somebody who is removed on one node', () => {
  const nodes = withTwoNodes()

  it('is out on the other at once, the hands fall on both, and the tabs of both are known again', async () => {
    const { one, two } = nodes
    const [browser, tab] = [newTab(), newTab()]
    const bo = await openTab(one)
    const here = await talker(one, 'Ana', { browser })
    const there = two.client({ tab, browser })
    await joined(there)
    const presenter = await connectPresenter(one, { presenterKey: KEY })
    const raised = tallyOf(bo.client, { B: 3 })
    for (const client of [here.client, there, bo.client]) await raise(client, bo.pollId)
    await raised

    const told = [here.client, there].map(client => waitFor<[string]>(client, 'removed'))
    const gone = [here.client, there].map(client => waitFor(client, 'disconnect'))
    const fallen = tallyOf(bo.client, { B: 1 })
    const people = waitFor<[number, number]>(bo.client, 'turnout', (voted, all) => voted === 1 && all === 1)
    await must(presenter.client.emitWithAck('removePerson', { id: here.me }))
    for (const [sentence] of await Promise.all(told)) expect(sentence).to.match(/removed you from this room/)
    await Promise.all([...gone, fallen, people])
    await marksOf(one, 2)

    for (const app of [one, two]) {
      expect(await tries(app, newTab(), browser)).to.equal('removed')
      expect(await tries(app, tab, newTab())).to.equal('removed')
    }
    await must(presenter.client.emitWithAck('letBack', { id: here.me }))
    expect(await tries(one, tab, browser)).to.equal('in')
  })

  it('is removed by who presents on the other node, where nobody of them is, and let back there', async () => {
    const { one, two } = nodes
    const ana = await talker(one, 'Ana')
    const presenter = await connectPresenter(two, { presenterKey: KEY })
    const { people } = await openChat(presenter.client)
    expect(people.people.map(({ name }) => name)).to.include('Ana')
    const told = waitFor(ana.client, 'removed')
    await must(presenter.client.emitWithAck('removePerson', { id: ana.me }))
    await told
    const bo = await talker(two, 'Ana')
    expect(bo.me).to.not.equal(ana.me)
    const lifted = waitFor((await connectPresenter(one, { presenterKey: KEY })).client, 'presenterState')
    await must(presenter.client.emitWithAck('letBack', { id: ana.me }))
    await lifted
    expect(await tries(one, newTab(), ana.browser)).to.equal('in')
  })

  it('who asked or typed something on another node is out there, and known again on both', async () => {
    const { one, two } = nodes
    const [ana, bo, cy] = [await talker(one, 'Ann'), await talker(two, 'Bo'), await talker(two, 'Cy')]
    const presenter = await connectPresenter(two, { presenterKey: KEY })
    const opened = waitFor<[AsksNews]>(ana.client, 'asksChanged', ({ isOpen }) => isOpen)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    await opened
    const pollId = await ask(presenter, { choices: [], answer: { type: 'words', most: 3 } })
    const id = await asks(ana, 'Rude')
    await must(cast(bo.client, pollId, 'nasty'))
    const told = [ana, bo].map(({ client }) => waitFor<[string]>(client, 'removed'))
    await must(presenter.client.emitWithAck('removePerson', { ask: id }))
    await must(presenter.client.emitWithAck('removePerson', { pollId, answer: 'nasty' }))
    await Promise.all(told)
    for (const app of [one, two])
      for (const { browser } of [ana, bo]) expect(await tries(app, newTab(), browser)).to.equal('removed')
    for (const app of [one, two]) expect(await tries(app, newTab(), cy.browser)).to.equal('in')
  })

  it('whose lines, posts and named questions are hidden has none on either node', async () => {
    const { one, two } = nodes
    const [ana, bo] = [await talker(one, 'Dan'), await talker(two, 'Eve')]
    const presenter = await connectPresenter(two, { presenterKey: KEY })
    const heard = receivesLine(bo, 'Rude')
    await said(ana, 'Rude')
    const { seq } = await heard
    const open = waitFor<[AsksNews]>(ana.client, 'asksChanged', ({ isOpen }) => isOpen)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    await open
    await must(tryAsk(ana, 'Under a name?', 'named', true))
    await must(tryAsk(ana, 'Without a name?', 'unnamed', false))
    const deleted = waitFor<[number]>(bo.client, 'lineDeleted', gone => gone === seq)
    const told = waitFor(ana.client, 'removed')
    const reply = await must(presenter.client.emitWithAck('removePerson', { id: ana.me, hide: true }))
    expect(reply.hidden).to.deep.include({ lines: 1, asks: 1 })
    await Promise.all([deleted, told])
    for (const app of [one, two]) {
      const late = await talker(app)
      expect(late.opened.lines.map(({ text }) => text)).to.not.include('Rude')
    }
    // What was asked without a name is not told to be this person's.
    const { asks: all } = await one.store.asks('')
    const isHidden = all.map(({ text, state }) => [text, state === 'hidden'])
    expect(Object.fromEntries(isHidden)).to.deep.equal({ 'Under a name?': true, 'Without a name?': false })
  })

  it('is never a presenter of another node', async () => {
    const { one, two } = nodes
    const presenter = await connectPresenter(one, { presenterKey: KEY })
    const { me } = await openChat(presenter.client)
    const { helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Bea' }))
    const helper = two.client({ helperKey })
    await joined(helper)
    expect(await helper.emitWithAck('removePerson', { id: me })).to.include({ ok: false })
  })
})
