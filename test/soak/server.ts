/** The server of a soak: the built program as a process, what it holds, and its plain HTTP. */
import { expect } from 'chai'
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { run, type Run } from '../support/process'
import { newFolder } from '../support/folders'
import { KEY } from '../support/presenter'
import { endStores, redisUrlOf } from '../support/stores'
import { entriesIn } from './redis-entries'
import { moreThan, type Held } from './verdict'

/** Nobody is to be refused because all come from one address. */
const MANY = '1000000'
const METRICS_TOKEN = 'a-token-for-the-soak'
/** Level of pino from which on a line is an error. */
const ERROR = 50
/** How many times faster what is kept for a while is forgotten in a short soak, so that it has many rounds. */
const SHORTEN = 20
/** Milliseconds in which a server must have come to rest: in a short soak, and with all waits at full length. */
const REST_TIMEOUT_MS = { short: 40_000, long: 75_000 }
/** Milliseconds between two looks whether it has. */
const LOOK_INTERVAL_MS = 100

export interface Answer {
  status: number
  text: string
}

export class SoakServer {
  private said = ''

  private constructor(
    private readonly process: Run,
    readonly port: number,
    private readonly restTimeoutMs: number,
    /** Of the Redis that it keeps everything in; undefined: it keeps it in its folder. */
    private readonly redisUrl: string | undefined,
  ) {
    for (const stream of [process.child.stdout!, process.child.stderr!])
      stream.on('data', data => void (this.said += String(data)))
  }

  /** Starts it; `isShort`: what is kept for a while is kept shortly; `plant`: what `gauge.js` leaks. */
  static async start(isShort: boolean, plant = ''): Promise<SoakServer> {
    const folder = newFolder()
    const redisUrl = await redisUrlOf(folder)
    const server = run({
      DATA_DIR: folder,
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
      NODE_OPTIONS: `--require ${path.join(__dirname, 'gauge.js')} --disable-warning=ExperimentalWarning`,
      SOAK_SHORTEN: String(isShort ? SHORTEN : 1),
      SOAK_PLANT: plant,
      PRESENTER_KEY: KEY,
      METRICS_TOKEN,
      HAND_HOLD: '2',
      WALL_SOURCES: 'room',
      SOCKET_EVENTS: MANY,
      ...{ ADDRESS_EVENTS: MANY, ADDRESS_CONNECTIONS: MANY, ADDRESS_BROWSERS: MANY },
      ...{ ADDRESS_ROOMS: MANY, HOURLY_ROOMS: MANY, ADDRESS_MISSES: MANY },
    })
    const ended = server.ended.then(({ output }) => Promise.reject(new Error(output)))
    return new SoakServer(
      server,
      await Promise.race([server.port, ended]),
      REST_TIMEOUT_MS[isShort ? 'short' : 'long'],
      redisUrl,
    )
  }

  /** What is answered; each request has a connection of its own, so that none stays. */
  async request(
    method: string,
    at: string,
    { key, body, whole = true }: { key?: string; body?: string; whole?: boolean } = {},
  ): Promise<Answer> {
    const asked = http.request({ host: '127.0.0.1', port: this.port, path: at, method, agent: false })
    if (key !== undefined) asked.setHeader('Authorization', `Bearer ${key}`)
    if (body !== undefined) asked.setHeader('Content-Type', 'application/json')
    asked.end(body)
    const [response] = (await once(asked, 'response')) as [http.IncomingMessage]
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk))
    if (whole) await once(response, 'end')
    else {
      await once(response, 'data')
      asked.destroy()
    }
    return { status: response.statusCode!, text }
  }

  /** The value of a metric, over all its labels. */
  private async metric(name: string): Promise<number> {
    const { text } = await this.request('GET', '/metrics', { key: METRICS_TOKEN })
    const values = text.split('\n').filter(line => new RegExp(`^${name}[ {]`).test(line))
    return values.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }

  async metrics(): Promise<Answer> {
    return this.request('GET', '/metrics', { key: METRICS_TOKEN })
  }

  /** What it holds now. */
  private async held(): Promise<Held> {
    const from = this.said.length
    this.process.child.kill('SIGUSR2')
    for (;;) {
      await once(this.process.child.stdout!, 'data')
      const told = /^SOAK (.*)\n/m.exec(this.said.slice(from))?.[1]
      if (told === undefined) continue
      const held = JSON.parse(told) as Held
      return this.redisUrl === undefined ? held : { ...held, entries: await entriesIn(this.redisUrl) }
    }
  }

  /**
   * Resolves once nobody is here, no room is in memory and nothing is counted that was not there after the first round;
   * fails with what is left.
   */
  async rest(first: Held | undefined): Promise<Held> {
    const end = performance.now() + this.restTimeoutMs
    for (;;) {
      const left = {
        connections: await this.metric('ask_connections'),
        rooms: await this.metric('ask_rooms_open'),
      }
      const isEmpty = left.connections === 0 && left.rooms === 0
      const held = isEmpty ? await this.held() : undefined
      const more = held === undefined ? [JSON.stringify(left)] : moreThan(first ?? held, held)
      if (held && more.length === 0) return held
      if (performance.now() > end) throw new Error(`The server does not come to rest: ${more.join('; ')}`)
      await delay(LOOK_INTERVAL_MS)
    }
  }

  /** Fails if it has ended, or has written an error or a warning of Node since this was asked last. */
  expectSound(): void {
    expect(this.process.child.exitCode, this.said.slice(-2000)).to.equal(null)
    this.expectNoErrors()
  }

  /** Ends it as an operator does, and fails if it does not end well. */
  async end(): Promise<void> {
    this.process.child.kill('SIGTERM')
    const { code, output } = await this.process.ended
    expect(code, output.slice(-2000)).to.equal(0)
    this.expectNoErrors()
    await endStores()
  }

  private expectNoErrors(): void {
    const isError = (line: string) => Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 0) >= ERROR
    const errors = this.said.split('\n').filter(line => isError(line) || /^\(node:\d+\)/.test(line))
    this.said = ''
    expect(errors, 'errors').to.deep.equal([])
  }
}
