/** What is read aloud of the chat: each line while there are few, else only how many there are; nothing when switched off. */
import { make } from '../shared/dom'
import { chatWords as words } from './words'
import { rememberChecked } from '../shared/storage'

/** Lines that are read within one interval; of more, only the number is. */
const MAX_READ_LINES = 3
const INTERVAL_MS = 5000
/** Sentences that stay in the live region, for a reader that is slow. */
const MAX_SENTENCES = 5
const SWITCH_KEY = 'read-lines'

export class LiveRegion {
  readonly region = make('div', 'voice visually-hidden')
  /** Switches reading on and off. */
  readonly choice = make('label', 'option')
  private read = 0
  private waiting: string[] = []
  /** Whether there were too many lines to read them: then the next ones wait, too. */
  private isBusy = false
  private timer: number | undefined

  constructor() {
    const box = make('input')
    box.type = 'checkbox'
    const turn = (isOn: boolean) => this.region.setAttribute('aria-live', isOn ? 'polite' : 'off')
    rememberChecked(box, SWITCH_KEY, true, turn)
    this.choice.append(box, make('span', '', words.readAloud))
    turn(box.checked)
  }

  /** A line of somebody else has come. */
  add(sentence: string): void {
    this.wait()
    if (!this.isBusy && this.read++ < MAX_READ_LINES) this.say(sentence)
    else this.waiting.push(sentence)
  }

  /** The chat is closed: nothing more is read. */
  clear(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.read = 0
    this.waiting = []
    this.isBusy = false
    this.region.textContent = ''
  }

  private wait(): void {
    this.timer ??= window.setTimeout(() => this.readWaiting(), INTERVAL_MS)
  }

  private readWaiting(): void {
    const { waiting } = this
    const isMany = waiting.length > (this.isBusy ? MAX_READ_LINES : 0)
    this.timer = undefined
    this.read = 0
    this.waiting = []
    this.isBusy = isMany
    if (isMany) {
      this.say(words.newLines(waiting.length))
      this.wait()
    } else for (const sentence of waiting) this.say(sentence)
  }

  /** A sentence of its own, so that none takes the place of one that is still to be read. */
  private say(sentence: string): void {
    this.region.append(make('p', '', sentence))
    if (this.region.childElementCount > MAX_SENTENCES) this.region.firstElementChild!.remove()
  }
}
