/**
 * Announces chat lines to screen readers: each line if there are few, otherwise their number; nothing if switched
 * off.
 */
import { make } from '../shared/dom'
import { chatWords as words } from './words'
import { rememberChecked } from '../shared/storage'

/** Lines that are read per interval; if there are more, only their number is read. */
const MAX_READ_LINES = 3
const INTERVAL_MS = 5000
/** Sentences that stay in the live region, for slow screen readers. */
const MAX_SENTENCES = 5
const SWITCH_KEY = 'read-lines'

export class LiveRegion {
  readonly region = make('div', 'voice visually-hidden')
  /** The checkbox that switches reading on and off. */
  readonly choice = make('label', 'option')
  private read = 0
  private waiting: string[] = []
  /** Whether there were too many lines to read: then the next ones wait, too. */
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

  /** Queues a line of somebody else. */
  add(sentence: string): void {
    this.wait()
    if (!this.isBusy && this.read++ < MAX_READ_LINES) this.say(sentence)
    else this.waiting.push(sentence)
  }

  /** Stops reading, because the chat was closed. */
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

  /** Adds a separate element, so that it does not replace a sentence that is not read yet. */
  private say(sentence: string): void {
    this.region.append(make('p', '', sentence))
    if (this.region.childElementCount > MAX_SENTENCES) this.region.firstElementChild!.remove()
  }
}
