/** Voting tickets for tests: a presenter makes them, and reads all of their codes. */
import type { EventReply } from '../../../src/core/protocol/client-events'
import type { TestPresenter } from '../presenter'
import { waitFor, type Client } from '../clients'

/** Makes tickets, waits until the presenter knows them, and returns their codes. */
export async function makeTickets({ client, lectern }: TestPresenter, count: number): Promise<string[]> {
  const { batch } = lectern().tickets
  const told = waitFor(client, 'presenterState', ({ tickets }: { tickets?: object }) => tickets !== undefined)
  const made = await client.emitWithAck('makeTickets', { batch, count })
  if (!made.ok) throw new Error(made.message)
  await told
  return listTickets(client)
}

/** All codes, page by page. */
export async function listTickets(client: Client): Promise<string[]> {
  const codes: string[] = []
  let from: number | null = 0
  while (from !== null) {
    const page: EventReply<'listTickets'> = await client.emitWithAck('listTickets', { from })
    if (!page.ok) throw new Error(page.message)
    codes.push(...page.tickets)
    from = page.next
  }
  return codes
}

/** Takes a ticket for the browser of this client; what the server says to it. */
export async function use(client: Client, ticket: string): Promise<string> {
  const reply = await client.emitWithAck('useTicket', { ticket })
  return reply.ok ? 'ok' : reply.code
}

/** Casts a vote on what is up for this client; what the server says to it. */
export async function vote(client: Client, pollId: string, choice: string): Promise<string> {
  const reply = await client.emitWithAck('castVote', { pollId, vote: choice })
  return reply.ok ? 'ok' : reply.code
}
