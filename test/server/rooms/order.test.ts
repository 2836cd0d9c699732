/** In which order the features of a room are told of what happens: for each reason that open-room.ts gives, a test. */
import { expect } from 'chai'
import type { PresenterStateNews } from '../../../src/core/protocol/presenter'
import type { Runtime } from '../../../src/sockets/accept'
import type { OpenRoom } from '../../../src/sockets/open-room'
import { startApp, type TestApp } from '../../support/app'
import { openTab, waitFor } from '../../support/clients'
import { connectPresenter } from '../../support/presenter'

async function defaultRoom(app: TestApp): Promise<OpenRoom> {
  const { rooms } = (await app.ready) as Runtime
  return (await rooms.live.find(''))!
}

/** The features of a room that are told by this method from now on, in order. */
function told(room: OpenRoom, method: 'joined' | 'socketLeft' | 'documentChanged' | 'close'): string[] {
  const names: string[] = []
  for (const [name, feature] of Object.entries(room) as [string, Record<string, unknown> | undefined][]) {
    const tell = feature?.[method]
    if (typeof tell !== 'function') continue
    feature![method] = (...args: unknown[]) => {
      names.push(name)
      return (tell as (...args: unknown[]) => unknown).apply(feature, args)
    }
  }
  return names
}

describe('The features of a room', () => {
  it('are told of a new poll by the voting first: no presenter is sent an old tally under it', async () => {
    const app = await startApp()
    const room = await defaultRoom(app)
    const { client, pollId } = await openTab(app)
    const presenter = await connectPresenter(app)
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    const names = told(room, 'documentChanged')
    const sent = waitFor<[PresenterStateNews]>(
      presenter.client,
      'presenterState',
      news => news.pollId !== pollId,
    )
    await presenter.does({ name: 'clear' })
    const [news] = await sent
    expect(news.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
    expect(names[0]).to.equal('voting')
    expect(names).to.include.members(['presenting', 'chat', 'wall'])
  })

  it('know who is online before they hold a name, and before they release one', async () => {
    const app = await startApp()
    const room = await defaultRoom(app)
    const [joined, left] = [told(room, 'joined'), told(room, 'socketLeft')]
    const { client } = await openTab(app)
    const gone = waitFor([...app.io.sockets.sockets.values()][0], 'disconnect')
    client.disconnect()
    await gone
    for (const names of [joined, left])
      expect(names.filter(name => name === 'onlineList' || name === 'naming')).to.deep.equal([
        'onlineList',
        'naming',
      ])
  })

  it('are closed before the updates are: what changes meanwhile is announced to nobody', async () => {
    const app = await startApp()
    const room = await defaultRoom(app)
    await openTab(app)
    const names = told(room, 'close')
    await app.close()
    expect(names).to.include.members(['wall', 'chat', 'ballots'])
    // The connection to other nodes outlives every room.
    expect(names.filter(name => name !== 'nodes').at(-1)).to.equal('updates')
  })
})
