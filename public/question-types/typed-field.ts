/** A field for what people type: its limit is shown while they type, its mark, and what is wrong with it. */
import { lengthOf } from '../../src/core/question-types/open-answers'
import { make, setText } from '../shared/dom'
import type { VoteMark } from '../shared/poll/choice-rows'
import { OwnTab } from './own-tab'
import { typeWords } from './words'

/** From this part of the limit on, a short field says how much is typed. */
const NEAR_LIMIT = 2 / 3

export interface FieldSettings {
  /** Several lines high. */
  isLong: boolean
  /** In characters as people count them. There is no `maxlength`: it would cut emoji in two. */
  maxLength: number
  /** What screen readers call it. */
  name: string
  /** Stands before the field; empty: it is the only one. */
  number: string
}

interface Callbacks {
  changed: () => void
  /** Enter was pressed, and not to choose a word of an input method. */
  entered: () => void
  /** This answer alone is taken back; absent: all are taken back at once. */
  takenBack?: (() => void) | undefined
}

let fields = 0

export class TypedField {
  readonly element = make('div', 'typed-field')
  readonly input: HTMLInputElement | HTMLTextAreaElement
  private readonly tab = new OwnTab()
  private readonly count = make('span', 'field-count')
  private readonly said = make('p', 'field-said')
  private readonly takeBack: HTMLButtonElement | undefined

  constructor(
    private readonly settings: FieldSettings,
    { changed, entered, takenBack }: Callbacks,
  ) {
    const { isLong, name, number } = settings
    this.input = make(isLong ? 'textarea' : 'input', 'text-field')
    const { input, said, count } = this
    // Without an id: `newer-version` would put it into the same field of another question. It has its own memory.
    input.setAttribute('aria-label', name)
    input.dir = 'auto'
    input.autocomplete = 'off'
    input.autocapitalize = isLong ? 'sentences' : 'none'
    said.id = `field-said-${fields++}`
    count.id = `field-count-${fields}`
    count.translate = false
    input.setAttribute('aria-describedby', `${count.id} ${said.id}`)
    input.addEventListener('input', () => {
      this.refuse('')
      this.drawn()
      changed()
    })
    input.addEventListener('keydown', event => {
      const { key, isComposing, keyCode, shiftKey } = event as KeyboardEvent
      // While an input method composes a word, it uses Enter.
      if (key !== 'Enter' || shiftKey || isComposing || keyCode === 229) return
      event.preventDefault()
      entered()
    })
    const sign = make('span', 'field-number', number)
    sign.setAttribute('aria-hidden', 'true')
    sign.translate = false
    this.element.classList.toggle('long', isLong)
    const foot = make('div', 'field-foot')
    foot.append(count)
    if (takenBack) {
      this.takeBack = make('button', 'link', typeWords.takeBack)
      this.takeBack.type = 'button'
      this.takeBack.setAttribute('aria-label', `${typeWords.takeBack}: ${name}`)
      this.takeBack.addEventListener('click', takenBack)
      foot.append(this.takeBack)
    }
    this.element.append(...(number ? [sign] : []), input, foot, this.tab.element, said)
    this.drawn()
  }

  /** As it is typed; an answer is one line. */
  get text(): string {
    return this.input.value.replace(/\s*\n\s*/g, ' ')
  }

  set text(text: string) {
    if (this.input.value !== text) this.input.value = text
    this.drawn()
  }

  /** What the key of a phone's keyboard says. */
  hintAt(key: 'next' | 'send'): void {
    this.input.setAttribute('enterkeyhint', key)
  }

  mark(mark: VoteMark): void {
    this.element.dataset['mark'] = mark
    this.tab.update(mark)
    if (this.takeBack) this.takeBack.hidden = !mark
  }

  /** Says at the field what is wrong with it; empty: nothing. */
  refuse(sentence: string): void {
    setText(this.said, sentence)
    if (sentence) {
      this.input.setAttribute('aria-invalid', 'true')
      this.input.focus()
    } else this.input.removeAttribute('aria-invalid')
  }

  private drawn(): void {
    const { maxLength, isLong } = this.settings
    const { input, count } = this
    const length = lengthOf(this.text)
    const isNear = length > maxLength * NEAR_LIMIT
    setText(count, isLong || isNear ? typeWords.typed(length, maxLength) : '')
    count.classList.toggle('over', length > maxLength)
    if (!isLong) return
    input.style.height = 'auto'
    // While it is not rendered it has no height.
    if (input.scrollHeight > 0)
      input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`
  }
}
