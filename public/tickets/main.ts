/** The field in which a voter types a ticket. Once the server has taken it, the page hides the field. */
import { cleanCode, neverInCodes } from '../../src/core/room/codes'
import { TICKET_LENGTH } from '../../src/core/tickets/ticket-codes'
import { MAX_TYPED_TICKET_LENGTH } from '../../src/core/limits/input-limits'
import type { ClientSocket } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { labelFor, make, setText } from '../shared/dom'
import { ticketWords as words } from './words'

/** Fills the place with the form; a ticket that came with the address is used at once. */
export function fillTicket(place: HTMLElement, socket: ClientSocket, linked: string | undefined): void {
  const form = make('form', 'ticket-form')
  const field = make('input', 'text-field')
  const hint = make('p', 'hint', words.hint)
  const said = make('p', 'said')
  const button = make('button', 'pill', words.use)
  const row = make('div', 'ticket-row field-row')
  hint.id = 'ticket-hint'
  said.id = 'ticket-said'
  said.setAttribute('role', 'status')
  for (const [name, value] of Object.entries({
    'aria-describedby': 'ticket-said ticket-hint',
    autocapitalize: 'off',
    autocomplete: 'off',
    spellcheck: 'false',
    inputmode: 'text',
    dir: 'ltr',
    translate: 'no',
  }))
    field.setAttribute(name, value)
  field.maxLength = MAX_TYPED_TICKET_LENGTH
  row.append(field, button)
  form.append(labelFor(field, 'ticket-code', words.yours), row, said, hint)
  place.append(form)

  let isSending = false
  const say = (sentence: string, isWrong = false) => {
    setText(said, sentence)
    if (isWrong) field.setAttribute('aria-invalid', 'true')
    else field.removeAttribute('aria-invalid')
  }
  const use = async () => {
    if (isSending) return
    const problem = problemOf(field.value)
    if (problem) {
      say(problem, true)
      return field.focus()
    }
    isSending = true
    say(words.checking)
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('useTicket', { ticket: field.value })
    const reply = await answerTo(asked, words.noAnswer)
    isSending = false
    if (reply.ok) {
      field.value = ''
      return say('')
    }
    say(sentenceOf(reply), true)
    if (form.contains(document.activeElement)) field.focus()
  }
  form.addEventListener('submit', event => {
    event.preventDefault()
    void use()
  })
  if (linked === undefined) return
  field.value = linked
  if (socket.connected) void use()
  else socket.once('snapshot', () => void use())
}

/** What is wrong with a ticket before the server is asked; empty: nothing that a page can see. */
function problemOf(typed: string): string {
  if (typed.trim() === '') return words.empty
  const [never] = neverInCodes(typed)
  if (never) return words.never(never.character, never.meant)
  const { length } = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return cleanCode(typed, TICKET_LENGTH) === undefined ? words.length(length, TICKET_LENGTH) : ''
}
