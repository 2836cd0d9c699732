/** The sentences about the connection. */
import { words } from '../words'
import type { ConnectionState } from './connection'

type Sentences = Partial<Record<ConnectionState['name'], string | undefined>>

const SENTENCES: Sentences = {
  connecting: words.connecting,
  reconnecting: words.reconnecting,
  serverClosing: words.serverClosing,
  displaced: words.reconnecting,
  ended: words.ended,
}

/** The sentence for a state; `own`: sentences of this page that replace the common ones. */
export function connectionSentence(state: ConnectionState, own: Sentences = {}): string {
  return 'sentence' in state ? state.sentence : (own[state.name] ?? SENTENCES[state.name] ?? '')
}
