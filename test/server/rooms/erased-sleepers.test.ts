/** A room that is erased while people sleep in it: nothing of it stays in memory. */
import { expect } from 'chai'
import { Sleepers } from '../../../src/sockets/room/sleepers'
import { startApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'
import { connectPresenter, openRoom } from '../../support/presenter'
import { must } from '../../support/talker'

/** All lists of sleepers that somebody is added to, until `restore`. */
function watchSleepers() {
  const watched = Sleepers.prototype as unknown as { add: (...args: unknown[]) => unknown }
  const { add } = watched
  const lists = new Set<Sleepers>()
  watched.add = function (this: Sleepers, ...args) {
    lists.add(this)
    return add.apply(this, args)
  }
  return { lists, restore: () => void (watched.add = add) }
}

describe('A room that is erased', () => {
  let watched: ReturnType<typeof watchSleepers>
  before(() => void (watched = watchSleepers()))
  after(() => watched.restore())

  it('is not remembered by those who sleep in it, nor by those whom it sends away', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const presenter = await connectPresenter(app, room)
    const comes = () =>
      app.client({ tab: newTab(), browser: newTab(), room: room.code }, { reconnection: false })
    const people = [comes(), comes(), comes()]
    await Promise.all(people.map(joined))
    const [asleep, ...awake] = people
    // Cut, without a goodbye.
    asleep!.io.engine.close()
    await waitFor<[number]>(presenter.client, 'usersConnected', count => count < people.length + 1)
    const ended = Promise.all(awake.map(client => waitFor(client, 'ended')))
    await must(presenter.client.emitWithAck('eraseRoom', { code: room.code }))
    await ended
    expect(watched.lists.size).to.equal(1)
    for (const sleepers of watched.lists) expect(sleepers.size).to.equal(0)
  })
})
