/** Reports on two nodes: one number, each person once, also for a node that comes later. */
import { expect } from 'chai'
import type { ReportedItem } from '../../../src/core/protocol/reports'
import type { TestApp } from '../../support/app'
import { startInside } from '../../support/cluster'
import { waitFor, type Client } from '../../support/clients'
import { connectPresenter } from '../../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../../support/redis-server'
import { must, receivesLine, said, talker } from '../../support/talker'

withRedis('Reports on three nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await startInside(3, redis.url)
  })
  afterEach(() => redis.kill())

  const people = (client: Client, count: number) =>
    waitFor<[ReportedItem[]]>(client, 'reports', items => (items[0]?.people ?? 0) === count)

  it('are a total of people, wherever they are, and go everywhere with the line', async () => {
    const [one, two, three] = nodes as [TestApp, TestApp, TestApp]
    const presenters = [await connectPresenter(one), await connectPresenter(two)].map(({ client }) => client)
    const [ana, bo, cleo] = [await talker(one, 'Ana'), await talker(one, 'Bo'), await talker(two, 'Cleo')]
    const boThere = await talker(two, undefined, { browser: bo.browser })
    const heard = receivesLine(cleo, 'Something rude')
    const key = { kind: 'line' as const, id: await said(ana, 'Something rude') }
    await heard
    const all = presenters.map(client => people(client, 2))
    for (const { client } of [bo, cleo, boThere])
      await must(client.emitWithAck('report', { ...key, isOn: true }))
    await Promise.all(all)
    // The third node opens the room only now.
    const late = three.client({ presenterKey: three.presenterKey })
    const [items] = await people(late, 2)
    expect(items).to.have.length(1)
    const fewer = [...presenters, late].map(client => people(client, 1))
    await must(boThere.client.emitWithAck('report', { ...key, isOn: false }))
    await Promise.all(fewer)
    const none = [...presenters, late].map(client => people(client, 0))
    await must(late.emitWithAck('deleteLine', { seq: key.id }))
    await Promise.all(none)
  })
})
