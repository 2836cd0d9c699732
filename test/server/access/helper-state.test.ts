/** What helpers are sent of a room while it changes: settings, the panic button, and all questions from the room. */
import { expect } from 'chai'
import type { AsksChange, CaredAsk } from '../../../src/core/protocol/asks'
import type { HelperState } from '../../../src/core/protocol/presenter'
import { startApp } from '../../support/app'
import { waitFor } from '../../support/clients'
import { asker, asks } from '../../support/asks/people'
import { connectHelper, madeHelper } from '../../support/people/helpers'
import { connectPresenter } from '../../support/presenter'
import { must } from '../../support/talker'

describe('A helper who is in a room', () => {
  it('is told at once when a presenter changes the settings of asks, or presses the panic button', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    const bea = await connectHelper(app, helperKey)
    expect(bea.state).to.include({ panic: null })
    expect(bea.state.asks).to.include({ isOpen: false })
    const opened = waitFor<[HelperState]>(bea.client, 'helperState', ({ asks }) => asks.isOpen)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true, approve: true, most: 5 }))
    expect((await opened)[0].asks).to.deep.include({ isOpen: true, approve: true, most: 5 })

    const calmed = waitFor<[HelperState]>(bea.client, 'helperState', ({ panic }) => panic !== null)
    await must(presenter.client.emitWithAck('panic', { action: 'start' }))
    const [calm] = await calmed
    expect(calm.asks.isOpen).to.equal(false)
    expect(calm.talk.chat).to.equal(false)
    const undone = waitFor<[HelperState]>(bea.client, 'helperState', ({ panic }) => panic === null)
    await must(bea.client.emitWithAck('panic', { action: 'undo' }))
    expect((await undone)[0].asks.isOpen).to.equal(true)
  })

  it('is sent every ask, waiting and hidden ones too, and decides on them', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true, approve: true }))
    const { helperKey } = await madeHelper(presenter)
    const [ana, bea] = [await asker(app), await connectHelper(app, helperKey)]
    const first = await asks(ana, 'The first')
    const opened = await must(bea.client.emitWithAck('openAsks'))
    expect(opened.asks.map(({ id, state }) => [id, state])).to.deep.equal([[first, 'waiting']])
    const come = waitFor<[AsksChange<CaredAsk>]>(bea.client, 'allAsks', ({ changed }) => changed.length > 0)
    const second = await asks(ana, 'The second')
    expect((await come)[0].changed.map(({ id, state }) => [id, state])).to.deep.equal([[second, 'waiting']])

    const hidden = waitFor<[AsksChange<CaredAsk>]>(bea.client, 'allAsks', ({ changed }) =>
      changed.some(({ state }) => state === 'hidden'),
    )
    await must(bea.client.emitWithAck('careForAsk', { id: second, action: 'hide' }))
    expect((await hidden)[0].changed.map(({ id, text }) => [id, text])).to.deep.equal([
      [second, 'The second'],
    ])
  })
})
