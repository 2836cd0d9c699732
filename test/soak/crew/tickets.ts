/** Voting tickets that are made, taken, used and stopped. */
import { listTickets, makeTickets } from '../../support/tickets/tickets'
import { waitFor } from '../../support/clients'
import { QUESTIONS } from '../../support/question-types'
import { expectAnswer, grants, type CrewDeed } from './room'

/** Those with a ticket vote; of the others one tries without, and one with a ticket that is taken. */
export const votesByTicket: CrewDeed = async room => {
  const { presenter, people, chance } = room
  const [without, ...holders] = chance.some(people, 4)
  await makeTickets(presenter, holders.length + 1)
  const tickets = await listTickets(presenter.client)
  const box = await room.poses(QUESTIONS['one choice']!, 'ballot')
  const { pollId } = box
  for (const [place, holder] of holders.entries()) {
    const ticket = tickets[place]!
    expectAnswer(room, 'useTicket', await holder.asks('useTicket', { ticket }, chance.happens(0.2)))
    const vote = chance.one(['A', 'B'])
    expectAnswer(room, 'vote by ticket', await holder.asks('castVote', { pollId, vote }))
    box.acknowledged(holder, vote)
  }
  const taken = { ticket: tickets[0]! }
  expectAnswer(room, 'useTicket', await without!.asks('useTicket', taken), 'ticket-used')
  const refused = await without!.asks('castVote', { pollId, vote: 'A' })
  expectAnswer(room, 'vote by ticket', refused, 'needs-ticket')
  await room.closesAndCounts(box)
  const { batch } = presenter.lectern().tickets
  const stopped = waitFor(
    presenter.client,
    'presenterState',
    ({ tickets: now }: { tickets?: { count: number } }) => now?.count === 0,
  )
  await grants(room, presenter.client, 'stopTickets', { batch })
  await stopped
}
