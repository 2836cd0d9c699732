/** The chart of a poll over the API: a picture that can do nothing, and never shows what its reader may not see. */
import { expect } from 'chai'
import { startApp, type TestApp } from '../../../support/app'
import { voteIn } from '../../../support/clients'
import { connectPresenter, openRoom, question, type OpenedRoom } from '../../../support/presenter'
import { SAMPLES } from '../../../support/samples'
import { Program } from './support'

const HOSTILE = `</text><script>alert(1)</script><image href="//evil.example/x"/>&x;"'\u0000\ud800\uffff]]>`

describe('The chart of a poll', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let at: string

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    at = `/rooms/${room.code}`
  })

  const ask = async (more: object = {}) => {
    const body = { type: 'one', text: 'Which?', choices: ['Alpha', 'Beta'], right: 'B', ...more }
    return (await program.does('POST', `${at}/ask`, { body })).pollId
  }
  const does = (command: string) => program.does('POST', `${at}/${command}`)
  const chart = (id: string, key?: null, query = '') =>
    program.send('GET', `${at}/polls/${id}.svg${query}`, key === null ? { key } : {})

  const vote = (...votes: string[]) => voteIn(app, room.code, votes)

  it('is an SVG picture that may do nothing', async () => {
    const id = await ask()
    await vote('A', 'B', 'B')
    const { status, headers, text } = await chart(id)
    expect(status).to.equal(200)
    expect(headers.get('Content-Type')).to.equal('image/svg+xml; charset=utf-8')
    expect(headers.get('Content-Security-Policy')).to.equal("default-src 'none'; style-src 'none'; sandbox")
    expect(headers.get('X-Content-Type-Options')).to.equal('nosniff')
    expect(headers.get('Content-Disposition')).to.match(/^attachment; filename=".* Which .*\.svg"$/)
    expect(text).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="800" /)
    for (const said of ['Which?', 'Alpha', 'Beta', '67\u202f%', '33\u202f%', 'have voted'])
      expect(text).to.include(said)
  })

  it('is as wide, as dark and of the round that the address says', async () => {
    const id = await ask()
    await vote('A')
    await does('again')
    await vote('B', 'B')
    expect((await chart(id)).text).to.include('Round 1 → round 2')
    const first = (await chart(id, undefined, '?round=1&theme=dark&width=400')).text
    expect(first).to.include('width="400"').and.include('#12103a').and.include('Round 1 of 2')
    expect(first).to.not.include('Round 1 → round 2')
    expect((await chart(id, undefined, '?round=3')).status).to.equal(404)
    for (const wrong of [
      'round=0',
      'round=x',
      'theme=red',
      'width=1',
      'width=99999',
      'theme=dark&theme=dark',
    ])
      expect((await chart(id, undefined, `?${wrong}`)).json.code, wrong).to.equal('bad-parameter')
  })

  it('is not there without the key while results are hidden, and does not tell what is right before its reveal', async () => {
    const id = await ask({ text: 'Hidden?', explanation: 'because-of-this' })
    await vote('B')
    const hidden = await chart(id, null)
    expect([hidden.status, hidden.json.code]).to.deep.equal([404, 'no-such-poll'])
    await does('show')
    const shown = (await chart(id, null)).text
    expect(shown).to.include('100\u202f%')
    expect(shown).to.not.match(/right|because/)
    await does('reveal')
    expect((await chart(id, null)).text).to.include('right')
    await does('hide')
    expect((await chart(id, null)).status).to.equal(404)
  })

  it('of an earlier question is there without the key where it was shown and the room shares it', async () => {
    const hidden = await ask({ text: 'Hidden?' })
    await vote('A')
    const shown = await ask({ text: 'Shown?' })
    await vote('A')
    await does('show')
    await ask({ text: 'Now?' })
    expect((await chart(hidden, null)).status).to.equal(404)
    const { status, text } = await chart(shown, null)
    expect(status).to.equal(200)
    expect(text).to.include('Shown?').and.not.include('right')
    expect((await chart(hidden)).text).to.include('right')

    const presenter = await connectPresenter(app, room)
    await presenter.client.emitWithAck('setSharing', { page: false })
    expect((await chart(shown, null)).status).to.equal(404)
    await presenter.client.emitWithAck('setSharing', { page: true })
    expect((await chart(shown, null)).status).to.equal(200)
    await presenter.does({ name: 'newLesson' })
    expect((await chart(shown, null)).status).to.equal(404)
    expect((await chart(shown)).status).to.equal(200)
  })

  it('does not show answers that wait or are hidden', async () => {
    const id = await ask({
      type: 'words',
      choices: undefined,
      right: undefined,
      needsApproval: true,
      results: 'live',
    })
    await vote('secret-word')
    for (const key of [null, undefined] as const) {
      const { text } = await chart(id, key)
      expect(text).to.not.include('secret')
      expect(text).to.include('No answer is shown')
    }
  })

  it('is drawn of every type of question', async () => {
    const presenter = await connectPresenter(app, room)
    for (const [name, { asks, first, second }] of Object.entries(SAMPLES)) {
      const changes = { text: name, choices: [], results: 'live', ...asks } as const
      await presenter.does({ name: 'ask', question: question({ ...changes, choices: [...changes.choices] }) })
      await vote(first[0], second[0])
      const { polls } = await program.does('GET', `${at}/polls`)
      const { status, text } = await chart(polls[polls.length - 1]!.id)
      expect(status, name).to.equal(200)
      expect(text, name).to.include('2 of ')
    }
  })

  it('holds texts that attack it as texts', async () => {
    const id = await ask({ text: HOSTILE, choices: [HOSTILE, 'b'] })
    const { text } = await chart(id)
    expect(text).to.not.match(
      /<(script|image|style|foreignObject|a|use)\b|<[^>]*\s(on\w+|style|href)=|url\((?!#chart-)/,
    )
    expect(text).to.include('&lt;script&gt;')
    expect(text).to.not.match(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/)
  })
})
