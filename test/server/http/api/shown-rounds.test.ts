/** Which rounds and which results whoever has no key is told of: those that the room was shown, in every way there is. */
import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { startApp, type TestApp } from '../../../support/app'
import { joined, newTab, type Client } from '../../../support/clients'
import { connectPresenter, openRoom, type OpenedRoom, type TestPresenter } from '../../../support/presenter'
import { EventReader, Program } from './support'

const WORDS = ['', 'wordone', 'wordtwo', 'wordthree', 'wordfour']
const NO_KEY = { key: null }

describe('Whoever has no key is told', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let presenter: TestPresenter
  let voter: Client
  let at: string

  beforeEach(async () => {
    app = await startApp({ ADDRESS_ROOMS: '1000', SOCKET_EVENTS: '1000' })
    await open()
  })

  async function open(): Promise<void> {
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    presenter = await connectPresenter(app, room)
    expect(await presenter.client.emitWithAck('setSharing', { files: true })).to.deep.equal({ ok: true })
    voter = app.client({ tab: newTab(), browser: newTab(), room: room.code })
    await joined(voter)
    at = `/rooms/${room.code}`
  }

  const does = (command: string) => program.does('POST', `${at}/${command}`)
  const told = async (path: string) => (await program.send('GET', `${at}/${path}`, NO_KEY)).text
  async function ask(body: object, vote: string): Promise<string> {
    const { pollId } = await program.does('POST', `${at}/ask`, { body })
    await cast(vote)
    return pollId
  }
  async function cast(vote: string): Promise<void> {
    const reply = await voter.emitWithAck('getSnapshot')
    if (!reply.ok) throw new Error(reply.message)
    const sent = await voter.emitWithAck('castVote', { pollId: reply.snapshot.poll.pollId, vote })
    if (!sent.ok) throw new Error(sent.message)
  }
  /** A question whose answer in each round is a word of its own; these rounds are shown. */
  async function askIn(rounds: number, ...shown: number[]): Promise<string> {
    const id = await ask({ type: 'text', text: 'Which?' }, WORDS[1]!)
    for (let round = 1; ;) {
      if (shown.includes(round)) await does('show')
      if (++round > rounds) return id
      await does('again')
      await cast(WORDS[round]!)
    }
  }
  /** The rounds of which a text has the answer. */
  const roundsIn = (text: string) =>
    WORDS.flatMap((word, round) => (word && text.includes(word) ? [round] : []))
  const paths = (id: string) => [
    'results',
    'results.csv',
    'results.json',
    `polls/${id}.csv`,
    `polls/${id}.svg`,
  ]
  async function expectTold(id: string, rounds: number[]): Promise<void> {
    for (const path of paths(id)) {
      // A chart has the last two rounds of what is told.
      const expected = path.endsWith('.svg') ? rounds.slice(-2) : rounds
      expect(roundsIn(await told(path)), path).to.deep.equal(expected)
    }
    expect(roundsIn((await program.send('GET', `${at}/results`)).text), 'with the key').to.include.members([
      1, 2,
    ])
  }

  it('the rounds that screens show, the last one beside the one before, and none that never was shown', async () => {
    const id = await askIn(3, 3)
    await expectTold(id, [2, 3])
    for (const path of ['polls', `polls/${id}`])
      expect(roundsIn(await told(path)), path).to.deep.equal([2, 3])
    await ask({ type: 'one', text: 'Next?', choices: ['x', 'y'] }, 'A')
    await expectTold(id, [2, 3])
    const lines = parse(await told(`polls/${id}.csv`), { bom: true })
    expect(lines.slice(1).map(([, round, answer]) => [round, answer])).to.deep.equal([
      ['2', WORDS[2]],
      ['3', WORDS[3]],
    ])
    const [result] = (await program.does('GET', `${at}/results`, NO_KEY)).results
    expect(result!.rounds.map(({ round, shown }) => [round, shown])).to.deep.equal([
      [2, true],
      [3, true],
    ])
    expect(result!.pollIds).to.have.length(2)
    const [all] = (await program.does('GET', `${at}/results`)).results
    expect(all!.rounds.map(({ round, shown }) => [round, shown])).to.deep.equal([
      [1, false],
      [2, true],
      [3, true],
    ])
  })

  it('a round that was shown before, also where the last one was not', async () => {
    const id = await askIn(4, 1)
    for (const path of paths(id)) expect(roundsIn(await told(path)), path).to.deep.equal([])
    await ask({ type: 'one', text: 'Next?', choices: ['x', 'y'] }, 'A')
    await expectTold(id, [1])
    const [result] = (await program.does('GET', `${at}/results`, NO_KEY)).results
    expect(result!.turnout.voted).to.equal(1)
    expect((await program.send('GET', `${at}/polls/${id}.svg?round=2`, NO_KEY)).status).to.equal(404)
    expect((await program.send('GET', `${at}/polls/${id}.svg?round=1`, NO_KEY)).status).to.equal(200)
    // Screens show it again as they show any: the last two rounds.
    await presenter.does({ name: 'showAgain', id })
    await ask({ type: 'one', text: 'Next?', choices: ['x', 'y'] }, 'A')
    await expectTold(id, [1, 3, 4])
  })

  it('no round that was hidden again, which takes back all that stood on the screens', async () => {
    const id = await askIn(3, 2)
    await does('show')
    await does('hide')
    await ask({ type: 'one', text: 'Next?', choices: ['x', 'y'] }, 'A')
    // Round 1 stood beside round 2 when that was shown.
    await expectTold(id, [1])
  })

  it('by events the same, whatever comes after', async () => {
    const events = await EventReader.open(app, room.code, null)
    const id = await askIn(3, 3)
    for (;;) {
      const next = await events.next()
      if (next?.event !== 'poll' || next.data.id !== id) continue
      const rounds = roundsIn(JSON.stringify(next.data))
      expect(rounds).to.not.include(1)
      // On a Redis the newest answers may come with the next view.
      if (next.data.shown && rounds.length === 2) break
    }
    events.close()
  })

  it('the same after a restart', async () => {
    const id = await askIn(3, 3)
    await app.close()
    app = await startApp({ DATA_DIR: app.dataDir })
    program = await Program.of(app, room.presenterKey)
    await expectTold(id, [2, 3])
  })

  it('a result that was shown beside another one only, until that is hidden or taken back', async () => {
    const one = { type: 'one', choices: ['x', 'y'], right: 'B', explanation: 'because-of-this' }
    const beside = await ask({ ...one, text: 'Beside?' }, 'A')
    await does('again')
    await cast('B')
    const main = await ask({ ...one, text: 'Main?' }, 'B')
    await ask({ ...one, text: 'Next?' }, 'A')
    const seen = async () =>
      (await program.does('GET', `${at}/results`, NO_KEY)).results.map(({ id, rounds, question }) => [
        id,
        rounds.map(({ round }) => round),
        question.right,
      ])
    const both = [
      [beside, [2], undefined],
      [main, [1], 'B'],
    ]
    expect(await seen()).to.deep.equal([])
    await presenter.does({ name: 'showAgain', id: main, beside })
    expect(await seen()).to.deep.equal(both)
    const { rounds } = await program.does('GET', `${at}/polls/${main}`, NO_KEY)
    expect(rounds.map(({ round }) => round)).to.deep.equal([1])
    await presenter.does({ name: 'undo' })
    expect(await seen()).to.deep.equal([])
    await presenter.does({ name: 'showAgain', id: main, beside })
    await does('hide')
    expect(await seen()).to.deep.equal([])
    await does('show')
    await does('reveal')
    await ask({ ...one, text: 'Last?' }, 'A')
    expect(await seen()).to.deep.equal(both)
    for (const path of ['results.csv', 'results.json'])
      expect(await told(path), path)
        .to.include('Beside?')
        .and.to.include('Main?')
  })

  it('a result of an earlier lesson that the present one was shown again', async () => {
    const one = { type: 'one', choices: ['x', 'y'], right: 'B' }
    const old = await ask({ ...one, text: 'Last week?' }, 'A')
    await ask({ ...one, text: 'Also last week?' }, 'A')
    await does('show')
    await presenter.does({ name: 'newLesson' })
    await ask({ ...one, text: 'Today?' }, 'B')
    await does('show')
    const seen = async () =>
      (await program.does('GET', `${at}/results`, NO_KEY)).results.map(({ question }) => question.text)
    expect(await seen()).to.deep.equal(['Today?'])
    await presenter.does({ name: 'showAgain', id: old })
    expect(await seen()).to.deep.equal(['Today?', 'Last week?'])
    await presenter.does({ name: 'undo' })
    expect(await seen()).to.deep.equal(['Today?'])
    await presenter.does({ name: 'showAgain', id: old })
    await ask({ ...one, text: 'After?' }, 'B')
    expect(await seen()).to.deep.equal(['Today?', 'Last week?'])
    const table = await told('results.csv')
    expect(table).to.include('Last week?').and.not.include('Also')
    expect(await told(`polls/${old}.csv`)).to.include('Last week?')
    expect((await program.send('GET', `${at}/polls/${old}.svg`, NO_KEY)).status).to.equal(200)
    await presenter.does({ name: 'newLesson' })
    expect(await seen()).to.deep.equal([])
    expect((await program.send('GET', `${at}/polls/${old}.csv`, NO_KEY)).status).to.equal(404)
    await presenter.does({ name: 'undo' })
    expect(await seen()).to.deep.equal(['Today?', 'Last week?'])
  })
})
