/**
 * The room's own voice where the presenter has switched it on: it reminds while a poll is open, and says how it
 * ended.
 */
import { tallyOf } from '../../../src/core/question-types/rounds'
import { expect } from 'chai'
import { NO_CARE } from '../../../src/core/question-types/question-type'
import { greeting, arrivalsSentence, reminder, resultSentence } from '../../../src/core/chat/host'
import type { LineMark } from '../../../src/core/protocol/chat'
import { newRoom } from '../../../src/core/room/document'
import { connectPresenter, question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { collect, openTab, waitFor, type Client } from '../../support/clients'
import { receivesLine, said, setTalk, talker } from '../../support/talker'

/** The next line of the host that fits. */
const hostLine = (client: Client, fits: RegExp) =>
  waitFor<[string, LineMark]>(
    client,
    'chat message',
    (text, { role, name }) => role === 'host' && name === 'host' && fits.test(text),
  )

describe('The host', () => {
  it('reminds at an interval of how many have voted, while a poll is open and somebody has', async () => {
    const app = await startApp({}, 0, { reminder: 30 })
    const presenter = await connectPresenter(app)
    await setTalk(presenter, { host: true })
    const ana = await talker(app, 'Ana')
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const reminded = hostLine(ana.client, /^1 of 2 have voted\.$/)
    const bo = await openTab(app)
    await bo.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    await reminded
    const counted = hostLine(ana.client, /^2 minutes left\. 1 of 2 have voted\.$/)
    await presenter.does({ name: 'setTimer', seconds: 120 })
    await counted
  })

  it('says once how a question ended, and keeps it in the history', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await setTalk(presenter, { host: true })
    const ana = await talker(app, 'Ana')
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    const lines = collect(ana.client, 'chat message')
    const told = hostLine(ana.client, /./)
    await presenter.does({ name: 'close' })
    expect((await told)[0]).to.equal('“Which?” is closed: A 0, B 1.')
    const after = receivesLine(ana, 'After it')
    await said(await talker(app, 'Bo'), 'After it')
    await after
    expect(lines.map(([text]) => text)).to.deep.equal(['“Which?” is closed: A 0, B 1.', 'After it'])
    const { opened } = await talker(app)
    expect(opened.lines[0]).to.include({ text: '“Which?” is closed: A 0, B 1.', role: 'host' })
  })

  it('gives nothing away of hidden results', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await setTalk(presenter, { host: true })
    const ana = await talker(app, 'Ana')
    const hidden = question({ results: 'hidden', right: 'A' })
    const { poll } = await presenter.does({ name: 'ask', question: hidden })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    const told = hostLine(ana.client, /./)
    await presenter.does({ name: 'close' })
    expect((await told)[0]).to.equal('“Which?” is closed: 1 has voted.')
  })

  it('is silent until it is switched on', async () => {
    const app = await startApp({}, 0, { reminder: 5 })
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    const lines = collect(ana.client, 'chat message')
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    await presenter.does({ name: 'close' })
    const only = receivesLine(ana, 'The only line')
    await said(await talker(app, 'Bo'), 'The only line')
    await only
    expect(lines.map(([text]) => text)).to.deep.equal(['The only line'])
  })
})

describe('The host’s sentences', () => {
  const { poll } = newRoom('hash', { now: 0, newId: () => 'poll' })
  const turnout = { voted: 31, present: 42 }

  it('count the time that is left where there is a countdown', () => {
    const at = (seconds: number) => reminder({ ...poll, deadline: seconds * 1000 }, turnout, 0)
    expect(reminder(poll, turnout, 0)).to.equal('31 of 42 have voted.')
    expect(at(120)).to.equal('2 minutes left. 31 of 42 have voted.')
    expect(at(61)).to.equal('One minute left. 31 of 42 have voted.')
    expect(at(20)).to.equal('Less than a minute left. 31 of 42 have voted.')
  })

  it('name a question that was asked aloud, and fold comings and goings', () => {
    expect(resultSentence(poll, tallyOf({ A: 2 }), turnout.voted, NO_CARE)).to.equal(
      'The question is closed: A 2, B 0, C 0, D 0.',
    )
    expect(arrivalsSentence(1, 'connected')).to.equal('Someone has connected.')
    expect(arrivalsSentence(7, 'disconnected')).to.equal('7 people have disconnected.')
    expect(greeting).to.match(/^Welcome\./)
  })
})
