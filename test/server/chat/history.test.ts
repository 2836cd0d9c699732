/**
 * The history of a room's lines: what newcomers and whoever comes back are given, what is deleted, forgotten and
 * kept.
 */
import { expect } from 'chai'
import sortBy from 'lodash/sortBy'
import times from 'lodash/times'
import type { Line } from '../../../src/core/protocol/chat'
import { connectPresenter, openRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, waitFor, type Client } from '../../support/clients'
import { codeOf, receivesLine, must, openChat, said, say, setTalk, talker } from '../../support/talker'

/** Lines that were said before, by somebody else. */
async function earlier(app: TestApp, count: number, from = 'somebody-else'): Promise<void> {
  const lines = times(count, index => ({
    key: `${from}-${index}`,
    from,
    name: 'Zoe',
    at: Date.now(),
    text: `${index + 1}`,
  }))
  await Promise.all(lines.map(line => app.store.appendLine('', line)))
}

const seqs = (lines: { seq: number }[]) => lines.map(({ seq }) => seq)
const from = (first: number, last: number) => times(last - first + 1, index => first + index)

describe('Whoever opens the chat', () => {
  it('is given the last hundred lines, and the older ones by the hundred', async () => {
    const app = await startApp()
    await earlier(app, 250)
    const { client, opened } = await talker(app)
    expect(seqs(opened.lines)).to.deep.equal(from(151, 250))
    expect(opened).to.deep.include({ hasOlder: true, firstSeq: 1, deleted: [] })
    const older = await must(client.emitWithAck('olderLines', { before: 151 }))
    expect([seqs(older.lines), older.hasOlder]).to.deep.equal([from(51, 150), true])
    const oldest = await must(client.emitWithAck('olderLines', { before: 51 }))
    expect([seqs(oldest.lines), oldest.hasOlder]).to.deep.equal([from(1, 50), false])
    expect((await must(client.emitWithAck('olderLines', { before: 1 }))).lines).to.deep.equal([])
  })

  it('is given exactly a hundred where there are as many, and told that there are no others', async () => {
    const app = await startApp()
    await earlier(app, 100)
    expect((await talker(app)).opened).to.include({ hasOlder: false })
  })

  it('finds the lines as they were said, after a restart, too', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const { seq, at } = await must(say(ana, 'one\ntwo', 'a-key'))
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const back = await talker(again, undefined, { browser: ana.browser })
    expect(back.opened.lines).to.deep.equal([
      { seq, at, key: 'a-key', from: back.me, name: 'Ana', text: 'one\ntwo' },
    ])
    expect(back.me).to.equal(ana.me)
    expect(await said(await talker(again, 'Bo'), 'three')).to.equal(seq + 1)
  })
})

describe('Whoever comes back after a gap', () => {
  /** All lines a page knows: what it was given, and what it heard. */
  function reader(client: Client) {
    const known: Line[][] = []
    client.on('chat message', (text, mark) => void known.push([{ text, ...mark! }]))
    return { known, seqs: () => sortBy(known.flat().map(({ seq }) => seq)) }
  }

  it('misses no line and has none doubled, while others go on talking', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const { client, browser, opened } = await talker(app)
    const speakers = await Promise.all(times(8, index => talker(app, `Speaker ${index}`)))
    const heard = reader(client)
    heard.known.push(opened.lines)
    await Promise.all(speakers.map(speaker => said(speaker, 'before')))
    client.io.reconnection(false)
    const dropped = waitFor(client, 'disconnect')
    client.io.engine.close()
    await dropped
    const after = Math.max(0, ...heard.seqs())
    await earlier(app, 230)

    const talking = Promise.all(
      speakers.flatMap(speaker => times(5, index => said(speaker, `during ${index}`))),
    )
    const back = app.client({ tab: newTab(), browser })
    const heardBack = reader(back)
    await joined(back)
    const gap = await openChat(back, { after })
    let [first, hasOlder] = [gap.lines[0]!.seq, gap.hasOlder]
    while (hasOlder && first > after + 1) {
      const older = await must(back.emitWithAck('olderLines', { before: first }))
      heardBack.known.push(older.lines.filter(({ seq }) => seq > after))
      ;[first, hasOlder] = [older.lines[0]!.seq, older.hasOlder]
    }
    await talking
    const last = receivesLine({ client: back }, 'the last')
    const lastSeq = await said(await talker(app, 'Last'), 'the last')
    await last
    // What was heard while the history was on its way may be in both: the number says so.
    const inGap = new Set(seqs(gap.lines))
    const live = heardBack.seqs().filter(seq => !inGap.has(seq))
    expect(sortBy([...heard.seqs(), ...inGap, ...live])).to.deep.equal(from(1, lastSeq))
  })

  it('is told what was deleted meanwhile, after a restart, too', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const numbers = [await said(ana, 'one'), await said(ana, 'two')]
    await must(ana.client.emitWithAck('deleteLine', { seq: numbers[0]! }))
    expect((await talker(app)).opened.deleted).to.deep.equal([numbers[0]])
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const { opened } = await talker(again)
    expect([seqs(opened.lines), opened.deleted]).to.deep.equal([[numbers[1]], [numbers[0]]])
  })

  it('is told from which number on lines are kept: those of an earlier lesson are gone', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app)]
    const seq = await said(ana, 'old')
    const presenter = await connectPresenter(app)
    const forgotten = waitFor(bo.client, 'linesForgotten')
    await presenter.does({ name: 'newLesson' })
    await forgotten
    expect(await openChat(ana.client, { after: seq })).to.deep.include({ lines: [], firstSeq: seq + 1 })
    expect(codeOf(await ana.client.emitWithAck('deleteLine', { seq }))).to.equal('no-such-line')
    expect(await said(ana, 'new')).to.equal(seq + 1)
  })
})

describe('A line is deleted', () => {
  it('by its author and by the presenter, for everybody at once; by nobody else, and once', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const presenter = await connectPresenter(app)
    const stranger = await connectPresenter(app, await openRoom(app))
    const numbers = [await said(ana, 'one'), await said(ana, 'two'), await said(ana, 'three')]
    const [one, two] = numbers as [number, number]
    const erase = (client: Client, seq: number) => client.emitWithAck('deleteLine', { seq })
    expect(codeOf(await erase(bo.client, one))).to.equal('not-your-line')
    expect(codeOf(await erase(stranger.client, one))).to.equal('no-such-line')
    const told = waitFor(bo.client, 'lineDeleted', seq => seq === two)
    const heard = collect(bo.client, 'lineDeleted')
    expect(codeOf(await erase(ana.client, one))).to.equal('ok')
    expect(codeOf(await erase(presenter.client, two))).to.equal('ok')
    await told
    expect(heard).to.deep.equal([[one], [two]])
    expect(codeOf(await erase(ana.client, one))).to.equal('no-such-line')
    for (const wrong of [0, 99, -1, 1.5, '1', null])
      expect(codeOf(await erase(ana.client, wrong as never))).to.be.oneOf(['no-such-line', 'bad-request'])
    expect((await talker(app)).opened.lines.map(({ text }) => text)).to.deep.equal(['three'])
  })

  it('for good: a retry of it does not bring it back', async () => {
    const app = await startApp()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app)]
    const seq = await said(ana, 'gone', 'a-key')
    await receivesLine(bo, 'gone')
    await must(ana.client.emitWithAck('deleteLine', { seq }))
    const heard = collect(bo.client, 'chat message')
    expect(await said(ana, 'gone', 'a-key')).to.equal(seq)
    const last = receivesLine(bo, 'last')
    await said(ana, 'last')
    await last
    expect(heard.map(([text]) => text)).to.deep.equal(['last'])
    expect((await talker(app)).opened.lines.map(({ text }) => text)).to.deep.equal(['last'])
  })
})

describe('Lines of a room that was silent', () => {
  it('begin once its chat is on, and are its own', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const presenter = await connectPresenter(app, room)
    const client = app.client({ tab: newTab(), room: room.code })
    expect((await joined(client)).talk).to.deep.equal({
      chat: false,
      private: false,
      slow: 0,
      lastSeq: 0,
      firstSeq: 1,
    })
    expect(codeOf(await client.emitWithAck('openChat', {}))).to.equal('chat-off')
    await earlier(app, 3)
    await setTalk(presenter, { chat: true })
    expect((await openChat(client)).lines).to.deep.equal([])
    await must(client.emitWithAck('takeName', { name: 'Ana' }))
    expect(await said({ client }, 'first')).to.equal(1)
    expect((await talker(app)).opened.lines).to.have.length(3)
  })
})
