/** Programs that ask often about thousands of different answers: they share what is made of them, and all get the last. */
import { expect } from 'chai'
import times from 'lodash/times'
import { parseVote } from '../../../../src/core/question-types/registry'
import { startApp, type TestApp } from '../../../support/app'
import { connectPresenter, question } from '../../../support/presenter'
import { EventReader, Program } from './support'

describe('The API with thousands of different answers', () => {
  const asked = question({ text: 'In a word?', choices: [], answer: { type: 'words', most: 3 } })
  let app: TestApp

  async function vote(pollId: string, voter: string, answer: string): Promise<void> {
    const parsed = parseVote(asked, answer)
    if (!parsed.ok) throw new Error(parsed.problem)
    expect(await app.store.castBallot('', { pollId, voter, vote: parsed.vote }, 0)).to.include({ ok: true })
  }

  it('never gives figures or a picture of before a change that hides or closes them', async () => {
    app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: asked })
    const pollId = await presenter.pollId()
    await Promise.all(times(500, index => vote(pollId, `${index}`, `a${index}\nb${index}\nc${index}`)))
    const program = await Program.of(app, app.presenterKey)
    const path = `/rooms/house/polls/${pollId}`
    const seen = async (key: string | null) => {
      const poll = await program.does('GET', path, { key })
      const { status } = await program.send('GET', `${path}.svg`, { key })
      return [poll.rounds[0]?.voted, status]
    }
    expect([await seen(null), await seen(app.presenterKey)]).to.deep.equal([
      [500, 200],
      [500, 200],
    ])
    await presenter.does({ name: 'hide' })
    expect([await seen(null), await seen(app.presenterKey)]).to.deep.equal([
      [undefined, 404],
      [500, 200],
    ])
    await vote(pollId, 'last', 'word')
    await presenter.does({ name: 'close' })
    expect(await seen(app.presenterKey)).to.deep.equal([501, 200])
  })

  it('lets nobody without the key take the streams of the presenter', async () => {
    app = await startApp({ TRUST_PROXY: '1' })
    const events = (address: string, key?: string) =>
      fetch(`${app.url}/api/rooms/house/events`, {
        signal: stop.signal,
        headers: { 'X-Forwarded-For': address, ...(key ? { Authorization: `Bearer ${key}` } : {}) },
      })
    const stop = new AbortController()
    try {
      const strangers = await Promise.all(times(100, index => events(`192.0.2.${index % 4}`)))
      expect(strangers.map(({ status }) => status)).to.deep.equal(times(100, () => 200))
      expect((await events('192.0.2.5')).status).to.equal(429)
      expect((await events('192.0.2.5', app.presenterKey)).status).to.equal(200)
    } finally {
      stop.abort()
    }
  })

  it('tells every stream the same, and the last state', async () => {
    app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: asked })
    const readers = await Promise.all(
      [null, null, app.presenterKey].map(key => EventReader.open(app, 'house', key)),
    )
    await Promise.all(readers.map(reader => reader.until('poll', ({ state }) => state === 'open')))
    await presenter.does({ name: 'close' })
    await Promise.all(readers.map(reader => reader.until('poll', ({ state }) => state === 'closed')))
    for (const reader of readers) reader.close()
  })
})
