/** The words that a room does not allow, across nodes: a word that is blocked on one is in no text on any. */
import { expect } from 'chai'
import type { PeopleNews } from '../../src/core/protocol/chat'
import type { PresenterStateNews } from '../../src/core/protocol/presenter'
import { connectPresenter, KEY } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp } from '../support/app'
import { waitFor } from '../support/clients'
import { codeOf, must, openChat, said, say, talker } from '../support/talker'

withRedis('A blocked word on many nodes', () => {
  let redis: RedisServer
  const start = () => startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000' })
  beforeEach(async () => void (redis = await startRedis()))
  afterEach(() => redis.kill())

  it('is held on all of them, on one that comes later, and names with it are given up everywhere', async () => {
    const [one, two] = [await start(), await start()]
    const [presenter, other] = [await connectPresenter(one), await connectPresenter(two)]
    const bo = await talker(two, 'Bo')
    const joe = await talker(two, 'Spammer Joe')
    const ann = await talker(one, 'Ann')
    const told = waitFor<[PresenterStateNews]>(other.client, 'presenterState', ({ blockedWords }) =>
      Boolean(blockedWords?.includes('spam*')),
    )
    const gone = [ann, bo].map(({ client }) =>
      waitFor<[PeopleNews]>(
        client,
        'people',
        ({ people }) =>
          people.some(({ name }) => name === 'Bo') && people.every(({ name }) => name !== 'Spammer Joe'),
      ),
    )
    await must(presenter.client.emitWithAck('blockWord', { word: 'spam*', isBlocked: true }))
    await Promise.all([told, ...gone])
    expect(codeOf(await say(bo, 'spammers'))).to.equal('blocked-word')
    expect(codeOf(await say(joe, 'hello'))).to.equal('needs-name')
    await said(bo, 'hello')

    const three = await start()
    const cy = await talker(three, 'Cy')
    expect(codeOf(await say(cy, 'spammers'))).to.equal('blocked-word')
    expect((await openChat(cy.client)).lines.map(({ text }) => text)).to.deep.equal(['hello'])
    const late = await connectPresenter(three)
    expect(late.lectern().blockedWords).to.deep.equal(['spam*'])
    await must(late.client.emitWithAck('blockWord', { word: 'spam*', isBlocked: false }))
    expect(codeOf(await say(cy, 'spammers'))).to.equal('ok')
  })
})
