/** Owns the wall's line: connects as a screen, and as a presenter where this browser has the key. */
import type { Handshake, Snapshot } from '../../../src/core/protocol/events'
import { connect, type Line, type LineState } from '../../shared/connection/connection'
import { keyOf } from '../../shared/connection/presenter-keys'
import { byId, setText } from '../../shared/dom'
import { roomCode } from '../../shared/urls'
import { browserId } from '../../shared/connection/identity'
import { keepAwake } from '../../shared/wake-lock'
import { wallWords as words } from '../words'

export interface WallLine {
  socket: Line
  /** Whether this page may do what presenters may. */
  isPresenter(): boolean
}

/** @param entered is called on every fresh line; `heard` with every snapshot */
export function connectWall(heard: (snapshot: Snapshot) => void, entered: () => void): WallLine {
  const handshake: Handshake = {
    screen: true,
    room: roomCode,
    browser: browserId(),
    presenterKey: keyOf(roomCode),
  }
  const { socket, revive } = connect(handshake, {
    state(state) {
      document.body.dataset.line = state.name
      setText(byId('status-message'), sentenceOf(state))
    },
    snapshot(snapshot, why) {
      heard(snapshot)
      if (why === 'check') return
      entered()
      void keepAwake(true)
    },
    leaving() {},
    returning() {},
  })
  socket.on('connect_error', error => {
    const { code } = (error as Error & { data?: { code?: string } }).data ?? {}
    if (code !== 'wrong-key') return
    // The room has another key by now: then as one of the audience.
    handshake.presenterKey = undefined
    revive()
  })
  return { socket, isPresenter: () => handshake.presenterKey !== undefined }
}

function sentenceOf(state: LineState): string {
  return 'sentence' in state ? state.sentence : words.line[state.name]
}
