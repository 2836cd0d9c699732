/** A room of a soak as those see it who take care of what is said in it, or are a guest there. */
import { expect } from 'chai'
import type { Handshake } from '../../../src/core/protocol/handshake'
import type { EventInputs, EventName } from '../../../src/core/protocol/schemas'
import type { Client } from '../../support/clients'
import type { TestPresenter } from '../../support/presenter'
import type { Chance } from '../chance'
import type { BallotBox, Sayings } from '../ledger'
import type { Granted, Visitor } from '../visitor'

export interface CrewedRoom {
  /** Whether it is the main room, in which pages of the workshops may write. */
  readonly isMain: boolean
  readonly presenter: TestPresenter
  readonly people: readonly Visitor[]
  readonly chance: Chance
  /** What was acknowledged in this lesson. */
  readonly sayings: Sayings
  tally: (what: string, reply: Granted) => void
  /** A connection of its own to this room. */
  connects(auth: Handshake): Client
  /** Somebody who was never here, and is now. */
  guest(): Promise<Visitor>
  /** Asks this question as ballots or hands. */
  poses(question: BallotBox['question'], kind: 'hands' | 'ballot'): Promise<BallotBox>
  /** Closes the question, and fails unless each acknowledged vote was counted once. */
  closesAndCounts(box: BallotBox): Promise<void>
  /** Fails unless all that was acknowledged is there, and nothing else. */
  expectSayings(): Promise<void>
  newLesson(): Promise<void>
}

/** Something that comes and goes in a room, from its beginning to its end. */
export type CrewDeed = (room: CrewedRoom) => Promise<void>

/** Sends an event of the crew, which must be granted, or already be so. */
export async function grants<E extends EventName>(
  room: Pick<CrewedRoom, 'tally'>,
  client: Client,
  event: E,
  input: EventInputs[E],
): Promise<Granted> {
  const ask = client.emitWithAck.bind(client) as (name: string, input: unknown) => Promise<Granted>
  const reply = await ask(event, input)
  room.tally(event, reply)
  expect(reply.ok || reply.code === 'already-so', `${event}: ${reply.code}`).to.equal(true)
  return reply
}

/** Fails unless this was answered with `ok` or with this code, and gives the answer. */
export function expectAnswer(room: Pick<CrewedRoom, 'tally'>, what: string, reply: Granted, code = 'ok') {
  room.tally(what, reply)
  expect(reply.ok ? 'ok' : reply.code, what).to.equal(code)
  return reply
}

/** Says a line under a key of its own; one that is kept goes into the ledger. */
export async function says(room: CrewedRoom, who: Visitor, text: string, code = 'ok'): Promise<number> {
  const line = { text, key: who.chance.id() }
  const reply = expectAnswer(room, 'line', await who.asks('chat message', line), code)
  if (reply.ok) room.sayings.lines.set(reply['seq'] as number, text)
  return reply['seq'] as number
}
