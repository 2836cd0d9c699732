/** Redis that is there but does not do its work: emptied, full, a replica, one that closes idle connections. */
import { createClient } from '@redis/client'
import { expect } from 'chai'
import { run } from '../support/process'
import { connectPresenter, KEY, openRoom, question } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, openTab, waitFor } from '../support/clients'
import { codeOf, said, talker } from '../support/talker'

withRedis('A Redis in trouble', () => {
  let redis: RedisServer
  let admin: ReturnType<typeof createClient>
  let env: Record<string, string>
  beforeEach(async () => {
    redis = await startRedis()
    admin = createClient({ url: redis.url })
    admin.on('error', () => undefined)
    await admin.connect()
    env = { REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000000' }
  })
  afterEach(async () => {
    admin.destroy()
    await redis.kill()
  })

  const ready = async ({ url }: TestApp) => {
    const response = await fetch(`${url}/readyz`)
    return { status: response.status, ...((await response.json()) as { message?: string }) }
  }
  const logged = ({ log }: TestApp, words: RegExp) => log.filter(({ msg }) => words.test(String(msg)))

  async function lecture() {
    const app = await startApp(env)
    const presenter = await connectPresenter(app, { presenterKey: KEY })
    await presenter.does({ name: 'prepare', questions: [question({ text: 'prepared' })] })
    await presenter.does({ name: 'ask', question: question() })
    const ana = await openTab(app, { browser: newTab() })
    const choose = async (choice: string) =>
      codeOf(await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: choice }))
    return { app, presenter, ana, choose }
  }

  it('that is emptied is made anew within seconds, with the room as it was; that is logged and told by /readyz', async () => {
    const { app, ana, choose } = await lecture()
    expect(await choose('A')).to.equal('ok')
    const [away, back] = [true, false].map(is => waitFor(ana.client, 'storeAway', isAway => isAway === is))
    const start = performance.now()
    await admin.flushAll()
    expect(await ready(app)).to.include({ status: 503 })
    await away
    await back
    expect(performance.now() - start).to.be.below(10_000)
    expect(await ready(app)).to.include({ status: 200 })
    expect(logged(app, /Redis has lost what it kept/)).to.have.length(1)
    expect(await choose('B')).to.equal('ok')
    expect((await app.store.loadRoom(''))!.document.prepared.map(({ text }) => text)).to.deep.equal([
      'prepared',
    ])
    expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 0, B: 1 })
  })

  it('that is emptied is made anew by two servers: each room in which somebody is, on either, and the empty default room', async () => {
    const apps = [await startApp(env), await startApp(env)]
    const there = await Promise.all(
      apps.map(async app => {
        const { code, presenterKey } = await openRoom(app)
        const presenter = await connectPresenter(app, { code, presenterKey })
        await presenter.does({ name: 'ask', question: question({ text: code }) })
        const ana = app.client({ tab: newTab(), browser: newTab(), room: code })
        const { poll } = await joined(ana)
        return { app, code, ana, pollId: poll.pollId }
      }),
    )
    // Whichever server sees it first must not hide it from the other.
    for (let times = 0; times < 3; times++) {
      const told = there.flatMap(({ ana }) =>
        [true, false].map(is => waitFor(ana, 'storeAway', isAway => isAway === is)),
      )
      await admin.flushAll()
      await Promise.all(told)
      for (const { app, code, ana, pollId } of there) {
        expect(codeOf(await ana.emitWithAck('castVote', { pollId, vote: 'B' }))).to.equal('ok')
        expect((await app.store.loadRoom(code))!.document.poll.question.text).to.equal(code)
        expect(await app.store.loadRoom('')).to.not.equal(undefined)
        expect(await ready(app)).to.include({ status: 200 })
      }
    }
    for (const app of apps) await openTab(app)
  })

  it('that is full lets people in and read, refuses ballots and lines with a sentence, says so once, and goes on by itself', async () => {
    const { app, ana, choose } = await lecture()
    const bo = await talker(app, 'Bo')
    await said(bo, 'before')
    expect(await choose('A')).to.equal('ok')
    const full = waitFor(ana.client, 'storeAway', isAway => isAway === true)
    await admin.configSet({ 'maxmemory-policy': 'noeviction', maxmemory: '1' })
    await full
    for (let tries = 0; tries < 3; tries++) {
      expect(await choose('B')).to.equal('not-recorded')
      expect(codeOf(await bo.client.emitWithAck('chat message', `not kept ${tries}`, {}))).to.equal(
        'line-not-kept',
      )
    }
    const cy = await talker(app, 'Cy')
    expect(cy.opened.lines.map(({ text }) => text)).to.deep.equal(['before'])
    expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 1, B: 0 })
    const told = await ready(app)
    expect(told.status).to.equal(503)
    expect(told.message).to.match(/^Redis is full/)
    const back = waitFor(ana.client, 'storeAway', isAway => isAway === false)
    await admin.configSet('maxmemory', '0')
    await back
    expect(await choose('B')).to.equal('ok')
    expect(await ready(app)).to.include({ status: 200 })
    expect(app.log.filter(({ level }) => Number(level) >= 50).map(({ msg }) => msg)).to.deep.equal([
      told.message,
    ])
  })

  it('that becomes a replica refuses ballots with a sentence, and goes on once it is the main one again', async () => {
    const { app, ana, choose } = await lecture()
    const replica = waitFor(ana.client, 'storeAway', isAway => isAway === true)
    await admin.sendCommand(['REPLICAOF', '127.0.0.1', '1'])
    await replica
    expect((await ready(app)).message).to.match(/^Redis is a replica here|^Redis is away/)
    expect(await choose('B')).to.equal('not-recorded')
    await admin.sendCommand(['REPLICAOF', 'NO', 'ONE'])
    let answer: unknown = ''
    while (answer !== 'ok') answer = await choose('B')
    expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 0, B: 1 })
  })

  const full = () => admin.configSet({ 'maxmemory-policy': 'noeviction', maxmemory: '1' })
  const troubles: Record<string, { begins: () => unknown; ends: () => unknown }> = {
    'is full': { begins: full, ends: () => admin.configSet('maxmemory', '0') },
    'is a replica': {
      begins: () => admin.sendCommand(['REPLICAOF', '127.0.0.1', '1']),
      ends: () => admin.sendCommand(['REPLICAOF', 'NO', 'ONE']),
    },
    hangs: { begins: () => redis.hang(), ends: () => redis.goOn() },
    'is gone': { begins: () => redis.kill(), ends: () => redis.start() },
    'has too few replicas': {
      begins: () => admin.configSet('min-replicas-to-write', '1'),
      ends: () => admin.configSet('min-replicas-to-write', '0'),
    },
  }
  for (const [name, { begins, ends }] of Object.entries(troubles))
    it(`that ${name} is a 503 with a sentence to scripts and "not kept" to presenters, and one error in the log`, async () => {
      const { app, presenter } = await lecture()
      const { pollId, step } = presenter.lectern()
      const quiet = async () => codeOf(await presenter.client.emitWithAck('setTalk', { chat: false }))
      const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
      const post = async (path: string, body: object) => {
        const response = await fetch(app.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
        const { code, message } = (await response.json()) as { code?: string; message?: string }
        return { status: response.status, code, message }
      }
      const refused = {
        status: 503,
        code: 'not-kept',
        message: 'The server cannot record anything just now. Nothing was changed.',
      }
      const writing = () =>
        Promise.all([
          post('/api/rooms', {}),
          post('/broadcast', { message: 'hello' }),
          post('/broadcast/hello', {}),
        ])
      await begins()
      try {
        expect(await writing()).to.deep.equal([refused, refused, refused])
        const close = { pollId, step, command: { name: 'close' } as const }
        const closed = await presenter.client.emitWithAck('present', close)
        expect(codeOf(closed)).to.equal('not-kept')
        expect(await quiet()).to.equal('not-kept')
        expect(codeOf(await presenter.client.emitWithAck('announce', { text: 'hello' }))).to.equal('not-kept')
      } finally {
        await ends()
      }
      let opened = { status: 0 }
      while (opened.status !== 201) opened = await post('/api/rooms', {})
      const errors = app.log.filter(({ level }) => Number(level) >= 50).map(({ msg }) => String(msg))
      expect(errors).to.have.length(1)
      expect(errors[0]).to.match(/^Redis is .*refused until|^Redis has too few replicas/)
    })

  it('that forgets its scripts is given them again', async () => {
    const { choose } = await lecture()
    expect(await choose('A')).to.equal('ok')
    await admin.sendCommand(['SCRIPT', 'FLUSH'])
    expect(await choose('B')).to.equal('ok')
  })

  it('that closes idle connections after two seconds finds none', async () => {
    await admin.configSet('timeout', '2')
    const { app, choose } = await lecture()
    const closed: string[] = []
    const monitor = createClient({ url: redis.url, pingInterval: 500 })
    await monitor.connect()
    const ids = async () =>
      [...(await monitor.sendCommand<string>(['CLIENT', 'LIST'])).matchAll(/^id=(\d+) /gm)].map(
        ([, id]) => id!,
      )
    const before = await ids()
    // Redis looks for idle connections each second or so: after four seconds by its own clock it has.
    const seconds = async () => Number((await monitor.time())[0])
    const until = (await seconds()) + 4
    while ((await seconds()) < until)
      closed.push(...app.log.map(({ msg }) => String(msg)).filter(msg => /away/.test(msg)))
    const after = new Set(await ids())
    // The test's own connection to configure it says nothing meanwhile.
    const gone = before.filter(id => !after.has(id))
    expect(gone).to.have.length.at.most(1)
    expect(closed).to.deep.equal([])
    expect(await choose('A')).to.equal('ok')
    await monitor.close()
  })

  it('that erases what it keeps when it is full is named at the start; a wrong password ends it with a sentence', async () => {
    await admin.configSet({ 'maxmemory-policy': 'allkeys-lru', maxmemory: '100mb' })
    await run({ REDIS_URL: redis.url, PRESENTER_KEY: KEY }).says(
      /maxmemory-policy allkeys-lru\)\. Set it to noeviction/,
    )
    await admin.configSet('requirepass', 'secret')
    for (const url of [redis.url, redis.url.replace('//', '//:wrong@')]) {
      const { code, output } = await run({ REDIS_URL: url, PRESENTER_KEY: KEY }).ended
      expect(code).to.equal(1)
      expect(output.trim()).to.match(/^Redis cannot be reached: (NOAUTH|WRONGPASS).*REDIS_URL\.$/)
    }
  })
})
