/** Who may do what: every event by every role, against a real server, beside the table that says so. */
import { expect } from 'chai'
import { setTimeout as sleep } from 'node:timers/promises'
import { isExtent, permissionOf, permissions, ROLES, type Role } from '../../../src/core/access/permissions'
import { DEFAULT_ROOM } from '../../../src/core/room/codes'
import type { EventName } from '../../../src/core/protocol/schemas'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, openRoom, question, type OpenedRoom } from '../../support/presenter'
import { QUESTIONS } from '../../support/question-types'
import { inputsFor, send, type Known, type Sent } from './inputs'

const EVENTS = Object.keys(permissions) as EventName[]
/** Codes that say that a role may not; a code of a room's settings is none of them. */
const FORBIDDING = ['not-a-presenter', 'needs-page', 'screens-do-not-vote', 'not-your-line']
/** Refused for what is in the example, or for what the room has not got; whoever may not never gets so far. */
const MISSING = [
  'no-such-result',
  'no-panic',
  'no-such-lesson',
  'no-such-announcement',
  'no-such-helper',
  'poll-over',
  'no-such-line',
  'no-such-post',
  'no-such-ask',
  'already-so',
  'older-step',
]

type Main = Pick<OpenedRoom, 'code' | 'presenterKey'>

/**
 * A room with a question that is open, of words unless it is for a workshop's page, and a line and a post of Ana's, who
 * has a name.
 */
async function lively(app: TestApp, room: Main, isForWorkshops = false): Promise<Known> {
  const { code, presenterKey } = room
  const presenter = await connectPresenter(app, { code, presenterKey })
  const up = isForWorkshops ? question({ kind: 'hands' }) : QUESTIONS['words']!
  const { poll } = await presenter.does({ name: 'ask', question: up })
  await send(presenter.client, 'setTalk', { chat: true, private: true })
  await send(presenter.client, 'setSigns', { isOn: true })
  await send(presenter.client, 'setWall', { posting: true, approve: 'room' })
  const ana = await connectAs(app, 'person', room)
  ana.on('privateLine', (_line, answer) => answer())
  const opened = await ana.emitWithAck('openChat', {})
  await ana.emitWithAck('takeName', { name: 'Ana' })
  const said = await ana.emitWithAck('chat message', 'Hello, all', { key: 'key-of-anas-line' })
  const posted = await ana.emitWithAck('postToWall', { text: 'A post', key: 'key-of-anas-post' })
  if (!opened.ok || !said.ok || !posted.ok) throw new Error('the room is not as the examples need it')
  expect(posted.isWaiting).to.equal(true)
  const { step } = presenter.lectern()
  presenter.client.disconnect()
  return { code, pollId: poll.pollId, step, seq: said.seq, postId: posted.id, person: opened.me }
}

async function connectAs(app: TestApp, role: Role, room: Main): Promise<Client> {
  const { code, presenterKey } = room
  const handshakes = {
    presenter: { presenterKey },
    helper: role === 'helper' ? { helperKey: await helperKeyFor(app, room) } : {},
    person: { tab: newTab(), browser: newTab() },
    classic: {},
    screen: { screen: true },
  }
  const client = app.client({ ...handshakes[role], room: code })
  await joined(client)
  return client
}

async function helperKeyFor(app: TestApp, { code, presenterKey }: Main): Promise<string> {
  const { client } = await connectPresenter(app, { code, presenterKey })
  const reply = await client.emitWithAck('makeHelper', { name: `Helper ${newTab().slice(-4)}` })
  if (!reply.ok) throw new Error(reply.code)
  client.disconnect()
  return reply.helperKey
}

/** A server with its main room and another one, both with something in them. */
async function started() {
  // One socket sends every event there is, one behind the other.
  const app = await startApp({ SOCKET_EVENTS: '1000' })
  return { app, main: { code: DEFAULT_ROOM, presenterKey: app.presenterKey }, other: await openRoom(app) }
}

describe('The table of who may do what', () => {
  it('has a right example of every event', () => {
    const known = { code: '', pollId: '', step: 0, seq: 0, postId: '', person: '' }
    expect(Object.keys(inputsFor(known))).to.have.members(EVENTS)
  })

  it('gives polls, results, keys and rooms to presenters alone', () => {
    const alone = [
      ...[
        'present',
        'listResults',
        'resultTable',
        'eraseResult',
        'eraseLesson',
        'setSharing',
        'setSigns',
        'setBallotsPerAddress',
        'nameRoom',
      ],
      ...[
        'newKey',
        'makeHelper',
        'revokeHelper',
        'listRooms',
        'eraseRoom',
        'announce',
        'withdrawAnnouncement',
      ],
    ] as const
    for (const event of alone)
      for (const role of ROLES.filter(each => each !== 'presenter'))
        for (const isMain of [true, false])
          expect(permissionOf(event, role, isMain), `${event} by ${role}`).to.equal('not-a-presenter')
  })

  it('gives what keeps a room civil to presenters and helpers, and of what people said the own to people', () => {
    const cared = [
      ...[
        'careForAnswers',
        'mute',
        'removePerson',
        'letBack',
        'setTalk',
        'setWall',
        'approvePost',
        'pinPost',
        'blockAuthor',
      ],
      ...['blockWord', 'deleteLine', 'rejectPost', 'panic', 'careForAsk', 'setAsks'],
    ] as EventName[]
    for (const event of cared)
      for (const role of ROLES) {
        const isCarer = role === 'presenter' || role === 'helper'
        expect(permissionOf(event, role, false) === 'all', `${event} by ${role}`).to.equal(isCarer)
      }
    const owned = EVENTS.filter(event => permissionOf(event, 'person', true) === 'own')
    expect(owned.filter(event => cared.includes(event))).to.have.members(['deleteLine', 'rejectPost'])
    expect(EVENTS.filter(event => permissionOf(event, 'person', true) === 'all')).to.deep.equal([])
  })

  it('lets nobody but voters vote', () => {
    for (const role of ROLES) {
      const mayVote = role === 'person' || role === 'classic'
      expect(isExtent(permissionOf('castVote', role, true)), role).to.equal(mayVote)
    }
  })

  for (const where of ['main', 'other'] as const)
    for (const role of ROLES)
      it(`holds for a ${role} in the ${where} room, event by event`, async () => {
        const { app, [where]: room } = await started()
        const inputs = inputsFor(await lively(app, room, role === 'classic'))
        const client = await connectAs(app, role, room)
        for (const event of Object.keys(inputs) as EventName[]) {
          const reply = await send(client, event, inputs[event])
          const permission = permissionOf(event, role, where === 'main')
          const what = `${event} by ${role}: ${JSON.stringify(reply)}`
          if (!isExtent(permission)) expect(reply, what).to.include({ ok: false, code: permission })
          else if (permission === 'all') expectDone(reply, what)
          else if (!reply.ok && !hasOthersThing(event)) expect(FORBIDDING, what).to.not.include(reply.code)
        }
      })

  it('changes nothing for whoever may not: the room is kept as it was', async () => {
    const { app, other } = await started()
    const inputs = inputsFor(await lively(app, other))
    const clients = await Promise.all(ROLES.map(role => connectAs(app, role, other)))
    let before = await app.store.loadRoom(other.code)
    // That the helper is here is kept behind the welcome.
    while (!before?.document.helpers.some(({ lastHereAt }) => lastHereAt))
      before = await sleep(20).then(() => app.store.loadRoom(other.code))
    const linesBefore = await app.store.lines(other.code, { limit: 100 })
    for (const [place, role] of ROLES.entries())
      for (const event of EVENTS) {
        const permission = permissionOf(event, role, false)
        if (isExtent(permission) && (permission === 'all' || !hasOthersThing(event))) continue
        const reply = await send(clients[place]!, event, inputs[event] as never)
        expect(reply, `${event} by ${role}`).to.include({ ok: false })
      }
    expect(await app.store.loadRoom(other.code)).to.deep.equal(before)
    expect(await app.store.lines(other.code, { limit: 100 })).to.deep.equal(linesBefore)
  })

  it('opens no room to the key of another one', async () => {
    const { app, main, other } = await started()
    const third = await openRoom(app)
    const helperKey = await helperKeyFor(app, other)
    for (const room of [main.code, third.code]) {
      const [error] = await waitFor<[Error & { data: { code: string } }]>(
        app.client({ room, helperKey }),
        'connect_error',
      )
      expect(error.data.code).to.equal('wrong-helper-key')
    }
    for (const [code, presenterKey] of [
      [main.code, other.presenterKey],
      [third.code, other.presenterKey],
      [other.code, main.presenterKey],
    ]) {
      const [error] = await waitFor<[Error & { data: { code: string } }]>(
        app.client({ room: code, presenterKey }),
        'connect_error',
      )
      expect(error.data.code).to.equal('wrong-key')
    }
  })

  it('lets a presenter of another room do nothing here, and one of the main room only erase', async () => {
    const { app, main, other } = await started()
    const third = await openRoom(app)
    const known = await lively(app, other)
    const before = await app.store.loadRoom(other.code)
    const stranger = await connectAs(app, 'presenter', third)
    const inputs = inputsFor(known)
    for (const event of EVENTS.filter(each => each !== 'eraseRoom'))
      await send(stranger, event, inputs[event] as never)
    expect(await send(stranger, 'eraseRoom', { code: other.code })).to.include({ code: 'not-a-presenter' })
    expect(await app.store.loadRoom(other.code)).to.deep.equal(before)
    expect((await app.store.lines(other.code, { limit: 9 })).map(({ seq }) => seq)).to.include(known.seq)
    const house = await connectAs(app, 'presenter', main)
    expect(await send(house, 'eraseRoom', { code: other.code })).to.deep.equal({ ok: true })
    expect(await app.store.loadRoom(other.code)).to.equal(undefined)
  })
})

/** Done, or only what the example names is not there (the main room cannot be erased). */
function expectDone(reply: Sent, what: string): void {
  if (!reply.ok) expect([...MISSING, 'no-such-room'], what).to.include(reply.code)
}

/** The example is something of somebody else's: whoever has an extent of `own` may not. */
function hasOthersThing(event: EventName): boolean {
  return event === 'deleteLine' || event === 'rejectPost'
}
