/** The sheet to write a post for the wall. Loads when it is first opened. */
import { MAX_POST_LENGTH } from '../../../src/core/limits/input-limits'
import type { BackGesture } from '../../shared/back-gesture'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { pill, setText, written } from '../../shared/dom'
import type { ClientSocket } from '../../shared/connection/connection'
import { randomId } from '../../shared/connection/identity'
import { SlowWait } from '../../shared/slow/wait'
import { rememberWord } from '../../shared/storage'
import { buildSheet, NAME_KEY } from './sheet'
import { wallWords as words } from '../words'

export class PostForm {
  private readonly parts = buildSheet(() => this.close())
  private isSending = false
  /** The name that the server has accepted from this sheet. */
  private taken: string | undefined
  /** The key of the current draft: the server accepts it once, however often it is sent. */
  private key = randomId()
  /** The last post, while it is with the presenter. */
  private waiting: string | undefined
  private readonly slow = new SlowWait(sentence => this.say(sentence))

  /** @param opener gets the focus when the sheet closes */
  constructor(
    private readonly socket: ClientSocket,
    private readonly opener: HTMLElement,
    private readonly backGesture: BackGesture,
  ) {
    const { sheet, form, text } = this.parts
    document.body.append(sheet)
    this.parts.count.after(this.slow.hint)
    form.addEventListener('submit', event => {
      event.preventDefault()
      void this.submit()
    })
    socket.on('postApproved', id => {
      if (id === this.waiting) setText(this.parts.said, words.posted)
    })
    // Nobody can post who is out; what was typed stays.
    for (const name of ['ended', 'displaced', 'removed'] as const) socket.on(name, this.close)
    text.addEventListener('input', () => {
      this.key = randomId()
      this.changed()
    })
    sheet.addEventListener('keydown', event => {
      event.stopPropagation() // letters cast no votes from here
      if (event.key === 'Escape') this.close()
    })
    this.changed()
  }

  open(): void {
    this.parts.sheet.hidden = false
    const { name, text, sent } = this.parts
    // What became of the last post stays.
    if (!this.isSending && !sent.firstChild) this.say('')
    const field = name.value === '' ? name : text
    field.focus()
    this.backGesture.opened(this.close)
  }

  private readonly close = (): void => {
    if (this.parts.sheet.hidden) return
    this.parts.sheet.hidden = true
    this.opener.focus()
    this.backGesture.closed(this.close)
  }

  private changed(): void {
    const { text, count } = this.parts
    const { length } = text.value.trim()
    setText(count, words.count(length, MAX_POST_LENGTH))
    count.classList.toggle('over', length > MAX_POST_LENGTH)
  }

  private say(sentence: string): void {
    const { said, sent } = this.parts
    setText(said, sentence)
    said.classList.remove('refusal')
    sent.textContent = ''
  }

  private refuse(sentence: string, field: HTMLElement = this.parts.text): void {
    this.say(sentence)
    this.parts.said.classList.add('refusal')
    field.focus()
  }

  private async submit(): Promise<void> {
    if (this.isSending) return
    this.isSending = true
    this.say(words.posting)
    await this.post()
    this.isSending = false
  }

  private async post(isRetry = false): Promise<void> {
    const { socket, parts } = this
    const text = parts.text.value.trim()
    if (!socket.connected) return this.refuse(words.noLine)
    if (text === '') return this.refuse(words.needsText)
    if (parts.name.value !== this.taken && !(await this.takeName())) return
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('postToWall', { text, key: this.key })
    const reply = await answerTo(asked, words.noAnswer)
    if (!reply.ok) {
      if (reply.waitMs !== undefined) this.slow.wait(reply.waitMs)
      if (reply.code !== 'needs-name' || isRetry) return this.refuse(sentenceOf(reply))
      this.taken = undefined // the server has released it
      return this.post(true)
    }
    this.key = randomId()
    parts.text.value = ''
    this.changed()
    this.waiting = reply.isWaiting ? reply.id : undefined
    this.say(reply.isWaiting ? words.waits : words.posted)
    parts.sent.append(
      written('p', 'quote', text),
      pill(words.takeBack, () => void this.takeBack(reply.id)),
    )
    parts.text.focus()
  }

  private async takeName(): Promise<boolean> {
    const { name } = this.parts
    const asked = this.socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('takeName', { name: name.value })
    const reply = await answerTo(asked, words.noAnswer)
    if (reply.ok) {
      name.value = this.taken = reply.name
      rememberWord(NAME_KEY, reply.name)
    } else this.refuse(sentenceOf(reply), name)
    return reply.ok
  }

  private async takeBack(id: string): Promise<void> {
    const asked = this.socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('rejectPost', { id })
    const reply = await answerTo(asked, words.noAnswer)
    if (!reply.ok) return this.refuse(sentenceOf(reply))
    this.say(words.takenBack)
    this.parts.text.focus()
  }
}
