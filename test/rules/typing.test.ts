/** Who types, over real sockets: told to those who read, and only where it helps them. */
import { expect } from 'chai'
import times from 'lodash/times'
import { startApp } from '../support/app'
import { collect, waitFor } from '../support/clients'
import { receivesLine, must, said, talker } from '../support/talker'

const QUICK = { people: 20 }

describe('“Ana is typing”', () => {
  it('is told to others, folded, once for each who begins, and ends with the line or the connection', async () => {
    const app = await startApp({}, 0, QUICK)
    const watcher = await talker(app)
    const people = await Promise.all(times(6, index => talker(app, `Person ${index + 100}`)))
    const heard = collect(watcher.client, 'typing')
    let told = waitFor(watcher.client, 'typing', (_some, count) => count === 6)
    for (const { client } of people) for (const _again of [1, 2, 3]) client.emit('typing')
    const [some] = (await told) as [{ id: string; name: string }[], number]
    expect(some).to.have.length(4)
    const ids = people.map(({ me }) => me)
    for (const { id, name } of some)
      expect([ids, name.slice(0, 6)]).to.satisfy(() => ids.includes(id) && name)
    expect(heard).to.have.length(6)
    told = waitFor(watcher.client, 'typing', (_some, count) => count === 4)
    await said(people[0]!, 'What I typed')
    people[1]!.client.disconnect()
    await told
  })

  it('is nothing that is said without a name, without an open chat, or in a crowd', async () => {
    const app = await startApp({}, 0, QUICK)
    const watcher = await talker(app, 'Watcher')
    const [nameless, ana, bo] = [await talker(app), await talker(app, 'Ana'), await talker(app, 'Bo')]
    await must(ana.client.emitWithAck('closeChat'))
    const heard = collect(watcher.client, 'typing')
    const told = waitFor(watcher.client, 'typing')
    for (const { client } of [nameless, ana, bo]) {
      client.emit('typing')
      await client.emitWithAck('getSnapshot')
    }
    expect((await told)[0]).to.deep.equal([{ id: bo.me, name: 'Bo' }])
    const over = waitFor(watcher.client, 'typing', (_some, count) => count === 0)
    await said(bo, 'Done')
    await over
    const crowd = await Promise.all(times(98, () => talker(app)))
    expect(crowd).to.have.length(98)
    bo.client.emit('typing')
    const last = receivesLine(watcher, 'last')
    await said(bo, 'last')
    await last
    expect(heard).to.have.length(2)
  })
})
