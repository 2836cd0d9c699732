/** Who may do what over the HTTP API: every operation by every caller, against a real server, beside the table. */
import { expect } from 'chai'
import {
  apiPermissions,
  CALLERS,
  type ApiOperation,
  type Caller,
} from '../../../src/core/access/api-permissions'
import { operations } from '../../../src/http/api/operations'
import type { Operation } from '../../../src/http/api/operation'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter, openRoom, type OpenedRoom } from '../../support/presenter'
import { must } from '../../support/talker'

const NAMES = (Object.keys(apiPermissions) as ApiOperation[]).filter(name => name !== 'openRoom')
/** Refusals of whoever may not; no other refusal of the API has these statuses here. */
const FORBIDDING = [401, 403]

describe('The table of who may do what over the API', () => {
  let app: TestApp
  let room: OpenedRoom
  let keys: Record<Caller | 'presenter of another room', string | undefined>

  beforeEach(async () => {
    app = await startApp()
    room = await openRoom(app)
    const { client } = await connectPresenter(app, room)
    const { helperKey } = await must(client.emitWithAck('makeHelper', { name: 'Bo' }))
    await must(client.emitWithAck('setSharing', { files: true }))
    keys = {
      presenter: room.presenterKey,
      helper: helperKey,
      nobody: undefined,
      'presenter of another room': (await openRoom(app)).presenterKey,
    }
  })

  const send = async (name: ApiOperation, key: string | undefined) => {
    const { path, method, body }: Operation = operations[name]
    const at = path.replace('{code}', room.code).replace('{id}', '1')
    const abort = new AbortController()
    const response = await fetch(app.url + at, {
      method: method.toUpperCase(),
      signal: abort.signal,
      headers: {
        ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        ...(body && { 'Content-Type': body.type ?? 'application/json' }),
      },
      ...(body && { body: '{}' }),
    })
    const { status } = response
    const { code = '', message = '' } = response.ok
      ? {}
      : ((await response.json()) as { code?: string; message?: string })
    // The stream of events does not end by itself.
    abort.abort()
    return { status, code, message }
  }

  it('has every operation, and lets nobody do more than a presenter', () => {
    expect(Object.keys(operations)).to.have.members(Object.keys(apiPermissions))
    for (const name of NAMES) {
      expect(apiPermissions[name].presenter, name).to.equal('all')
      expect(apiPermissions[name].helper, name).to.equal('helper-key')
      expect(apiPermissions[name].nobody, name).to.not.equal('all')
      if (operations[name].method !== 'get') expect(apiPermissions[name].nobody, name).to.equal('no-key')
    }
  })

  for (const caller of CALLERS)
    it(`holds for ${caller === 'nobody' ? caller : `a ${caller}`}, operation by operation`, async () => {
      for (const name of NAMES) {
        const permission = apiPermissions[name][caller]
        const { status, code, message } = await send(name, keys[caller])
        const what = `${name} by ${caller}: ${status} ${code}`
        if (permission === 'helper-key') {
          expect([status, code], what).to.deep.equal([403, 'helper-key'])
          expect(message).to.match(/key of a helper/)
        } else if (permission === 'no-key') expect([status, code], what).to.deep.equal([401, 'wrong-key'])
        else expect(FORBIDDING, what).to.not.include(status)
      }
    })

  it('opens nothing to the key of another room, of a helper, or of one who helped', async () => {
    const { document } = (await app.store.loadRoom(room.code))!
    for (const name of NAMES) {
      const { status, code } = await send(name, keys['presenter of another room'])
      expect([status, code], name).to.deep.equal([401, 'wrong-key'])
      await send(name, keys.helper)
      await send(name, keys.nobody)
    }
    expect((await app.store.loadRoom(room.code))!.document).to.deep.equal(document)
    const { client } = await connectPresenter(app, room)
    const [helper] = document.helpers
    await must(client.emitWithAck('revokeHelper', { id: helper!.id }))
    expect(await send('asks', keys.helper)).to.include({ status: 401, code: 'wrong-key' })
  })
})
