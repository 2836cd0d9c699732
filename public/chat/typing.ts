/** Typing notices: sends this user's at intervals, and shows others' in one sentence. */
import type { PersonEntry } from '../../src/core/protocol/chat'
import { chatWords as words } from './words'
import type { ClientSocket } from '../shared/connection/connection'
import { setText } from '../shared/dom'

/** The least interval between two typing events. */
const SEND_INTERVAL_MS = 3000
/** People who are named. */
const MAX_NAMED = 2

interface Callbacks {
  /** One's own public id, which is not shown. */
  me(): string
}

export class Typing {
  private sentAt = -Infinity

  constructor(
    private readonly socket: ClientSocket,
    private readonly place: HTMLElement,
    private readonly callbacks: Callbacks,
  ) {
    socket.on('typing', (people, count) => this.update(people, count))
    socket.on('disconnect', () => this.update([], 0))
  }

  /** Call it at every key. */
  typed(): void {
    if (!this.socket.connected || performance.now() - this.sentAt < SEND_INTERVAL_MS) return
    this.sentAt = performance.now()
    this.socket.emit('typing')
  }

  private update(people: Pick<PersonEntry, 'id' | 'name'>[], count: number): void {
    const others = people.filter(person => person.id !== this.callbacks.me())
    const all = count - (people.length - others.length)
    const names = others.slice(0, MAX_NAMED).map(person => person.name)
    setText(this.place, words.typing(names, all - names.length))
  }
}
