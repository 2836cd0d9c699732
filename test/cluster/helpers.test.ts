/** Helpers across nodes: a link opens the room on each, and is taken back on all at once. */
import { expect } from 'chai'
import type { PresenterState } from '../../src/core/protocol/presenter'
import type { PeopleNews } from '../../src/core/protocol/chat'
import { startApp } from '../support/app'
import { joined, openTab, waitFor } from '../support/clients'
import { connectPresenter, KEY } from '../support/presenter'
import { startRedis, withRedis } from '../support/redis-server'

withRedis('A helper on another node', () => {
  it('helps under the name on the link, and loses the role there when it is taken back here', async () => {
    const redis = await startRedis()
    try {
      const start = () => startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY }, 0, { people: 20 })
      const [one, two] = [await start(), await start()]
      const { client } = await connectPresenter(one, { presenterKey: KEY })
      const ana = (await openTab(one)).client
      await ana.emitWithAck('openChat', {})
      const made = await client.emitWithAck('makeHelper', { name: 'Bea' })
      if (!made.ok) throw new Error(made.code)
      const { id, helperKey } = made
      const began = Date.now()
      const listed = waitFor<[PeopleNews]>(ana, 'people', ({ people }) =>
        people.some(({ name, role }) => name === 'Bea' && role === 'helper'),
      )
      const isHere = (here: boolean) =>
        waitFor<[PresenterState]>(client, 'presenterState', ({ helpers }) => helpers?.[0]?.isHere === here)
      const come = isHere(true)
      const bea = two.client({ helperKey })
      await joined(bea)
      await listed
      await come
      const left = isHere(false)
      bea.disconnect()
      const [{ helpers }] = await left
      expect(helpers[0]!.lastHereAt).to.be.within(began, Date.now())
      const back = isHere(true)
      bea.connect()
      await joined(bea)
      await back
      const talk = waitFor(ana, 'talk')
      expect(await bea.emitWithAck('setTalk', { private: false })).to.deep.equal({ ok: true })
      await talk
      const told = waitFor(bea, 'helperRevoked')
      const gone = waitFor(bea, 'disconnect')
      await client.emitWithAck('revokeHelper', { id })
      await told
      await gone
      const again = two.client({ helperKey })
      const [error] = await waitFor<[Error & { data: { code: string } }]>(again, 'connect_error')
      expect(error.data.code).to.equal('wrong-helper-key')
    } finally {
      await redis.kill()
    }
  })
})
