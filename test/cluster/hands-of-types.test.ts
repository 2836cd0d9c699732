/**
 * Hands of questions whose votes add to several counters, on many nodes: one tally everywhere, how many are right among
 * it, and what nodes tell each other of a tap stays small however many have voted.
 */
import { createClient } from '@redis/client'
import { expect } from 'chai'
import isEqual from 'lodash/isEqual'
import shuffle from 'lodash/shuffle'
import times from 'lodash/times'
import type { PollNews, Question } from '../../src/core/protocol/poll'
import { countersOf } from '../../src/core/question-types/question-type'
import { isRight, parseVote } from '../../src/core/question-types/registry'
import { Seal } from '../../src/sockets/cluster/seal'
import type { TestApp } from '../support/app'
import { openTab, waitFor } from '../support/clients'
import { startInside } from '../support/cluster'
import { connectPresenter, KEY, question, snapshotOf } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { cast } from '../support/samples'
import { must } from '../support/talker'

const VOTERS = 60
/** Bytes of all that three nodes tell each other of one tap. */
const MAX_TAP_BYTES = 2500
const LETTERS = 'ABCDEFGHIJ'

const ASKED: Record<string, { asked: Question; right: string; voteOf: (person: number) => string }> = {
  'several choices': {
    asked: question({ choices: [...LETTERS], answer: { type: 'many', min: 1, max: 10 }, canAbstain: true }),
    right: 'AC',
    voteOf: person => ['CA', 'A', 'ABC', '-', 'J'][person % 5]!,
  },
  'an order': {
    asked: question({ choices: [...LETTERS], answer: { type: 'order', places: 10 }, canAbstain: true }),
    right: LETTERS,
    voteOf: person => (person % 5 === 0 ? LETTERS : person % 5 === 1 ? '-' : shuffle([...LETTERS]).join('')),
  },
}

/** The counters that pages are sent. */
function recount(asked: Question, votes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const counter of votes.flatMap(sent => countersOf(keptOf(asked, sent))))
    if (!counter.startsWith('=')) counts[counter] = (counts[counter] ?? 0) + 1
  return counts
}

function keptOf(asked: Question, sent: string): string {
  const parsed = parseVote(asked, sent)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.vote
}

/** What nodes told each other, for whoever has their key. */
function openedOf(text: string): string {
  const seal = new Seal(KEY)
  return Array.from(text.matchAll(/"sealed","([\w+/=]+)"/g), ([, sealed]) =>
    JSON.stringify(seal.open(sealed) ?? null),
  ).join()
}

const withoutZeros = (counts: object | null) =>
  Object.fromEntries(Object.entries(counts ?? {}).filter(([, votes]) => votes > 0))

withRedis('Hands of every kind on three nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await startInside(3, redis.url)
  })
  afterEach(() => redis.kill())

  for (const [name, { asked, right, voteOf }] of Object.entries(ASKED))
    it(`are one tally, with who cannot say and who is right, and little is told of a tap: ${name}`, async () => {
      const presenter = await connectPresenter(nodes[0]!)
      const hands: Question = { ...asked, kind: 'hands' }
      const { poll } = await presenter.does({ name: 'ask', question: hands })
      const people = await Promise.all(times(VOTERS, person => openTab(nodes[person % 3]!)))
      const votes = times(VOTERS, voteOf)
      const onEach = people.slice(0, 3).map(({ client }) => client)
      const all = onEach.map(client => waitFor(client, 'turnout', voted => voted === VOTERS))
      await Promise.all(people.map(({ client }, person) => must(cast(client, poll.pollId, votes[person]!))))
      await Promise.all(all)

      const told: Buffer[] = []
      const listener = await createClient({ url: redis.url }).connect()
      await listener.pSubscribe('ask:nodes*', message => void told.push(message), true)
      votes[1] = right
      const expected = recount(hands, votes)
      const changed = onEach.map(client =>
        waitFor<[object]>(client, 'voteCount', counts => isEqual(withoutZeros(counts), expected)),
      )
      await must(cast(people[1]!.client, poll.pollId, right))
      await Promise.all(changed)
      await listener.close()
      const text = Buffer.concat(told).toString('latin1')
      expect(openedOf(text)).to.contain('totals').and.not.contain('=A')
      expect(text.length).to.be.below(MAX_TAP_BYTES)

      const revealed = onEach.map(client =>
        waitFor<[PollNews]>(client, 'poll', ({ poll: { state } }) => state === 'closed'),
      )
      await presenter.does({ name: 'markRight', right })
      await presenter.does({ name: 'reveal' })
      await Promise.all(revealed)
      const rightOnes = votes.filter(sent => isRight({ ...hands, right }, keptOf(hands, sent)))
      for (const client of onEach)
        expect(withoutZeros((await snapshotOf(client)).counts)).to.deep.equal({
          ...expected,
          '=': rightOnes.length,
        })
    })
})
