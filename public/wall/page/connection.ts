/** The wall's connection: as a screen, and as a presenter if this browser has the key. */
import type { Handshake } from '../../../src/core/protocol/handshake'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { connect, type ClientSocket } from '../../shared/connection/connection'
import { refusalCodeOf } from '../../shared/connection/refusal-code'
import { connectionSentence } from '../../shared/connection/sentences'
import { keyOf } from '../../shared/connection/presenter-keys'
import { byId, setText } from '../../shared/dom'
import { roomCode } from '../../shared/urls'
import { browserId } from '../../shared/connection/identity'
import { keepAwake } from '../../shared/wake-lock'
import { wallWords as words } from '../words'

export interface WallConnection {
  socket: ClientSocket
  /** Whether this page may do what presenters may. */
  isPresenter: () => boolean
}

/** @param entered called on every new connection; `received` with every snapshot */
export function connectWall(received: (snapshot: Snapshot) => void, entered: () => void): WallConnection {
  const handshake: Handshake = {
    screen: true,
    room: roomCode,
    browser: browserId(),
    presenterKey: keyOf(roomCode),
  }
  const { socket, revive } = connect(handshake, {
    state(state) {
      document.body.dataset['connection'] = state.name
      setText(byId('status-message'), connectionSentence(state, words.connection))
    },
    snapshot(snapshot, why) {
      received(snapshot)
      if (why === 'check') return
      entered()
      void keepAwake(true)
    },
    leaving() {},
    returning() {},
  })
  socket.on('connect_error', error => {
    if (refusalCodeOf(error) !== 'wrong-key') return
    // The room has a new key: connects without one, as audience.
    delete handshake.presenterKey
    revive()
  })
  return { socket, isPresenter: () => handshake.presenterKey !== undefined }
}
