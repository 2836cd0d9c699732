/** The presenter's limit of ballots from one network address: a switch, and the number while it is on. */
import { MAX_BALLOTS_PER_ADDRESS } from '../../../src/core/limits/input-limits'
import { PendingChanges } from '../../shared/connection/pending-changes'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

/** What the switch begins with: the people of a home. */
const FIRST_LIMIT = 5

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class BallotLimit {
  private readonly isOn = byId<HTMLInputElement>('switch-ballot-limit')
  private readonly number = byId<HTMLInputElement>('ballots-per-address')
  private readonly pending = new PendingChanges<{ most: number }>()
  private most = 0
  /** What the number was before it was switched off. */
  private chosen = FIRST_LIMIT

  constructor(private readonly callbacks: Callbacks) {
    this.isOn.addEventListener('change', () => void this.set(this.isOn.checked ? this.chosen : 0))
    this.number.addEventListener('change', () => void this.choose())
  }

  update({ state }: PresenterView): void {
    this.most = state.ballotsPerAddress
    if (this.most > 0) this.chosen = this.most
    this.draw()
  }

  /** The control that switches it on, for whoever leads people here. */
  get control(): HTMLElement {
    return this.isOn
  }

  private async choose(): Promise<void> {
    const most = Number(this.number.value)
    if (Number.isInteger(most) && most >= 1 && most <= MAX_BALLOTS_PER_ADDRESS) return this.set(most)
    this.callbacks.said(words.noSuchLimit)
    this.draw(true)
  }

  private async set(most: number): Promise<void> {
    const { socket, said } = this.callbacks
    const asked = socket().timeout(ANSWER_TIMEOUT_MS).emitWithAck('setBallotsPerAddress', { most })
    const answer = this.pending.during({ most }, answerTo(asked, words.noAnswer))
    this.draw()
    const reply = await answer
    const isDone = reply.ok || reply.code === 'already-so'
    if (!isDone) this.draw(true)
    said(isDone ? words.ballotsLimited(most) : sentenceOf(reply))
  }

  /** @param isReset whether the number is put back, although it may be being typed */
  private draw(isReset = false): void {
    const { most } = this.pending.over({ most: this.most })
    this.isOn.checked = most > 0
    byId('ballot-limit-number').hidden = most === 0
    if (isReset || document.activeElement !== this.number) this.number.value = String(most || this.chosen)
  }
}
