/** The results of a lesson: all of them for presenters, for whoever voted what was shown, whatever is done. */
import { expect } from 'chai'
import fc from 'fast-check'
import { startApp, type TestApp } from '../../../support/app'
import { joined, newTab, type Client } from '../../../support/clients'
import { connectPresenter, openRoom, type OpenedRoom, type TestPresenter } from '../../../support/presenter'
import { Program, type AnyJson } from './support'

const WHY = 'because-of-this'
const choices = ['Alpha', 'Beta']

describe('The results of a lesson', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let presenter: TestPresenter
  let at: string

  beforeEach(start)

  async function start(): Promise<void> {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    presenter = await connectPresenter(app, room)
    at = `/rooms/${room.code}`
  }

  const ask = async (text: string, more: object = {}) => {
    const body = { type: 'one', text, choices, right: 'B', explanation: WHY, ...more }
    return (await program.does('POST', `${at}/ask`, { body })).pollId
  }
  const does = (command: string) => program.does('POST', `${at}/${command}`)
  const resultsFor = async (key?: null) =>
    (await program.does('GET', `${at}/results`, key === null ? { key } : {})) as AnyJson & {
      results: (AnyJson & { pollIds: string[] })[]
      lessons?: { lesson: number; questions: number }[]
      isAll: boolean
      isPublic: boolean
      lesson: number
    }
  const seen = async () =>
    (await resultsFor(null)).results.map(({ question: { text, right }, rounds }) => ({
      text,
      right,
      rounds: rounds.map(({ counts }) => counts),
    }))
  async function enter(): Promise<Client> {
    const client = app.client({ tab: newTab(), browser: newTab(), room: room.code })
    await joined(client)
    return client
  }
  /** Votes on what is up; its id. */
  async function cast(client: Client, vote: string): Promise<string> {
    const { pollId } = (await snapshot(client)).poll
    const reply = await client.emitWithAck('castVote', { pollId, vote })
    if (!reply.ok) throw new Error(reply.message)
    return pollId
  }
  async function snapshot(client: Client) {
    const reply = await client.emitWithAck('getSnapshot')
    if (!reply.ok) throw new Error(reply.message)
    return reply.snapshot
  }

  it('say of the last question that it is up until the lesson is finished', async () => {
    const ana = await enter()
    await ask('Last?')
    await cast(ana, 'A')
    await does('show')
    const areUp = async () => (await resultsFor(null)).results.map(({ isUp }) => isUp)
    expect(await areUp()).to.deep.equal([true])
    await presenter.does({ name: 'finish' })
    expect(await areUp()).to.deep.equal([false])
    await presenter.does({ name: 'back' })
    expect(await areUp()).to.deep.equal([true])
  })

  it('are all there with the key; without it those that were shown, with what is right once it was revealed', async () => {
    const voter = await enter()
    const hidden = await ask('Hidden?')
    await cast(voter, 'A')
    const shown = await ask('Shown?')
    await cast(voter, 'B')
    await does('show')
    const revealed = await ask('Revealed?')
    await cast(voter, 'B')
    await does('reveal')
    const open = await ask('Open?')
    await cast(voter, 'A')

    const all = await resultsFor()
    expect(all.results.map(({ id, shown, revealed }) => [id, shown, revealed])).to.deep.equal([
      [hidden, false, false],
      [shown, true, false],
      [revealed, true, true],
      [open, false, false],
    ])
    expect(all.results.map(({ question }) => question.right)).to.deep.equal(['B', 'B', 'B', 'B'])
    expect(all).to.include({ isAll: true, isPublic: true, lesson: 1 })

    const audience = await resultsFor(null)
    expect(audience).to.not.have.property('lessons')
    expect(audience).to.include({ isAll: false, code: room.code })
    expect(await seen()).to.deep.equal([
      { text: 'Shown?', right: undefined, rounds: [{ A: 0, B: 1 }] },
      { text: 'Revealed?', right: 'B', rounds: [{ A: 0, B: 1 }] },
    ])
    expect(audience.results[1]!.question.explanation).to.equal(WHY)
    await does('show')
    expect((await seen()).map(({ text }) => text)).to.deep.equal(['Shown?', 'Revealed?', 'Open?'])
  })

  it('are refused without the key where the room does not share them, and are there for its presenter', async () => {
    await ask('Shown?', { results: 'live' })
    await presenter.client.emitWithAck('setSharing', { page: false })
    const { status, json } = await program.send('GET', `${at}/results`, { key: null })
    expect([status, json.code]).to.deep.equal([403, 'results-not-shared'])
    expect(json.message).to.match(/does not share/)
    expect((await resultsFor()).results).to.have.length(1)
    await presenter.client.emitWithAck('setSharing', { page: true })
    expect(await seen()).to.have.length(1)
  })

  it('of an earlier lesson need the key; a room that is not there has none', async () => {
    const voter = await enter()
    await ask('Last week?', { results: 'live' })
    await cast(voter, 'A')
    await presenter.does({ name: 'newLesson' })
    await ask('Today?', { results: 'live' })
    expect((await seen()).map(({ text }) => text)).to.deep.equal(['Today?'])
    const foreign = await program.send('GET', `${at}/results?lesson=1`, { key: null })
    expect([foreign.status, foreign.json.code]).to.deep.equal([401, 'wrong-key'])
    expect(foreign.text).to.not.include('Last week')
    const { lessons } = await resultsFor()
    expect(lessons!.map(({ lesson, questions }) => [lesson, questions])).to.deep.equal([[1, 1]])
    const earlier = await program.does('GET', `${at}/results?lesson=1`)
    expect(JSON.stringify(earlier)).to.include('Last week')
    expect((await program.send('GET', '/rooms/BCDFGH/results', { key: null })).status).to.equal(404)
    expect((await program.send('GET', `${at}/results?lesson=x`)).status).to.equal(400)
  })

  it('name the poll of each round, by which a browser knows its votes, after "ask again" and "undo", too', async () => {
    const voter = await enter()
    const id = await ask('Twice?')
    const first = await cast(voter, 'A')
    await does('again')
    const second = await cast(voter, 'B')
    await presenter.does({ name: 'again' })
    await presenter.does({ name: 'undo' })
    await does('show')
    expect((await resultsFor()).results.map(({ pollIds }) => pollIds)).to.deep.equal([[first, second]])
    await ask('Next?')
    const [result] = (await resultsFor(null)).results
    expect(result).to.deep.include({ id, pollIds: [first, second] })
    expect(result!.rounds.map(({ counts }) => counts)).to.deep.equal([
      { A: 1, B: 0 },
      { A: 0, B: 1 },
    ])
    await presenter.does({ name: 'showAgain', id })
    await does('again')
    const third = await cast(voter, 'A')
    const { pollIds } = (await resultsFor()).results.find(({ isUp }) => isUp)!
    expect(pollIds).to.deep.equal([first, second, third])
  })

  it('that are shown again are shown from then on, unless that is taken back or they are hidden again', async () => {
    const voter = await enter()
    const id = await ask('Hidden?')
    await cast(voter, 'A')
    await ask('Next?')
    expect(await seen()).to.deep.equal([])
    const shown = [{ text: 'Hidden?', right: 'B', rounds: [{ A: 1, B: 0 }] }]
    await presenter.does({ name: 'showAgain', id })
    expect(await seen()).to.deep.equal(shown)
    await presenter.does({ name: 'undo' })
    expect(await seen()).to.deep.equal([])
    await presenter.does({ name: 'showAgain', id })
    await does('hide')
    expect(await seen()).to.deep.equal([])
    await does('show')
    expect(await seen()).to.deep.equal([{ ...shown[0], right: undefined }])
    await does('reveal')
    await ask('Last?')
    expect(await seen()).to.deep.equal(shown)
    await app.close()
    app = await startApp({ DATA_DIR: app.dataDir })
    program = await Program.of(app, room.presenterKey)
    expect(await seen()).to.deep.equal(shown)
  })

  it('have none of the answers that are hidden, wait for approval or came while the picture stood still', async () => {
    const voters = [await enter(), await enter(), await enter()]
    const care = async (change: object) => {
      const pollId = await presenter.pollId()
      const reply = await presenter.client.emitWithAck('careForAnswers', { pollId, change: change as never })
      if (!reply.ok) throw new Error(reply.message)
    }
    const text = { type: 'text', choices: undefined, right: ['nice'], results: 'live' }
    await ask('Which?', { ...text, needsApproval: true })
    for (const voter of voters.slice(0, 2)) await cast(voter, voter === voters[0] ? 'nice' : 'a secret')
    await care({ do: 'approve', key: 'nice' })
    const both = async () => {
      const answer = await program.send('GET', `${at}/results`, { key: null })
      expect(answer.text).to.include('nice').and.not.include('secret')
    }
    await both()
    await ask('Still?', text)
    await both()
    await cast(voters[0]!, 'nice')
    await care({ do: 'freeze', isOn: true })
    await cast(voters[1]!, 'a secret')
    await both()
    await ask('Next?')
    await both()
    expect((await program.send('GET', `${at}/results`)).text).to.include('a secret')
  })

  it('never tell without a key what was not shown last (property)', async () => {
    const acts = [
      'close',
      'reopen',
      'show',
      'hide',
      'reveal',
      'again',
      'back',
      'next',
      'undo',
      'earlier',
    ] as const
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 2, maxLength: 10 }), async steps => {
        // An app for each: all of them together ask more than one address may.
        await start()
        const voter = await enter()
        await ask('First?')
        await cast(voter, 'A')
        await ask('Second?')
        await cast(voter, 'A')
        for (const step of steps) {
          if (step === 'undo') await presenter.tries({ name: 'undo' })
          else if (step === 'earlier') {
            const { results } = presenter.lectern()
            if (results[0]) await presenter.tries({ name: 'showAgain', id: results[0].id })
          } else await program.send('POST', `${at}/${step}`)
          const [all, audience] = [(await resultsFor()).results, (await resultsFor(null)).results]
          expect(audience.map(({ id }) => id)).to.deep.equal(
            all.filter(({ shown }) => shown).map(({ id }) => id),
          )
          for (const { id, isUp, shown, revealed } of all.filter(each => each.isUp)) {
            const up = await program.does('GET', `${at}/polls/${id}`, { key: null })
            expect([isUp, shown, revealed]).to.deep.equal([true, up.shown, up.revealed])
          }
          for (const { question, revealed } of audience)
            if (!revealed) expect(question).to.not.have.any.keys('right', 'explanation')
        }
        await app.close()
      }),
      { numRuns: 8 },
    )
  })
})
