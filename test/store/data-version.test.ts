/**
 * The version of what is kept: data of an earlier version, as its last program wrote it, opens and goes on; data of a
 * newer version ends the start with a sentence, and is left as it is.
 */
import { createClient } from '@redis/client'
import { expect } from 'chai'
import { open } from 'lmdb'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { RoomDocument } from '../../src/core/room/document'
import { DATA_VERSION } from '../../src/store/documents'
import { StoreError } from '../../src/store/errors'
import { openLmdbStore } from '../../src/store/lmdb/open'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import { startApp } from '../support/app'
import { joined, type Client } from '../support/clients'
import { idsOf, putIntoFolder, putIntoRedis, type EarlierVersion } from '../support/earlier-data'
import { newFolder } from '../support/folders'
import { connectPresenter, KEY, question, questionUp, snapshotOf } from '../support/presenter'
import { run } from '../support/process'
import { enter, serverAt } from '../support/process-clients'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { onEmbeddedStore } from '../support/stores'
import { say, talker } from '../support/talker'

/** A place in which data is kept, for a test. */
interface Place {
  /** The settings of a server that uses it. */
  env: Record<string, string>
  putVersion(version: EarlierVersion): Promise<void>
  /** What is recorded as its version; undefined: nothing. */
  version(): Promise<unknown>
  setVersion(version: number | string | undefined): Promise<void>
  openStore(): Promise<Store>
  /** All that it holds, to be compared. */
  content(): Promise<unknown>
}

function folderPlace(): Place {
  const folder = newFolder()
  const file = path.join(folder, 'rooms.mdb')
  const opened = () => open<unknown, string[]>({ path: file, noSubdir: true })
  return {
    env: { DATA_DIR: folder },
    putVersion: version => putIntoFolder(folder, version),
    async version() {
      const database = opened()
      const version = database.get(['data-version'])
      await database.close()
      return version
    },
    async setVersion(version) {
      const database = opened()
      await (version === undefined
        ? database.remove(['data-version'])
        : database.put(['data-version'], version))
      await database.close()
    },
    openStore: () => openLmdbStore(folder, ''),
    content: async () => readFileSync(file),
  }
}

function redisPlace({ url }: RedisServer): Place {
  const newClient = () => createClient({ url })
  const asked = async <T>(ask: (client: ReturnType<typeof newClient>) => Promise<T>): Promise<T> => {
    const client = newClient()
    await client.connect()
    const answer = await ask(client)
    await client.close()
    return answer
  }
  const KEY_OF_VERSION = 'ask:data-version'
  return {
    env: { REDIS_URL: url, DATA_DIR: newFolder() },
    putVersion: version => putIntoRedis(url, version),
    version: () =>
      asked(async client => {
        const version = await client.get(KEY_OF_VERSION)
        return version === null ? undefined : Number(version)
      }),
    setVersion: version =>
      asked(async client => {
        if (version === undefined) await client.del(KEY_OF_VERSION)
        else await client.set(KEY_OF_VERSION, String(version))
      }),
    openStore: () => openRedisStore({ url }),
    content: () =>
      asked(async client => {
        // The mark that a running node was here expires.
        const names = (await client.keys('*')).filter(name => name !== 'ask:probe').sort()
        return Promise.all(names.map(async name => [name, await client.sendCommand(['DUMP', name])]))
      }),
  }
}

async function problemOf(opening: Promise<Store>): Promise<string> {
  const error: unknown = await opening.then(
    store => store.close(),
    (reason: unknown) => reason,
  )
  expect(error).to.be.instanceOf(StoreError)
  return (error as StoreError).message
}

/** Declares what holds in each place. */
function describeVersions(place: () => Place): void {
  for (const mark of [1, undefined])
    describe(`that is ${mark ? 'of version 1' : 'from before there were versions'} opens and goes on`, () => {
      beforeEach(async () => {
        await place().putVersion(1)
        await place().setVersion(mark)
      })

      it('with its open question, its prepared list, its results and its chat', async () => {
        const env = { ...place().env, PRESENTER_KEY: KEY, ROOM_DAYS: '3650' }
        let app = await startApp(env)
        const presenter = await connectPresenter(app)
        const page = async (person: string) => {
          const client = app.client(idsOf(person))
          return { client, snapshot: await joined(client) }
        }
        const people = [await page('ana'), await page('bo'), await page('cy')]
        const [ana, bo, cy] = people.map(({ client }) => client) as [Client, Client, Client]
        expect(people.map(({ snapshot }) => snapshot.yourVote)).to.deep.equal(['B', 'A', null])
        const { pollId } = people[0]!.snapshot.poll
        expect(people[0]!.snapshot.poll).to.deep.include({
          question: 'First?',
          type: 'one',
          state: 'open',
          choices: [
            { letter: 'A', text: 'yes' },
            { letter: 'B', text: 'no' },
            { letter: 'C', text: 'perhaps' },
          ],
        })
        expect(people[0]!.snapshot.counts).to.deep.equal({ A: 1, B: 1, C: 0 })
        const { roomName, prepared, results, lessons, right } = presenter.lectern()
        expect({ roomName, right, lessons: lessons.map(({ questions }) => questions) }).to.deep.equal({
          roomName: 'Aula',
          right: null,
          lessons: [1],
        })
        expect(prepared).to.deep.equal([
          question({ text: 'First?', choices: ['yes', 'no', 'perhaps'] }),
          question({ text: 'Second?', kind: 'hands' }),
          question({ text: 'Third?', results: 'hidden', right: 'B', explanation: 'It is.' }),
        ])
        expect(results).to.have.length(1)
        expect(results[0]).to.include({
          text: 'Twice?',
          round: 2,
          voted: 2,
          best: 'B',
          percent: 100,
          right: 'B',
        })

        const cast = async (client: Client, vote: string) =>
          expect(await client.emitWithAck('castVote', { pollId, vote })).to.deep.equal({ ok: true, vote })
        await cast(cy, 'C')
        await cast(bo, 'B')
        expect(await ana.emitWithAck('withdrawVote', { pollId })).to.include({ ok: true })
        expect((await snapshotOf(ana)).counts).to.deep.equal({ A: 0, B: 1, C: 1 })
        await cast(ana, 'A')
        const next = questionUp(ana)
        expect((await presenter.does({ name: 'askPrepared', index: 1 })).poll.question).to.equal('Second?')
        await next
        const undone = questionUp(ana)
        expect((await presenter.does({ name: 'undo' })).counts).to.deep.equal({ A: 1, B: 1, C: 1 })
        await undone
        expect((await snapshotOf(bo)).yourVote).to.equal('B')
        await presenter.does({ name: 'askPrepared', index: 1 })

        const roundsOf = async (lesson?: number) => {
          const reply = await presenter.client.emitWithAck('listResults', lesson ? { lesson } : {})
          return (
            reply.ok && reply.results.map(result => [result.question.text, result.voted, ...result.rounds])
          )
        }
        expect(await roundsOf(1)).to.deep.equal([['Raised?', 2, { A: 2, B: 0 }]])
        expect(await roundsOf()).to.deep.equal([
          ['Twice?', 2, { A: 2, B: 0, C: 1 }, { A: 0, B: 2, C: 0 }],
          ['First?', 3, { A: 1, B: 1, C: 1 }],
        ])
        const chat = await ana.emitWithAck('openChat', {})
        expect(chat.ok && chat.lines.map(({ name, text }) => [name, text])).to.deep.equal([
          ['Ana', 'Good morning'],
        ])

        const up = questionUp(ana)
        await presenter.does({
          name: 'ask',
          question: question({ text: 'In a word?', choices: [], answer: { type: 'words', most: 3 } }),
        })
        const [{ poll }] = await up
        const typed = { pollId: poll.pollId, vote: 'noise\nécole' }
        expect(await ana.emitWithAck('castVote', typed)).to.include({ ok: true })
        await app.close()
        app = await startApp(env)
        const { snapshot } = await page('ana')
        expect(snapshot.yourVote).to.equal('noise\nécole')
        expect(snapshot.answers).to.deep.include({
          voters: 1,
          words: [
            ['école', 1],
            ['noise', 1],
          ],
        })
        const code = (await app.store.listRooms()).map(room => room.code).find(Boolean)
        const closed = await joined(app.client({ ...idsOf('eve'), room: code }))
        expect(closed.poll).to.include({ question: 'Closed?', state: 'closed', kind: 'hands' })
        expect(closed.counts).to.deep.equal({ A: 0, B: 1 })
        expect(app.log.filter(({ level }) => Number(level) >= 50)).to.deep.equal([])
      })

      it('with the ballots of the question that can be put back', async () => {
        const store = await place().openStore()
        const { version, document } = (await store.loadRoom(''))!
        const poll = { ...document.undo!.poll, state: 'open' as const }
        expect(await store.saveRoom('', version, { ...document, poll, undo: null })).to.equal(true)
        expect(Object.fromEntries(await store.tally('', poll.pollId))).to.deep.equal({ B: 2 })
        await store.castBallot('', { pollId: poll.pollId, voter: 'somebody', vote: 'C' }, 0)
        expect(Object.fromEntries(await store.tally('', poll.pollId))).to.deep.equal({ B: 2, C: 1 })
        await store.close()
      })

      it('with the words that were blocked on its wall, one for each alternative, for all that people write', async () => {
        const store = await place().openStore()
        const { version, document } = (await store.loadRoom(''))!
        const { blockedWords: _none, ...older } = document
        const wall = { ...older.wall, blockedWords: ['Rude, vulgar', 'RUDE', '"big dog"'] }
        const kept = { ...older, wall } as unknown as RoomDocument
        expect(await store.saveRoom('', version, kept)).to.equal(true)
        await store.close()
        const app = await startApp({ ...place().env, PRESENTER_KEY: KEY, ROOM_DAYS: '3650' })
        const presenter = await connectPresenter(app)
        expect(presenter.lectern().blockedWords).to.deep.equal(['RUDE', 'vulgar', '"big dog"'])
        const dan = await talker(app, 'Dan')
        for (const text of ['How rude', 'so vulgar', 'a big dog'])
          expect(await say(dan, text)).to.include({ code: 'blocked-word' })
        expect(presenter.lectern().wall).not.to.have.property('blockedWords')
      })

      it('and is of this version from then on', async () => {
        await (await place().openStore()).close()
        expect(await place().version()).to.equal(DATA_VERSION)
      })
    })

  describe('that is of version 2 opens and goes on', () => {
    beforeEach(() => place().putVersion(2))

    it('with its open round, its earlier rounds and its results, and keeps joint rows from the next question on', async () => {
      const app = await startApp({ ...place().env, PRESENTER_KEY: KEY, ROOM_DAYS: '3650' })
      const presenter = await connectPresenter(app)
      const people = ['ana', 'bo', 'cy'].map(person => app.client(idsOf(person)))
      const snapshots = await Promise.all(people.map(client => joined(client)))
      expect(snapshots.map(({ yourVote }) => yourVote)).to.deep.equal(['Noise', null, 'quiet'])
      const [ana, bo, cy] = people as [Client, Client, Client]
      const cast = async (client: Client, vote: string) =>
        expect(await client.emitWithAck('castVote', { pollId: await presenter.pollId(), vote })).to.include({
          ok: true,
        })
      // Nobody counts twice, who voted before the newer program.
      expect(await presenter.client.emitWithAck('setSharing', { rows: true })).to.include({ ok: true })
      await cast(ana, 'école')
      expect((await snapshotOf(cy)).answers).to.include({ voters: 2 })
      const up = questionUp(ana)
      await presenter.does({ name: 'askPrepared', index: 0 })
      await up
      await cast(ana, 'AB')
      await cast(bo, 'AC')
      const last = questionUp(ana)
      await presenter.does({ name: 'askPrepared', index: 1 })
      await last

      const results = await app.store.results('')
      const figures = results.map(({ question: { text }, rounds, voted }) => [text, rounds.length, voted])
      expect(figures).to.deep.equal([
        ['Twice?', 3, 2],
        ['In a word?', 2, 2],
        ['Many?', 1, 2],
      ])
      const rows = await Promise.all(results.map(({ id }) => app.store.rows('', id)))
      expect(rows.map(rounds => rounds.map(({ votes }) => votes.length))).to.deep.equal([[], [], [2]])
      const headers = { Authorization: `Bearer ${KEY}` }
      const table = await (await fetch(`${app.url}/api/rooms/house/results.csv`, { headers })).text()
      for (const text of ['Twice?', 'In a word?', 'Many?']) expect(table).to.include(text)
      expect(app.log.filter(({ level }) => Number(level) >= 50)).to.deep.equal([])
    })

    it('and is of this version from then on: an older program would take the ballots of joint rows for new voters', async () => {
      expect(await place().version())
        .to.equal(2)
        .and.to.be.below(DATA_VERSION)
      await (await place().openStore()).close()
      expect(await place().version()).to.equal(DATA_VERSION)
    })
  })

  it('that is of a newer version ends the start with a sentence and code 1, and is left as it is', async () => {
    await place().putVersion(1)
    await place().setVersion(DATA_VERSION + 1)
    const before = await place().content()
    for (let start = 0; start < 2; start++) {
      const { code, output, stdout } = await run({ ...place().env, PRESENTER_KEY: KEY }).ended
      expect([code, stdout]).to.deep.equal([1, ''])
      expect(output.trim()).to.match(
        new RegExp(
          `^What is kept in .* was written by a newer Ask the Audience \\(data version ${DATA_VERSION + 1}; this one knows ${DATA_VERSION}\\)\\. It was left as it is: start the newer program, or keep things elsewhere\\.$`,
        ),
      )
    }
    expect(await place().content()).to.deep.equal(before)
  })

  it('that has a version that is none is refused, and left as it is', async () => {
    await place().putVersion(1)
    for (const version of ['two', 0, -1, 1.5]) {
      await place().setVersion(version)
      const before = await place().content()
      expect(await problemOf(place().openStore())).to.match(
        /a data version that this program does not know\. /,
      )
      expect(await place().content()).to.deep.equal(before)
    }
  })
}

onEmbeddedStore(() =>
  describe('Data in a folder', () => {
    let folder: Place
    beforeEach(() => void (folder = folderPlace()))
    describeVersions(() => folder)
  }),
)

withRedis('Data in Redis', () => {
  let redis: RedisServer
  before(async () => (redis = await startRedis()))
  after(() => redis.kill())
  describeVersions(() => redisPlace(redis))

  it('whose version a newer program has raised goes on being served by the nodes that run; no other one starts', async () => {
    const place = redisPlace(redis)
    await place.putVersion(1)
    const env = { ...place.env, PRESENTER_KEY: KEY }
    const node = run(env)
    const port = await node.port
    await place.setVersion(DATA_VERSION + 1)
    expect((await run(env).ended).code).to.equal(1)
    const presenter = await connectPresenter(serverAt(port))
    await presenter.does({ name: 'ask', question: question() })
    const { client, snapshot } = await enter(port, idsOf('ana'))
    const { pollId } = snapshot.poll
    expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
    expect((await snapshotOf(client)).counts).to.deep.equal({ A: 1, B: 0 })
    expect(await place.version()).to.equal(DATA_VERSION + 1)
  })

  it('of a newer version is never marked as older by a node that starts at the same moment', async () => {
    const place = redisPlace(redis)
    await place.setVersion(undefined)
    const opened = await Promise.all([
      ...Array.from({ length: 5 }, () => place.openStore().catch((error: unknown) => error)),
      place.setVersion(DATA_VERSION + 1),
    ])
    expect(await place.version()).to.equal(DATA_VERSION + 1)
    for (const store of opened)
      if (store instanceof Object && 'close' in store) await (store as Store).close()
  })

  it('that was lost is of this version when nodes have made it anew', async () => {
    const place = redisPlace(redis)
    await place.setVersion(undefined)
    const store = await place.openStore()
    const client = createClient({ url: redis.url })
    await client.connect()
    await client.flushAll()
    await client.close()
    await store.secret()
    expect(await place.version()).to.equal(DATA_VERSION)
    await store.close()
  })
})
