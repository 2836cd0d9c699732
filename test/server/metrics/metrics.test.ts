/** What a server tells Prometheus: to whom, what is counted, and what must never be in it. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import request from 'supertest'
import { httpCodes } from '../../../src/http/api/failures'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, voteIn, waitFor } from '../../support/clients'
import { METRICS_TOKEN, scrape } from './scrape'
import { connectPresenter, KEY, openRoom, question } from '../../support/presenter'
import { startRedis, withRedis } from '../../support/redis-server'
import { onEmbeddedStore } from '../../support/stores'

const MEASURED = { METRICS_TOKEN }

/** How often each code was told, over sockets or HTTP; those that never were are left out. */
function refusalsVia(via: 'socket' | 'http', samples: Map<string, number>): Record<string, number> {
  const told = [...samples].flatMap(([name, count]) => {
    const code = new RegExp(`^ask_refusals_total\\{via="${via}",code="([^"]+)"\\}$`).exec(name)?.[1]
    return code !== undefined && count > 0 ? [[code, count] as const] : []
  })
  return Object.fromEntries(told)
}

/** A ballot question is up in the house room. */
async function askBallot(app: TestApp): Promise<void> {
  const presenter = await connectPresenter(app)
  await presenter.does({ name: 'ask', question: question({ kind: 'ballot' }) })
}

describe('The metrics', () => {
  it('do not exist without METRICS_TOKEN, and nothing is measured then', async () => {
    const app = await startApp()
    await request(app.server).get('/metrics').expect(404)
    await request(app.server).get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`).expect(404)
    expect(app.store.timing.watcher).to.equal(undefined)
  })

  it('are for whoever brings the token: others get 401 and a sentence, and nobody keeps the answer', async () => {
    const app = await startApp(MEASURED)
    const others = [
      undefined,
      'Bearer',
      'Bearer ',
      `Bearer ${METRICS_TOKEN}x`,
      `Bearer ${METRICS_TOKEN.slice(1)}`,
      `Basic ${METRICS_TOKEN}`,
      `Bearer ${app.presenterKey}`,
    ]
    for (const given of others) {
      const asked = request(app.server).get('/metrics')
      const answer = await (given === undefined ? asked : asked.set('Authorization', given)).expect(401)
      expect(answer.text, given)
        .to.match(/METRICS_TOKEN/)
        .and.to.not.include('ask_')
      expect(answer.headers).to.include({
        'cache-control': 'no-store',
        'www-authenticate': 'Bearer realm="metrics"',
      })
    }
    const answer = await request(app.server).get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`)
    expect(answer.status).to.equal(200)
    expect(answer.headers['content-type']).to.include('text/plain; version=0.0.4')
    expect(answer.headers['cache-control']).to.equal('no-store')
  })

  it('stand below BASE_PATH', async () => {
    const app = await startApp({ ...MEASURED, BASE_PATH: '/ask' })
    expect((await scrape(app, '/ask')).samples.get('ask_rooms_open')).to.equal(0)
    await request(app.server).get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`).expect(404)
  })

  it('count connections by how they come, and rooms', async () => {
    const app = await startApp(MEASURED)
    const polling = app.client({ tab: newTab() }, { transports: ['polling'] })
    await joined(polling)
    const { client } = await openTab(app)
    const room = await openRoom(app)
    await joined(app.client({ tab: newTab(), room: room.code }))
    const { samples } = await scrape(app)
    expect(samples.get('ask_connections{transport="websocket"}')).to.equal(2)
    expect(samples.get('ask_connections{transport="polling"}')).to.equal(1)
    expect(samples.get('ask_rooms_open')).to.equal(2)
    const socket = [...app.io.sockets.sockets.values()].find(({ id }) => id === client.id)!
    const closed = waitFor(socket.conn, 'close')
    client.disconnect()
    await closed
    expect((await scrape(app)).samples.get('ask_connections{transport="websocket"}')).to.equal(1)
  })

  it('count hands and ballots that were acknowledged, how long that took, and how long the tally', async () => {
    const app = await startApp(MEASURED)
    const before = (await scrape(app)).samples
    for (const kind of ['hands', 'ballot'])
      expect(before.get(`ask_votes_acknowledged_total{kind="${kind}"}`)).to.equal(0)
    const { client, pollId } = await openTab(app)
    const tally = waitFor(client, 'voteCount', (counts: { B?: number }) => counts.B === 1)
    await client.emitWithAck('castVote', { pollId, vote: 'B' })
    await tally
    await client.emitWithAck('withdrawVote', { pollId })
    const classic = app.client(undefined)
    await waitFor(classic, 'statusMessage')
    const heard = waitFor(classic, 'userVote')
    classic.send('voteCast', 'C')
    await heard
    await askBallot(app)
    await voteIn(app, '', ['A', 'B'])
    const { samples } = await scrape(app)
    expect(samples.get('ask_votes_acknowledged_total{kind="hands"}')).to.equal(3)
    expect(samples.get('ask_votes_acknowledged_total{kind="ballot"}')).to.equal(2)
    expect(samples.get('ask_vote_acknowledgement_seconds_count{kind="hands"}')).to.equal(3)
    expect(samples.get('ask_vote_acknowledgement_seconds_count{kind="ballot"}')).to.equal(2)
    expect(samples.get('ask_vote_acknowledgement_seconds_sum{kind="ballot"}')).to.be.within(0.00001, 10)
    expect(samples.get('ask_tally_tick_seconds_count')).to.be.greaterThan(0)
    expect(samples.get('ask_tally_tick_busy_seconds_sum')).to.be.greaterThan(0)
    expect(samples.get('ask_tally_tick_seconds_sum')).to.be.at.least(
      samples.get('ask_tally_tick_busy_seconds_sum')!,
    )
  })

  it('count refusals by their code: of events, at the door of a room, and of foreign pages', async () => {
    const app = await startApp(MEASURED)
    const { client } = await openTab(app)
    await client.emitWithAck('castVote', { pollId: 'another', vote: 'B' })
    await client.emitWithAck('castVote', 'nonsense' as never)
    await client.emitWithAck('castVote', 'nonsense' as never)
    await waitFor(app.client({ presenterKey: 'wrong-key-of-nobody' }), 'connect_error')
    await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`, { headers: { Origin: 'http://evil.test' } })
    const { samples } = await scrape(app)
    expect(refusalsVia('socket', samples)).to.deep.equal({
      'poll-over': 1,
      'bad-request': 2,
      'wrong-key': 1,
      'foreign-page': 1,
    })
  })

  it('count refused requests over HTTP by their code, each answer once', async () => {
    const app = await startApp({ ...MEASURED, BASE_PATH: '/ask' })
    const at = `${app.url}/ask`
    const json = (body: string) => ({
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${app.presenterKey}` },
    })
    const refused: [code: string, status: number, at: string, init?: RequestInit][] = [
      ['no-such-route', 404, `${at}/no-such-page`],
      ['no-such-room', 404, `${at}/r/ACD346`],
      ['no-such-room', 404, `${at}/r/ACD346/screen`, { headers: { Accept: 'application/json' } }],
      ['bad-request', 404, `${app.url}/outside`],
      ['bad-request', 400, `${at}/r/%ff`],
      ['bad-request', 416, `${at}/reveal.js`, { headers: { Range: 'bytes=99999999-' } }],
      ['no-such-route', 404, `${at}/api/rooms/house/nothing`],
      ['wrong-method', 405, `${at}/api/rooms/house`, { method: 'DELETE' }],
      ['wrong-key', 401, `${at}/api/rooms/house/ask`, { method: 'POST' }],
      ['bad-question', 400, `${at}/api/rooms/house/ask`, json('{}')],
      ['bad-request', 400, `${at}/api/rooms/house/ask`, json('{')],
      ['wrong-key', 401, `${at}/transcript.txt`],
      ['wrong-key', 401, `${at}/broadcast/Hello`],
      ['wrong-key', 401, `${at}/metrics`],
      ['bad-request', 400, `${at}/share.json`, { method: 'POST' }],
      ['room-name-too-long', 400, `${at}/api/rooms`, json(JSON.stringify({ name: 'x'.repeat(61) }))],
      ['foreign-page', 403, `${at}/api/rooms`, { method: 'POST', headers: { Origin: 'http://evil.test' } }],
    ]
    for (const [code, status, to, init] of refused)
      expect((await fetch(to, init)).status, `${code} ${to}`).to.equal(status)
    // What is granted is none.
    for (const granted of ['', '/screen', '/api/rooms/house', '/healthz'])
      expect((await fetch(at + granted)).status).to.equal(200)
    const { samples } = await scrape(app, '/ask')
    expect(refusalsVia('http', samples)).to.deep.equal(countBy(refused, ([code]) => code))
    expect(refusalsVia('socket', samples)).to.deep.equal({})
  })

  it('count connections that were dropped because no more fit', async () => {
    const app = await startApp(MEASURED)
    app.server.maxConnections = 1
    const dropped = once(app.server, 'drop')
    const { port } = app.server.address() as AddressInfo
    const sockets = [1, 2].map(() => connect(port, '127.0.0.1').on('error', () => undefined))
    await dropped
    const closed = Promise.all(sockets.map(socket => once(socket.resume(), 'close')))
    for (const socket of sockets) socket.destroy()
    await closed
    app.server.maxConnections = 1000
    expect((await scrape(app)).samples.get('ask_connections_dropped_total')).to.equal(1)
  })

  it('tell memory, processor time and how late the event loop is', async () => {
    const { samples } = await scrape(await startApp(MEASURED))
    for (const name of [
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
      'nodejs_heap_size_used_bytes',
    ])
      expect(samples.get(name), name).to.be.greaterThan(0)
    expect(samples.has('nodejs_eventloop_lag_p99_seconds')).to.equal(true)
  })

  it('have a bounded number of series, and hold no code, address, name or id', async () => {
    const app = await startApp(MEASURED)
    const shape = async () => [...(await scrape(app)).samples.keys()].filter(name => name.startsWith('ask_'))
    const before = await shape()
    const room = await openRoom(app)
    const [tab, browser] = [newTab(), newTab()]
    const client = app.client({ tab, browser, room: room.code })
    await joined(client)
    await client.emitWithAck('takeName', { name: 'Wilhelmina' })
    await client.emitWithAck('castVote', { pollId: 'another', vote: 'B' })
    await waitFor(app.client({ room: 'NOSUCH' }), 'connect_error')
    const { text } = await scrape(app)
    for (const secret of [room.code, '127.0.0.1', 'Wilhelmina', tab, browser, client.id!, METRICS_TOKEN])
      expect(text).to.not.include(secret)
    expect(await shape()).to.deep.equal(before)
    const values = [...text.matchAll(/^ask_\w+\{([^}]*)\}/gm)].flatMap(([, labels]) =>
      [...labels!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value] as const),
    )
    const known: Record<string, RegExp> = {
      transport: /^(websocket|polling)$/,
      kind: /^(hands|ballot)$/,
      via: /^(socket|http)$/,
      le: /^([\d.]+|\+Inf)$/,
    }
    const codes: string[] = httpCodes()
    for (const [name, value] of values)
      if (name === 'code') expect(codes).to.include(value)
      else expect(value, name).to.match(known[name!]!)
  })

  onEmbeddedStore(() =>
    it('tell how long a commit takes until it is on disk', async () => {
      const app = await startApp(MEASURED)
      const { samples: before } = await scrape(app)
      await askBallot(app)
      await voteIn(app, '', ['A'])
      const { samples } = await scrape(app)
      expect(samples.get('ask_lmdb_commit_seconds_count')).to.be.greaterThan(
        before.get('ask_lmdb_commit_seconds_count')!,
      )
      expect(samples.get('ask_lmdb_commit_seconds_sum')).to.be.greaterThan(0)
      expect(samples.get('ask_store_recording')).to.equal(1)
    }),
  )

  withRedis('On Redis, the metrics', () => {
    it('tell how long Redis takes to answer, and that nothing can be recorded while it is away', async () => {
      const redis = await startRedis()
      const app = await startApp({ ...MEASURED, REDIS_URL: redis.url, PRESENTER_KEY: KEY })
      await app.store.check()
      const { samples } = await scrape(app)
      expect(samples.get('ask_redis_round_trip_seconds_count')).to.be.greaterThan(0)
      expect(samples.get('ask_redis_round_trip_seconds_sum')).to.be.within(0.00001, 10)
      expect(samples.get('ask_store_recording')).to.equal(1)
      const away = new Promise<void>(resolve =>
        app.store.condition.onChange(trouble => trouble !== undefined && resolve()),
      )
      await redis.kill()
      await away
      expect((await scrape(app)).samples.get('ask_store_recording')).to.equal(0)
      await redis.start()
    })
  })
})
