/** Somebody whom the crew removes: is told, is out at once, and does not come in again until let back. */
import { expect } from 'chai'
import { MAX_MARKS, MAX_REMOVED, withMarks, withRemoved } from '../../../src/core/people/removed'
import type { PeopleNews } from '../../../src/core/protocol/chat'
import type { PresenterState } from '../../../src/core/protocol/presenter'
import { completed, newRoom } from '../../../src/core/room/document'
import { startApp } from '../../support/app'
import { collect, joined, newTab, openTab, tallyOf, waitFor } from '../../support/clients'
import { letBack, remove, removed, SENTENCE, tabOf, tries } from '../../support/people/removing'
import { connectPresenter, openRoom, question, snapshotOf } from '../../support/presenter'
import { codeOf, must, openChat, said, talker } from '../../support/talker'

describe('Somebody who is removed', () => {
  it('is told and out at once, in all tabs; the others and the other rooms notice nothing', async () => {
    const app = await startApp()
    const browser = newTab()
    const [ana, second] = [await tabOf(app, browser, 'Ana'), await tabOf(app, browser)]
    const room = await openRoom(app)
    const elsewhere = app.client({ tab: newTab(), browser, room: room.code })
    await joined(elsewhere)
    const bo = await talker(app, 'Bo')
    const presenter = await connectPresenter(app)
    const others = [bo.client, presenter.client, elsewhere].flatMap(client => [
      collect(client, 'removed'),
      collect(client, 'disconnect' as never),
    ])
    const listed = waitFor<[PresenterState]>(presenter.client, 'presenterState', news => !!news.removed)
    const started = Date.now()
    await removed(presenter, ana.me, ana, second)
    const [{ removed: list }] = await listed
    expect(list.map(({ id, name }) => [id, name])).to.deep.equal([[ana.me, 'Ana']])
    expect(list[0]!.at).to.be.within(started, Date.now())
    expect(JSON.stringify(list)).to.not.include('marks')
    await snapshotOf(bo.client)
    await snapshotOf(elsewhere)
    expect(others).to.deep.equal([[], [], [], [], [], []])
    expect(codeOf(await remove(presenter, ana.me))).to.equal('already-so')
  })

  it('is refused after a reload, under a new name, in another tab, over long-polling, as a screen', async () => {
    const app = await startApp()
    const browser = newTab()
    const ana = await tabOf(app, browser, 'Ana')
    const presenter = await connectPresenter(app)
    await removed(presenter, ana.me, ana)
    const { tab } = ana
    expect(await tries(app, { tab, browser, again: true })).to.equal('removed')
    expect(await tries(app, { tab: newTab(), browser })).to.equal('removed')
    expect(await tries(app, { tab: newTab(), browser }, ['polling'])).to.equal('removed')
    expect(await tries(app, { browser })).to.equal('removed')
    expect(await tries(app, { browser, screen: true })).to.equal('removed')
    const rejoins = waitFor(ana.client, 'connect_error')
    ana.client.connect()
    await rejoins
    expect(await tries(app, { tab: newTab(), browser: newTab() })).to.equal('in')
  })

  it('is known again by the tab when the browser has lost its id, and from then on by the new id', async () => {
    const app = await startApp()
    const ana = await tabOf(app, newTab(), 'Ana')
    const presenter = await connectPresenter(app)
    await removed(presenter, ana.me, ana)
    const browser = newTab()
    const marked = waitFor<[PresenterState]>(presenter.client, 'presenterState', news => !!news.removed)
    expect(await tries(app, { tab: ana.tab, browser })).to.equal('removed')
    expect(await tries(app, { tab: ana.tab })).to.equal('removed')
    expect(await tries(app, { tab: newTab(), browser })).to.equal('removed')
    await must(letBack(presenter, ana.me))
    await marked
    expect(await tries(app, { tab: newTab(), browser })).to.equal('in')
  })

  it('loses the hand at once, also that of a tab that sleeps, and counts as nobody', async () => {
    const app = await startApp()
    const browser = newTab()
    const [ana, asleep] = [await tabOf(app, browser, 'Ana'), await tabOf(app, browser)]
    const bo = await openTab(app)
    const presenter = await connectPresenter(app)
    for (const { client } of [ana, asleep, bo])
      expect(codeOf(await client.emitWithAck('castVote', { pollId: bo.pollId, vote: 'B' }))).to.equal('ok')
    asleep.client.io.engine.close()
    asleep.client.disconnect()
    const fallen = tallyOf(bo.client, { B: 1 })
    const turnout = waitFor<[number, number]>(
      bo.client,
      'turnout',
      (voted, present) => voted === 1 && present === 1,
    )
    await removed(presenter, ana.me, ana)
    await Promise.all([fallen, turnout])
  })

  it('keeps a ballot that was acknowledged', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await must(ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' }))
    await removed(presenter, ana.me, ana)
    const after = await presenter.does({ name: 'close' })
    expect(after.counts).to.deep.equal({ A: 1, B: 0 })
  })

  it('frees the name, types no more and is not announced as having left', async () => {
    const app = await startApp({}, 0, { people: 20 })
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const presenter = await connectPresenter(app)
    ana.client.emit('typing')
    await waitFor<[unknown[]]>(bo.client, 'typing', people => people.length === 1)
    const silent = waitFor<[unknown[]]>(bo.client, 'typing', people => people.length === 0)
    const alone = waitFor<[PeopleNews]>(bo.client, 'people', ({ people }) =>
      people.every(({ name }) => name !== 'Ana'),
    )
    await removed(presenter, ana.me, ana)
    await Promise.all([silent, alone])
    expect((await talker(app, 'Ana')).me).to.not.equal(ana.me)
  })

  it('may have left: known by what was said, or by a post', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const presenter = await connectPresenter(app)
    await said(ana, 'Hello')
    await must(bo.client.emitWithAck('postToWall', { text: 'A post', key: 'key-of-a-post' }))
    for (const { client } of [ana, bo]) {
      await must(client.emitWithAck('releaseName'))
      client.disconnect()
    }
    await must(remove(presenter, ana.me))
    await must(remove(presenter, bo.me))
    for (const { browser } of [ana, bo])
      expect(await tries(app, { tab: newTab(), browser })).to.equal('removed')
    expect(presenter.lectern().removed.map(({ name }) => name)).to.deep.equal(['Ana', 'Bo'])
    expect(codeOf(await remove(presenter, 'nobody-at-all'))).to.equal('no-such-person')
  })

  it('stays removed through a restart and a new lesson, and comes in once let back', async () => {
    const app = await startApp()
    const ana = await tabOf(app, newTab(), 'Ana')
    await removed(await connectPresenter(app), ana.me, ana)
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const presenter = await connectPresenter(again)
    const { tab, browser } = ana
    expect(await tries(again, { tab, browser })).to.equal('removed')
    expect(await tries(again, { tab })).to.equal('removed')
    await presenter.does({ name: 'newLesson' })
    expect(await tries(again, { tab, browser })).to.equal('removed')
    expect(presenter.lectern().removed.map(({ name }) => name)).to.deep.equal(['Ana'])
    await must(letBack(presenter, ana.me))
    expect(await tries(again, { tab, browser })).to.equal('in')
    expect(codeOf(await letBack(presenter, ana.me))).to.equal('already-so')
    expect((await connectPresenter(again)).lectern().removed).to.deep.equal([])
  })

  it('who is a page of the workshops is told and out until it is loaded again: it carries no mark', async () => {
    const app = await startApp()
    const classic = app.client()
    await joined(classic)
    const bo = await talker(app, 'Bo')
    const line = waitFor<[string, { from: string }]>(bo.client, 'chat message')
    classic.send({ username: 'Guest', text: 'Rude' })
    const [, { from }] = await line
    const status = waitFor<[string]>(classic, 'statusMessage', sentence => SENTENCE.test(sentence))
    const gone = waitFor(classic, 'disconnect')
    await must(remove(await connectPresenter(app), from))
    await Promise.all([status, gone])
    expect(await tries(app, {})).to.equal('in')
  })
})

describe('Removing somebody', () => {
  it('is for presenters and helpers of this room, and never of the crew', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const presenter = await connectPresenter(app)
    const stranger = await connectPresenter(app, await openRoom(app))
    const { id, helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Bea' }))
    const helper = app.client({ helperKey })
    await joined(helper)
    expect(codeOf(await remove(bo, ana.me))).to.equal('not-a-presenter')
    expect(codeOf(await letBack(bo, ana.me))).to.equal('not-a-presenter')
    expect(codeOf(await remove(stranger, ana.me))).to.equal('no-such-person')
    const { me } = await openChat(presenter.client)
    for (const by of [presenter, { client: helper }])
      for (const who of [me, id]) expect(codeOf(await remove(by, who))).to.equal('bad-request')
    for (const wrong of [null, {}, { id: 7 }, { id: '' }, { id: 'a b' }])
      expect(codeOf(await presenter.client.emitWithAck('removePerson', wrong as never))).to.equal(
        'bad-request',
      )
    expect(presenter.lectern().removed).to.deep.equal([])
    const told = waitFor(ana.client, 'removed')
    const seen = waitFor<[PresenterState]>(helper, 'helperState', ({ removed: list }) => list.length === 1)
    await must(remove({ client: helper }, ana.me))
    await told
    expect((await seen)[0].removed.map(({ name }) => name)).to.deep.equal(['Ana'])
    await must(letBack({ client: helper }, ana.me))
    expect(await tries(app, { tab: newTab(), browser: ana.browser })).to.equal('in')
  })

  it('does not end what a presenter does in the same browser with the key', async () => {
    const app = await startApp()
    const ana = await tabOf(app, newTab(), 'Ana')
    const presenter = await connectPresenter(app)
    await removed(presenter, ana.me, ana)
    const { tab, browser } = ana
    expect(await tries(app, { tab, browser, presenterKey: app.presenterKey })).to.equal('in')
  })

  it('is tried again and again without a page being let in, or one of the others kept out', async () => {
    const app = await startApp({ ADDRESS_CONNECTIONS: '1000' })
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { code, presenterKey })
    await must(presenter.client.emitWithAck('setTalk', { chat: true }))
    const ana = await talker(app, 'Ana', { room: code })
    await removed(presenter, ana.me, ana)
    presenter.client.disconnect()
    const handshake = { browser: ana.browser, room: code }
    for (let count = 0; count < 100; count++)
      expect(await tries(app, { ...handshake, tab: newTab() })).to.equal('removed')
    expect(await tries(app, { tab: newTab(), browser: newTab(), room: code })).to.equal('in')
    const kept = (await app.store.loadRoom(code))!.document.removed
    expect(kept.map(({ marks }) => marks.length)).to.deep.equal([MAX_MARKS])
  })

  it('is bounded: so many people, and so many marks of each', () => {
    const room = newRoom('', { now: 0, newId: () => 'poll' })
    const person = (number: number) => ({ id: `id-${number}`, name: `Person ${number}`, at: 1, marks: [] })
    let full = room
    for (let number = 0; number < MAX_REMOVED; number++) {
      const decision = withRemoved(full, person(number))
      if (!decision.ok) throw new Error(decision.code)
      full = decision.document
    }
    expect(codeOf(withRemoved(full, person(MAX_REMOVED)))).to.equal('too-many-removed')
    const marks = Array.from({ length: 3 * MAX_MARKS }, (_, index) => `mark-${index}`)
    const marked = withMarks(full, 'id-7', marks)
    expect(marked.ok && marked.document.removed[7]!.marks).to.deep.equal(marks.slice(0, MAX_MARKS))
    expect(marked.ok && codeOf(withMarks(marked.document, 'id-7', ['one-more']))).to.equal('already-so')
    const given = withRemoved(room, { ...person(1), marks })
    expect(given.ok && given.document.removed[0]!.marks).to.have.length(MAX_MARKS)
  })

  it('is unknown to a room that an earlier version has kept', () => {
    const { removed: _removed, ...older } = newRoom('hash', { now: 1, newId: () => 'poll' })
    expect(completed(older, false).removed).to.deep.equal([])
  })
})
