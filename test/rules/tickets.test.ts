/** Laws of voting tickets: each code is that of one number, nothing else is a ticket, and which polls take them. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import { keyedNumber } from '../../src/credentials'
import { MAX_TICKETS } from '../../src/core/limits/input-limits'
import { CODE_CHARACTERS, neverInCodes } from '../../src/core/room/codes'
import { newRoom } from '../../src/core/room/document'
import { pose } from '../../src/core/room/poll-document'
import {
  TICKET_CODES,
  TICKET_LENGTH,
  ticketCode,
  ticketNumber,
  type KeyedNumber,
} from '../../src/core/tickets/ticket-codes'
import { newTickets, NO_TICKETS, stoppedTickets, voidRefusal, withTickets } from '../../src/core/room/tickets'
import { question } from '../support/presenter'

const keyedBy =
  (secret: string): KeyedNumber =>
  text =>
    keyedNumber(Buffer.from(secret), text)
const number = fc.integer({ min: 0, max: MAX_TICKETS - 1 })
const secret = fc.string({ minLength: 1 })
const code = fc
  .array(fc.constantFrom(...CODE_CHARACTERS), { minLength: TICKET_LENGTH, maxLength: TICKET_LENGTH })
  .map(characters => characters.join(''))

describe('The code of a voting ticket', () => {
  it('says its number to whoever has the secret, however it is typed', () => {
    fc.assert(
      fc.property(number, secret, (number, secret) => {
        const code = ticketCode(number, keyedBy(secret))
        expect(code).to.match(/^[34679ACDEFGHJKMNPQRTWXY]{5}-[34679ACDEFGHJKMNPQRTWXY]{5}$/)
        const [left, right] = code.split('-') as [string, string]
        const wide = [...left].map(each => String.fromCodePoint(each.codePointAt(0)! + 0xfee0)).join('')
        for (const typed of [
          code,
          left + right,
          ` ${left.toLowerCase()} ${right} `,
          `${wide}-${right}`,
          [...(left + right)].join(' '),
        ])
          expect(ticketNumber(typed, number + 1, keyedBy(secret)), typed).to.equal(number)
        expect(ticketNumber(code, number, keyedBy(secret)), 'more than there are').to.equal(undefined)
      }),
    )
  })

  it('is another one for each of 5,000 numbers, and has none of the characters that are easily mistaken', () => {
    const codes = times(MAX_TICKETS, number => ticketCode(number, keyedBy('a secret')))
    expect(new Set(codes).size).to.equal(MAX_TICKETS)
    expect(codes.flatMap(code => neverInCodes(code))).to.deep.equal([])
    // Every place of the code has every character about as often: the numbers leave no pattern.
    for (const place of [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]) {
      const counts = new Map<string, number>()
      for (const code of codes) counts.set(code[place]!, (counts.get(code[place]!) ?? 0) + 1)
      expect(counts.size).to.equal(CODE_CHARACTERS.length)
      for (const count of counts.values()) expect(count).to.be.within(140, 300)
    }
  })

  it('is a permutation: every code is that of one number, so a guess is right as often as there are tickets', () => {
    fc.assert(
      fc.property(code, secret, (code, secret) => {
        const number = ticketNumber(code, TICKET_CODES, keyedBy(secret))
        expect(number).to.be.within(0, TICKET_CODES - 1)
        expect(ticketCode(number!, keyedBy(secret)).replace('-', '')).to.equal(code)
        // Of 23^10 codes 5,000 are tickets: of these hundred none is.
        expect(ticketNumber(code, MAX_TICKETS, keyedBy(secret))).to.equal(undefined)
      }),
    )
    expect(MAX_TICKETS / TICKET_CODES).to.be.lessThan(1.3e-10)
  })

  it('is guessed as often as computed, where nearly all codes are tickets', () => {
    const count = Math.floor(TICKET_CODES / 4)
    const guesses = times(4000, place =>
      ticketNumber(ticketCode(place * 1e9, keyedBy('one')), count, keyedBy('two')),
    )
    expect(guesses.filter(each => each !== undefined).length).to.be.within(880, 1120)
  })

  it('says nothing under another secret, and nothing else is one', () => {
    fc.assert(
      fc.property(number, number => {
        const code = ticketCode(number, keyedBy('one'))
        expect(ticketNumber(code, MAX_TICKETS, keyedBy('two'))).to.equal(undefined)
      }),
    )
    for (const typed of ['', 'ACDEF', 'ACDEF-GHJK', 'ACDEF-GHJKMN', 'ACDEF-GHJK0', '😀'.repeat(5)])
      expect(ticketNumber(typed, TICKET_CODES, keyedBy('one')), typed).to.equal(undefined)
  })
})

describe('A poll', () => {
  const ballot = pose(question(), 'poll-1', 0)
  const tickets = newTickets(NO_TICKETS, 5, 'secret')

  it('takes tickets if it is asked while there are some, of that batch only', () => {
    const asked = withTickets(tickets, ballot)
    expect(asked.tickets).to.equal(1)
    expect(voidRefusal(tickets, asked)).to.equal(undefined)
    for (const later of [newTickets(tickets, 5, 'other'), stoppedTickets(tickets)])
      expect(voidRefusal(later, asked)).to.include({ ok: false, code: 'tickets-changed' })
  })

  it('takes none if it was asked before, is a show of hands, or an earlier result', () => {
    expect(withTickets(NO_TICKETS, ballot).tickets).to.equal(null)
    expect(voidRefusal(tickets, ballot)).to.equal(undefined)
    expect(withTickets(tickets, pose(question({ kind: 'hands' }), 'poll-1', 0)).tickets).to.equal(null)
    const past = { askedAt: 0, voted: 1, present: 1, besideAt: null, id: 'one', besideId: null }
    expect(withTickets(tickets, { ...ballot, past }).tickets).to.equal(null)
    expect(newRoom('hash', { now: 0, newId: () => 'id' }).tickets).to.deep.equal(NO_TICKETS)
  })

  it('never takes a void ticket again, whatever is made and stopped', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: MAX_TICKETS })), { minLength: 1 }), counts => {
        let state = tickets
        const asked = withTickets(state, ballot)
        for (const count of counts) {
          const before = state
          state = count === null ? stoppedTickets(state) : newTickets(state, count, 'secret')
          expect(state.batch).to.be.at.least(before.batch)
        }
        expect(voidRefusal(state, asked)).to.include({ code: 'tickets-changed' })
      }),
    )
  })
})
