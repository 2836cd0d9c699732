/** The button to the questions from the room: there while they are open. What it opens loads at the first press. */
import type { AsksNews } from '../../../src/core/protocol/asks'
import type { Asks } from '../../asks/main'
import type { BackGesture } from '../back-gesture'
import type { Connection } from '../connection/connection'
import { byId, setText } from '../dom'
import { loadPart } from '../lazy'
import { recallWord } from '../storage'
import { roomCode } from '../urls'
import { words } from '../words'

/** Follows whether they are open, and loads what they need at once for somebody who has asked in this room before. */
export function followAsks(connection: Connection, backGesture: BackGesture): void {
  const button = byId('asks')
  let news: AsksNews
  let loading: Promise<Asks> | undefined
  const load = () =>
    (loading ??= loadPart<typeof import('../../asks/main')>(button).then(
      loaded => new loaded.Asks({ connection, backGesture, opener: button, news: () => news }),
    ))
  const failed = (error: Error) => {
    loading = undefined // the next press tries again
    setText(byId('status-message'), error.message)
  }
  const draw = (changed: AsksNews) => {
    news = changed
    button.hidden = !news.isOpen
    document.body.classList.toggle('asking', news.isOpen)
    if (loading) void loading.then(asks => asks.changed())
    else button.textContent = words.asks + (news.count ? ` · ${news.count}` : '')
    if (news.isOpen && recallWord(`asked-${roomCode}`)) load().catch(failed)
  }
  connection.socket.on('snapshot', ({ asks }) => draw(asks))
  connection.socket.on('asksChanged', draw)
  button.addEventListener('click', () => void load().then(asks => asks.toggle(), failed))
}
