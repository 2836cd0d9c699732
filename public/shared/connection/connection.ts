/** The page's connection to the server: reconnects, detects a dead connection, sends a goodbye. Does not know votes. */
import { io, type Socket } from 'socket.io-client'
import { ENGINE_FORBIDDEN } from '../../../src/core/protocol/refusals'
import type { ClientEvents, EventArguments, EventReply } from '../../../src/core/protocol/client-events'
import type { Handshake } from '../../../src/core/protocol/handshake'
import type { ServerEvents } from '../../../src/core/protocol/server-events'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import type { EventName } from '../../../src/core/protocol/schemas'
import { sayGoodbye } from './goodbye'
import { isOutdated, offerReload } from './newer-version'
import { probe, unreachable } from './probe'
import { refusalCodeOf } from './refusal-code'
import { TransportOrder } from './transport-order'

export type ConnectionState =
  | { name: 'connecting' | 'connected' | 'reconnecting' | 'serverClosing' | 'displaced' | 'ended' }
  /**
   * `refused`: permanently. `removed`: from this room, by the crew; the page asks now and then whether it may come in
   * again. `barred`: by the server's rules; `unreachable`: no server answers. After these two the
   * page retries.
   */
  | { name: 'refused' | 'removed' | 'barred' | 'unreachable'; sentence: string }

/** `first` on this page, `back` after a lost connection, `check`: on one that held. */
export type SnapshotReason = 'first' | 'back' | 'check'

type PlainSocket = Socket<ServerEvents, ClientEvents>

/** Waits for an answer; rejects after a time-out. */
export type TimedSocket = {
  emitWithAck<E extends EventName>(event: E, ...args: EventArguments<E>): Promise<EventReply<E>>
} & ReturnType<PlainSocket['timeout']>

/** The socket of a page. It redefines `timeout`, because socket.io-client loses the types of the answers there. */
export interface ClientSocket extends PlainSocket {
  timeout(ms: number): TimedSocket
}

export interface Connection {
  socket: ClientSocket
  /** Ends a connection that does not answer and starts a new one. */
  revive: () => void
}

/** After this time without a connection, the page says that the server cannot be reached. */
const UNREACHABLE_AFTER_MS = 12_000
/** How long a page that woke up waits for an answer before it reconnects. */
const CHECK_TIMEOUT_MS = 3000
/** A page that was refused for a reason that passes retries after this time, or up to twice as long. */
const RETRY_MS: Partial<Record<string, number>> = { 'too-fast': 15_000, 'not-kept': 4000 }
/** Who was removed asks after this time, or up to twice as long, then ever more rarely, up to the most. */
const REMOVED_RETRY_MS = 7500
const MAX_REMOVED_RETRY_MS = 8 * REMOVED_RETRY_MS
/** Time-out of one attempt to connect. */
const CONNECT_TIMEOUT_MS = 8000

interface Callbacks {
  state(state: ConnectionState): void
  snapshot(snapshot: Snapshot, why: SnapshotReason): void
  /** The tab closes, or goes to the background and may never come back. */
  leaving(): void
  /** The tab comes back from the background. */
  returning(): void
}

/**
 * Connects and stays connected. Every `snapshot` is the whole state again.
 * @param known resolves once the handshake is complete
 */
export function connect(
  handshake: Handshake,
  callbacks: Callbacks,
  known: Promise<unknown> = Promise.resolve(),
): Connection {
  const socket: ClientSocket = io({
    path: new URL('socket.io', document.baseURI).pathname,
    auth: (send: (handshake: Handshake) => void) => void known.then(() => send(handshake)),
    // A page's same-origin GET has no Origin header: this sends the address that people opened.
    query: { page: new URL('.', document.baseURI).href },
    tryAllTransports: true,
    timeout: CONNECT_TIMEOUT_MS,
    autoConnect: false,
  })
  const transportOrder = new TransportOrder(socket.io)
  let state: ConnectionState = { name: 'connecting' }
  let isFirst = true
  let patienceTimer: number | undefined
  let isLate = false
  let isProbing = false
  let hasAsked = false
  let removedRetryMs = REMOVED_RETRY_MS
  expectServer()

  function enter(next: ConnectionState): void {
    state = next
    callbacks.state(state)
  }

  /** Whether the state can be ended only by the user. */
  function isOver(): boolean {
    return isLast(state) || state.name === 'refused'
  }

  /** Starts the timer after which the page says that the server is unreachable. */
  function expectServer(): void {
    patienceTimer ??= window.setTimeout(() => {
      isLate = true
      void sayWhy()
    }, UNREACHABLE_AFTER_MS)
  }

  /** Shows why there is no connection: at once if the network requires a sign-in, otherwise after that time. */
  async function sayWhy(): Promise<void> {
    if (isProbing) return
    hasAsked = isProbing = true
    const found = await probe()
    isProbing = false
    if (patienceTimer === undefined || !(isLate || found === 'portal')) return
    enter({ name: 'unreachable', sentence: unreachable(found) })
  }

  function expectNothing(): void {
    clearTimeout(patienceTimer)
    patienceTimer = undefined
    isLate = hasAsked = false
  }

  function lost(): void {
    expectServer()
    if (state.name !== 'serverClosing' && state.name !== 'unreachable') enter({ name: 'reconnecting' })
  }

  socket.on('snapshot', snapshot => {
    // A server whose store has recovered sends a snapshot again, although this page stayed connected.
    const hasHeld = state.name === 'connected'
    expectNothing()
    removedRetryMs = REMOVED_RETRY_MS
    transportOrder.worked()
    enter({ name: 'connected' })
    callbacks.snapshot(snapshot, isFirst ? 'first' : hasHeld ? 'check' : 'back')
    if (isOutdated(snapshot.build)) offerReload()
    isFirst = false
  })
  socket.on('serverClosing', () => {
    expectServer()
    enter({ name: 'serverClosing' })
  })
  for (const name of ['displaced', 'ended'] as const)
    socket.on(name, () => {
      expectNothing()
      enter({ name })
    })
  socket.on('removed', outUntilLetBack)
  socket.on('disconnect', () => {
    if (!isLast(state)) lost()
  })
  socket.on('connect_error', error => {
    const sentence = answerOf(error)
    // Whether the server is there is nothing to a page that may not come in.
    if (socket.active && state.name === 'removed') return
    if (socket.active && !sentence) {
      // It tries again by itself.
      expectServer()
      if (isLate || !hasAsked) void sayWhy()
      return
    }
    expectNothing()
    const code = refusalCodeOf(error)
    if (socket.active) enter({ name: 'barred', sentence: sentence! })
    // It was there when its page was loaded.
    else if (code === 'no-such-room') enter({ name: 'ended' })
    else if (code === 'removed') return outUntilLetBack(error.message)
    else enter({ name: 'refused', sentence: error.message })
    retryAfter(code && RETRY_MS[code])
  })

  /** The crew may let it back in: it asks now and then, by the handshake alone. */
  function outUntilLetBack(sentence: string): void {
    expectNothing()
    if (state.name !== 'removed') enter({ name: 'removed', sentence })
    retryAfter(removedRetryMs)
    removedRetryMs = Math.min(2 * removedRetryMs, MAX_REMOVED_RETRY_MS)
  }

  /** The pages of one network retry at different times. */
  function retryAfter(pause: number | undefined): void {
    const again = () => (state.name === 'refused' || state.name === 'removed') && open()
    if (pause) setTimeout(again, pause * (1 + Math.random()))
  }

  function open(): void {
    transportOrder.begin()
    socket.connect()
  }

  function revive(): void {
    if (state.name === 'displaced') lost()
    if (socket.connected) socket.io.engine.close()
    socket.disconnect()
    open()
  }

  /** Checks the connection, because after sleep a dead connection may look alive. */
  function check(): void {
    if (isOver()) return
    if (!socket.connected) return revive()
    socket.timeout(CHECK_TIMEOUT_MS).emit('getSnapshot', (error: Error | null, reply) => {
      if (error) revive()
      else if (reply.ok) callbacks.snapshot(reply.snapshot, 'check')
    })
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check()
  })
  window.addEventListener('online', check)
  window.addEventListener('pagehide', () => {
    callbacks.leaving()
    sayGoodbye(socket)
  })
  window.addEventListener('pageshow', event => {
    if (!event.persisted) return
    callbacks.returning()
    if (!isOver()) open()
  })

  open()
  return { socket, revive }
}

/** Whether the page leaves the room, and does not come again by itself. */
function isLast({ name }: ConnectionState): boolean {
  return name === 'displaced' || name === 'ended' || name === 'removed'
}

/** The sentence with which the server refused a request, if it was one of ours. */
function answerOf(error: Error & { context?: unknown }): string | undefined {
  try {
    const { code, message } = JSON.parse((error.context as XMLHttpRequest).responseText) as Record<
      string,
      unknown
    >
    return code === ENGINE_FORBIDDEN && typeof message === 'string' ? message : undefined
  } catch {
    return undefined
  }
}
