/**
 * The form for the user's name: asks for it when it is needed, changes and releases it, and remembers it in this
 * browser.
 */
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { labelFor, make, pill, setText, written } from '../shared/dom'
import { chatWords as words } from './words'
import type { ClientSocket } from '../shared/connection/connection'
import { recallWord, rememberWord } from '../shared/storage'

/** `nameless`: the name shown for somebody without one; null: such a person cannot write. */
export type NameKind =
  | { key: string; nameless: string | null; isGiven?: false }
  /** A presenter has given it. */
  | { isGiven: true }

export class NameForm {
  /** The form that asks for a name. */
  readonly form = make('form', 'name-form field-row')
  /** Shows the user's current name. */
  readonly known = make('p', 'as')
  private readonly field = make('input', 'text-field')
  private readonly hint = make('p', 'hint', words.nameHint)
  private readonly said = make('p', 'refusal')
  /** The button that takes the free name that the server offers. */
  private readonly offer: HTMLButtonElement
  private readonly leave: HTMLButtonElement
  private readonly release: HTMLButtonElement
  private name: string | null = null
  private offered = ''

  /**
   * @param kind how the user comes to a name
   * @param changed called when the form is shown or hidden; with whether to move the focus
   */
  constructor(
    private readonly socket: ClientSocket,
    private readonly kind: NameKind,
    private readonly changed: (hadFocus: boolean) => void,
  ) {
    const { form, field, said } = this
    const label = labelFor(field, 'chat-name', words.yourName)
    field.setAttribute('autocomplete', 'nickname')
    field.dir = 'auto'
    said.id = 'name-refusal'
    said.setAttribute('role', 'alert')
    field.setAttribute('aria-describedby', said.id)
    this.offer = pill('', () => {
      field.value = this.offered
      void this.take()
    })
    this.offer.dir = 'auto'
    this.offer.hidden = true
    this.leave = pill(words.cancel, () => this.ask(false))
    this.release = pill(words.releaseName, () => void this.giveUp())
    const buttons = make('div', 'name-buttons')
    buttons.append(this.release, this.leave)
    form.append(
      label,
      field,
      make('button', 'pill primary', words.takeName),
      said,
      this.offer,
      this.hint,
      buttons,
    )
    form.hidden = true
    form.addEventListener('submit', event => {
      event.preventDefault()
      void this.take()
    })
    form.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || this.name === null) return
      event.stopPropagation()
      this.ask(false)
    })
  }

  /** The name that this browser remembers. */
  get remembered(): string | undefined {
    return this.kind.isGiven ? undefined : (recallWord(this.kind.key) ?? undefined)
  }

  /** The name shown at this page's lines. */
  get shown(): string {
    return this.name ?? ''
  }

  /** Whether the form is shown in place of the field for a line. */
  get isAsking(): boolean {
    return !this.form.hidden
  }

  /** Sets the user's name as the server sent it. */
  set(name: string | null): void {
    if (name !== null && name === this.name) return
    this.name = name
    this.known.textContent = ''
    if (name !== null) this.known.append(`${words.as} `, written('b', '', name))
    if (this.kind.isGiven) return
    if (name !== null) {
      const change = make('button', 'link', words.changeName)
      change.type = 'button'
      change.addEventListener('click', () => this.ask(true))
      this.known.append(' · ', change)
    }
    this.ask(name === null)
  }

  focus(): void {
    this.field.focus()
  }

  private ask(isAsking: boolean): void {
    const hadFocus = this.form.contains(document.activeElement) || this.known.contains(document.activeElement)
    if (isAsking && this.form.hidden) this.field.value = this.name ?? this.remembered ?? ''
    this.form.hidden = !isAsking
    this.known.hidden = isAsking
    this.leave.hidden = this.name === null
    this.hint.hidden = this.name !== null
    this.release.hidden = this.name === this.nameless
    this.refuse('')
    this.changed(hadFocus)
  }

  private async take(): Promise<void> {
    const request = this.socket.timeout(ANSWER_TIMEOUT_MS)
    const reply = await answerTo(request.emitWithAck('takeName', { name: this.field.value }), words.noAnswer)
    if (!reply.ok) {
      this.refuse(sentenceOf(reply), reply.free)
      return this.focus()
    }
    this.remember(reply.name)
    this.set(reply.name)
  }

  private async giveUp(): Promise<void> {
    const reply = await answerTo(
      this.socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('releaseName'),
      words.noAnswer,
    )
    if (!reply.ok) return this.refuse(sentenceOf(reply))
    this.remember(null)
    this.set(this.nameless)
  }

  private get nameless(): string | null {
    return this.kind.isGiven ? null : this.kind.nameless
  }

  private remember(name: string | null): void {
    if (!this.kind.isGiven) rememberWord(this.kind.key, name)
  }

  private refuse(sentence: string, offered = ''): void {
    setText(this.said, sentence)
    this.offered = offered
    this.offer.textContent = words.takeFree(offered)
    this.offer.hidden = offered === ''
    this.field.setAttribute('aria-invalid', String(sentence !== ''))
  }
}
