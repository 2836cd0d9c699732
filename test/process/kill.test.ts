/** kill -9 in a loop: whatever was acknowledged before is there after, exactly once. */
import { expect } from 'chai'
import times from 'lodash/times'
import { io } from 'socket.io-client'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Question } from '../../src/core/protocol/poll'
import type { PresenterState } from '../../src/core/protocol/presenter'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { run } from '../support/process'
import { KEY, question } from '../support/presenter'
import { newTab, waitFor, type Client } from '../support/clients'
import { newFolder } from '../support/folders'

const VOTERS = 200

/** Votes of one type of question, and how they are told. */
interface Kind {
  rounds: number
  asked: Partial<Question>
  voteOf(turn: number): string
  /** What is counted, as a newcomer is told. */
  countedIn(snapshot: Snapshot): [what: string, votes: number][]
  /** What one vote adds one to. */
  partsOf(vote: string): string[]
}

/** Few enough for one frame of a phone, and of those that break things. */
const WORDS = ['noise', 'école', '__proto__', '10', '9', 'c++', '😀', 'Grüße', 'שלום', 'a b', "it's", '#1']
const wordOf = (turn: number) => WORDS[turn % WORDS.length]!

const KINDS: Record<string, Kind> = {
  letters: {
    rounds: 10,
    asked: { choices: ['', '', '', ''] },
    voteOf: turn => 'ABCD'[turn % 4]!,
    countedIn: ({ counts }) => Object.entries(counts!),
    partsOf: vote => [vote],
  },
  words: {
    rounds: 6,
    asked: { choices: [], answer: { type: 'words', most: 3 } },
    // One of them stays at each change, so that a change is more than an exchange.
    voteOf: turn => [wordOf(turn), wordOf(turn + 1), ...(turn % 2 ? [wordOf(turn + 5)] : [])].join('\n'),
    countedIn: ({ allAnswers: answers }) =>
      answers?.type === 'words' ? answers.words.map(([word, votes]) => [word, votes]) : [],
    partsOf: vote => vote.split('\n'),
  },
  text: {
    rounds: 4,
    asked: { choices: [], answer: { type: 'text', most: 2 } },
    voteOf: turn => `I think of ${wordOf(turn)}\nand of ${wordOf(turn + 1)}`,
    countedIn: ({ allAnswers: answers }) =>
      answers?.type === 'text' ? answers.cards.map(({ text, votes }) => [text, votes]) : [],
    partsOf: vote => vote.split('\n'),
  },
}

/** One person across all rounds. */
interface Voter {
  browser: string
  /** The last vote that was acknowledged. */
  acknowledged: string | null
  /** A vote that was sent and may be recorded or not: nobody has said so. */
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

async function ask(port: number, asked: Partial<Question>): Promise<void> {
  const presenter = connect(port, { presenterKey: KEY })
  const snapshot = waitFor<[Snapshot]>(presenter, 'snapshot')
  const [{ step }] = await waitFor<[PresenterState]>(presenter, 'presenterState')
  const [{ poll }] = await snapshot
  const command = { name: 'ask', question: question(asked) } as const
  const reply = await presenter.emitWithAck('present', { pollId: poll.pollId, step, command })
  expect(reply).to.include({ ok: true })
  presenter.disconnect()
}

async function enter(port: number, { browser }: Voter): Promise<{ client: Client; snapshot: Snapshot }> {
  const client = connect(port, { tab: newTab(), browser })
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return { client, snapshot }
}

/** What a presenter is told: more than phones are. */
async function presenterSnapshot(port: number): Promise<Snapshot> {
  const presenter = connect(port, { presenterKey: KEY })
  const [snapshot] = await waitFor<[Snapshot]>(presenter, 'snapshot')
  presenter.disconnect()
  return snapshot
}

/** Every voter has what was acknowledged, or what nobody has spoken of; and what is counted is the sum of them all. */
function expectAllKept(kind: Kind, voters: Voter[], snapshots: Snapshot[], told: Snapshot): void {
  snapshots.forEach(({ yourVote }, index) => {
    const { acknowledged, open } = voters[index]!
    expect(yourVote).to.be.oneOf(open === null ? [acknowledged] : [acknowledged, open])
  })
  const given = snapshots.flatMap(({ yourVote }) => (yourVote === null ? [] : [yourVote]))
  const recount = new Map<string, number>()
  for (const part of given.flatMap(vote => kind.partsOf(vote)))
    recount.set(part, (recount.get(part) ?? 0) + 1)
  const counted = kind.countedIn(told).filter(([, votes]) => votes > 0)
  expect(counted.sort()).to.deep.equal([...recount].sort())
  expect(told.voted).to.equal(given.length)
  expect(told.poll.question).to.equal('Which?')
}

describe('A server that is killed', () => {
  for (const [name, kind] of Object.entries(KINDS))
    it(`${kind.rounds} times while ${VOTERS} voters cast ${name} keeps every vote it acknowledged, exactly once`, async function () {
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

      for (let round = 0; round <= kind.rounds; round++) {
        const server = run(env)
        const port = await server.port
        if (round === 0) await ask(port, kind.asked)
        const entered = await Promise.all(voters.map(voter => enter(port, voter)))
        const snapshots = entered.map(({ snapshot }) => snapshot)
        expectAllKept(kind, voters, snapshots, await presenterSnapshot(port))
        if (round === kind.rounds) break

        // Each round ends at another point: with the first acknowledgement, amid the first wave, amid many.
        const enough = acknowledgements + 1 + round * 97
        const casting = voters.map(async (voter, index) => {
          const { client, snapshot } = entered[index]!
          voter.acknowledged = snapshot.yourVote
          voter.open = null
          const closed = waitFor(client, 'disconnect').then(() => undefined)
          for (let turn = 0; ; turn++) {
            voter.open = kind.voteOf(index + round + turn)
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
      expect(acknowledgements).to.be.at.least(kind.rounds)
    })
})
