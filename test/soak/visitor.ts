/** Somebody in a room: a tab of a browser, whose line is cut and comes back. What is asked is answered, or asked again. */
import { io } from 'socket.io-client'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { EventInputs, EventName } from '../../src/core/protocol/schemas'
import type { Client } from '../support/clients'
import { waitFor } from '../support/clients'
import { afterEachTest } from '../support/cleanup'
import type { Chance } from './chance'

/** Milliseconds for an answer; none may be missing while the line is there. */
const ANSWER_TIMEOUT_MS = 15_000
/** Milliseconds away from which on a hand may have fallen: the server holds it for two seconds. */
const SAFE_AWAY_MS = 1500

export type Granted = { ok: boolean; code?: string } & Record<string, unknown>

const open = new Set<Client>()
afterEachTest(() => {
  for (const client of open) client.disconnect()
  open.clear()
})

/** How many lines were opened, in all. */
export const lines = { opened: 0 }

/** A client that does not reconnect by itself; it is forgotten once its connection is gone. */
export function connect(port: number, auth: Handshake, transports = ['websocket']): Client {
  const client: Client = io(`http://127.0.0.1:${port}`, {
    ...{ auth, transports, forceNew: true, reconnection: false },
  })
  client.on('connect', () => {
    lines.opened++
    open.add(client)
  })
  client.on('disconnect', () => open.delete(client))
  return client
}

/** The code with which this connection is refused; fails where it is let in. */
export async function codeOfRefusal(client: Client): Promise<string> {
  const isIn = waitFor(client, 'snapshot').then(() => 'in')
  const refused = waitFor<[Error & { data?: { code: string } }]>(client, 'connect_error')
  const code = await Promise.race([isIn, refused.then(([{ data, message }]) => data?.code ?? message)])
  client.disconnect()
  return code
}

export class Visitor {
  readonly browser: string
  /** A hand of this person may have fallen while the line was cut. */
  wasAwayLong = false
  /** Once the chat was opened under a name. */
  publicId = ''
  private tab: string
  private client!: Client
  private cutAt = 0

  constructor(
    private readonly port: number,
    private readonly room: string,
    readonly chance: Chance,
    private readonly isPolling: boolean,
  ) {
    this.browser = chance.id()
    this.tab = chance.id()
  }

  /** Comes in, by a new tab of the same browser or by the one that was here before. */
  async come(again = false): Promise<void> {
    const { tab, browser, room } = this
    this.client = connect(
      this.port,
      { tab, browser, room, again },
      this.isPolling ? ['polling'] : ['websocket'],
    )
    this.client.on('privateLine', (_line, answer) => answer())
    const failed = waitFor<[Error]>(this.client, 'connect_error').then(([error]) => Promise.reject(error))
    await Promise.race([waitFor(this.client, 'snapshot'), failed])
    if (again && performance.now() - this.cutAt > SAFE_AWAY_MS) this.wasAwayLong = true
  }

  /** Opens the chat under a name, as somebody who writes. */
  async takesName(): Promise<void> {
    const { me } = await this.asks('openChat', {})
    this.publicId = me as string
    const { ok, code } = await this.asks('takeName', { name: `Guest ${this.browser.slice(0, 8)}` })
    if (!ok) throw new Error(code)
  }

  /** Resolves once this page was told that its person was removed, and its line has ended. */
  async isRemoved(): Promise<void> {
    await Promise.all(['removed', 'disconnect'].map(event => waitFor(this.client, event)))
  }

  /** Comes in again, and is refused: the code of it. */
  async codeOfComing(): Promise<string> {
    const { tab, browser, room } = this
    return codeOfRefusal(connect(this.port, { tab, browser, room, again: true }))
  }

  /** The network goes, without a word. */
  cut(): void {
    if (!this.client.connected) return
    this.cutAt = performance.now()
    const { engine } = this.client.io
    const socket = (engine.transport as { ws?: { terminate(): void } }).ws
    if (socket) socket.terminate()
    else engine.close()
  }

  async comeBack(): Promise<void> {
    if (this.client.connected) await waitFor(this.client, 'disconnect')
    await this.come(true)
  }

  /** Closes the tab, and says goodbye. */
  leave(): void {
    this.client.disconnect()
  }

  /** Closes the tab and opens another one of the same browser. */
  async openNewTab(): Promise<void> {
    this.leave()
    this.tab = this.chance.id()
    await this.come()
  }

  /** Asks until there is an answer, whatever becomes of the line meanwhile. */
  async asks<E extends EventName>(event: E, input?: EventInputs[E], isCut = false): Promise<Granted> {
    for (;;) {
      const emitter = this.client.timeout(ANSWER_TIMEOUT_MS) as unknown as {
        emitWithAck(name: string, ...args: unknown[]): Promise<Granted>
      }
      const args = event === 'chat message' ? lineArguments(input as EventInputs['chat message']) : [input]
      const answer = emitter.emitWithAck(event, ...(input === undefined ? [] : args))
      if (isCut) this.cut()
      isCut = false
      try {
        return await answer
      } catch (error) {
        if (this.client.connected) throw new Error(`no answer to ${event}`, { cause: error })
        await this.comeBack()
      }
    }
  }

  /** Says something that is not answered. */
  says(event: 'typing' | 'closeChat' | 'closeAsks' | 'closeWall'): void {
    this.client.emit(event)
  }
}

function lineArguments({ text, ...options }: EventInputs['chat message']): unknown[] {
  return [text, options]
}
