/** Pages of the Socket.IO lessons, in the shapes of all their editions: real clients that do what those pages do. */
import { expect } from 'chai'
import type { Said } from '../../../src/core/protocol/server-events'
import { connectPresenter } from '../../support/presenter'
import { FakeJetstream } from '../../fakes/jetstream'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, openTab, waitFor, type Client } from '../../support/clients'
import { receivesLine, talker } from '../../support/talker'
import { appWith } from '../../support/wall-app'

const ANA = 'did:plc:ana000000000000000000000'

/** A page that was written without our types. */
interface LessonSocket {
  send(...args: unknown[]): void
  emit(event: string, ...args: unknown[]): void
  emitWithAck(event: string, ...args: unknown[]): Promise<{ ok: boolean; code?: string }>
}
const lesson = (client: Client) => client as unknown as LessonSocket

async function greeted(app: TestApp, options = {}): Promise<Client> {
  const client = app.client(undefined, options)
  await waitFor(client, 'message')
  return client
}
const saying = (text: string) => (said: Said) => said.text === text
const question = (choices: string[]) =>
  ({ text: 'Which?', choices, kind: 'hands', results: 'live', right: null }) as const

describe('A page of the “Right Now” lesson', () => {
  it('is relayed in every edition’s shape of a message, and every message has all four names', async () => {
    const app = await startApp()
    const other = await greeted(app)
    let one = other
    const shapes: [unknown[], string][] = [
      [[{ username: 'Bo', text: 'object 1' }], 'Bo'],
      [['message', { username: 'Cy', text: 'channel 1' }], 'Cy'],
      [['message', { user: 'Di', text: 'channel 2' }], 'Di'],
      [[{ user: 'Ed', text: 'object 2' }], 'Ed'],
      [[{ name: 'Fay', message: 'object 3' }], 'Fay'],
      [['chat message', { username: 'Guy', text: 'channel 3' }], 'Guy'],
      // Without a name the page keeps the one it has.
      [[{ message: 'object 4' }], 'Guy'],
      [['message', { message: 'channel 4' }], 'Guy'],
      [['message', 'channel 5'], 'Guy'],
      [['only a text'], 'Guy'],
      [[{ username: '', text: 'object 5' }], 'Guest'],
    ]
    for (const [args, name] of shapes) {
      const text = /(object|channel) \d|only a text/.exec(JSON.stringify(args))![0]
      // A page of its own each time: nobody may say so many lines at once.
      if (name !== 'Guy' || text === 'channel 3') one = await greeted(app)
      const heard = [one, other].map(client => waitFor<[Said]>(client, 'message', saying(text)))
      const strings = waitFor(other, 'chat message', line => line === text)
      lesson(one).send(...args)
      for (const [said] of await Promise.all(heard))
        expect(said).to.deep.equal({ user: name, username: name, text, message: text })
      await strings
    }
  })

  it('is refused what is no message and changes nothing: other channels, no text, lists, numbers', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const lines = collect(ana.client, 'chat message')
    const one = await greeted(app)
    const wrong = [
      ['endPoll', { id: 1 }],
      ['feedbackCast', 'x'],
      [{ username: 'Bo' }],
      [['Bo', 'x']],
      [7],
      [null],
    ]
    for (const args of [...wrong, ['message', null], ['message', { text: 7 }], ['chat message', [1]]])
      expect(await lesson(one).emitWithAck('message', ...args), JSON.stringify(args)).to.include({
        code: 'bad-request',
      })
    expect(lines).to.deep.equal([])
  })

  it('hears greeting, arrivals, departures and announcements under all four names', async () => {
    const app = await startApp({}, 0, { moved: 10 })
    const one = app.client()
    const messages: Said[] = []
    one.on('message', said => void messages.push(said))
    await waitFor(one, 'message')
    const bo = await openTab(app)
    await waitFor(one, 'message', saying('Someone has connected.'))
    bo.client.disconnect()
    await waitFor(one, 'message', saying('Someone has disconnected.'))
    const presenter = await connectPresenter(app)
    const heard = waitFor(one, 'message', saying('Break'))
    await presenter.client.emitWithAck('announce', { text: 'Break' })
    await heard
    expect(messages.map(({ text }) => text)).to.include.members(['Break', 'Someone has disconnected.'])
    for (const { user, username, text, message } of messages)
      expect([username, message]).to.deep.equal([user, text])
  })

  it('hears that others have connected, and never of itself, whoever comes in the same moment', async () => {
    const app = await startApp({}, 0, { moved: 300 })
    const first = app.client()
    const firstHeard = collect(first, 'message')
    await waitFor(first, 'message')
    const second = app.client()
    const secondHeard = collect(second, 'message')
    await waitFor(second, 'message')
    await waitFor(first, 'message', saying('Someone has connected.'))
    // A departure ends the next moment: whatever was to be said before it has been said.
    const third = app.client()
    await waitFor(third, 'message')
    const thirdHeard = collect(third, 'message')
    const told = [first, second].map(client => waitFor(client, 'message', saying('Someone has connected.')))
    await Promise.all(told)
    const left = [second, third].map(client =>
      waitFor(client, 'message', saying('Someone has disconnected.')),
    )
    first.disconnect()
    await Promise.all(left)
    const textsOf = (heard: unknown[][]) => heard.map(([said]) => (said as Said).text)
    const [connected, gone] = ['Someone has connected.', 'Someone has disconnected.']
    expect(textsOf(firstHeard).slice(1)).to.deep.equal([connected, connected])
    expect(textsOf(secondHeard).slice(1)).to.deep.equal([connected, gone])
    expect(textsOf(thirdHeard)).to.deep.equal([gone])
  })
})

describe('A page of the chat lesson', () => {
  it('says a line as an object, too, and with the newer edition’s offset and acknowledgement once', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const lines = collect(ana.client, 'chat message')
    const one = await greeted(app, { auth: { serverOffset: 0 }, ackTimeout: 10_000, retries: 3 })
    const offset = `${one.id}-0`
    for (const text of ['newer', 'newer again']) {
      const reply = await lesson(one).emitWithAck('chat message', text, offset)
      expect(reply).to.include({ ok: true })
    }
    const heard = receivesLine(ana, 'an object')
    lesson(one).emit('chat message', { username: 'Bo', message: 'an object' })
    expect((await heard).name).to.equal('Bo')
    expect(lines.map(([text]) => text)).to.deep.equal(['newer', 'an object'])
  })
})

describe('A page of the voting lesson', () => {
  it('always gets the counters A to D, whatever the lecture asks; our own page exactly the poll’s letters', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ours = await openTab(app)
    const one = await greeted(app)
    const [theirTallies, ourTallies] = [collect(one, 'voteCount'), collect(ours.client, 'voteCount')]
    for (const [choices, letters, four] of [
      [['Yes', 'No'], 'AB', { A: 0, B: 1, C: 0, D: 0 }],
      [['1', '2', '3', '4', '5'], 'ABCDE', { A: 0, B: 1, C: 0, D: 0, E: 0 }],
    ] as const) {
      await presenter.does({ name: 'ask', question: question([...choices]) })
      const told = [one, ours.client].map(client =>
        waitFor<[Record<string, number>]>(client, 'voteCount', counts => counts['B'] === 1),
      )
      one.send('voteCast', 'B')
      const [[theirs], [own]] = (await Promise.all(told)) as [[object], [object]]
      expect(theirs).to.deep.equal(four)
      expect(Object.keys(own).join('')).to.equal(letters)
      const newcomer = app.client()
      expect((await waitFor(newcomer, 'voteCount'))[0]).to.deep.equal(four)
    }
    for (const [counts] of theirTallies) expect(counts).to.include.all.keys('A', 'B', 'C', 'D')
    expect(ourTallies.some(([counts]) => 'C' in (counts as object) && !('E' in (counts as object)))).to.equal(
      false,
    )
  })

  it('gets no tally while results are hidden', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const one = await greeted(app)
    await presenter.does({ name: 'ask', question: { ...question(['Yes', 'No']), results: 'hidden' } })
    const tallies = collect(one, 'voteCount')
    const voted = waitFor(one, 'turnout', count => count === 1)
    one.send('voteCast', 'A')
    await voted
    const newcomer = app.client()
    const newTallies = collect(newcomer, 'voteCount')
    await waitFor(newcomer, 'message')
    expect([...tallies, ...newTallies]).to.deep.equal([])
  })
})

describe('A page of the wall lesson', () => {
  it('streams a new term after Stop without another click, and the same term anew', async () => {
    const fake = await FakeJetstream.start()
    fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana A.' })
    const app = await appWith(fake)
    const one = app.client()
    await joined(one)
    const tweet = (text: string) => waitFor<[{ text: string }]>(one, 'tweets', tweet => tweet.text === text)
    const search = async (term: string) => {
      const updated = waitFor(one, 'updatedTerm')
      one.emit('updateTerm', term)
      expect(await updated).to.deep.equal([term])
    }
    const connected = waitFor(fake, 'connected')
    await search('cats')
    await connected
    for (const term of ['cats', 'dogs', 'dogs']) {
      one.emit('stopStream')
      await search(term)
      const text = `${term} ${Math.random()}`
      const shown = tweet(text)
      fake.post(ANA, text)
      await shown
    }
  })
})
