/** A thousand classic sockets that speak without a name: the last ones make no more work than the first. */
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import times from 'lodash/times'
import { WebSocket } from 'ws'
import { countChecks, type Checks } from '../../support/name-checks'
import { startApp, type TestApp } from '../../support/app'

const SPEAKERS = 1000
/** Those whose looks at names are counted together. */
const GROUP = 100
/** Sockets that connect at the same time. */
const CONNECTING = 50
/** A room takes 40 lines a second; asking more often only takes the machine's time. */
const RETRY_INTERVAL_MS = 25

/** A classic socket that reads no more than it must: each of a thousand hears all lines. */
class Speaker {
  private constructor(private readonly socket: WebSocket) {}

  /** Resolves once the host has greeted it. */
  static async connect({ url }: TestApp): Promise<Speaker> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`)
    const speaker = new Speaker(socket)
    socket.on('message', data => {
      const packet = (data as Buffer).toString()
      if (packet.startsWith('0')) socket.send('40')
      else if (packet === '2') socket.send('3')
    })
    await speaker.hears('42["message",{"user":"host"')
    return speaker
  }

  /** Says a line, again while the room has said too many; gives the name it was given. */
  async say(text: string): Promise<string> {
    const line = this.hears(`"text":"${text}"`)
    for (;;) {
      const reply = this.hears('431[')
      this.socket.send(`421["message",{"text":"${text}"}]`)
      const [{ ok, code }] = JSON.parse((await reply).slice(3)) as [{ ok: boolean; code?: string }]
      if (ok) break
      expect(code).to.equal('too-fast')
      await delay(RETRY_INTERVAL_MS)
    }
    const [, { user }] = JSON.parse((await line).slice(2)) as [string, { user: string }]
    return user
  }

  /** The next packet in which this stands. */
  private hears(part: string): Promise<string> {
    return new Promise(resolve => {
      const listener = (data: unknown) => {
        const packet = (data as Buffer).toString()
        if (!packet.includes(part)) return
        this.socket.off('message', listener)
        resolve(packet)
      }
      this.socket.on('message', listener)
    })
  }

  async end(): Promise<void> {
    const closed = once(this.socket, 'close')
    this.socket.terminate()
    await closed
  }
}

describe('A thousand classic sockets that speak', () => {
  let checks: Checks
  beforeEach(() => (checks = countChecks()))
  afterEach(() => checks.restore())

  it('get a thousand names, and the last hundred cost as many looks at names as the first', async function () {
    this.timeout(180_000)
    const limits = { SOCKET_EVENTS: '100000', ADDRESS_EVENTS: '1000000', ADDRESS_BROWSERS: '100000' }
    const app = await startApp(limits)
    const speakers: Speaker[] = []
    while (speakers.length < SPEAKERS)
      speakers.push(...(await Promise.all(times(CONNECTING, () => Speaker.connect(app)))))
    const names: string[] = []
    const looks: number[] = []
    for (const [index, speaker] of speakers.entries()) {
      if (index % GROUP === 0) looks.push(0)
      const before = checks.count
      names.push(await speaker.say(`line ${index}.`))
      looks[looks.length - 1]! += checks.count - before
    }
    expect(new Set(names).size).to.equal(SPEAKERS)
    expect(names.at(-1)).to.equal(`Guest ${SPEAKERS}`)
    expect(looks[0]).to.be.at.least(GROUP)
    expect(looks.at(-1)! / looks[0]!).to.be.below(2)
    await Promise.all(speakers.map(speaker => speaker.end()))
  })
})
