/** What presenters do with asks, who is told of it, and that nobody else sees what is hidden. */
import { expect } from 'chai'
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
  tryCare,
  votes,
} from '../../support/asks/people'
import { waitFor } from '../../support/clients'
import { connectPresenter, recordPackets, snapshotOf, type TestPresenter } from '../../support/presenter'
import { codeOf, must } from '../../support/talker'

describe('A presenter', () => {
  let app: TestApp
  let presenter: TestPresenter

  beforeEach(async () => {
    app = await startApp({}, 0, { unread: 50 })
    presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
  })

  it('answers an ask aloud or in a line, and its asker is told in all tabs, open sheet or not', async () => {
    const [ana, bo] = [await asker(app), await asker(app)]
    const tab = await asker(app, { browser: ana.browser })
    const id = await asks(ana, 'Why?')
    const seen = await following(bo)
    const isAnswered = (answer: string) => toldOwn(tab, ([own]) => own?.answer === answer)
    const aloud = Promise.all([toldOwn(ana, ([own]) => own?.state === 'answered'), isAnswered('')])
    await cares(presenter, id, 'answer')
    expect((await aloud)[0][0]).to.deep.include({ id, state: 'answered', answer: '', canEdit: false })
    const inText = isAnswered('Because.')
    await cares(presenter, id, 'answer', { answer: 'Because.' })
    await inText
    await seen.until(([ask]) => ask?.answer === 'Because.')
    await cares(presenter, id, 'reopen')
    const [ask] = await seen.until(([each]) => each?.state === 'shown')
    expect(ask).not.to.have.property('answer')
    expect(codeOf(await tryCare(presenter, id, 'answer', { answer: 'a'.repeat(301) }))).to.equal(
      'ask-too-long',
    )
    expect(codeOf(await tryCare(bo, id, 'answer'))).to.equal('not-a-presenter')
  })

  it('puts an ask on the screen and takes it off, which every page is told at once', async () => {
    const [ana, screen] = [await asker(app), app.client({ screen: true })]
    await waitFor(screen, 'snapshot')
    const [first, second] = [await asks(ana, 'One?'), await asks(ana, 'Two?')]
    const isUp = (id: number | undefined) =>
      waitFor<[AsksNews]>(screen, 'asksChanged', ({ up }) => up?.id === id)
    for (const [id, action, up] of [
      [first, 'screen', first],
      [second, 'screen', second],
      [second, 'unscreen', undefined],
      [first, 'screen', first],
      [first, 'hide', undefined],
    ] as const) {
      const told = isUp(up)
      await cares(presenter, id, action)
      await told
    }
    expect(codeOf(await tryCare(presenter, first, 'screen'))).to.equal('no-such-ask')
    await cares(presenter, first, 'restore')
    expect((await snapshotOf(screen)).asks.up).to.equal(null)
  })

  it('merges asks that say the same: each person counts once, and taking it back gives each its votes', async () => {
    const [ana, bo, cy, di] = [await asker(app), await asker(app), await asker(app), await asker(app)]
    const [one, two] = [await asks(ana, 'Why?'), await asks(bo, 'Why though?')]
    for (const [person, id] of [
      [cy, one],
      [di, one],
      [di, two],
    ] as const)
      await votes(person, id)
    const seen = await following(cy)
    const told = toldOwn(bo, ([own]) => own?.into === one)
    await cares(presenter, two, 'merge', { into: one })
    expect((await told)[0]).to.deep.include({ id: two, text: 'Why though?', votes: 2, canEdit: false })
    await seen.until(shown => shown.length === 1 && shown[0]!.votes === 2)
    const answered = toldOwn(bo, ([own]) => own?.state === 'answered')
    await cares(presenter, one, 'answer', { answer: 'So.' })
    expect((await answered)[0]).to.deep.include({ id: two, answer: 'So.' })
    expect(codeOf(await tryCare(presenter, one, 'merge', { into: two }))).to.equal('already-so')
    await cares(presenter, two, 'unmerge')
    const shown = await seen.until(list => list.length === 2)
    expect(shown.map(ask => [ask.id, ask.votes, ask.state])).to.deep.equal([
      [one, 2, 'answered'],
      [two, 1, 'shown'],
    ])
  })

  it('approves first where that is set; an edited ask waits again, and what a presenter asks is shown', async () => {
    await must(presenter.client.emitWithAck('setAsks', { approve: true }))
    const [ana, bo] = [await asker(app), await asker(app)]
    const seen = await following(bo)
    const waiting = await must(tryAsk(ana, 'Why?'))
    expect(waiting.state).to.equal('waiting')
    await must(tryAsk(presenter, 'Any questions?'))
    await seen.until(([ask]) => ask?.role === 'presenter')
    expect((await openAsks(ana)).own.map(({ state }) => state)).to.deep.equal(['waiting'])
    await cares(presenter, waiting.id, 'approve')
    await seen.until(shown => shown.some(({ text }) => text === 'Why?'))
    const edited = await must(ana.client.emitWithAck('editAsk', { id: waiting.id, text: 'Something rude?' }))
    expect(edited.state).to.equal('waiting')
    await seen.until(shown => shown.every(({ id }) => id !== waiting.id))
  })

  it('alone is sent what waits or is hidden: no frame to anybody else has a word of it', async () => {
    await must(presenter.client.emitWithAck('setAsks', { approve: true }))
    const SECRET = 'xyzzy'
    const [ana, bo, lookingOn] = [await asker(app, { name: 'Plugh' }), await asker(app), await asker(app)]
    const screen = app.client({ screen: true })
    const classic = app.client(undefined)
    await Promise.all([waitFor(screen, 'snapshot'), waitFor(classic, 'snapshot')])
    const heard = [bo.client, lookingOn.client, screen, classic].map(recordPackets)
    const views = [await following(lookingOn), await following({ client: screen })]
    const all = await following(presenter, 'allAsks')

    const { id } = await must(tryAsk(ana, `A ${SECRET} that waits?`, 'secret', true))
    const twin = await must(tryAsk(ana, `Another ${SECRET}?`, 'secret-2', true))
    const shown = await asks(presenter, 'What is seen?')
    await all.until(list => list.length === 3)
    await cares(presenter, twin.id, 'merge', { into: shown })
    await cares(presenter, id, 'hide')
    await all.until(list => list.find(ask => ask.id === id)?.state === 'hidden')
    for (const view of views) await view.until(list => list.length === 1)
    for (const person of [bo, lookingOn]) {
      expect(codeOf(await person.client.emitWithAck('voteForAsk', { id, isFor: true }))).to.equal(
        'no-such-ask',
      )
      expect(codeOf(await person.client.emitWithAck('editAsk', { id, text: 'Mine?' }))).to.equal(
        'no-such-ask',
      )
      expect((await openAsks(person)).asks.map(ask => ask.id)).to.deep.equal([shown])
      await snapshotOf(person.client)
    }
    expect(JSON.stringify(heard)).not.to.match(/xyzzy|Plugh/)
    expect(JSON.stringify(heard)).to.include('What is seen?')
    expect(JSON.stringify(all.shown())).to.include(SECRET)
    // Nothing that tells people apart travels, not even to presenters.
    for (const ask of all.shown()) expect(ask).to.not.have.any.keys('from', 'key', 'lesson')
  })
})
