/**
 * Earlier lessons: archived with their chat by a new one, read again as transcripts, erased by the presenter, and swept
 * once nothing of them is kept.
 */
import { expect } from 'chai'
import type { ChatNews } from '../../../src/core/protocol/chat'
import { connectPresenter, openRoom, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, waitFor } from '../../support/clients'
import { codeOf, must, openChat, receivesLine, said, say, setTalk, talker } from '../../support/talker'

/** The texts of a transcript, or the status and code of its refusal. */
async function transcript(
  app: TestApp,
  lesson?: number | string,
  { path = '', key = app.presenterKey } = {},
) {
  const query = lesson === undefined ? '' : `?lesson=${lesson}`
  const response = await fetch(`${app.url}${path}/transcript.json${query}`, {
    headers: { Authorization: `Bearer ${key}` },
  })
  const body = (await response.json()) as { text: string }[] & { code: string }
  return response.ok ? body.map(({ text }) => text) : [response.status, body.code]
}

/** A room with a lesson that has ended, and one that goes on. */
async function twoLessons(app: TestApp): Promise<{ presenter: TestPresenter; before: number }> {
  const presenter = await connectPresenter(app)
  const ana = await talker(app, 'Ana')
  const before = Date.now()
  await said(ana, 'first')
  await presenter.does({ name: 'ask', question: question() })
  await said(ana, 'last')
  await presenter.does({ name: 'newLesson' })
  await said(ana, 'anew')
  return { presenter, before }
}

describe('A new lesson', () => {
  it('archives the one before with its chat: it leaves the chat, and the transcript has it, after a restart, too', async () => {
    const app = await startApp()
    const { presenter, before } = await twoLessons(app)
    const [lesson, ...others] = presenter.lectern().lessons
    expect(others).to.deep.equal([])
    expect(lesson).to.include({ lesson: 1, questions: 1, lines: 2 })
    expect(lesson!.startedAt).to.be.at.least(before)
    expect(lesson!.endedAt).to.be.within(lesson!.startedAt, Date.now())
    await app.close()

    const again = await startApp({ DATA_DIR: app.dataDir })
    expect((await connectPresenter(again)).lectern().lessons).to.deep.equal([lesson])
    const { opened } = await talker(again)
    expect(opened.lines.map(({ text }) => text)).to.deep.equal(['anew'])
    expect(opened).to.include({ hasOlder: false, firstSeq: 3 })
    expect(await transcript(again)).to.deep.equal(['anew'])
    expect(await transcript(again, 2)).to.deep.equal(['anew'])
    expect(await transcript(again, 1)).to.deep.equal(['first', 'last'])
    for (const unknown of [0, 3, 'x', '1.0', ''])
      expect(await transcript(again, unknown), String(unknown)).to.deep.equal([404, 'no-such-lesson'])
  })

  it('leaves no entry of a lesson in which nothing was asked or said; one of questions alone has no lines', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'newLesson' })
    expect(presenter.lectern().lessons).to.deep.equal([])
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'newLesson' })
    expect(presenter.lectern().lessons).to.have.length(1)
    expect(presenter.lectern().lessons[0]).to.include({ lesson: 2, questions: 1, lines: 0 })
    expect(await transcript(app, 2)).to.deep.equal([])
    expect(await transcript(app, 1)).to.deep.equal([404, 'no-such-lesson'])
  })

  it('counts only lines that were not deleted, and none of them as unread in the next', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const [ana, quiet] = [await talker(app, 'Ana'), app.client({ tab: newTab() })]
    await joined(quiet)
    await said(ana, 'one')
    const seq = await said(ana, 'two')
    await must(ana.client.emitWithAck('deleteLine', { seq }))
    const told = waitFor(quiet, 'talk')
    await presenter.does({ name: 'newLesson' })
    const talk = { chat: true, private: true, slow: 0, lastSeq: 2, firstSeq: 3 }
    expect(await told).to.deep.equal([talk])
    expect((await snapshotOf(quiet)).talk).to.deep.equal(talk)
    expect(presenter.lectern().lessons[0]).to.include({ lines: 1 })
    expect(await transcript(app, 1)).to.deep.equal(['one'])
  })

  it('lets nobody reach back: neither older lines nor deleting one of them', async () => {
    const app = await startApp()
    const { presenter } = await twoLessons(app)
    const { client } = await talker(app)
    expect(await must(client.emitWithAck('olderLines', { before: 3 }))).to.deep.equal({
      ok: true,
      lines: [],
      hasOlder: false,
    })
    await openChat(presenter.client)
    expect(codeOf(await presenter.client.emitWithAck('deleteLine', { seq: 1 }))).to.equal('no-such-line')
    expect(await transcript(app, 1)).to.deep.equal(['first', 'last'])
  })
})

describe('A new lesson that is taken back', () => {
  it('brings back the lesson with its question and chat: open pages open the chat again, nothing is archived', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const quiet = app.client({ tab: newTab() })
    await joined(quiet)
    await said(ana, 'one')
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'newLesson' })
    await said(ana, 'two')
    expect((await openChat(bo.client)).lines.map(({ text }) => text)).to.deep.equal(['two'])
    const restored = waitFor(bo.client, 'linesRestored')
    const told = waitFor<[ChatNews]>(quiet, 'talk')
    const { poll } = await presenter.does({ name: 'undo' })
    await restored
    const [talk] = await told
    expect(poll.question).to.equal('Which?')
    expect(talk).to.include({ lastSeq: 2, firstSeq: 1 })
    expect(presenter.lectern().lessons).to.deep.equal([])
    const opened = await openChat(bo.client)
    expect(opened.lines.map(({ text }) => text)).to.deep.equal(['one', 'two'])
    expect(opened.firstSeq).to.equal(1)
    await presenter.does({ name: 'newLesson' })
    expect(presenter.lectern().lessons.map(({ lesson, lines }) => [lesson, lines])).to.deep.equal([[1, 2]])
  })
})

describe('A new lesson before a restart', () => {
  it('is taken back by the server that was started again, and the chat is there again', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    await said(ana, 'one')
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'newLesson' })
    expect((await openChat(ana.client)).lines).to.deep.equal([])
    await app.close()

    const again = await startApp({ DATA_DIR: app.dataDir })
    const there = await connectPresenter(again)
    const { client, opened } = await talker(again)
    expect(opened.lines).to.deep.equal([])
    const restored = waitFor(client, 'linesRestored')
    expect((await there.does({ name: 'undo' })).poll.question).to.equal('Which?')
    await restored
    expect((await openChat(client)).lines.map(({ text }) => text)).to.deep.equal(['one'])
    expect(there.lectern().lessons).to.deep.equal([])
  })
})

describe('An earlier lesson', () => {
  it('is erased by a presenter: its lines are gone, and those around it stay', async () => {
    const app = await startApp()
    const { presenter } = await twoLessons(app)
    await presenter.does({ name: 'newLesson' })
    const other = await connectPresenter(app)
    const stranger = await talker(app, 'Bo')
    const erase = (client: typeof stranger.client, lesson: number) =>
      client.emitWithAck('eraseLesson', { lesson })
    expect(codeOf(await erase(stranger.client, 1))).to.equal('not-a-presenter')
    for (const unknown of [3, 9])
      expect(codeOf(await erase(other.client, unknown))).to.equal('no-such-lesson')
    expect(codeOf(await erase(other.client, 0))).to.equal('bad-request')
    const seen = waitFor(presenter.client, 'presenterState')
    await must(erase(other.client, 2))
    await seen
    expect(presenter.lectern().lessons.map(({ lesson }) => lesson)).to.deep.equal([1])
    expect(await transcript(app, 2)).to.deep.equal([404, 'no-such-lesson'])
    expect(await transcript(app, 1)).to.deep.equal(['first', 'last'])
    expect(codeOf(await erase(other.client, 2))).to.equal('no-such-lesson')
    await must(erase(other.client, 1))
    expect(await app.store.lines('', { limit: 9 })).to.deep.equal([])
    expect(await said(stranger, 'goes on')).to.equal(4)
    expect(await transcript(app)).to.deep.equal(['goes on'])
  })

  it('is erased with its results; those of the present lesson stay', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ask = () => presenter.does({ name: 'ask', question: question() })
    await ask()
    await presenter.does({ name: 'newLesson' })
    await ask()
    await presenter.does({ name: 'finish' })
    await presenter.does({ name: 'hands' })
    const list = async (lesson?: number) =>
      (await must(presenter.client.emitWithAck('listResults', { lesson }))).results.map(
        result => result.lesson,
      )
    expect([await list(1), await list()]).to.deep.equal([[1], [2]])
    await must(presenter.client.emitWithAck('eraseLesson', { lesson: 1 }))
    expect([await list(1), await list()]).to.deep.equal([[], [2]])
    expect(presenter.lectern().results).to.have.length(1)
  })

  it('is that of its room: no other key opens it', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const presenter = await connectPresenter(app, room)
    await setTalk(presenter, { chat: true })
    const ana = await talker(app, 'Ana', { room: room.code })
    await said(ana, 'ours')
    await presenter.does({ name: 'newLesson' })
    const path = `/r/${room.code}`
    expect(await transcript(app, 1, { path, key: room.presenterKey })).to.deep.equal(['ours'])
    expect(await transcript(app, 1, { path })).to.deep.equal([401, 'wrong-key'])
    expect(await transcript(app, 2)).to.deep.equal([404, 'no-such-lesson'])
  })
})

describe('A line of the moment in which a new lesson begins', () => {
  it('is in one of the two, whole, and nobody is sent it for the other', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const presenter = await connectPresenter(app)
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    await said(ana, 'before')
    const heard = collect(bo.client, 'chat message')
    const forgotten = waitFor<[number]>(bo.client, 'linesForgotten')
    const lines = ['x', 'y', 'z'].map(text => say(ana, text))
    await presenter.does({ name: 'newLesson' })
    for (const reply of await Promise.all(lines)) expect(reply.ok).to.equal(true)
    const [firstSeq] = await forgotten
    const end = receivesLine(bo, 'end')
    await said(ana, 'end')
    await end
    const [old, present] = [await transcript(app, 1), await transcript(app)]
    expect([...old, ...present]).to.deep.equal(['before', 'x', 'y', 'z', 'end'])
    const { lines: open } = await openChat(bo.client)
    expect(open.map(({ text }) => text)).to.deep.equal(present)
    expect(open[0]!.seq).to.equal(firstSeq)
    const sent = heard.map(([text]) => text)
    expect(sent.slice(-present.length)).to.deep.equal(present)
  })
})
