/** The HTTP API on many nodes: a program drives a room from a node on which nobody of the room is. */
import { expect } from 'chai'
import { withTwoNodes } from '../support/cluster'
import { joined, newTab, waitFor } from '../support/clients'
import { KEY, connectPresenter, questionUp } from '../support/presenter'
import { withRedis } from '../support/redis-server'
import { EventReader, Program, QUESTION } from '../server/http/api/support'

withRedis('The API on many nodes', () => {
  const nodes = withTwoNodes()

  for (const kind of ['hands', 'ballot'] as const)
    it(`drives people on another node, and counts their votes (${kind})`, async () => {
      const { one, two } = nodes
      const program = await Program.of(two, KEY)
      const client = one.client({ tab: newTab(), browser: newTab() })
      await joined(client)
      const up = questionUp(client)
      const events = await EventReader.open(two, 'house', KEY)
      const { pollId } = await program.does('POST', '/rooms/house/ask', { body: { ...QUESTION, kind } })
      const [{ poll }] = await up
      const closed = waitFor<[{ poll: { state: string } }]>(
        client,
        'poll',
        news => news.poll.state === 'closed',
      )
      const reply = await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
      expect(reply.ok).to.equal(true)
      await events.until('poll', ({ rounds }) => rounds[0]!.counts['B'] === 1)
      await program.does('POST', '/rooms/house/close')
      await closed
      const { rounds, turnout } = await program.does('GET', `/rooms/house/polls/${pollId}`)
      expect(rounds[0]!.counts).to.deep.equal({ A: 0, B: 1 })
      expect(turnout.voted).to.equal(1)
      events.close()
    })

  it('refuses a command for a step that a person on another node has taken', async () => {
    const { one, two } = nodes
    const program = await Program.of(two, KEY)
    const { step } = await program.does('POST', '/rooms/house/ask', { body: QUESTION })
    const presenter = await connectPresenter(one)
    await presenter.does({ name: 'close' })
    const { status, json } = await program.send('POST', `/rooms/house/next?step=${step}`)
    expect([status, json.code]).to.deep.equal([409, 'older-step'])
    expect(json.room).to.include({ state: 'closed', shown: false })
  })
})
