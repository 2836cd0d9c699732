/**
 * Classic sockets in the talk: they say lines in both of the workshops' ways, hear each line, and are told who comes
 * and goes.
 */
import { expect } from 'chai'
import { connectPresenter, openRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { collect, openTab, waitFor, type Client } from '../../support/clients'
import { codeOf, receivesLine, said, setTalk, talker } from '../../support/talker'

const QUICK = { moved: 10 }

/** A client that knows no types. */
interface Emitter {
  emit(event: string, ...args: unknown[]): void
  send(...args: unknown[]): void
  emitWithAck(event: string, ...args: unknown[]): Promise<{ ok: boolean }>
}

/** A workshop's page, once it is greeted. */
async function classicOf(app: TestApp): Promise<Client> {
  const client = app.client()
  await waitFor(client, 'message')
  return client
}

/** Says a line with nothing but its text. */
const talk = (client: Client, text: string) => (client as unknown as Emitter).emit('chat message', text)
/** What a workshop's page sends, which our own events do not know. */
const send = (client: Client, ...args: unknown[]) => (client as unknown as Emitter).send(...args)
const classicReply = (client: Client, event: string, ...args: unknown[]) =>
  (client as unknown as Emitter).emitWithAck(event, ...args)
const textOf = (text: string) => (message: unknown) => (message as { text?: string }).text === text

describe('A classic socket in the chat', () => {
  it('says a line as a string and hears it back, as every classic socket does; our pages hear it under a name', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const [one, two] = [await classicOf(app), await classicOf(app)]
    const heard = Promise.all([one, two].map(client => waitFor(client, 'chat message')))
    const objects = Promise.all([one, two].map(client => waitFor(client, 'message', textOf('hello'))))
    const ours = receivesLine(ana, 'hello')
    talk(one, 'hello')
    expect((await ours).name).to.equal('Guest')
    for (const args of await heard) expect(args).to.deep.equal(['hello'])
    for (const args of await objects)
      expect(args).to.deep.equal([{ user: 'Guest', username: 'Guest', text: 'hello', message: 'hello' }])
  })

  it('says a line under the name it sends along; a taken or forbidden one gets a number, the next line keeps it', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const one = await classicOf(app)
    for (const [username, text, name] of [
      ['Bo', 'first', 'Bo'],
      ['Ana', 'second', 'Ana 2'],
      ['Presenter', 'third', 'Guest'],
      ['Ana', 'fourth', 'Ana 2'],
    ] as const) {
      const ours = receivesLine(ana, text)
      send(one, { username, text })
      expect((await ours).name).to.equal(name)
    }
    const other = await classicOf(app)
    const ours = receivesLine(ana, 'fifth')
    send(other, { username: 'Ana', text: 'fifth' })
    expect((await ours).name).to.equal('Ana 3')
  })

  it('takes its name along when it goes: the same page has it again at once', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const one = await classicOf(app)
    const first = receivesLine(ana, 'I am here')
    send(one, { username: 'Bo', text: 'I am here' })
    await first
    const gone = waitFor(ana.client, 'usersConnected', count => count === 1)
    one.disconnect()
    await gone
    const again = receivesLine(ana, 'and back')
    send(await classicOf(app), { username: 'Bo', text: 'and back' })
    expect((await again).name).to.equal('Bo')
  })

  it('hears what our pages say in both ways, nothing of who types, and no line of another room', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    await setTalk(await connectPresenter(app, { presenterKey: room.presenterKey, code: room.code }), {
      chat: true,
    })
    const [ana, away] = [await talker(app, 'Ana'), await talker(app, 'Cy', { room: room.code })]
    const one = await classicOf(app)
    const strings = collect(one, 'chat message')
    const events: string[] = []
    one.onAny((event: string) => events.push(event))
    await said(away, 'elsewhere')
    ana.client.emit('typing')
    const heard = waitFor(one, 'message', textOf('<b>here</b>'))
    await said(ana, '<b>here</b>')
    const text = '<b>here</b>'
    expect(await heard).to.deep.equal([{ user: 'Ana', username: 'Ana', text, message: text }])
    expect(strings).to.deep.equal([['<b>here</b>']])
    expect(events).to.not.include('typing').and.not.include('people')
  })

  it('is told of a refusal as a status, and the line is heard by nobody: too long, empty, muted, switched off', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await talker(app, 'Ana')
    const one = await classicOf(app)
    const lines = collect(ana.client, 'chat message')
    for (const [text, code] of [
      ['x'.repeat(2001), 'line-too-long'],
      [' \u200b', 'empty-line'],
    ] as const) {
      const status = waitFor(one, 'statusMessage')
      talk(one, text)
      expect((await status)[0]).to.match(/^[A-Z].*\.$/)
      expect(codeOf(await classicReply(one, 'message', { username: 'Bo', text }))).to.equal(code)
    }
    for (const nonsense of [{}, { username: 7, text: 'x' }, { username: 'Bo' }, null, 7, ['Bo', 'x']])
      expect(codeOf(await classicReply(one, 'message', nonsense))).to.equal('bad-request')
    await setTalk(presenter, { classic: false })
    expect(codeOf(await classicReply(one, 'chat message', 'shut'))).to.equal('chat-off')
    await setTalk(presenter, { classic: true })
    const seen = receivesLine(ana, 'open again')
    talk(one, 'open again')
    const { from } = await seen
    await presenter.client.emitWithAck('mute', { id: from, isMuted: true })
    expect(codeOf(await classicReply(one, 'chat message', 'muted'))).to.equal('muted')
    expect(lines.map(([text]) => text)).to.deep.equal(['open again'])
  })

  it('is all that may speak in its way: of a page that has named its tab nothing is heard', async () => {
    const app = await startApp()
    const ana = await talker(app, 'Ana')
    const lines = collect(ana.client, 'chat message')
    const ours = await openTab(app)
    send(ours.client, { username: 'Bo', text: 'as another' })
    expect(codeOf(await classicReply(ours.client, 'sayAs', { username: 'Bo', text: 'x' }))).to.equal(
      'bad-request',
    )
    expect(lines).to.deep.equal([])
  })
})

describe('The host', () => {
  it('greets a classic socket once, and tells it of comings and goings, folded', async () => {
    const app = await startApp({}, 0, QUICK)
    const one = app.client()
    const [greeting] = await waitFor<[{ user: string; text: string }]>(one, 'message')
    expect(greeting).to.deep.include({ user: 'host', username: 'host' })
    expect(greeting.text).to.match(/^Welcome/)
    const counts = { connected: 0, disconnected: 0 }
    const adds = (what: keyof typeof counts, to: number) =>
      waitFor<[{ text: string }]>(one, 'message', ({ text }) => {
        const [, who, moved] = /^(Someone has|\d+ people have) (\w+)\.$/.exec(text)!
        if (moved === what) counts[what] += parseInt(who!) || 1
        return counts[what] === to
      })
    let all = adds('connected', 3) // all but itself
    const bo = await talker(app)
    await Promise.all([talker(app), app.client()].map(async client => client))
    await all
    all = adds('disconnected', 1)
    bo.client.disconnect()
    await all
  })
})
