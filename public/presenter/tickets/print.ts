/** Prints all voting tickets, to be cut: each with its code, a QR code of its link, and the address of the room. */
import type { EventReply } from '../../../src/core/protocol/client-events'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { make } from '../../shared/dom'
import { qrCode } from '../../shared/qr'
import { typedAddress } from '../../shared/share-address'
import { ticketsWords as words } from './words'

/** Tickets drawn before the page gets a turn. */
const SLICE = 50

/** Reads all codes, page by page. Resolves to a sentence if that fails. */
export async function readTickets(socket: ClientSocket): Promise<string[] | string> {
  const codes: string[] = []
  let batch: number | undefined
  let from: number | null = 0
  while (from !== null) {
    const asked: Promise<EventReply<'listTickets'>> = socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck('listTickets', { from })
    const reply: EventReply<'listTickets'> = await answerTo(asked, words.noAnswer)
    if (!reply.ok) return sentenceOf(reply)
    if (batch !== undefined && reply.batch !== batch) return words.changed
    batch = reply.batch
    codes.push(...reply.tickets)
    from = reply.next
  }
  // Their characters are random: in this order nothing says which was made first.
  return codes.sort()
}

/**
 * Puts the sheet into the page, which shows it on paper alone, and prints.
 * @param address of the room as phones open it
 * @param drawn called with the number of tickets that are drawn, now and then
 */
export async function printTickets(
  codes: readonly string[],
  address: string,
  drawn: (count: number) => void,
): Promise<void> {
  document.getElementById('ticket-sheet')?.remove()
  const sheet = make('section', '')
  sheet.id = 'ticket-sheet'
  sheet.setAttribute('aria-label', words.sheetTitle)
  sheet.setAttribute('aria-hidden', 'true')
  for (let start = 0; start < codes.length; start += SLICE) {
    sheet.append(...codes.slice(start, start + SLICE).map(code => ticketOf(code, address)))
    drawn(sheet.childElementCount)
    await new Promise(resolve => setTimeout(resolve))
  }
  document.body.append(sheet)
  document.documentElement.classList.add('printing-tickets')
  window.addEventListener(
    'afterprint',
    () => {
      sheet.remove()
      document.documentElement.classList.remove('printing-tickets')
    },
    { once: true },
  )
  window.print()
}

function ticketOf(code: string, address: string): HTMLElement {
  const ticket = make('div', 'one-ticket')
  const text = make('div')
  const strong = make('b', '', code)
  strong.setAttribute('translate', 'no')
  text.append(make('span', '', words.oneTicket), strong, make('span', '', words.where(typedAddress(address))))
  ticket.append(qrCode(`${address}#ticket=${code}`, ''), text)
  return ticket
}
