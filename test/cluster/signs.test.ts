/** Signs on many nodes: every screen shows those of all, and nobody is heard more often by using several. */
import { expect } from 'chai'
import times from 'lodash/times'
import { SIGN_INTERVAL_MS } from '../../src/sockets/signs/signs'
import type { SignCounts } from '../../src/core/protocol/signs'
import type { TestApp } from '../support/app'
import { startInside } from '../support/cluster'
import { collect, joined, newTab, openTab, waitFor } from '../support/clients'
import { connectPresenter } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'

withRedis('Signs on three nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await startInside(3, redis.url)
  })
  afterEach(() => redis.kill())

  async function switchOn(): Promise<void> {
    const witnesses = await Promise.all(nodes.map(node => openTab(node)))
    const told = witnesses.map(({ client }) => waitFor(client, 'signsOn'))
    const presenter = await connectPresenter(nodes[0]!)
    await presenter.client.emitWithAck('setSigns', { isOn: true })
    await Promise.all(told)
  }

  async function openScreen(node: TestApp) {
    const screen = node.client({ screen: true })
    await joined(screen)
    const sum: SignCounts = {}
    let frames = 0
    const whole = (wanted: SignCounts) =>
      new Promise<number>(resolve =>
        screen.on('signs', counts => {
          frames++
          for (const [sign, count] of Object.entries(counts) as [keyof SignCounts, number][])
            sum[sign] = (sum[sign] ?? 0) + count
          if (JSON.stringify(sum) === JSON.stringify(wanted)) resolve(frames)
        }),
      )
    return { screen, whole }
  }

  it('reach the screens of all nodes, as subtotals', async () => {
    await switchOn()
    const screens = await Promise.all(nodes.map(openScreen))
    const done = screens.map(({ whole }) => whole({ funny: 60 }))
    const people = await Promise.all(times(60, place => openTab(nodes[place % 3]!)))
    await Promise.all(people.map(({ client }) => client.emitWithAck('showSign', { sign: 'funny' })))
    // All came in one moment: a message for each half second and node, never one a sign.
    for (const frames of await Promise.all(done)) expect(frames).to.be.at.most(6)
  })

  it('come once a second of a person who is on two nodes', async () => {
    await switchOn()
    const [one, two] = nodes as [TestApp, TestApp]
    const browser = newTab()
    const here = await openTab(one, { browser })
    const there = await openTab(two, { browser })
    const screen = await openScreen(one)
    const frames = collect(screen.screen, 'signs')
    // Until each node knows that this person is on the other, too, both take some.
    const start = performance.now()
    let taken = 0
    while (performance.now() - start < 6 * SIGN_INTERVAL_MS) {
      for (const { client } of [here, there])
        if ((await client.emitWithAck('showSign', { sign: 'like' })).ok) taken++
    }
    expect(taken).to.be.within(5, 8)
    expect(frames.length).to.be.at.least(1)
  }).timeout(20_000)
})
