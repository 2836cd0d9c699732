/** The panic button: everything that people write is closed, the last minute is hidden, and both are taken back at once. */
import { expect } from 'chai'
import times from 'lodash/times'
import { PANIC_NOTICE } from '../../../src/core/room/panic'
import type { PanicAction } from '../../../src/core/protocol/panic'
import type { Said } from '../../../src/core/protocol/server-events'
import {
  connectPresenter,
  question,
  recordPackets,
  snapshotOf,
  type TestPresenter,
} from '../../support/presenter'
import type { AsksNews } from '../../../src/core/protocol/asks'
import { asker, asks, cares, following, openAsks, tryAsk, tryVote } from '../../support/asks/people'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { codeOf, must, openChat, said, say, setTalk, talker, type Talker } from '../../support/talker'

const press = ({ client }: Pick<TestPresenter, 'client'>, action: PanicAction = 'start') =>
  client.emitWithAck('panic', { action })

const textsOf = async (client: Client) => (await openChat(client)).lines.map(({ text }) => text)

/** Makes all asks so far two minutes older. */
async function ageAsks({ store }: Pick<TestApp, 'store'>): Promise<void> {
  const { rev, last, asks: kept } = await store.asks('')
  const put = kept.map(ask => ({ ...ask, at: ask.at - 120_000 }))
  expect(await store.changeAsks('', { rev, last, put, remove: [] })).to.equal(true)
}

const lecternOf = async (presenter: TestPresenter) => {
  await snapshotOf(presenter.client)
  return presenter.lectern()
}

describe('The panic button', () => {
  let app: TestApp
  let presenter: TestPresenter

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    presenter = await connectPresenter(app)
  })

  const withoutKey = async (path: string) => (await fetch(`${app.url}/api/rooms/house/${path}`)).text()

  const transcript = async () => {
    const headers = { authorization: `Bearer ${app.presenterKey}` }
    return (await fetch(`${app.url}/transcript.txt`, { headers })).text()
  }

  it('calms thirty people who shout, and nothing hidden comes back by a reload or a restart', async function () {
    this.timeout(60_000)
    await said(presenter, 'Welcome')
    const rowdy = await Promise.all(times(30, index => talker(app, `Rowdy ${index}`)))
    await Promise.all(rowdy.map((each, index) => say(each, `shout ${index}`)))
    const told = rowdy.map(({ client }: Talker) =>
      waitFor<[Said]>(client, 'message', ({ text }) => text === PANIC_NOTICE),
    )
    const hidden = rowdy.map(({ client }) => waitFor<[[number, number]]>(client, 'linesHidden'))
    let isCalm = false
    const shouting = rowdy.map(async (each, index) => {
      while (!isCalm) await say(each, `again ${index}`)
      return codeOf(await say(each, 'still'))
    })
    const began = performance.now()
    await must(press(presenter))
    await Promise.all([...told, ...hidden])
    expect(performance.now() - began).to.be.below(5000)
    isCalm = true
    expect(new Set(await Promise.all(shouting))).to.deep.equal(new Set(['chat-off']))
    expect(await textsOf(presenter.client)).to.deep.equal(['Welcome'])
    expect(await transcript()).to.match(/^[^\n]*Welcome\n$/)

    await app.close()
    app = await startApp({ DATA_DIR: app.dataDir, SOCKET_EVENTS: '1000' })
    presenter = await connectPresenter(app)
    expect((await openTab(app)).snapshot.announcement?.text).to.equal(PANIC_NOTICE)
    await setTalk(presenter, { chat: true })
    const ann = await talker(app, 'Ann')
    await said(ann, 'Sorry')
    expect(await textsOf(ann.client)).to.deep.equal(['Welcome', 'Sorry'])
    expect((await transcript()).trim().split('\n')).to.have.length(2)
  })

  it('is undone as one step: lines, posts, answers and settings are what they were', async () => {
    await presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' })
    const ann = await talker(app, 'Ann')
    await said(ann, 'Something rude')
    await must(ann.client.emitWithAck('postToWall', { text: 'A rude post', key: 'post-1' }))
    const wall = () => presenter.client.emitWithAck('openWall', {})
    const shownOn = async () => (await must(wall())).posts.map(({ text }) => text)
    expect(await shownOn()).to.deep.equal(['A rude post'])
    const { talk, wall: settings } = presenter.lectern()

    await must(press(presenter))
    expect(await shownOn()).to.deep.equal([])
    expect(codeOf(await ann.client.emitWithAck('postToWall', { text: 'Another', key: 'post-2' }))).to.equal(
      'posting-off',
    )
    expect(codeOf(await ann.client.emitWithAck('takeName', { name: 'Rude' }))).to.equal('writing-closed')
    expect(codeOf(await ann.client.emitWithAck('openChat', {}))).to.equal('chat-off')

    const withdrawn = waitFor(ann.client, 'announcementWithdrawn')
    const restored = waitFor(presenter.client, 'linesRestored')
    await openChat(presenter.client)
    await must(press(presenter, 'undo'))
    await Promise.all([withdrawn, restored])
    expect(await shownOn()).to.deep.equal(['A rude post'])
    expect(await textsOf(ann.client)).to.deep.equal(['Something rude'])
    await snapshotOf(presenter.client)
    expect(presenter.lectern().talk).to.deep.equal(talk)
    expect(presenter.lectern().wall).to.deep.equal(settings)
    expect(codeOf(await press(presenter, 'undo'))).to.equal('no-panic')
  })

  it('leaves hidden what it hid when people may write again, whoever posts or says it again', async () => {
    await presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' })
    const ann = await talker(app, 'Ann')
    await said(ann, 'Something rude', 'line-rude')
    await must(ann.client.emitWithAck('postToWall', { text: 'A rude post', key: 'post-1' }))
    await must(press(presenter))
    await must(press(presenter, 'reopen'))
    await said(ann, 'Sorry')
    await said(ann, 'Something rude', 'line-rude')
    await must(ann.client.emitWithAck('postToWall', { text: 'A rude post', key: 'post-1' }))
    expect(await textsOf(ann.client)).to.deep.equal(['Sorry'])
    expect((await must(ann.client.emitWithAck('openWall', {}))).posts).to.deep.equal([])
    expect(presenter.lectern().panic).to.equal(null)
  })

  it('lets typed answers of the last minute wait for approval, and new ones too, until it is undone', async () => {
    await presenter.does({
      name: 'ask',
      question: question({ choices: [], answer: { type: 'words', most: 1, stop: 'none' } as never }),
    })
    const voter = async (vote: string) => {
      const { client, pollId } = await openTab(app, { browser: newTab() })
      await must(client.emitWithAck('castVote', { pollId, vote }))
      return client
    }
    const client = await voter('rude')
    const seen = async () => JSON.stringify((await snapshotOf(client)).answers)
    expect(await seen()).to.contain('rude')
    await must(press(presenter))
    expect(await seen()).not.to.contain('rude')
    await voter('ruder')
    expect(await seen()).not.to.contain('rude')
    expect(JSON.stringify((await snapshotOf(presenter.client)).allAnswers)).to.contain('ruder')
    await must(press(presenter, 'undo'))
    expect(await seen()).to.contain('ruder')
  })

  it('is the presenters’ alone, takes a second press, and keeps their own lines', async () => {
    const ann = await talker(app, 'Ann')
    expect(codeOf(await ann.client.emitWithAck('panic', { action: 'start' }))).to.equal('not-a-presenter')
    await said(ann, 'Something rude')
    await must(press(presenter))
    await said(presenter, 'Let us begin again')
    await setTalk(presenter, { chat: true })
    await openChat(ann.client)
    const hidden = waitFor(ann.client, 'linesHidden')
    await said(ann, 'Rude again')
    await must(press(presenter))
    await hidden
    expect(await textsOf(presenter.client)).to.deep.equal(['Let us begin again'])
    await must(press(presenter, 'undo'))
    expect(await textsOf(ann.client)).to.deep.equal(['Something rude', 'Let us begin again', 'Rude again'])
  })

  it('closes asks and hides those of the last minute from all but presenters, until it is undone', async () => {
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const [ana, bo] = [await asker(app), await asker(app)]
    const old = await asks(ana, 'A fair question?')
    await ageAsks(app)
    await asks(bo, 'A rude question?')
    const screen = app.client({ screen: true })
    await joined(screen)
    const onScreen = await following({ client: screen })
    await cares(presenter, old, 'screen')
    const { asks: settings } = await lecternOf(presenter)
    const all = await following(presenter, 'allAsks')
    const closed = waitFor<[AsksNews]>(screen, 'asksChanged', ({ isOpen, up }) => !isOpen && up === null)
    const packets = [ana, bo].map(({ client }) => recordPackets(client))
    await must(press(presenter))
    await closed
    await onScreen.until(shown => shown.map(({ id }) => id).join() === String(old))
    await all.until(shown => shown.some(({ text, state }) => text.includes('rude') && state === 'hidden'))
    expect(codeOf(await tryAsk(ana, 'Another?'))).to.equal('asks-off')
    expect(codeOf(await ana.client.emitWithAck('openAsks'))).to.equal('asks-off')
    for (const path of ['asks', 'asks.csv', 'results', 'results.csv', 'results.json'])
      expect(await withoutKey(path), path).not.to.contain('rude')
    expect(await withoutKey('asks')).to.contain('fair')
    const newcomer = await asker(app)
    expect(JSON.stringify(await snapshotOf(newcomer.client))).not.to.contain('rude')
    expect(JSON.stringify(packets[0])).not.to.contain('rude')

    await must(press(presenter, 'undo'))
    await onScreen.until(shown => shown.length === 2)
    expect(await withoutKey('asks')).to.contain('rude')
    expect((await lecternOf(presenter)).asks).to.deep.equal(settings)
    expect((await snapshotOf(screen)).asks.up?.id).to.equal(old)
    expect((await openAsks(ana)).asks).to.have.length(2)
  })

  it('leaves asks hidden when it is over, after a restart and another panic, until one is shown again', async () => {
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const ana = await asker(app)
    const first = await asks(ana, 'A rude question?')
    const second = await asks(ana, 'A ruder question?')
    await must(press(presenter))
    await must(press(presenter, 'reopen'))
    expect((await openAsks(await asker(app))).asks).to.deep.equal([])
    const later = await asks(await asker(app), 'A fair question?')
    await app.close()
    app = await startApp({ DATA_DIR: app.dataDir, SOCKET_EVENTS: '1000' })
    presenter = await connectPresenter(app)
    await must(press(presenter))
    await must(press(presenter, 'undo'))
    const idsOf = async () => (await openAsks(await asker(app))).asks.map(({ id }) => id).sort()
    expect(await idsOf()).to.deep.equal([later])
    expect(codeOf(await tryVote(await asker(app), first))).to.equal('no-such-ask')
    await cares(presenter, first, 'restore')
    expect(await idsOf()).to.deep.equal([first, later])
    expect((await openAsks(presenter)).asks.find(({ id }) => id === second)?.state).to.equal('hidden')
  })

  it('hides an old ask whose text was changed in the last minute', async () => {
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const ana = await asker(app)
    const id = await asks(ana, 'A fair question?')
    await ageAsks(app)
    await must(ana.client.emitWithAck('editAsk', { id, text: 'A rude question?' }))
    await must(press(presenter))
    expect(await withoutKey('asks')).not.to.contain('question?')
  })

  it('tells screens, too, and whoever comes while it holds', async () => {
    const screen = app.client({ screen: true })
    await joined(screen)
    const told = waitFor<[Said]>(screen, 'message')
    await must(press(presenter))
    expect((await told)[0].text).to.equal(PANIC_NOTICE)
    expect((await snapshotOf(screen)).announcement?.text).to.equal(PANIC_NOTICE)
  })
})
