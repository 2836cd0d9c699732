/** The settings of voting tickets: making, printing and stopping them, and how many are taken. */
import { MAX_TICKETS } from '../../../src/core/limits/input-limits'
import type { PresenterState } from '../../../src/core/protocol/presenter'
import { confirmFirst } from '../../shared/confirm'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { labelFor, make, pill, setText } from '../../shared/dom'
import { readShare } from '../../shared/share-address'
import { addressOf, roomCode } from '../../shared/urls'
import { printTickets, readTickets } from './print'
import { ticketsWords as words } from './words'

/** Milliseconds between two askings how many are taken, while the settings are open. */
const COUNT_INTERVAL_MS = 2000

export class TicketSettings {
  private readonly count = make('input', 'text-field')
  private readonly used = make('p', '', words.off)
  private readonly status = make('p', 'said')
  private readonly makeFirst = pill(words.make, () => void this.make())
  private readonly makeNew = pill(words.makeNew, () => undefined)
  private readonly print = pill(words.print, () => void this.printAll())
  private readonly stop = pill(words.stop, () => undefined)
  private tickets: PresenterState['tickets'] | undefined
  private isBusy = false

  constructor(
    place: HTMLElement,
    private readonly socket: () => ClientSocket,
  ) {
    const { count, used, status, makeFirst, makeNew, print, stop } = this
    count.type = 'number'
    count.min = '1'
    count.max = String(MAX_TICKETS)
    count.value = '40'
    count.setAttribute('inputmode', 'numeric')
    status.id = 'tickets-said'
    status.setAttribute('role', 'status')
    count.setAttribute('aria-describedby', status.id)
    confirmFirst(makeNew, { question: () => words.sureNew, yes: words.makeNew, act: () => void this.make() })
    confirmFirst(stop, { question: () => words.sureStop, yes: words.yesStop, act: () => void this.end() })
    const field = make('div', 'field')
    field.append(labelFor(count, 'tickets-count', words.count), count)
    const row = make('div', 'row')
    row.append(field, makeFirst, makeNew, print, stop)
    place.append(make('h4', '', words.title), make('p', 'hint', words.hint), used, row, status)
    setInterval(() => void this.countUsed(), COUNT_INTERVAL_MS)
  }

  update(tickets: PresenterState['tickets']): void {
    const isOther = tickets.batch !== this.tickets?.batch
    this.tickets = tickets
    const isOn = tickets.count > 0
    this.makeFirst.hidden = isOn
    this.makeNew.hidden = this.print.hidden = this.stop.hidden = !isOn
    if (!isOn) setText(this.used, words.off)
    else if (isOther) void this.countUsed()
  }

  private async make(): Promise<void> {
    const count = Number(this.count.value)
    if (!Number.isInteger(count) || count < 1 || count > MAX_TICKETS) {
      this.say(words.whole(MAX_TICKETS))
      this.count.setAttribute('aria-invalid', 'true')
      return this.count.focus()
    }
    this.count.removeAttribute('aria-invalid')
    const { batch } = this.tickets!
    await this.alone(async () => {
      const reply = await answerTo(
        this.request().emitWithAck('makeTickets', { batch, count }),
        words.noAnswer,
      )
      this.say(reply.ok ? words.made(count) : sentenceOf(reply))
    })
  }

  private async end(): Promise<void> {
    const { batch } = this.tickets!
    await this.alone(async () => {
      const reply = await answerTo(this.request().emitWithAck('stopTickets', { batch }), words.noAnswer)
      this.say(reply.ok ? words.stopped : sentenceOf(reply))
    })
  }

  private async printAll(): Promise<void> {
    await this.alone(async () => {
      this.say(words.preparing)
      const codes = await readTickets(this.socket())
      if (typeof codes === 'string') return this.say(codes)
      await printTickets(codes, await addressToPrint(), count =>
        this.say(words.prepared(count, codes.length)),
      )
      this.say('')
    })
  }

  /** Only while it can be seen, and there are some. */
  private async countUsed(): Promise<void> {
    const { tickets, used } = this
    if (!tickets?.count || used.offsetParent === null || !this.socket().connected) return
    const reply = await answerTo(this.request().emitWithAck('countTickets'), words.noAnswer)
    if (reply.ok && this.tickets === tickets) setText(used, words.used(reply.used, tickets.count))
  }

  /** One at a time: a double click does not make two batches. */
  private async alone(act: () => Promise<void>): Promise<void> {
    if (this.isBusy) return
    this.isBusy = true
    try {
      await act()
    } finally {
      this.isBusy = false
    }
  }

  private say(sentence: string): void {
    setText(this.status, sentence)
  }

  private request() {
    return this.socket().timeout(ANSWER_TIMEOUT_MS)
  }
}

/** The address of the room as phones reach it, else as this page does. */
async function addressToPrint(): Promise<string> {
  try {
    return (await readShare(roomCode)).url
  } catch {
    return addressOf(roomCode)
  }
}
