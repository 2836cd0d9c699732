/** The form in which a question is written. What was written is never lost: it stays until the server has it. */
import { MAX_ASK_LENGTH } from '../../src/core/limits/input-limits'
import type { Reply } from '../../src/core/protocol/replies'
import type { Connection } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { labelFor, make, pill, setText } from '../shared/dom'
import { recallWord, rememberWord } from '../shared/storage'
import { newDraft, recallDraft, rememberDraft } from './draft'
import { LengthCount } from './length-count'
import { asksWords as words } from './words'

/** The key under which this browser remembers the name; the chat uses the same. */
const NAME_KEY = 'chat-name'

export class AskForm {
  readonly form = make('form', 'ask-form')
  private readonly text = make('textarea', 'text-field')
  private readonly count = new LengthCount(this.text, 'ask-count')
  private readonly named = make('input')
  private readonly name = make('input', 'text-field')
  private readonly nameLabel = labelFor(this.name, 'ask-name', words.yourName)
  private readonly button = make('button', 'pill primary', words.send)
  private readonly keep = pill(words.keepDraft, () => this.holdBack())
  private readonly status = make('p', 'said')
  private draft = recallDraft()
  private isSending = false
  /** The name that the server has accepted from this form. */
  private taken: string | undefined

  /** @param asked is told that the server has the question */
  constructor(
    private readonly connection: Connection,
    private readonly asked: () => void,
  ) {
    const { form, text, named, name, status } = this
    text.rows = 3
    text.dir = name.dir = 'auto'
    text.value = this.draft.text
    named.type = 'checkbox'
    named.checked = this.draft.isNamed
    name.setAttribute('autocomplete', 'nickname')
    name.value = recallWord(NAME_KEY) ?? ''
    status.setAttribute('role', 'status')
    const option = make('label', 'option')
    option.append(named, make('span', '', words.withName))
    const row = make('div', 'row')
    row.append(this.button, this.keep)
    form.append(labelFor(text, 'ask-text', words.yourQuestion), text, this.count.element)
    form.append(option, this.nameLabel, name, status, row)
    text.addEventListener('input', () => {
      this.draft = { ...newDraft(named.checked), text: text.value }
      this.say('')
      this.changed()
    })
    named.addEventListener('change', () => {
      this.draft.isNamed = named.checked
      // It may have been taken in the chat meanwhile.
      name.value ||= recallWord(NAME_KEY) ?? ''
      this.changed()
    })
    form.addEventListener('submit', event => {
      event.preventDefault()
      this.submit()
    })
    connection.socket.on('snapshot', () => this.connected())
    this.changed()
    this.connected()
  }

  /** A question that had not gone out goes out now, with its key. */
  private connected(): void {
    if (this.draft.isOnItsWay) void this.send()
  }

  private submit(): void {
    const { text, draft } = this
    if (draft.isOnItsWay) return
    if (text.value.trim() === '') return this.refuse(words.needsText)
    if (text.value.trim().length > MAX_ASK_LENGTH) return this.refuse(words.tooLong(MAX_ASK_LENGTH))
    draft.isOnItsWay = true
    this.changed()
    void this.send()
  }

  private async send(): Promise<void> {
    if (this.isSending) return
    const { connection, draft } = this
    const { socket } = connection
    if (!socket.connected) return this.say(words.keptOffline)
    this.isSending = true
    this.say(words.sending)
    const named = draft.isNamed && this.name.value !== this.taken ? await this.takeName() : undefined
    const reply = named && !named.ok ? named : await this.add()
    this.isSending = false
    if (draft !== this.draft || !draft.isOnItsWay) return // held back meanwhile
    if (!reply.ok && reply.code === 'server-error') {
      // It may have arrived: the next connection sends it again with its key.
      this.say(socket.connected ? words.noAnswer : words.keptOffline)
      if (socket.connected) connection.revive()
      return
    }
    draft.isOnItsWay = false
    if (reply.ok) this.sent(reply.state)
    else this.refuse(sentenceOf(reply), reply === named ? this.name : this.text)
  }

  private async add(isRetry = false): Promise<Reply<{ state: string }>> {
    const { key, isNamed } = this.draft
    const asked = this.connection.socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck('addAsk', { key, isNamed, text: this.draft.text.trim() })
    const reply = await answerTo(asked, words.noAnswer)
    if (reply.ok || reply.code !== 'needs-name' || isRetry) return reply
    // The server has released the name, after a restart for example.
    const named = await this.takeName()
    return named.ok ? this.add(true) : named
  }

  private async takeName(): Promise<Reply<{ name: string }>> {
    const { name } = this
    const asked = this.connection.socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck('takeName', { name: name.value })
    const reply = await answerTo(asked, words.noAnswer)
    if (reply.ok) {
      name.value = this.taken = reply.name
      rememberWord(NAME_KEY, reply.name)
    }
    return reply
  }

  private sent(state: string): void {
    const hadFocus = this.form.contains(document.activeElement)
    this.draft = newDraft(this.named.checked)
    this.text.value = ''
    this.changed()
    this.say(words.sent[state === 'waiting' ? 'waiting' : 'shown'])
    if (hadFocus) this.text.focus()
    this.asked()
  }

  /** The user takes the question back before it went out. */
  private holdBack(): void {
    this.draft = { ...newDraft(this.named.checked), text: this.text.value }
    this.changed()
    this.say('')
    this.text.focus()
  }

  private refuse(sentence: string, field: HTMLElement = this.text): void {
    this.changed()
    this.say(sentence)
    this.status.classList.add('refusal')
    field.focus()
  }

  /** What was said of the last question: something became of it since. */
  settle(): void {
    if (!this.draft.isOnItsWay && !this.status.classList.contains('refusal')) this.say('')
  }

  private say(sentence: string): void {
    setText(this.status, sentence)
    this.status.classList.remove('refusal')
  }

  private changed(): void {
    const { draft, text, named, name } = this
    const isFixed = draft.isOnItsWay
    rememberDraft(draft)
    text.readOnly = name.readOnly = isFixed
    named.disabled = isFixed
    this.keep.hidden = !isFixed
    this.button.setAttribute('aria-disabled', String(isFixed))
    name.hidden = this.nameLabel.hidden = !named.checked
    this.count.update()
  }
}
