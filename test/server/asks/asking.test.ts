/** What people do with asks: they ask, edit, withdraw and vote. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { AsksNews } from '../../../src/core/protocol/asks'
import { startApp, type TestApp } from '../../support/app'
import {
  asker,
  asks,
  cares,
  following,
  openAsks,
  toldOwn,
  tryAsk,
  tryVote,
  votes,
} from '../../support/asks/people'
import { waitFor } from '../../support/clients'
import { connectPresenter, snapshotOf, type TestPresenter } from '../../support/presenter'
import { codeOf, must } from '../../support/talker'

describe('Asks', () => {
  let app: TestApp
  let presenter: TestPresenter
  const set = (settings: Parameters<TestPresenter['client']['emit']>[1] & object) =>
    must(presenter.client.emitWithAck('setAsks', settings as { isOpen?: boolean }))

  beforeEach(async () => {
    app = await startApp({}, 0, { unread: 50 })
    presenter = await connectPresenter(app)
  })

  it('are off until a presenter opens them, which everybody is told, and refused again once they are closed', async () => {
    const ana = await asker(app)
    const closed: AsksNews = { isOpen: false, count: 0, up: null, onScreen: 'ask' }
    expect((await snapshotOf(ana.client)).asks).to.deep.equal(closed)
    expect(codeOf(await tryAsk(ana, 'Why?'))).to.equal('asks-off')
    expect(codeOf(await ana.client.emitWithAck('openAsks'))).to.equal('asks-off')
    expect(codeOf(await ana.client.emitWithAck('setAsks', { isOpen: true }))).to.equal('not-a-presenter')
    const told = waitFor<[AsksNews]>(ana.client, 'asksChanged')
    await set({ isOpen: true })
    expect((await told)[0]).to.deep.equal({ ...closed, isOpen: true })
    const id = await asks(ana, 'Why?')
    const ended = waitFor<[AsksNews]>(ana.client, 'asksChanged', ({ isOpen }) => !isOpen)
    await set({ isOpen: false })
    await ended
    expect(codeOf(await tryAsk(ana, 'Again?'))).to.equal('asks-off')
    expect(codeOf(await tryVote(await asker(app), id))).to.equal('asks-off')
    // What one has asked can be taken back at any time.
    await must(ana.client.emitWithAck('withdrawAsk', { id }))
    expect((await openAsks(presenter)).asks).to.deep.equal([])
  })

  describe('that are open', () => {
    beforeEach(() => set({ isOpen: true }))

    it('reach everybody who looks, under a name or without one, and once: a retry is the same ask', async () => {
      const [ana, bo] = [await asker(app, { name: 'Ana' }), await asker(app)]
      const seen = await following(bo)
      const first = await must(tryAsk(ana, '  Why?\n\n\nReally? ', 'one', true))
      expect(first).to.deep.equal({ ok: true, id: 1, state: 'shown' })
      expect(await must(tryAsk(ana, 'Other', 'one', true))).to.deep.equal(first)
      expect(codeOf(await tryAsk(bo, 'Who?', 'two', true))).to.equal('needs-name')
      await must(tryAsk(bo, 'Who?', 'two'))
      const shown = await seen.until(asks => asks.length === 2)
      expect(shown.map(({ at: _at, ...ask }) => ask)).to.deep.equal([
        { id: 1, text: 'Why?\nReally?', name: 'Ana', votes: 0, state: 'shown' },
        { id: 2, text: 'Who?', name: '', votes: 0, state: 'shown' },
      ])
      const opened = await openAsks(ana)
      expect(opened.asks.map(({ id }) => id)).to.deep.equal([1, 2])
      expect(opened).to.deep.include({ total: 2, voted: [] })
      expect(opened.own.map(({ id, canEdit }) => [id, canEdit])).to.deep.equal([[1, true]])
      for (const text of ['', ' \u200b ', 'a'.repeat(301)])
        expect(codeOf(await tryAsk(bo, text))).to.equal(text.length > 300 ? 'ask-too-long' : 'empty-ask')
    })

    it('are three a person at a time, in whichever tabs, and more once one is answered or withdrawn', async () => {
      const ana = await asker(app)
      const second = await asker(app, { browser: ana.browser })
      const ids = [await asks(ana, 'One?'), await asks(second, 'Two?'), await asks(ana, 'Three?')]
      expect(codeOf(await tryAsk(second, 'Four?'))).to.equal('too-many-own-asks')
      await cares(presenter, ids[0]!, 'answer')
      await asks(second, 'Four?')
      expect(codeOf(await tryAsk(ana, 'Five?'))).to.equal('too-many-own-asks')
      await must(second.client.emitWithAck('withdrawAsk', { id: ids[1]! }))
      await asks(ana, 'Five?')
    })

    it('are voted for once a person, not by whoever asked, and a vote can be taken back', async () => {
      const [ana, bo] = [await asker(app), await asker(app)]
      const tab = await asker(app, { browser: bo.browser })
      const id = await asks(ana, 'Why?')
      expect(codeOf(await tryVote(ana, id))).to.equal('own-ask')
      expect([await votes(bo, id), await votes(tab, id), await votes(bo, id)]).to.deep.equal([1, 1, 1])
      expect((await openAsks(tab)).voted).to.deep.equal([id])
      expect(await votes(tab, id, false)).to.equal(0)
      expect((await openAsks(bo)).voted).to.deep.equal([])
      expect(codeOf(await tryVote(bo, 99))).to.equal('no-such-ask')
    })

    it('take 500 votes at once, each once, and everybody is sent the same sum', async () => {
      const id = await asks(await asker(app), 'Why?')
      const people = await Promise.all(times(100, () => asker(app)))
      const screen = await following(people[0]!)
      // Each person has five tabs, so to say: the same vote five times.
      const all = await Promise.all(people.flatMap(person => times(5, () => votes(person, id))))
      expect(Math.max(...all)).to.equal(100)
      const [ask] = await screen.until(([shown]) => shown?.votes === 100)
      expect(ask!.votes).to.equal(100)
    })

    it('can be edited by their asker until somebody has voted, and are told to those who look', async () => {
      const [ana, bo] = [await asker(app), await asker(app)]
      const id = await asks(ana, 'Wy?')
      const edit = (person: typeof ana, text: string) => person.client.emitWithAck('editAsk', { id, text })
      const seen = await following(bo)
      expect(codeOf(await edit(bo, 'Mine!'))).to.equal('no-such-ask')
      expect(codeOf(await bo.client.emitWithAck('withdrawAsk', { id }))).to.equal('no-such-ask')
      expect(codeOf(await edit(ana, 'Why?'))).to.equal('ok')
      await seen.until(([ask]) => ask?.text === 'Why?')
      const told = toldOwn(ana, ([own]) => own?.canEdit === false)
      await votes(bo, id)
      await told
      expect(codeOf(await edit(ana, 'Something else?'))).to.equal('ask-has-votes')
      await must(ana.client.emitWithAck('withdrawAsk', { id }))
      await seen.until(asks => asks.length === 0)
      expect(codeOf(await tryVote(bo, id))).to.equal('no-such-ask')
    })

    it('are counted for those who have not opened them, now and then', async () => {
      const [ana, bo] = [await asker(app), await asker(app)]
      const counted = waitFor<[AsksNews]>(bo.client, 'asksChanged', ({ count }) => count === 2)
      await asks(ana, 'One?')
      await asks(ana, 'Two?')
      expect((await counted)[0]).to.deep.include({ count: 2, up: null })
    })

    it('are refused to screens and to pages of the workshops, which are told why', async () => {
      const screen = app.client({ screen: true })
      const classic = app.client(undefined)
      await Promise.all([waitFor(screen, 'snapshot'), waitFor(classic, 'snapshot')])
      for (const client of [screen, classic]) {
        expect(codeOf(await tryAsk({ client }, 'Why?'))).to.equal('needs-page')
        expect(codeOf(await tryVote({ client }, 1))).to.equal('needs-page')
        expect(codeOf(await client.emitWithAck('withdrawAsk', { id: 1 }))).to.equal('needs-page')
      }
      expect(codeOf(await classic.emitWithAck('openAsks'))).to.equal('needs-page')
      expect((await openAsks({ client: screen })).own).to.deep.equal([])
    })

    it('are kept: a restart and a new lesson lose none of the present one and show none of another', async () => {
      const [ana, bo] = [await asker(app), await asker(app)]
      const id = await asks(ana, 'Why?')
      await votes(bo, id)
      await cares(presenter, id, 'screen')
      await app.close()
      const again = await startApp({ DATA_DIR: app.dataDir })
      const back = again.client({ tab: 'tab-of-ana-again-1', browser: ana.browser })
      const own = toldOwn({ client: back })
      const [{ asks: news }] = await waitFor<[{ asks: AsksNews }]>(back, 'snapshot')
      expect(news.up).to.deep.include({ id, text: 'Why?', votes: 1 })
      expect((await own)[0]).to.deep.include({ id, canEdit: false })
      const next = await connectPresenter(again)
      const gone = waitFor<[AsksNews]>(back, 'asksChanged', ({ up }) => up === null)
      await next.does({ name: 'newLesson' })
      await gone
      expect(await openAsks({ client: back })).to.deep.include({ asks: [], own: [], total: 0 })
    })
  })
})
