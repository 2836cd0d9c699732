/** Asks on three nodes: one list, one vote a person, and what is hidden on one is hidden on all. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { AsksNews } from '../../src/core/protocol/asks'
import { startApp, type TestApp } from '../support/app'
import { asker, asks, cares, following, toldOwn, tryAsk, votes } from '../support/asks/people'
import { waitFor } from '../support/clients'
import { connectPresenter, KEY } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { codeOf, must } from '../support/talker'

withRedis('Asks on three nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    const start = () => startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000' })
    nodes = [await start(), await start(), await start()]
  })
  afterEach(() => redis.kill())

  /** A presenter on the first node who has opened the asks, which is known on the others. */
  async function opened() {
    const presenter = await connectPresenter(nodes[0]!)
    const people = await Promise.all(nodes.map(node => asker(node)))
    const told = people.map(({ client }) =>
      waitFor<[AsksNews]>(client, 'asksChanged', ({ isOpen }) => isOpen),
    )
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    await Promise.all(told)
    return { presenter, people }
  }

  it('are one list under one row of numbers, also when all ask at once, and three a person wherever', async () => {
    const { people } = await opened()
    const views = await Promise.all(people.map(person => following(person)))
    const ids = await Promise.all(
      people.flatMap((person, place) => times(3, n => asks(person, `${place} ${n}?`))),
    )
    expect(ids.sort((a, b) => a - b)).to.deep.equal(times(9, n => n + 1))
    for (const view of views) await view.until(shown => shown.length === 9)
    const elsewhere = await asker(nodes[2]!, { browser: people[0]!.browser })
    expect(codeOf(await tryAsk(elsewhere, 'A fourth?'))).to.equal('too-many-own-asks')
  })

  it('count one vote a person on whichever node, and tell the sum on all of them', async () => {
    const { people } = await opened()
    const id = await asks(people[0]!, 'Why?')
    const views = await Promise.all(people.map(person => following(person)))
    for (const view of views) await view.until(shown => shown.length === 1)
    const voters = await Promise.all(times(30, n => asker(nodes[n % 3]!)))
    const tabs = await Promise.all(voters.map(({ browser }, n) => asker(nodes[(n + 1) % 3]!, { browser })))
    await Promise.all([...voters, ...tabs].map(person => votes(person, id)))
    for (const view of views) await view.until(([ask]) => ask?.votes === 30)
  })

  it('are hidden, answered and put on the screen on all nodes, and the asker is told', async () => {
    const { presenter, people } = await opened()
    const [first, second] = [await asks(people[1]!, 'Why?'), await asks(people[1]!, 'Rude!')]
    const views = await Promise.all(people.map(person => following(person)))
    for (const view of views) await view.until(shown => shown.length === 2)
    const hidden = toldOwn(people[1]!, own => own.some(({ state }) => state === 'hidden'))
    await cares(presenter, second, 'hide')
    await hidden
    for (const view of views) await view.until(shown => shown.length === 1)
    const up = people.map(({ client }) =>
      waitFor<[AsksNews]>(client, 'asksChanged', news => news.up?.id === first),
    )
    await cares(presenter, first, 'screen')
    await Promise.all(up)
    const answered = toldOwn(people[1]!, ([own]) => own?.answer === 'So.')
    await cares(presenter, first, 'answer', { answer: 'So.' })
    await answered
    await nodes[0]!.close()
    const late = await following(await asker(nodes[2]!))
    expect(late.shown().map(({ id, answer }) => [id, answer])).to.deep.equal([[first, 'So.']])
  })
})
