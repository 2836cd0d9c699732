/** What a room shares on many nodes: all of them hold to it, and answer with the same results. */
import { expect } from 'chai'
import { withTwoNodes } from '../support/cluster'
import { openTab, waitFor } from '../support/clients'
import { connectPresenter, question, snapshotOf } from '../support/presenter'
import { withRedis } from '../support/redis-server'

withRedis('What a room shares on many nodes', () => {
  const nodes = withTwoNodes()

  it('is set for all of them, and told to the pages of all', async () => {
    const { one, two } = nodes
    const presenter = await connectPresenter(one)
    await presenter.does({ name: 'ask', question: question({ text: 'Shown?', results: 'live' }) })
    await presenter.does({ name: 'ask', question: question({ text: 'Hidden?', results: 'hidden' }) })
    const { client } = await openTab(two)
    const results = async () => {
      const response = await fetch(`${two.url}/api/rooms/house/results`)
      return [response.status, await response.text()] as const
    }
    let text = ''
    while (!text.includes('Shown?')) {
      await snapshotOf(client)
      ;[, text] = await results()
    }
    expect(text).to.not.include('Hidden?')
    const told = waitFor(client, 'resultsPage')
    await presenter.client.emitWithAck('setSharing', { page: false })
    expect(await told).to.deep.equal([false])
    expect((await results())[0]).to.equal(403)
  })
})
