/** The helper's connection: signs in with the key of the link, and says when it opens nothing any more. */
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { connect, type Connection, type ConnectionState } from '../shared/connection/connection'
import { takeKey } from '../shared/connection/key-in-address'
import { refusalCodeOf } from '../shared/connection/refusal-code'
import { roomCode } from '../shared/urls'
import { keyOf, rememberKey } from './keys'

interface Callbacks {
  state(state: ConnectionState): void
  snapshot(snapshot: Snapshot): void
  /** Called with the first connection, so that other parts can listen to it. */
  opened(connection: Connection): void
}

export class HelperConnection {
  private readonly handshake: Handshake = { room: roomCode }
  private opened: Connection | undefined

  constructor(private readonly callbacks: Callbacks) {
    window.addEventListener('hashchange', () => {
      const key = this.taken()
      if (key) this.enter(key)
    })
  }

  /** Exists once there is a key. */
  get current(): Connection {
    return this.opened!
  }

  /** Begins with the key in the address, or with the one of this browser. Returns whether there is one. */
  begin(): boolean {
    const key = this.taken() ?? keyOf(roomCode)
    if (key) this.enter(key)
    return key !== undefined
  }

  /** The key in the address, which this browser remembers from then on. */
  private taken(): string | undefined {
    const key = takeKey('helper')
    if (key) rememberKey(roomCode, key)
    return key
  }

  private enter(key: string): void {
    this.handshake.helperKey = key
    if (this.opened) this.opened.revive()
    else this.open()
  }

  private open(): void {
    const { callbacks } = this
    const opened = (this.opened = connect(this.handshake, {
      state: state => callbacks.state(state),
      snapshot: snapshot => callbacks.snapshot(snapshot),
      leaving() {},
      returning() {},
    }))
    const { socket } = opened
    // It is refused from now on: one more attempt says so, or takes the newer key of another tab.
    socket.on('helperRevoked', () => opened.revive())
    socket.on('connect_error', error => {
      if (refusalCodeOf(error) !== 'wrong-helper-key') return
      const remembered = keyOf(roomCode)
      if (remembered && remembered !== this.handshake.helperKey) this.enter(remembered)
      else rememberKey(roomCode, undefined)
    })
    callbacks.opened(opened)
  }
}
