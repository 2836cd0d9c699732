/** What is announced to a room when an announcement fails. */
import { expect } from 'chai'
import type { Runtime } from '../../../src/sockets/accept'
import { startApp } from '../../support/app'
import { openTab, tallyOf } from '../../support/clients'

describe('An announcement that fails', () => {
  it('is logged, and the next one goes out', async () => {
    const app = await startApp()
    const { client, pollId } = await openTab(app)
    const { rooms } = (await app.ready) as Runtime
    const { votes } = rooms.live.get('')!
    const failed = new Promise<void>(resolve => {
      Object.defineProperty(votes, 'tally', {
        configurable: true,
        get() {
          delete (votes as { tally?: unknown }).tally
          resolve()
          throw new Error('planted by a test')
        },
      })
    })
    const later = tallyOf(client, { B: 1 })
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    await failed
    await client.emitWithAck('castVote', { pollId, vote: 'B' })
    await later
    expect(app.log.filter(({ msg }) => msg === 'changes of a room could not be announced')).to.have.length(1)
  })
})
