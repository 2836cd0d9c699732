/**
 * Rooms that nobody uses any more: erased after ROOM_DAYS that were seen to pass, the house's lesson forgotten, and
 * none that is in use.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import type { PollNews } from '../../../src/core/protocol/poll'
import { newRoom } from '../../../src/core/room/document'
import { hashOf } from '../../../src/credentials'
import type { Runtime } from '../../../src/sockets/accept'
import { MAX_LINES } from '../../../src/store/store'
import { connectPresenter, KEY, openRoom, question } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { asker, asks, following, openAsks, votes } from '../../support/asks/people'
import { joined, newTab, openTab, waitFor } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { openStoreOf } from '../../support/stores'
import { must, openChat, said, talker } from '../../support/talker'

const HOUR = 3600 * 1000
const DAY = 24 * HOUR
const MONTH = 30 * DAY

/** Time as the server would see it go by, looking at all rooms as it does each hour, but in larger steps. */
function timeOf(app: TestApp) {
  let now = Date.now()
  const look = async (told: number, lived: number) =>
    ((await app.ready) as Runtime).sweeper.sweep({ now: (now += told), lived })
  return {
    look,
    /** So much later, and the clock says so too. */
    goesBy: (time: number) => look(time, time),
    /** The clock jumps. */
    jumps: (time: number) => look(time, 0),
  }
}

const codes = async (app: TestApp) => (await app.store.listRooms()).map(({ code }) => code).filter(Boolean)
const erasures = (app: TestApp) => app.log.filter(({ msg }) => String(msg).startsWith('erased what nobody'))

describe('A room that nobody has used', () => {
  it('for thirty days is erased with its ballots; its code rests, and the log says how much went, without the code', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { presenterKey, code })
    await presenter.does({ name: 'prepare', questions: [question(), question()] })
    const { poll } = await presenter.does({ name: 'next' })
    const ana = app.client({ tab: newTab(), browser: newTab(), room: code })
    await joined(ana)
    expect((await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })).ok).to.equal(true)
    await app.close()

    const again = await startApp({ DATA_DIR: app.dataDir })
    const later = timeOf(again)
    await later.goesBy(0)
    await later.goesBy(MONTH - HOUR)
    expect([erasures(again), await codes(again)]).to.deep.equal([[], [code]])
    await later.goesBy(2 * HOUR)
    expect(await codes(again)).to.deep.equal([])
    expect(erasures(again)).to.have.length(1)
    expect(erasures(again)[0]).to.include({ rooms: 1, preparedQuestions: 2, ballots: 1, lines: 0, days: 30 })
    expect(JSON.stringify(again.log)).to.not.include(code)
    const [error] = await waitFor<[Error]>(again.client({ tab: newTab(), room: code }), 'connect_error')
    expect(error.message).to.equal('There is no room with this code.')
    const document = newRoom('hash', { now: 0, newId: () => 'poll' })
    expect(await again.store.createRoom(code, document, Date.now() + 2 * MONTH)).to.equal(false)
  })

  it('stays while somebody is in it, and its days begin when the last one leaves', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const { code } = await openRoom(app)
    const ana = app.client({ tab: newTab(), room: code })
    await joined(ana)
    await time.goesBy(2 * MONTH)
    expect(await codes(app)).to.deep.equal([code])
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const later = timeOf(again)
    await later.goesBy(0)
    await later.goesBy(MONTH - HOUR)
    expect(await codes(again)).to.deep.equal([code])
  })

  it('is used by whoever enters: its days begin anew', async () => {
    const folder = newFolder()
    const store = await openStoreOf(folder)
    const usedAt = Date.now() - MONTH + 60_000
    const document = { ...newRoom(hashOf(KEY), { now: usedAt, newId: () => 'poll' }), step: 7 }
    await store.createRoom('ACD346', document, usedAt)
    await store.close()
    const app = await startApp({ DATA_DIR: folder })
    const presenter = app.client({ presenterKey: KEY, room: 'ACD346' })
    await waitFor(presenter, 'presenterState')
    await waitFor(presenter, 'presenterState') // of the document as it is now
    expect((await app.store.loadRoom('ACD346'))!.document.usedAt).to.be.within(
      Date.now() - 60_000,
      Date.now(),
    )
  })
})

describe('A clock that is wrong', () => {
  it('by forty days ahead, for one start, erases nothing: neither rooms nor lines', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    const ana = await talker(app, 'Ana')
    await said(ana, 'a line')
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const time = timeOf(again)
    await time.goesBy(29 * DAY)
    await time.jumps(40 * DAY)
    for (const _ of times(12)) await time.goesBy(HOUR)
    await time.jumps(-40 * DAY)
    await time.goesBy(HOUR)
    expect(await codes(again)).to.deep.equal([code])
    expect(await again.store.lines('', { limit: 9 })).to.have.length(1)
    expect(erasures(again)).to.deep.equal([])
    // What was seen to pass still counts.
    await time.goesBy(DAY)
    expect(await codes(again)).to.deep.equal([])
  })

  it('back and forth erases nothing', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const { code } = await openRoom(app)
    for (const _ of times(20)) {
      await time.jumps(50 * DAY)
      await time.jumps(-50 * DAY)
    }
    expect(await codes(app)).to.deep.equal([code])
  })

  it('when a room was opened, as on a computer that begins in 1970, erases nothing', async () => {
    const app = await startApp()
    const document = newRoom(hashOf(KEY), { now: 5000, newId: () => 'poll' })
    await app.store.createRoom('ACD346', document, 5000)
    const line = { key: 'k', from: 'ana', name: 'Ana', at: 6000, text: 'said in 1970' }
    await app.store.appendLine('ACD346', line)
    const time = timeOf(app)
    await time.jumps(0)
    await time.goesBy(29 * DAY)
    expect(await codes(app)).to.deep.equal(['ACD346'])
    expect(await app.store.lines('ACD346', { limit: 9 })).to.have.length(1)
    await time.goesBy(2 * DAY)
    expect(await codes(app)).to.deep.equal([])
  })

  it('does not keep rooms for ever: a server that is started once a week for an hour erases, too', async () => {
    const app = await startApp()
    const time = timeOf(app)
    await openRoom(app)
    await time.jumps(0)
    for (const _ of times(4)) await time.jumps(7 * DAY)
    expect(await codes(app)).to.have.length(1)
    for (const _ of times(2)) await time.jumps(7 * DAY)
    expect(await codes(app)).to.deep.equal([])
  })
})

describe('Lines', () => {
  it('that are older than thirty days go, also of a room that is in use; newer ones stay', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const ana = await talker(app, 'Ana')
    await said(ana, 'old')
    await time.goesBy(0)
    await time.goesBy(16 * DAY)
    await said(ana, 'newer')
    await time.goesBy(HOUR)
    await time.goesBy(15 * DAY)
    const texts = (await app.store.lines('', { limit: 9 })).map(({ text }) => text)
    expect(texts).to.deep.equal(['newer'])
    expect(erasures(app).at(-1)).to.include({ lines: 1, rooms: 0 })
  })
})

describe('Questions from the audience', () => {
  it('that are older than thirty days go with their votes and leave every page; newer ones stay', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const [ana, bo] = [await asker(app), await asker(app)]
    await votes(bo, await asks(ana, 'old'))
    await time.goesBy(0)
    await time.goesBy(16 * DAY)
    await asks(ana, 'newer')
    await time.goesBy(HOUR)
    const seen = await following(bo)
    await time.goesBy(15 * DAY)
    await seen.until(all => all.every(({ text }) => text === 'newer'))
    expect((await openAsks(bo)).voted).to.deep.equal([])
    const kept = await app.store.asks('')
    expect(kept.asks.map(({ text }) => text)).to.deep.equal(['newer'])
    expect(kept.votes.size).to.equal(0)
    expect(erasures(app).at(-1)).to.include({ asks: 1, lines: 0, rooms: 0 })
  })

  it('of a room that nobody has used for thirty days are erased with it', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { presenterKey, code })
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    await asks(await asker(app, { room: code }), 'Why?')
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const time = timeOf(again)
    await time.goesBy(0)
    await time.goesBy(MONTH + HOUR)
    expect(await codes(again)).to.deep.equal([])
    expect((await again.store.asks(code)).asks).to.deep.equal([])
    expect(erasures(again)[0]).to.include({ rooms: 1, asks: 1 })
  })
})

describe('Results', () => {
  it('that are older than thirty days go, also of a room that is in use; newer ones stay', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const presenter = await connectPresenter(app)
    const ask = (text: string) => presenter.does({ name: 'ask', question: question({ text }) })
    for (const text of ['old', 'up']) await ask(text)
    await time.goesBy(0)
    await time.goesBy(16 * DAY)
    await ask('newer')
    await time.goesBy(HOUR)
    const texts = () => presenter.lectern().results.map(({ text }) => text)
    expect(texts()).to.deep.equal(['old', 'up'])
    const seen = waitFor(presenter.client, 'presenterState', () => texts().length < 2)
    await time.goesBy(15 * DAY)
    await seen
    expect(texts()).to.deep.equal(['up'])
    expect(erasures(app).at(-1)).to.include({ results: 1, lines: 0, rooms: 0 })
  })

  it('leave every screen when they are too old', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const presenter = await connectPresenter(app)
    const { client } = await openTab(app)
    await presenter.does({ name: 'ask', question: question({ text: 'Old?' }) })
    await presenter.does({ name: 'hands' })
    await presenter.does({ name: 'showAgain', id: presenter.lectern().results[0]!.id })
    await time.goesBy(HOUR)
    const told = waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.past === null)
    await time.goesBy(2 * MONTH)
    expect((await told)[0].poll).to.include({ question: '', posed: false, stage: 'join' })
  })
})

describe('Earlier lessons', () => {
  it('leave the list once nothing of them is kept, those of others stay', async () => {
    const app = await startApp()
    const time = timeOf(app)
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    await said(ana, 'old')
    await presenter.does({ name: 'newLesson' })
    await time.goesBy(0)
    await time.goesBy(16 * DAY)
    await said(ana, 'newer')
    await presenter.does({ name: 'newLesson' })
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'newLesson' })
    await time.goesBy(HOUR)
    expect(presenter.lectern().lessons.map(({ lesson }) => lesson)).to.deep.equal([1, 2, 3])
    const seen = waitFor(presenter.client, 'presenterState', () => presenter.lectern().lessons.length < 3)
    await time.goesBy(15 * DAY)
    await seen
    expect(presenter.lectern().lessons.map(({ lesson }) => lesson)).to.deep.equal([2, 3])
  })

  it('give way to later ones where there is too much, the oldest first, and the list says what is left', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    const lesson = async (lines: number) => {
      const line = (index: number) => ({ key: `k${index}`, from: 'bo', name: 'Bo', at: index, text: 'x' })
      await Promise.all(times(lines, index => app.store.appendLine('', line(seq + index))))
      seq += lines
      await presenter.does({ name: 'newLesson' })
    }
    let seq = 0
    await lesson(3)
    await lesson(10)
    await lesson(MAX_LINES - 7)
    const present = [await said(ana, 'one'), await said(ana, 'two')]
    const kept = () => presenter.lectern().lessons.map(({ lesson, lines }) => [lesson, lines])
    const seen = waitFor(presenter.client, 'presenterState', () => kept().length === 2)
    await timeOf(app).goesBy(HOUR)
    await seen
    expect(kept()).to.deep.equal([
      [2, 5],
      [3, MAX_LINES - 7],
    ])
    const { lines } = await openChat(ana.client)
    expect(lines.map(({ seq }) => seq)).to.deep.equal(present)
  })
})

describe('The house room', () => {
  it('keeps its prepared questions and settings for good; the lesson nobody has used for thirty days is forgotten', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({
      name: 'prepare',
      questions: [question({ text: 'one' }), question({ text: 'two' })],
    })
    const { poll } = await presenter.does({ name: 'next' })
    const ana = await openTab(app, { browser: newTab() })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    const { step, talk, wall } = presenter.lectern()
    await app.close()

    const again = await startApp({ DATA_DIR: app.dataDir })
    const time = timeOf(again)
    await time.goesBy(MONTH - HOUR)
    expect((await again.store.loadRoom(''))!.document.poll.pollId).to.equal(poll.pollId)
    await time.goesBy(2 * HOUR)
    expect(await again.store.tally('', poll.pollId)).to.deep.equal(new Map())
    const back = await connectPresenter(again)
    expect(back.lectern()).to.deep.include({ next: 0, step: step + 1, talk, wall })
    expect(back.lectern().prepared.map(({ text }) => text)).to.deep.equal(['one', 'two'])
    expect((await openTab(again)).snapshot.poll).to.include({ question: '', posed: false, kind: 'hands' })
    expect(erasures(again)).to.have.length(1)
    expect(erasures(again)[0]).to.include({ houseLesson: true, ballots: 1, rooms: 0, preparedQuestions: 0 })
  })

  it('is left alone while somebody is in it', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    await timeOf(app).goesBy(2 * MONTH)
    expect((await openTab(app)).snapshot.poll.question).to.equal('Which?')
  })
})
