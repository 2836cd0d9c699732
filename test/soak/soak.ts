/**
 * A soak: round after round rooms are opened, filled, used and left, until the time is over. Between two rounds the
 * server comes to rest, and what it holds then may not grow.
 */
import { expect } from 'chai'
import { KEY } from '../support/presenter'
import { questionTypes } from '../../src/core/question-types/registry'
import { Chance } from './chance'
import { Hall, type HallParts } from './hall'
import { SoakServer } from './server'
import { bytesPerVisit, growing, type Round } from './verdict'
import { lines, type Granted } from './visitor'

/** People in each room of a round. */
const PEOPLE = 16
/** From so many seconds on what is kept for a while is kept as long as it is everywhere. */
const LONG_S = 300
/** Fewer tell nothing of what grows. */
const MIN_ROUNDS = 6

export interface SoakOptions {
  seconds: number
  seed: number
  /** What the server leaks, to see that it is found. */
  plant?: string
  print: (line: string) => void
}

/** Fails when the server loses something acknowledged, writes an error, or holds more and more. */
export async function soak({ seconds, seed, plant, print }: SoakOptions): Promise<void> {
  const server = await SoakServer.start(seconds < LONG_S, plant)
  const end = performance.now() + seconds * 1000
  const chance = new Chance(seed)
  const rounds: Round[] = []
  const counts = new Map<string, number>()
  const tally = (what: string, { ok, code }: Granted) => {
    const name = ok ? what : `${what}: ${code}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const before = lines.opened
  do {
    await oneRound(server, rounds.length, chance, tally)
    const held = await server.rest(rounds[0]?.held)
    server.expectSound()
    rounds.push({ visits: lines.opened - before, held })
    print(`round ${rounds.length}: ${lines.opened - before} visits, ${held.bytes} bytes at rest`)
  } while (performance.now() < end || rounds.length < MIN_ROUNDS)
  await server.end()
  const granted = [...counts].sort(([one], [other]) => one.localeCompare(other))
  print(granted.map(([what, count]) => `${what} ${count}`).join(', '))
  print(`${Math.round(bytesPerVisit(rounds))} bytes a visit, over all rounds`)
  expect(growing(rounds)).to.equal(undefined)
  for (const type of Object.keys(questionTypes))
    expect(counts.get(`vote ${type}`) ?? 0, `votes of ${type}`).to.be.above(0)
}

async function oneRound(
  server: SoakServer,
  round: number,
  chance: Chance,
  tally: HallParts['tally'],
): Promise<void> {
  const opened = async () => {
    const { status, text } = await server.request('POST', '/api/rooms')
    expect(status, text).to.equal(201)
    const { code, presenterKey } = JSON.parse(text) as { code: string; presenterKey: string }
    return { code, key: presenterKey }
  }
  const rooms = [{ code: 'house', key: KEY }, await opened(), await opened()]
  const halls = rooms.map(
    (room, index) =>
      new Hall({
        server,
        ...room,
        turn: round * rooms.length + index,
        people: PEOPLE,
        chance: chance.fork(),
        tally,
      }),
  )
  await Promise.all(halls.map(hall => hall.open()))
  await Promise.all(halls.map(hall => hall.talk()))
  await Promise.all(halls.map(hall => hall.leave()))
  await Promise.all(halls.map(hall => hall.erases()))
  const { status } = await server.metrics()
  expect(status).to.equal(200)
}
