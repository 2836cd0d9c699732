/** What is kept and damaged: said in a sentence, left as it is, and everything else goes on. */
import { expect } from 'chai'
import { open } from 'lmdb'
import { createClient } from '@redis/client'
import path from 'node:path'
import { newRoom, type RoomDocument } from '../../src/core/room/document'
import { hashOf } from '../../src/credentials'
import { openRedisStore } from '../../src/store/redis/open'
import { StoreError } from '../../src/store/errors'
import { type Store } from '../../src/store/store'
import type { Runtime } from '../../src/sockets/accept'
import { connectPresenter, KEY, openRoom, question } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, waitFor } from '../support/clients'
import { newFolder } from '../support/folders'
import { onEmbeddedStore } from '../support/stores'

type Written = (key: string[], change: (value: never) => unknown) => Promise<void>

/** Changes a record of a data folder that no server uses. */
function writerOf(folder: string): Written {
  return async (key, change) => {
    const database = open<unknown, string[]>({ path: path.join(folder, 'rooms.mdb'), noSubdir: true })
    await database.put(key, change(database.get(key) as never))
    await database.close()
  }
}

async function refusalOf(app: TestApp, room?: string): Promise<string | undefined> {
  const [error] = await waitFor<[Error & { data?: { code: string } }]>(
    app.client({ tab: newTab(), room }),
    'connect_error',
  )
  expect(error.message).to.match(/^[A-Z].*\.$/)
  return error.data?.code
}

const errorsOf = ({ log }: TestApp) => log.filter(({ level }) => Number(level) >= 50)

const damages: Record<string, (document: Record<string, object>) => unknown> = {
  'has no poll': document => ({ ...document, poll: null }),
  'has a poll of another kind': ({ poll, ...document }) => ({
    ...document,
    poll: { ...poll, state: 'maybe' },
  }),
  'has a question without choices': ({ poll, ...document }) => ({
    ...document,
    poll: { ...poll, question: { text: 'Which?' } },
  }),
  'has a list that is none': document => ({ ...document, prepared: 'none' }),
  'is nothing': () => null,
  'is a text': () => 'a room',
}

const withLmdb = (title: string, tests: () => void) => onEmbeddedStore(() => void describe(title, tests))

withLmdb('A document that', () => {
  for (const [name, damage] of Object.entries(damages))
    it(`${name} is set aside: said once in the log and on entering, and other rooms go on`, async () => {
      const folder = newFolder()
      const before = await startApp({ DATA_DIR: folder })
      const odd = await openRoom(before)
      const fine = await openRoom(before)
      await before.close()
      const change = (kept: { document: Record<string, object> }) => ({
        ...kept,
        document: damage(kept.document),
      })
      await writerOf(folder)(['room', odd.code], change)

      const app = await startApp({ DATA_DIR: folder })
      expect(await refusalOf(app, odd.code)).to.equal('room-set-aside')
      expect(await refusalOf(app, odd.code)).to.equal('room-set-aside')
      await joined(app.client({ tab: newTab(), room: fine.code }))
      await joined(app.client({ tab: newTab() }))
      const house = await connectPresenter(app)
      const reply = await house.client.emitWithAck('listRooms')
      expect(reply.ok && reply.rooms.map(({ code }) => code)).to.deep.equal([fine.code])
      expect((await fetch(`${app.url}/r/${odd.code}`)).status).to.equal(200)
      const headers = { authorization: `Bearer ${odd.presenterKey}` }
      expect((await fetch(`${app.url}/r/${odd.code}/transcript.txt`, { headers })).status).to.equal(503)
      expect(errorsOf(app).map(({ room }) => room)).to.deep.equal([odd.code])
      expect(errorsOf(app)[0]!['msg']).to.match(/left as it is/)
      await app.close()

      const check = (kept: { document: unknown }) => {
        expect(kept.document).to.deep.equal(damage(documentOf(kept)))
        return kept
      }
      await writerOf(folder)(['room', odd.code], check)
    })

  it('is of an earlier version is not set aside: what it lacks is added, also to the poll that undo keeps', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'newLesson' })
    await app.close()
    await writerOf(app.dataDir)(['room', ''], ({ document, ...kept }: { document: RoomDocument }) => {
      const { durationSeconds: _1, ...poll } = document.poll
      const { firstLine: _2, ...undo } = document.undo!
      const { durationSeconds: _3, ...before } = undo.poll
      return { ...kept, document: { ...document, poll, undo: { ...undo, poll: before } } }
    })
    const again = await startApp({ DATA_DIR: app.dataDir })
    const there = await connectPresenter(again)
    expect((await there.does({ name: 'undo' })).poll).to.include({
      question: 'Which?',
      durationSeconds: null,
    })
    expect(errorsOf(again)).to.deep.equal([])
  })

  it('is of the house room is set aside, too, and the server starts: other rooms go on', async () => {
    const folder = newFolder()
    const before = await startApp({ DATA_DIR: folder })
    const fine = await openRoom(before)
    await before.close()
    const change = (kept: { document: object }) => ({ ...kept, document: { ...kept.document, poll: null } })
    await writerOf(folder)(['room', ''], change)
    const app = await startApp({ DATA_DIR: folder })
    expect(await refusalOf(app)).to.equal('room-set-aside')
    await joined(app.client({ tab: newTab(), room: fine.code }))
    expect(errorsOf(app).map(({ room }) => room)).to.deep.equal(['house'])
  })

  it('is met while rooms are looked at: the look goes on', async () => {
    const app = await startApp()
    const { sweeper, rooms } = (await app.ready) as Runtime
    let fail: (reason: Error) => void = () => undefined
    app.store.loadRoom = () => new Promise((_resolve, reject) => (fail = reject))
    const entering = rooms.live.find('ACD346').catch((error: unknown) => String(error))
    const read = app.store.readNote.bind(app.store)
    app.store.readNote = async name => {
      const note = await read(name)
      setImmediate(() => fail(new StoreError('set aside')))
      return note
    }
    expect(await sweeper.sweep()).to.include({ rooms: 0 })
    expect(await entering).to.include('set aside')
  })
})

/** What the damage was done to: all that it did not touch is as it was. */
function documentOf({ document }: { document: unknown }): Record<string, object> {
  return (typeof document === 'object' && document !== null ? document : {}) as Record<string, object>
}

async function problemOf(opening: Promise<Store>): Promise<string> {
  const error: unknown = await opening.then(
    store => store.close(),
    (reason: unknown) => reason,
  )
  expect(error).to.be.instanceOf(StoreError)
  return (error as StoreError).message
}

withRedis('With Redis', () => {
  let redis: RedisServer
  before(async () => (redis = await startRedis()))
  after(() => redis.kill())

  it('a damaged document is found the same way', async () => {
    const store = await openRedisStore({ url: redis.url })
    for (const code of ['ACD346', 'XYWTR9'])
      await store.createRoom(code, newRoom(hashOf(KEY), { now: Date.now(), newId: () => 'poll' }), Date.now())
    const client = await createClient({ url: redis.url }).connect()
    const [name] = (await client.keys('*')).filter(key => key.includes('ACD346'))
    for (const document of ['{"poll":null}', 'no JSON', '[]']) {
      await client.hSet(name!, 'document', document)
      expect((await store.listRooms()).map(({ code }) => code)).to.deep.equal(['XYWTR9'])
      expect(await problemOf(store.loadRoom('ACD346') as never)).to.match(/cannot be used/)
    }
    const app = await startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY })
    expect(await refusalOf(app, 'ACD346')).to.equal('room-set-aside')
    await joined(app.client({ tab: newTab(), room: 'XYWTR9' }))
    expect(errorsOf(app).map(({ room, msg }) => room ?? msg)).to.deep.equal(['ACD346'])
    await app.close()
    await store.close()
    await client.close()
  })
})
