/** How files are made in turns and sent: clients that read slowly, or ask for much, keep nobody from having theirs. */
import { expect } from 'chai'
import express, { type Response } from 'express'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Worker } from 'node:worker_threads'
import times from 'lodash/times'
import type { DrivenRoom } from '../../../../src/http/api/driven-room'
import { Events } from '../../../../src/http/api/events'
import { AbortedWork } from '../../../../src/http/api/export/aborted-work'
import { HeldFiles } from '../../../../src/http/api/export/held-files'
import { MadeFiles, type Content, type Wanted } from '../../../../src/http/api/export/made-files'
import { sendFile, type Pace } from '../../../../src/http/api/export/sent'
import { Turns, type Who } from '../../../../src/http/api/export/turns'
import { workbookOf } from '../../../../src/http/api/export/workbook'
import { sendFailure } from '../../../../src/http/api/failures'
import { startApp } from '../../../support/app'
import { afterEachTest } from '../../../support/cleanup'

const servers = new Set<Server>()
afterEachTest(() => {
  for (const server of servers) server.close().closeAllConnections()
  servers.clear()
})

/** A server that gives its answers to this handler. */
async function serve(answer: (response: Response) => unknown): Promise<number> {
  const server = createServer(express().get('/', (_request, response) => answer(response)))
  servers.add(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe('Turns', () => {
  const by = (owner: string, address = owner): Who => ({ owner, address })
  const never = new AbortController().signal

  it('go from owner to owner, whoever has most waiting', async () => {
    const turns = new Turns()
    const done: string[] = []
    const work = (name: string) => turns.take(by(name[0]!), never, async () => void done.push(name))
    await Promise.all(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map(work))
    expect(done).to.deep.equal(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  })

  it('are given one at a time, also after work that fails', async () => {
    const turns = new Turns()
    let now = 0
    const works = times(5, place =>
      turns.take(by('a'), never, async () => {
        expect(++now).to.equal(1)
        await new Promise(setImmediate)
        now--
        if (place % 2) throw new Error('failed')
      }),
    )
    const ends = await Promise.allSettled(works)
    expect(ends.map(({ status }) => status[0])).to.deep.equal(['f', 'r', 'f', 'r', 'f'])
  })

  it('are bounded for each owner, each address, and altogether', async () => {
    const turns = new Turns({ ofOwner: 2, ofAddress: 3, ofAll: 4 })
    let end = () => {}
    const first = turns.take(by('x'), never, () => new Promise<void>(resolve => (end = resolve)))
    const wait = (who: Who) => turns.take(who, never, async () => undefined)
    const waiting = [wait(by('a')), wait(by('a'))]
    expect([turns.isFull(by('a', 'other')), turns.isFull(by('b', 'a'))]).to.deep.equal([true, false])
    waiting.push(wait(by('b', 'a')))
    expect([turns.isFull(by('c', 'a')), turns.isFull(by('c'))]).to.deep.equal([true, false])
    waiting.push(wait(by('c')))
    expect(turns.isFull(by('d'))).to.equal(true)
    await Promise.resolve()
    end()
    await Promise.all([first, ...waiting])
    expect(turns.isFull(by('a'))).to.equal(false)
  })

  it('are left by those who go, and go on', async () => {
    const turns = new Turns({ ofOwner: 1, ofAddress: 9, ofAll: 9 })
    let end = () => {}
    const first = turns.take(by('x'), never, () => new Promise<void>(resolve => (end = resolve)))
    const going = new AbortController()
    const gone = turns.take(by('a'), going.signal, () => Promise.reject(new Error('its turn came')))
    const next = turns.take(by('b'), never, async () => 'done')
    going.abort()
    expect(turns.isFull(by('a'))).to.equal(false)
    expect(await gone.catch((error: unknown) => error)).to.be.instanceOf(AbortedWork)
    end()
    await first
    expect(await next).to.equal('done')
  })
})

describe('A client that reads a file slowly', () => {
  const PIECES = times(128, () => Buffer.alloc(64 * 1024, 'x'))
  const LENGTH = PIECES.length * 64 * 1024
  const LONG_MS = 600_000

  /**
   * Asks for the file; resolves to how many bytes were read when the server had ended it.
   * @param readEvery milliseconds between two readings; absent: it reads nothing
   */
  async function bytesRead(pace: Pace, readEvery?: number): Promise<number> {
    let ended = (_sent: Promise<void>) => {}
    const sent = new Promise<void>(resolve => (ended = resolve))
    const file = { name: 'f.csv', type: 'text/csv' }
    const port = await serve(response => ended(sendFile(response, file, PIECES, { length: LENGTH, pace })))
    const client = connect(port, '127.0.0.1').on('error', () => undefined)
    client.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    let bytes = 0
    let timer: NodeJS.Timeout | undefined
    if (readEvery === undefined) client.pause()
    else {
      client.on('data', chunk => {
        bytes += chunk.length
        client.pause()
      })
      timer = setInterval(() => client.resume(), readEvery)
    }
    const closed = once(client, 'close')
    await sent
    if (readEvery !== undefined) await closed
    clearInterval(timer)
    client.destroy()
    return bytes
  }

  it('is given up when it reads nothing', async () => {
    expect(await bytesRead({ stalledMs: 100, graceMs: LONG_MS, bytesPerSecond: 1e6 })).to.equal(0)
  })

  it('is given up when it reads a little now and then', async () => {
    const bytes = await bytesRead({ stalledMs: LONG_MS, graceMs: 300, bytesPerSecond: 1e9 }, 20)
    expect(bytes).to.be.within(1, LENGTH - 1)
  })

  it('has its file when it reads slowly, but fast enough', async () => {
    const bytes = await bytesRead({ stalledMs: LONG_MS, graceMs: 300, bytesPerSecond: 16 * 1024 }, 5)
    expect(bytes).to.be.at.least(LENGTH)
  })

  it('does not keep others from having theirs: whoever holds most memory gives way', async () => {
    const held = new HeldFiles({ bytes: 250, keptMs: LONG_MS })
    const made = (document: object) => ({
      head: { name: 'f', type: 't' },
      parts: [Buffer.alloc(100)],
      revision: { document, votes: '' },
      isKept: true,
    })
    let response: Response | undefined
    const port = await serve(each => void (response = each))
    const client = connect(port, '127.0.0.1').on('error', () => undefined)
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    while (!response) await new Promise(setImmediate)
    const [one, two] = [{}, {}]
    held.read(held.hold('a', 'A', made(one)), response)
    held.hold('b', 'A', made(one))
    const ended = once(response, 'close')
    const other = held.hold('c', 'B', made(two))
    await ended
    expect(held.bytes).to.equal(200)
    expect(held.find('c', { document: two, votes: '' })).to.equal(other)
    expect(held.find('a', { document: one, votes: '' })).to.equal(undefined)
  })

  it('holds a file no longer than it reads it, once there is a newer one', async () => {
    const held = new HeldFiles({ bytes: 1000, keptMs: LONG_MS })
    const made = (document: object) => ({
      head: { name: 'f', type: 't' },
      parts: [Buffer.alloc(100)],
      revision: { document, votes: '' },
      isKept: true,
    })
    const answers: Response[] = []
    const port = await serve(each => void answers.push(each))
    void fetch(`http://127.0.0.1:${port}/`)
    while (answers.length === 0) await new Promise(setImmediate)
    held.read(held.hold('a', 'A', made({})), answers[0]!)
    held.hold('a', 'A', made({}))
    expect(held.bytes).to.equal(200)
    const closed = once(answers[0]!, 'close')
    answers[0]!.end()
    await closed
    expect(held.bytes).to.equal(100)
  })
})

describe('Files that are made', () => {
  const room = {
    document: { keyHash: 'k' },
    watch: () => () => undefined,
  } as unknown as DrivenRoom
  const asker = { code: 'ACD346', room, isPresenter: true, address: 'a' }
  const head = { name: 'f.txt', type: 'text/plain' }
  const wanted = (name: string, parts: Content['parts']): Wanted => ({
    name,
    hasVotes: () => false,
    refusal: () => undefined,
    make: async () => ({ head, parts }),
  })
  /** A server whose answers are this file; it says so when it has asked for it. */
  const serving = (files: MadeFiles, file: () => Wanted, asked: () => void = () => undefined) =>
    serve(async response => {
      const answer = files.answer({ ...asker, response }, file())
      asked()
      const refused = await answer
      if (refused) sendFailure(response, refused)
    })

  it('are refused (503) where too many wait already, and it is said when to come again', async () => {
    const full = new Turns({ ofOwner: 0, ofAddress: 1, ofAll: 1 })
    const files = new MadeFiles(undefined, undefined, full, full)
    const port = await serving(files, () => wanted('f', () => stream('abc')))
    const { status, headers } = await fetch(`http://127.0.0.1:${port}/`)
    expect([status, Number(headers.get('Retry-After')) > 0]).to.deep.equal([503, true])
  })

  it('go on while one of those who asked is there, and end with the last one', async () => {
    let aborted = () => {}
    const ended = new Promise<void>(resolve => (aborted = resolve))
    let begun = () => {}
    const making = new Promise<void>(resolve => (begun = resolve))
    let signals = 0
    let asked = 0
    let all = () => {}
    const bothAsked = new Promise<void>(resolve => (all = resolve))
    const file = wanted('f', async function* (signal) {
      signals++
      signal.addEventListener('abort', aborted)
      begun()
      yield* stream('abc')
      await ended
    })
    const port = await serving(
      new MadeFiles(),
      () => file,
      () => void (++asked === 2 && all()),
    )
    const [one, two] = times(2, () => new AbortController())
    const asking = [one!, two!].map(({ signal }) =>
      fetch(`http://127.0.0.1:${port}/`, { signal }).catch(() => 'gone'),
    )
    await Promise.all([making, bothAsked])
    one!.abort()
    expect(await asking[0]).to.equal('gone')
    expect(signals, 'making').to.equal(1)
    two!.abort()
    await ended
  })

  it('and are too large to be held are made for each who asks, one at a time', async () => {
    const text = 'abcdefghij'.repeat(10)
    let isOpen = false
    let open = () => {}
    const opened = new Promise<void>(resolve => (open = resolve))
    const file = wanted('f', async function* () {
      yield* stream(text)
      // Before that it is more than may be held.
      isOpen = true
      await opened
      yield* stream('end')
    })
    const port = await serving(new MadeFiles(undefined, 10), () => file)
    const address = `http://127.0.0.1:${port}/`
    const first = await fetch(address)
    const reader = first.body!.getReader()
    await reader.read()
    while (!isOpen) await new Promise(setImmediate)
    expect((await fetch(address)).status).to.equal(503)
    open()
    let rest = ''
    for (let next = await reader.read(); !next.done; next = await reader.read())
      rest += Buffer.from(next.value).toString()
    expect(rest.endsWith('end')).to.equal(true)
    expect(await (await fetch(address)).text()).to.equal(`${text}end`)
  })

  async function* stream(text: string): AsyncGenerator<Buffer> {
    for (const letter of text) yield Buffer.from(letter)
  }
})

describe('A client that reads no events', () => {
  it('gives its place to others', async () => {
    const app = await startApp()
    const { document } = (await app.store.loadRoom(''))!
    let tell = () => {}
    const room = {
      document,
      turnout: { voted: 0, present: 0 },
      tally: new Map<string, number>(),
      watch: ({ changed }: { changed: () => void }) => ((tell = changed), () => undefined),
    }
    const events = new Events({ heartbeatMs: 50 })
    const entry = { code: '', room: room as unknown as DrivenRoom, isPresenter: false, address: 'a' }
    const closed = new Promise<void>(resolve => {
      void serve(async response => {
        response.once('close', resolve)
        expect(events.answer(entry, response)).to.equal(undefined)
        // Until nothing more fits between the two.
        for (let count = 0; !response.writableNeedDrain && !response.destroyed; count++) {
          room.document = { ...document, roomName: `${count}`.padEnd(50_000, 'x') }
          tell()
          await new Promise(setImmediate)
        }
      }).then(port => {
        const client = connect(port, '127.0.0.1').on('error', () => undefined)
        client.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      })
    })
    await closed
  })
})

describe('The worker of a workbook', () => {
  it('ends when nobody waits for the workbook any more', async () => {
    const lines = times(20_000, place => [place, ...'abcdefghi'])
    const started = once(process, 'worker') as Promise<[Worker]>
    const abort = new AbortController()
    const written = workbookOf([{ name: 'S', lines }], abort.signal).catch((error: unknown) => error)
    const [worker] = await started
    const ended = once(worker, 'exit')
    abort.abort()
    expect(await written).to.be.instanceOf(AbortedWork)
    await ended
  })
})
