/**
 * The words that a room does not allow: a field to block some, and the list to allow them again. The same wherever
 * presenters and helpers take care of what people write.
 */
import type { ClientSocket } from '../connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../connection/request'
import { fieldForm, make } from '../dom'
import { RemovableList } from './removable-list'
import { blockedWords as words } from './words'

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class BlockedWords {
  readonly element = make('div', 'blocked-words')
  private readonly field = make('input', 'text-field')
  private readonly list = new RemovableList(words.unblock)
  private isSending = false

  /** @param id that of the field: one page may have several of these */
  constructor(
    id: string,
    private readonly callbacks: Callbacks,
  ) {
    const { field } = this
    const form = fieldForm(field, id, words.field, words.block, () => void this.block())
    const hints = [words.hint, words.exceptions].map((text, place) => {
      const hint = make('p', 'hint', text)
      hint.id = `${id}-hint-${place}`
      return hint
    })
    field.setAttribute('aria-describedby', hints.map(hint => hint.id).join(' '))
    field.autocapitalize = 'off'
    this.element.append(form, ...hints, this.list.element)
  }

  /** Draws the list as the server keeps it. */
  update(blocked: readonly string[]): void {
    const entries = blocked.map(word => ({ name: word, remove: () => void this.send(word, false) }))
    if (this.list.update(entries)) this.focus()
  }

  focus(): void {
    this.field.focus()
  }

  private async block(): Promise<void> {
    const { field } = this
    const word = field.value.trim()
    if (word === '' || this.isSending) return field.focus()
    this.isSending = true
    const isBlocked = await this.send(word, true)
    this.isSending = false
    // What was typed meanwhile stays.
    if (isBlocked && field.value.trim() === word) field.value = ''
  }

  private async send(word: string, isBlocked: boolean): Promise<boolean> {
    const { socket, said } = this.callbacks
    const asked = socket().timeout(ANSWER_TIMEOUT_MS).emitWithAck('blockWord', { word, isBlocked })
    const reply = await answerTo(asked, words.noAnswer)
    said(reply.ok ? words[isBlocked ? 'blocked' : 'unblocked'](word) : sentenceOf(reply))
    return reply.ok
  }
}
