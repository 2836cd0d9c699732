/** The field for lines and their addressee; each addressee has a separate draft. */
import { MAX_LINE_LENGTH } from '../../src/core/limits/input-limits'
import { decideText } from '../../src/core/chat/messages'
import { make, pill, setText } from '../shared/dom'
import { sentenceOf } from '../shared/connection/request'
import type { DrawnLine } from './message'
import { chatWords as words } from './words'
import { recallWord, rememberWord } from '../shared/storage'

/** If this many characters or fewer are left, the number of characters is shown. */
const NEAR_LIMIT_LENGTH = 200
/** The height to which the field may grow, in pixels. */
const MAX_HEIGHT_PX = 160
/** The key under which a tab remembers that it has shown who can read private lines. */
export const PRIVACY_SHOWN_KEY = 'told-private'

type Addressee = NonNullable<DrawnLine['to']>

interface Callbacks {
  say(text: string, to?: Addressee): void
  typed(): void
  /** Why a line was not sent. */
  said(sentence: string): void
  /** Whether nothing may be sent to this addressee just now; what was written stays. */
  mustWait(to: Addressee | undefined): boolean
}

export class Composer {
  readonly form = make('form', 'composer field-row')
  private readonly field = make('textarea', 'text-field')
  private readonly counter = make('p', 'hint')
  private readonly address = make('div', 'address')
  private readonly drafts = new Map<string, string>()
  private to: Addressee | undefined

  /** @param slow says how long there is to wait in slow mode */
  constructor(
    private readonly callbacks: Callbacks,
    slow: HTMLElement,
  ) {
    const { form, field, counter, address } = this
    const send = make('button', 'pill primary', words.send)
    field.id = 'chat-text'
    field.rows = 1
    field.dir = 'auto'
    field.setAttribute('enterkeyhint', 'send')
    field.setAttribute('aria-describedby', 'chat-count chat-slow')
    counter.id = 'chat-count'
    slow.id = 'chat-slow'
    form.append(address, field, send, counter, slow)
    this.addressTo(undefined)

    form.addEventListener('submit', event => {
      event.preventDefault()
      this.submit()
    })
    field.addEventListener('keydown', event => {
      // While an input method composes a word, it uses Enter.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
      event.preventDefault()
      this.submit()
    })
    field.addEventListener('input', () => {
      this.changed()
      if (field.value && !this.to) callbacks.typed()
    })
  }

  focus(): void {
    this.field.focus()
  }

  /** Sends lines to this person only from now on; undefined: to everybody. */
  addressTo(to: Addressee | undefined): void {
    const { address, field } = this
    this.drafts.set(this.to?.id ?? '', field.value)
    this.to = to
    field.value = this.drafts.get(to?.id ?? '') ?? ''
    field.placeholder = to ? words.writeTo(to.name) : words.write
    field.setAttribute('aria-label', to ? words.writeTo(to.name) : words.yourLine)
    this.form.classList.toggle('private', to !== undefined)
    address.textContent = ''
    address.hidden = !to
    if (to) {
      const back = pill(words.toEverybody, () => {
        this.addressTo(undefined)
        this.focus()
      })
      back.classList.add('small')
      address.append(make('b', '', words.privateTo(to.name)), back)
      if (!recallWord(PRIVACY_SHOWN_KEY, 'tab')) address.append(make('p', 'hint', words.whoCanRead(to.name)))
    }
    this.changed()
  }

  /** Puts the text of a refused line back into its draft, before the current text. */
  giveBack(text: string, to: Addressee | undefined): void {
    const id = to?.id ?? ''
    const isHere = id === (this.to?.id ?? '')
    const draft = isHere ? this.field.value : this.drafts.get(id)
    const both = draft ? `${text}\n${draft}` : text
    this.drafts.set(id, both)
    if (!isHere) return
    this.field.value = both
    this.changed()
  }

  private submit(): void {
    const { field, to } = this
    const decided = decideText(field.value)
    if (decided.ok && this.callbacks.mustWait(to)) return
    this.callbacks.said(decided.ok || decided.code === 'empty-line' ? '' : sentenceOf(decided))
    if (!decided.ok) return
    field.value = ''
    if (to) rememberWord(PRIVACY_SHOWN_KEY, 'yes', 'tab')
    this.addressTo(to)
    this.callbacks.say(decided.text, to)
  }

  private changed(): void {
    const { field, counter } = this
    const { length } = field.value
    counter.hidden = length < MAX_LINE_LENGTH - NEAR_LIMIT_LENGTH
    setText(counter, counter.hidden ? '' : words.count(length, MAX_LINE_LENGTH))
    counter.classList.toggle('over', length > MAX_LINE_LENGTH)
    field.style.height = 'auto'
    // While it is not rendered it has no height.
    if (field.scrollHeight > 0)
      field.style.height = `${Math.min(field.scrollHeight + field.offsetHeight - field.clientHeight, MAX_HEIGHT_PX)}px`
  }
}
