/** The talk across nodes: one chat, one list of people, one name a person, wherever they are. */
import { expect } from 'chai'
import times from 'lodash/times'
import { connectPresenter, KEY, question, questionUp } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp, type TestApp } from '../support/app'
import { collect, joined, newTab, openTab, waitFor } from '../support/clients'
import {
  codeOf,
  drawPrivateLines,
  receivesLine,
  must,
  openChat,
  said,
  say,
  setTalk,
  talker,
  whisper,
} from '../support/talker'
import type { Arrivals, PeopleNews, PersonEntry } from '../../src/core/protocol/chat'

withRedis('The talk on many nodes', () => {
  let redis: RedisServer
  let one: TestApp
  let two: TestApp
  const start = (intervals = {}) =>
    startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000' }, 0, {
      people: 20,
      ...intervals,
    })
  beforeEach(async () => {
    redis = await startRedis()
    ;[one, two] = [await start(), await start({ reminder: 200 })]
  })
  afterEach(() => redis.kill())

  const people = (client: unknown, names: string[], count = names.length) =>
    waitFor<[PeopleNews]>(
      client,
      'people',
      news => news.count === count && String(news.people.map(({ name }) => name)) === String(names),
    )

  it('brings each line to everybody, once, under one row of numbers', async () => {
    const [ana, bo] = [await talker(one, 'Ana'), await talker(two, 'Bo')]
    const heard = [ana, bo].map(({ client }) => collect(client, 'chat message'))
    const last = [ana, bo].flatMap(each => [receivesLine(each, 'a4'), receivesLine(each, 'b4')])
    const seqs = await Promise.all(
      times(5, async index => [await said(ana, `a${index}`), await said(bo, `b${index}`)]),
    )
    await Promise.all(last)
    expect(seqs.flat().sort((a, b) => a - b)).to.deep.equal(times(10, index => index + 1))
    for (const speaker of ['a', 'b'])
      for (const lines of heard)
        expect(lines.map(([text]) => String(text)).filter(text => text.startsWith(speaker))).to.deep.equal(
          times(5, index => `${speaker}${index}`),
        )
    expect(heard.map(({ length }) => length)).to.deep.equal([10, 10])
    const { lines } = await openChat((await talker(one)).client)
    expect(lines).to.have.length(10)
  })

  it('knows a line that is said again on another node', async () => {
    const browser = newTab()
    const [ana, moved, bo] = [
      await talker(one, 'Ana', { browser }),
      await talker(two, undefined, { browser }),
      await talker(two, 'Bo'),
    ]
    const first = receivesLine(bo, 'once')
    const seq = await said(ana, 'once', 'key-of-the-line')
    await first
    const heard = collect(bo.client, 'chat message')
    expect(await said(moved, 'once', 'key-of-the-line')).to.equal(seq)
    const next = receivesLine(bo, 'next')
    await said(moved, 'next')
    await next
    expect(heard.map(([text]) => text)).to.deep.equal(['next'])
  })

  it('tells of a line whose node was gone before it could', async () => {
    const bo = await talker(two, 'Bo')
    const ana = await talker(one, 'Ana')
    const line = { key: 'lost', from: 'nobody', name: 'Cy', at: Date.now(), text: 'kept, not told' }
    await one.store.appendLine('', line)
    const lost = receivesLine(bo, 'kept, not told')
    await said(ana, 'after it')
    expect((await lost).seq).to.equal(1)
  })

  it('takes a line back everywhere, counts unread ones and forgets them with the lesson', async () => {
    const presenter = await connectPresenter(one)
    const [ana, bo] = [await talker(one, 'Ana'), await talker(two, 'Bo')]
    const quiet = two.client({ tab: newTab() })
    await joined(quiet)
    const unread = waitFor(quiet, 'unread')
    const seq = await said(ana, 'oops')
    expect(await unread).to.deep.equal([seq])
    const deleted = waitFor(bo.client, 'lineDeleted')
    await must(ana.client.emitWithAck('deleteLine', { seq }))
    expect(await deleted).to.deep.equal([seq])
    const forgotten = waitFor(bo.client, 'linesForgotten')
    await presenter.does({ name: 'newLesson' })
    expect(await forgotten).to.deep.equal([seq + 1])
    expect((await openChat(bo.client)).firstSeq).to.equal(seq + 1)
  })

  it('archives a lesson for presenters of every node, and takes it off their lists together', async () => {
    const [here, there] = [await connectPresenter(one), await connectPresenter(two)]
    const bo = await talker(two, 'Bo')
    for (const text of ['one', 'two']) await said(bo, text)
    const archived = waitFor(there.client, 'presenterState', () => there.lectern().lessons.length === 1)
    const forgotten = waitFor(bo.client, 'linesForgotten')
    await here.does({ name: 'newLesson' })
    await Promise.all([archived, forgotten])
    expect(there.lectern().lessons[0]).to.include({ lesson: 1, lines: 2 })
    await said(bo, 'three')
    const gone = waitFor(here.client, 'presenterState', () => here.lectern().lessons.length === 0)
    await must(there.client.emitWithAck('eraseLesson', { lesson: 1 }))
    await gone
    expect((await one.store.lines('', { limit: 9 })).map(({ text }) => text)).to.deep.equal(['three'])
    const named = waitFor(bo.client, 'roomName')
    await must(here.client.emitWithAck('nameRoom', { name: 'Aula' }))
    expect(await named).to.deep.equal(['Aula'])
  })

  it('gives each name once, also when many take it at the same moment', async () => {
    const [ana, bo] = [await talker(one, 'Ana'), await talker(two)]
    expect(codeOf(await bo.client.emitWithAck('takeName', { name: 'ana' }))).to.equal('name-taken')
    const many = await Promise.all(times(6, index => talker([one, two][index % 2]!)))
    for (const name of ['Cy', 'Di', 'Ed']) {
      const replies = await Promise.all(many.map(({ client }) => client.emitWithAck('takeName', { name })))
      expect(replies.map(codeOf).sort()).to.deep.equal([...times(5, () => 'name-taken'), 'ok'])
    }
    const free = people(bo.client, ['Ed'], 8)
    await must(ana.client.emitWithAck('releaseName'))
    await free
    expect(codeOf(await bo.client.emitWithAck('takeName', { name: 'Ana' }))).to.equal('ok')
  })

  it('lets somebody who hops to another node keep the name', async () => {
    const browser = newTab()
    const ana = await talker(one, 'Ana', { browser })
    const bo = await talker(two, 'Bo')
    ana.client.disconnect()
    const back = await talker(two, undefined, { browser })
    expect(back.opened.name).to.equal('Ana')
    expect(codeOf(await bo.client.emitWithAck('takeName', { name: 'Ana' }))).to.equal('name-taken')
  })

  it('shows who is online, presenters among them, and who comes and goes', async () => {
    const bo = await talker(two, 'Bo')
    const both = people(bo.client, ['Ana', 'Bo'])
    const ana = await talker(one, 'Ana')
    await both
    const all = people(bo.client, ['Presenter', 'Ana', 'Bo'])
    await connectPresenter(one)
    await all
    const { opened } = await talker(await start(), 'Cy')
    expect(opened.people).to.deep.include({ count: 4, named: 4 })
    expect(opened.people.people.map(({ name }) => name)).to.deep.equal(['Presenter', 'Ana', 'Bo', 'Cy'])
    const gone = people(bo.client, ['Presenter', 'Bo', 'Cy'])
    ana.client.disconnect()
    await gone
  })

  it('tells of arrivals on another node', async function () {
    const bo = await talker(two, 'Bo')
    const arrived = waitFor<[Arrivals]>(bo.client, 'arrivals', ({ joined: names }) => names.includes('Ana'))
    await talker(one, 'Ana')
    await arrived
  })

  it('counts a browser with tabs on two nodes once, and keeps it online while one is there', async () => {
    const browser = newTab()
    const bo = await talker(two, 'Bo')
    const both = people(bo.client, ['Ana', 'Bo'])
    const ana = await talker(one, 'Ana', { browser })
    const other = await talker(two, undefined, { browser })
    await both
    const still = people(bo.client, ['Ana', 'Bo', 'Cy'])
    ana.client.disconnect()
    await talker(one, 'Cy')
    await still
    const gone = people(bo.client, ['Bo', 'Cy'])
    other.client.disconnect()
    await gone
  })

  it('shows who types, and no longer when the line is said', async () => {
    const [ana, bo] = [await talker(one, 'Ana'), await talker(two, 'Bo')]
    const typing = waitFor<[PersonEntry[], number]>(bo.client, 'typing', names => names.length === 1)
    ana.client.emit('typing')
    expect((await typing)[0]).to.deep.equal([{ id: ana.me, name: 'Ana' }])
    const stopped = waitFor<[unknown[], number]>(bo.client, 'typing', (_names, count) => count === 0)
    await said(ana, 'there')
    await stopped
  })

  it('brings a private line to its addressee, to other tabs of its author, and to nobody else', async () => {
    await connectPresenter(one)
    const browser = newTab()
    const [ana, tab, bo, cy] = [
      await talker(one, 'Ana', { browser }),
      await talker(two, undefined, { browser }),
      await talker(two, 'Bo'),
      await talker(two, 'Cy'),
    ]
    const drawn = drawPrivateLines(bo.client)
    const [own, others] = [drawPrivateLines(tab.client), collect(cy.client, 'privateLine')]
    const echoed = waitFor(tab.client, 'privateLine')
    expect(codeOf(await whisper(ana, bo.me, 'psst'))).to.equal('ok')
    await echoed
    expect(drawn).to.have.length(1)
    expect(drawn[0]).to.include({ name: 'Ana', toName: 'Bo', text: 'psst' })
    expect([own.length, others.length]).to.deep.equal([1, 0])
    bo.client.disconnect()
    await people(ana.client, ['Presenter', 'Ana', 'Cy'])
    expect(codeOf(await whisper(ana, bo.me))).to.equal('person-gone')
  })

  it('mutes somebody on another node, through a hop to a third', async () => {
    const presenter = await connectPresenter(one)
    const browser = newTab()
    const bo = await talker(two, 'Bo', { browser })
    const muted = waitFor(bo.client, 'muted')
    await must(presenter.client.emitWithAck('mute', { id: bo.me, isMuted: true }))
    expect(await muted).to.deep.equal([true])
    expect(codeOf(await say(bo, 'me again'))).to.equal('muted')
    bo.client.disconnect()
    const back = await talker(await start(), undefined, { browser })
    expect(back.opened.isMuted).to.equal(true)
    expect(codeOf(await say(back, 'and again'))).to.equal('muted')
  })

  it('withdraws an announcement of a script everywhere', async () => {
    const presenter = await connectPresenter(one)
    const { client } = await talker(two)
    const announced = waitFor<[{ id: string }]>(presenter.client, 'message')
    await fetch(`${two.url}/broadcast/Fire%20drill?key=${KEY}`)
    const [{ id }] = await announced
    const withdrawn = waitFor(client, 'announcementWithdrawn')
    await must(presenter.client.emitWithAck('withdrawAnnouncement', { id }))
    expect(await withdrawn).to.deep.equal([id])
  })

  it('has one host, which says each thing once', async () => {
    const presenter = await connectPresenter(one)
    await setTalk(presenter, { host: true })
    await presenter.does({ name: 'ask', question: question() })
    const [ana, bo] = [await talker(one, 'Ana'), await talker(two, 'Bo')]
    const heard = collect(ana.client, 'chat message')
    const both = [ana, bo].map(({ client }) => waitFor(client, 'chat message'))
    await presenter.does({ name: 'close' })
    await Promise.all(both)
    const after = receivesLine(ana, 'after it')
    await said(bo, 'after it')
    await after
    expect(heard.map(([, mark]) => (mark as { name: string }).name)).to.deep.equal(['host', 'Bo'])
  })

  it('has a host who counts the last ballots of all nodes, also of hidden results', async () => {
    const presenter = await connectPresenter(one)
    await setTalk(presenter, { host: true })
    const ana = await talker(one, 'Ana')
    const voters = await Promise.all(times(30, () => openTab(two, { browser: newTab() })))
    for (const results of ['live', 'hidden'] as const) {
      const up = voters.map(({ client }) => questionUp(client))
      const { poll } = await presenter.does({ name: 'ask', question: question({ results }) })
      await Promise.all(up)
      const told = waitFor(ana.client, 'chat message')
      const vote = { pollId: poll.pollId, vote: 'B' }
      await Promise.all(voters.map(async ({ client }) => must(client.emitWithAck('castVote', vote))))
      await presenter.does({ name: 'close' })
      const [sentence] = await told
      expect(sentence).to.equal(`“Which?” is closed: ${results === 'live' ? 'A 0, B 30' : '30 have voted'}.`)
    }
  })

  it('gives somebody on two nodes one budget for lines, and a room one for announcements', async () => {
    const browser = newTab()
    const [ana, again] = [await talker(one, 'Ana', { browser }), await talker(two, undefined, { browser })]
    const bo = await talker(two, 'Bo')
    const start = performance.now()
    const texts = times(8, index => `line ${index}`)
    const last = receivesLine(bo, texts.at(-1)!)
    for (const text of texts) await said(ana, text)
    await last
    const replies = await Promise.all(times(8, index => say(again, `more ${index}`)))
    // One more a second.
    const seconds = (performance.now() - start) / 1000
    expect(replies.filter(({ ok }) => ok).length).to.be.at.most(Math.ceil(seconds))
    expect(codeOf(replies.at(-1)!)).to.equal('too-fast')

    const announce = (app: TestApp, text: string) => fetch(`${app.url}/broadcast/${text}?key=${KEY}`)
    const heard = waitFor<[{ text: string }]>(bo.client, 'message', ({ text }) => text === 'ten')
    const first = performance.now()
    for (const text of [...times(9, String), 'ten']) expect((await announce(one, text)).status).to.equal(200)
    await heard
    let more = 0
    while ((await announce(two, 'eleven')).status === 200) more++
    // One more in six seconds; the last may be seen before it is counted. Two budgets would have let ten more through.
    expect(more).to.be.at.most(1 + Math.floor((performance.now() - first) / 6000))
  })

  it('tells workshop pages of lines and of who came, wherever that was', async () => {
    const classic = two.client()
    await joined(classic)
    const came = waitFor<[{ text: string }]>(classic, 'message', ({ text }) => /connected/.test(text))
    const line = waitFor(classic, 'chat message')
    const ana = await talker(one, 'Ana')
    await said(ana, 'hello')
    expect(await line).to.deep.equal(['hello'])
    await came
  })
})
