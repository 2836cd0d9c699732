/** Owns who is typing: says so of oneself now and then, and shows others folded into one sentence. */
import type { PersonEntry } from '../../src/core/protocol/chat'
import { chatWords as words } from './words'
import type { ClientSocket } from '../shared/connection/connection'
import { setText } from '../shared/dom'

/** Milliseconds between two words about one's own typing. */
const PACE = 3000
/** Others who are named. */
const NAMED = 2

/** Returns what to call at every key. `me`: one's own public id, of which one need not be told. */
export function initTyping(socket: ClientSocket, place: HTMLElement, me: () => string): () => void {
  let saidAt = -Infinity

  function draw(people: Pick<PersonEntry, 'id' | 'name'>[], count: number): void {
    const others = people.filter(person => person.id !== me())
    const all = count - (people.length - others.length)
    const names = others.slice(0, NAMED).map(person => person.name)
    setText(place, words.typing(names, all - names.length))
  }

  socket.on('typing', draw)
  socket.on('disconnect', () => draw([], 0))
  return () => {
    if (!socket.connected || performance.now() - saidAt < PACE) return
    saidAt = performance.now()
    socket.emit('typing')
  }
}
