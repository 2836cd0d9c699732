/** What an hour costs a phone: a lecture with polls, counted where its bytes pass. */
import type { Browser } from 'playwright-core'
import { io, type Socket } from 'socket.io-client'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientEvents } from '../../../src/core/protocol/client-events'
import type { PollNews } from '../../../src/core/protocol/poll'
import type { Command, PresenterState } from '../../../src/core/protocol/presenter'
import type { ServerEvents } from '../../../src/core/protocol/server-events'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { progress } from '../progress'
import { killProgram, PROGRAM_KEY, startProgram } from '../servers/program'
import { newFolder } from '../../support/folders'
import { repeatableChance } from '../statistics'
import { OPEN_LINE } from './lines'
import { openLine, type SlowLine, type Traffic } from './slow-line'

type Client = Socket<ServerEvents, ClientEvents>

const POLLS = 12
const HOUR_S = 3600
/** Bytes of the network that an hour may cost, headers of packets and acknowledgements included. */
const GOAL = 1_000_000
const LETTERS = 'ABCD'
/** What is played of it: all polls, with their votes, and some time in which nothing happens. */
const WHOLE = { voters: 300, polls: POLLS, votingS: 30, idleS: 100 }
/** To see that all of it works. */
const PART = { voters: 50, polls: 2, votingS: 5, idleS: 30 }

/** Plays a part of an hour, tells the figures, and gives what went wrong as sentences. */
export async function measureHour(browser: Browser, isQuick: boolean): Promise<string[]> {
  const { voters, polls, votingS, idleS } = isQuick ? PART : WHOLE
  const server = await startProgram(newFolder())
  const url = `http://127.0.0.1:${server.port}`
  const way = await openLine(OPEN_LINE, server.port)
  const hall = Array.from({ length: voters }, (_, index) => new HallVoter(url, index))
  const presenter = new Lectern(url)
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  try {
    progress(`an hour of a phone: ${voters} others come`)
    await Promise.all([presenter.joined, ...hall.map(voter => voter.joined)])
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${way.port}/`)
    await page.locator('body[data-connection=connected]').waitFor()
    const first = await settled(way)
    const chance = repeatableChance(1)
    let counted = 0
    for (let number = 1; number <= polls; number++) {
      progress(`an hour of a phone: poll ${number} of ${polls}`)
      await presenter.ask(number)
      await page.locator('#question', { hasText: `Question ${number}:` }).waitFor()
      const cast = hall.map(async voter => {
        await sleep(chance() * votingS * 1000)
        return voter.vote(LETTERS[Math.floor(chance() * LETTERS.length)]!)
      })
      await page
        .locator('#choices button')
        .nth(number % LETTERS.length)
        .click()
      await page.locator('#choices button[aria-pressed=true]').waitFor()
      counted += (await Promise.all(cast)).filter(Boolean).length
      await presenter.does({ name: 'close' })
      await presenter.does({ name: 'reveal' })
    }
    const voted = await settled(way)
    progress(`an hour of a phone: ${idleS} s in which nothing happens`)
    await sleep(idleS * 1000)
    const idle = less(way.traffic(), voted)
    const polled = less(voted, first)
    // The polls of the whole hour, and silence for the rest of it.
    const restS = HOUR_S - POLLS * votingS
    const hour = (key: 'down' | 'up' | 'wire') =>
      first[key] + (polled[key] * POLLS) / polls + (idle[key] * restS) / idleS
    const wire = hour('wire')
    const verdict = wire <= GOAL ? 'reached' : `MISSED by ${bytes(wire - GOAL)}`
    console.log(
      [
        `\nAn hour of a phone with ${POLLS} polls of ${voters} others, live tallies, each vote at its own moment within ${votingS} s`,
        `played: the first visit (${told(first)}), ${polls} polls (${told(polled)}), ${idleS} s of silence (${told(idle)}); the rest of the hour counts as silence`,
        `an hour: ${bytes(wire)} bytes on the network (goal: at most ${bytes(GOAL)}; ${verdict}); ` +
          `of these ${bytes(hour('down'))} payload to the phone and ${bytes(hour('up'))} from it`,
      ].join('\n'),
    )
    return counted === voters * polls ? [] : [`of ${voters * polls} votes of others ${counted} were recorded`]
  } finally {
    await context.close()
    for (const voter of hall) voter.leave()
    presenter.leave()
    await way.close()
    await killProgram(server)
  }
}

/** One of the others. */
class HallVoter {
  readonly joined: Promise<unknown>
  private readonly client: Client
  private pollId = ''

  constructor(url: string, index: number) {
    const id = String(index).padStart(16, '0')
    this.client = connectTo(url, { tab: `tab-${id}`, browser: `browser-${id}` })
    this.joined = snapshotOf(this.client).then(({ poll }) => (this.pollId = poll.pollId))
    this.client.on('poll', ({ poll }: PollNews) => void (this.pollId = poll.pollId))
  }

  /** Whether it was recorded. */
  async vote(vote: string): Promise<boolean> {
    return (await this.client.emitWithAck('castVote', { pollId: this.pollId, vote })).ok
  }

  leave(): void {
    this.client.disconnect()
  }
}

/** The presenter. */
class Lectern {
  readonly joined: Promise<unknown>
  private readonly client: Client
  private step = 0
  private pollId = ''

  constructor(url: string) {
    this.client = connectTo(url, { presenterKey: PROGRAM_KEY })
    this.client.on('presenterState', ({ step }) => void (this.step = step ?? this.step))
    this.client.on('poll', ({ poll }: PollNews) => void (this.pollId = poll.pollId))
    const state = new Promise<PresenterState>(resolve => this.client.once('presenterState', resolve as never))
    this.joined = Promise.all([snapshotOf(this.client), state]).then(
      ([{ poll }]) => (this.pollId = poll.pollId),
    )
  }

  /** Asks a question whose tally everybody sees as it moves. */
  ask(number: number): Promise<void> {
    const choices = ['The first answer', 'The second answer', 'The third answer', 'None of these']
    const text = `Question ${number}: which of these is true of what we have just seen?`
    return this.does({
      name: 'ask',
      question: { text, choices, kind: 'hands', results: 'live', right: 'B' },
    })
  }

  async does(command: Command): Promise<void> {
    const reply = await this.client.emitWithAck('present', { pollId: this.pollId, step: this.step, command })
    if (!reply.ok) throw new Error(`${command.name}: ${reply.message}`)
    while (this.step < reply.step) await sleep(5)
  }

  leave(): void {
    this.client.disconnect()
  }
}

function connectTo(url: string, auth: Record<string, string>): Client {
  return io(url, { forceNew: true, transports: ['websocket'], auth })
}

function snapshotOf(client: Client): Promise<Snapshot> {
  return new Promise(resolve => client.once('snapshot', resolve))
}

/** The traffic once nothing has passed for a second. */
async function settled(way: SlowLine): Promise<Traffic> {
  for (let before = way.traffic().wire; ; before = way.traffic().wire) {
    await sleep(1000)
    if (way.traffic().wire === before) return way.traffic()
  }
}

function less(all: Traffic, before: Traffic): Traffic {
  const { connections, down, up, wire } = all
  return {
    connections: connections - before.connections,
    down: down - before.down,
    up: up - before.up,
    wire: wire - before.wire,
  }
}

function told({ down, up, wire }: Traffic): string {
  return `${bytes(down)} down, ${bytes(up)} up, ${bytes(wire)} on the network`
}

function bytes(value: number): string {
  return Math.round(value).toLocaleString('en')
}
