/** Floods in the chat: whoever says too much is refused, and hurts nobody else. */
import { expect } from 'chai'
import times from 'lodash/times'
import { startApp } from '../../support/app'
import { openTab } from '../../support/clients'
import { codeOf, receivesLine, said, say, talker } from '../../support/talker'

describe('A flood of lines', () => {
  it('of one person is refused, from all tabs together; others speak and vote on', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const ana = await talker(app, 'Ana')
    const tab = await talker(app, undefined, { browser: ana.browser })
    const bo = await talker(app, 'Bo')
    const replies = await Promise.all(times(60, index => say(index % 2 ? ana : tab, `${index}`)))
    const codes = replies.map(codeOf)
    expect(codes.filter(code => code === 'ok').length).to.be.within(8, 12)
    expect(new Set(codes)).to.deep.equal(new Set(['ok', 'too-fast']))
    const heard = receivesLine(ana, 'Still here')
    await said(bo, 'Still here')
    await heard
    const { client, pollId } = await openTab(app)
    expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
  })

  it('of many people meets the measure of the room; votes go on', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const crowd = await Promise.all(times(40, index => talker(app, `Person ${index}`)))
    const replies = await Promise.all(crowd.flatMap(one => times(6, index => say(one, `${index}`))))
    const codes = replies.map(codeOf)
    expect(codes.filter(code => code === 'ok').length).to.be.within(80, 200)
    expect(codes).to.include('too-fast')
    const { client, pollId } = await openTab(app)
    expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
  })
})
