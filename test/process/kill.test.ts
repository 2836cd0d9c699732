/** kill -9 in a loop: whatever was acknowledged before is there after, exactly once. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { io } from 'socket.io-client'
import type { Handshake } from '../../src/core/protocol/events'
import type { PresenterState } from '../../src/core/protocol/poll'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { run } from '../support/process'
import { KEY, question } from '../support/presenter'
import { newTab, waitFor, type Client } from '../support/clients'
import { newFolder } from '../support/folders'

const VOTERS = 200
const ROUNDS = 10

/** One person across all rounds. */
interface Voter {
  browser: string
  /** The last choice that was acknowledged. */
  acknowledged: string | null
  /** A choice that was sent and may be recorded or not: nobody has said so. */
  open: string | null
}

const clients = new Set<Client>()

afterEach(() => {
  for (const client of clients) client.disconnect()
  clients.clear()
})

function connect(port: number, auth: Handshake): Client {
  const client: Client = io(`http://127.0.0.1:${port}`, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  clients.add(client)
  return client
}

async function ask(port: number): Promise<void> {
  const presenter = connect(port, { presenterKey: KEY })
  const snapshot = waitFor<[Snapshot]>(presenter, 'snapshot')
  const [{ step }] = await waitFor<[PresenterState]>(presenter, 'presenterState')
  const [{ poll }] = await snapshot
  const command = { name: 'ask', question: question({ choices: ['', '', '', ''] }) } as const
  const reply = await presenter.emitWithAck('present', { pollId: poll.pollId, step, command })
  expect(reply).to.include({ ok: true })
  presenter.disconnect()
}

async function enter(port: number, { browser }: Voter): Promise<{ client: Client; snapshot: Snapshot }> {
  const client = connect(port, { tab: newTab(), browser })
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return { client, snapshot }
}

/** Every voter has what was acknowledged, or what nobody has spoken of; and the tally is the sum of them all. */
function expectAllKept(voters: Voter[], snapshots: Snapshot[]): void {
  snapshots.forEach(({ yourVote }, index) => {
    const { acknowledged, open } = voters[index]!
    expect(yourVote).to.be.oneOf(open === null ? [acknowledged] : [acknowledged, open])
  })
  const given = snapshots.map(({ yourVote }) => yourVote).filter(vote => vote !== null)
  expect(snapshots[0]!.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0, ...countBy(given) })
  expect(snapshots[0]!.poll.question).to.equal('Which?')
}

describe('A server that is killed', () => {
  it(`${ROUNDS} times while ${VOTERS} voters cast keeps every ballot it acknowledged, exactly once`, async function () {
    this.timeout(240_000)
    const env = {
      DATA_DIR: newFolder(),
      PRESENTER_KEY: KEY,
      SOCKET_EVENTS: '100000',
      ADDRESS_EVENTS: '1000000',
      ADDRESS_CONNECTIONS: '100000',
    }
    const voters: Voter[] = times(VOTERS, () => ({ browser: newTab(), acknowledged: null, open: null }))
    let acknowledgements = 0

    for (let round = 0; round <= ROUNDS; round++) {
      const server = run(env)
      const port = await server.port
      if (round === 0) await ask(port)
      const entered = await Promise.all(voters.map(voter => enter(port, voter)))
      expectAllKept(
        voters,
        entered.map(({ snapshot }) => snapshot),
      )
      if (round === ROUNDS) break

      // Each round ends at another point: with the first acknowledgement, amid the first wave, amid many.
      const enough = acknowledgements + 1 + round * 97
      const casting = voters.map(async (voter, index) => {
        const { client, snapshot } = entered[index]!
        voter.acknowledged = snapshot.yourVote
        voter.open = null
        const closed = waitFor(client, 'disconnect').then(() => undefined)
        for (let turn = 0; ; turn++) {
          voter.open = 'ABCD'[(index + round + turn) % 4]!
          const cast = client.emitWithAck('castVote', { pollId: snapshot.poll.pollId, vote: voter.open })
          const reply = await Promise.race([cast.catch(() => undefined), closed])
          if (!reply) return
          expect(reply).to.deep.equal({ ok: true, vote: voter.open })
          voter.acknowledged = voter.open
          voter.open = null
          if (++acknowledgements === enough) server.child.kill('SIGKILL')
        }
      })
      await Promise.all(casting)
      await server.ended
    }
    expect(acknowledgements).to.be.at.least(ROUNDS)
  })
})
