/**
 * Every error of every route that the OpenAPI document names, tried on a real server: a route or an error that is new
 * there fails here until it is tried.
 */
import { expect } from 'chai'
import type { RoomDocument } from '../../../../src/core/room/document'
import { askOperations } from '../../../../src/http/api/asks/operations'
import { startApp, type TestApp } from '../../../support/app'
import { asker, asks } from '../../../support/asks/people'
import { openRoom, type OpenedRoom } from '../../../support/presenter'
import { Program, QUESTION, type AnyJson, type Answer, type Described } from './support'

interface Tried {
  app: TestApp
  program: Program
  room: OpenedRoom
  method: string
  path: string
  operation: Described
}
type Attempt = (tried: Tried) => Promise<Answer<AnyJson>>

const SECRET = 'wrong'.repeat(8)
const Origin = 'https://elsewhere.example'

/** A question as long as one can be: several of them fill the list. */
const LARGE = { ...QUESTION, explanation: '€'.repeat(500), choices: Array<string>(12).fill('€'.repeat(200)) }

/** What is done to a single question from the audience. */
const ASK_OPERATIONS = Object.keys(askOperations).filter(name => name.endsWith('Ask'))

const isText = ({ requestBody }: Described) =>
  requestBody !== undefined && 'text/plain' in requestBody.content
const bodyFor = (operation: Described) =>
  isText(operation) ? 'Which?\na\nb' : operation.requestBody ? QUESTION : undefined

/** Sends the request as it should be, but for what is changed. */
const sent = ({ program, method, path, operation }: Tried, changes: Parameters<Program['send']>[2] = {}) =>
  program.send(method, path, {
    body: bodyFor(operation),
    ...changes,
    headers: { ...(isText(operation) ? { 'Content-Type': 'text/plain' } : {}), ...changes.headers },
  })

async function fill({ program, room }: Tried): Promise<string> {
  const { id } = await program.does('POST', `/rooms/${room.code}/questions`, { body: QUESTION })
  for (;;) {
    const added = await program.send('POST', `/rooms/${room.code}/questions`, { body: LARGE })
    if (added.status !== 201) return id
  }
}

/** Does it to a question from the audience that is there, twice: the second time there is nothing to do. */
async function doneTwice(tried: Tried): Promise<Answer<AnyJson>> {
  const { app, room, program } = tried
  await program.does('POST', `/rooms/${room.code}/asks/settings`, { body: { isOpen: true } })
  const people = [await asker(app, { room: room.code }), await asker(app, { room: room.code })]
  for (const each of people) await asks(each, 'Why?')
  const body = tried.operation.operationId === 'mergeAsk' ? { into: 2 } : undefined
  await program.send(tried.method, tried.path, { body })
  return program.send(tried.method, tried.path, { body })
}

/** What makes each conflict, by operation. */
const conflicts: Record<string, Attempt> = {
  importText: async tried => {
    await fill(tried)
    const one = ['Which?', ...LARGE.choices.map((text, place) => text + place).map(text => text.slice(2))]
    const body = [one, one].map(lines => lines.join('\n')).join('\n\n')
    return sent({ ...tried, path: `${tried.path}?add=true` }, { body })
  },
  addQuestion: async tried => (await fill(tried), sent(tried, { body: LARGE })),
  replaceQuestion: async tried => {
    const id = await fill(tried)
    return sent({ ...tried, path: tried.path.replace(/[^/]+$/, id) }, { body: LARGE })
  },
  setAsks: tried => sent(tried, { body: { isOpen: false } }),
  ...Object.fromEntries(ASK_OPERATIONS.map(name => [name, doneTwice])),
}

/** How each error is made. */
const attempts: Record<string, Attempt> = {
  400: tried => {
    const query = tried.operation.parameters.find(each => each.in === 'query')
    return query
      ? sent({ ...tried, path: `${tried.path}?${query.name}=x` })
      : sent(tried, { body: '{"type":' })
  },
  401: tried => sent(tried, { key: SECRET }),
  403: tried => sent(tried, { headers: { Origin } }),
  404: tried => sent({ ...tried, path: tried.path.replace(tried.room.code, 'AAAAAA') }),
  409: tried =>
    conflicts[tried.operation.operationId]?.(tried) ?? sent({ ...tried, path: `${tried.path}?step=99` }),
  413: tried => sent(tried, { body: { ...QUESTION, text: 'x'.repeat(600_000) } }),
  415: tried => sent(tried, { headers: { 'Content-Type': 'application/json; charset=utf-16' } }),
  429: async tried => {
    for (let count = 0; ; count++) {
      const answer = await sent(tried, { key: SECRET })
      if (answer.status === 429 || count > 100) return answer
    }
  },
}

const CODES: Record<string, RegExp> = {
  400: /^bad-/,
  401: /^wrong-key$/,
  403: /^foreign-page$/,
  404: /^no-such-room$/,
  409: /^(older-step|list-too-large|already-so)$/,
  413: /^(too-large|room-name-too-long)$/,
  415: /^(wrong-media-type|bad-request)$/,
  429: /^too-fast$/,
  503: /^room-set-aside$/,
}

/** The path of an operation behind `/api`, with what stands in braces. */
const pathIn = (path: string, room: OpenedRoom) =>
  path.replace('/api', '').replace('{code}', room.code).replace('{id}', '1')

describe('Every error of the API', () => {
  const start = async (env: Record<string, string> = {}) => {
    const app = await startApp({ ADDRESS_MISSES: '1000', ...env })
    const room = await openRoom(app)
    return { app, room, program: await Program.of(app, room.presenterKey) }
  }
  const each = (program: Program, status: string) =>
    Object.entries(program.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => status in responses)
        .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    )

  it('is one that is tried here', async () => {
    const { program } = await start()
    const statuses = Object.values(program.document.paths)
      .flatMap(methods => Object.values(methods))
      .flatMap(({ responses }) => Object.keys(responses))
      .filter(status => Number(status) >= 400)
    expect([...new Set(statuses)].sort()).to.deep.equal([...Object.keys(attempts), '503'])
  })

  for (const [status, attempt] of Object.entries(attempts))
    it(`${status} is answered by every route that has it, in the one form`, async () => {
      const env: Record<string, string> = status === '429' ? { ADDRESS_MISSES: '5', ADDRESS_ROOMS: '5' } : {}
      let { app, room, program } = await start(env)
      for (const { method, path, operation } of each(program, status)) {
        const isOpening = operation.operationId === 'openRoom'
        if (status === '409' || status === '429' || isOpening) {
          await app.close()
          ;({ app, room, program } = await start(env))
        }
        if (isOpening && status === '401') {
          const closed = await startApp({ OPEN_ROOMS: 'key' })
          const opener = await Program.of(closed, SECRET)
          expect((await opener.send('POST', '/rooms')).status).to.equal(401)
          continue
        }
        const what = `${method} ${path}`
        const answer = await attempt({ app, program, room, method, path: pathIn(path, room), operation })
        expect(String(answer.status), `${what}: ${answer.text}`).to.equal(status)
        expect(answer.json.code, what).to.match(CODES[status]!)
        expect(answer.json.message, what).to.match(/^[\p{Lu}].*[.]$/su)
        if (status === '401') expect(answer.headers.get('WWW-Authenticate'), what).to.include('Bearer')
        if (status === '403') expect(answer.headers.get('Access-Control-Allow-Origin'), what).to.equal(null)
        if (status === '409') expect(answer.json.room, what).to.include({ code: room.code })
      }
    })

  it('503 is answered by every route of a room that cannot be read', async () => {
    const { app, room, program } = await start()
    await damage(app, room.code)
    for (const { method, path, operation } of each(program, '503')) {
      if (operation.operationId === 'openRoom') continue
      const answer = await sent({ app, program, room, method, path: pathIn(path, room), operation })
      expect([answer.status, answer.json.code], `${method} ${path}`).to.deep.equal([503, 'room-set-aside'])
    }
  })

  it('405 is answered by every address, with the methods that it takes', async () => {
    const { program, room } = await start()
    for (const [path, methods] of Object.entries(program.document.paths)) {
      const { status, json, headers } = await program.send('PATCH', pathIn(path, room))
      expect([status, json.code], path).to.deep.equal([405, 'wrong-method'])
      const known = Object.keys(methods).map(method => method.toUpperCase())
      expect(headers.get('Allow')!.split(', '), path).to.have.members(known)
    }
    for (const path of ['', '/', '/nothing', `/rooms/${room.code}/nothing`])
      expect((await program.send('GET', path)).json.code, path).to.equal('no-such-route')
  })

  it('without a key is 401 on every route that needs one', async () => {
    const { app, program, room } = await start()
    for (const { method, path, operation } of each(program, '401')) {
      if (operation.security.some(way => !('presenterKey' in way))) continue
      const { status, json } = await sent(
        { app, program, room, method, path: pathIn(path, room), operation },
        { key: null },
      )
      expect([status, json.code], `${method} ${path}`).to.deep.equal([401, 'wrong-key'])
    }
  })

  it('changes nothing', async () => {
    const { app, program, room } = await start()
    const path = `/rooms/${room.code}`
    const before = await program.does('GET', path)
    for (const status of ['400', '401', '403', '404', '413', '415'])
      for (const { method, path: route, operation } of each(program, status))
        if (operation.operationId !== 'openRoom')
          await attempts[status]!({ app, program, room, method, path: pathIn(route, room), operation })
    expect(await program.does('GET', path)).to.deep.equal(before)
  })
})

/** Damages what is kept of a room. */
async function damage(app: TestApp, code: string): Promise<void> {
  const { version, document } = (await app.store.loadRoom(code))!
  const poll = { ...document.poll, state: 'maybe' }
  await app.store.saveRoom(code, version, { ...document, poll } as unknown as RoomDocument)
}
