/**
 * What people type on many nodes: phones, screens and presenters see the same of it wherever they are, also after a
 * presenter on one of them has merged and hidden answers, and after a node was killed.
 */
import { expect } from 'chai'
import isEqual from 'lodash/isEqual'
import times from 'lodash/times'
import { careFor } from '../../src/answer-care'
import type { Audience } from '../../src/core/question-types/question-type'
import {
  parseVote,
  sentVote,
  typed,
  typeOf,
  type AnswerView,
  type Question,
} from '../../src/core/question-types/registry'
import type { CareChange } from '../../src/core/question-types/care'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import { connectTo, startInside, startNode, Voter, type Node } from '../support/cluster'
import { joined, newTab, type Client } from '../support/clients'
import { connectPresenter, KEY, question, snapshotOf } from '../support/presenter'
import { startRedis, startRedisCluster, withRedis, type RedisServer } from '../support/redis-server'

const AUDIENCES: Audience[] = ['phone', 'screen', 'presenter']
const WORDS = [
  'noise',
  'école',
  'École',
  'ECOLE',
  '__proto__',
  '10',
  '9',
  '😀',
  'Grüße',
  'quiet',
  'noisy',
  'c++',
]

interface Kind {
  asked: Question
  /** What a person answers at a turn. */
  voteOf: (person: number, turn: number) => string
  /** What presenters decide, each on the next node. */
  decisions: CareChange[]
}

const decisionsOn = (prefix: string): CareChange[] => [
  { do: 'merge', key: `${prefix}noisy`, into: `${prefix}noise` },
  { do: 'hide', key: `${prefix}ecole` },
  { do: 'restore', key: `${prefix}ecole` },
  { do: 'split', key: `${prefix}noise` },
]

const KINDS: Record<string, Kind> = {
  words: {
    asked: question({ choices: [], answer: { type: 'words', most: 3 } }),
    voteOf: (person, turn) => [0, 1].map(step => WORDS[(person + 5 * turn + step) % WORDS.length]).join('\n'),
    decisions: decisionsOn(''),
  },
  numbers: {
    asked: question({
      choices: [],
      answer: { type: 'number', min: null, max: null, decimals: 1, unit: 'm' },
    }),
    voteOf: (person, turn) => `${(person * 7) % 100},${turn}`,
    decisions: [],
  },
  texts: {
    asked: question({ choices: [], answer: { type: 'text', most: 2 } }),
    voteOf: (person, turn) => `I heard ${WORDS[(person + turn) % WORDS.length]}\nat ${person % 5}`,
    decisions: decisionsOn('i heard '),
  },
}

/** A page somewhere, and the last view that it was sent. */
class Watcher {
  private last: AnswerView | null = null
  private looks: (() => void)[] = []

  private constructor(
    readonly client: Client,
    readonly audience: Audience,
  ) {
    const event = audience === 'presenter' ? 'allAnswers' : 'answers'
    client.on('snapshot', snapshot => this.see(snapshot[event]))
    client.on(event, view => this.see(view))
  }

  static async at(url: string, audience: Audience): Promise<Watcher> {
    const handshake = {
      phone: { tab: newTab(), browser: newTab() },
      screen: { screen: true },
      presenter: { presenterKey: KEY },
    }
    const client = connectTo(url, handshake[audience])
    const watcher = new Watcher(client, audience)
    await joined(client)
    return watcher
  }

  /** Resolves once the view that it has is this one. */
  async sees(expected: object): Promise<void> {
    while (!isEqual(this.last, expected)) await new Promise<void>(resolve => this.looks.push(resolve))
  }

  private see(view: AnswerView | null): void {
    this.last = view
    const looks = this.looks
    this.looks = []
    for (const look of looks) look()
  }
}

/** What this audience should see of what is recorded. */
async function expectedFor(store: Store, audience: Audience): Promise<object> {
  const { document } = (await store.loadRoom(''))!
  const { poll } = document
  const type = typeOf(poll.question)
  const care = careFor(document, poll.question, poll.care)
  const tally = await store.tally('', poll.pollId)
  return { type: type.name, ...type.view(typed(poll.question), tally, audience, care) }
}

/** A vote as it is kept and shown, which is not always as it was typed. */
function keptOf(asked: Question, sent: string): string {
  const parsed = parseVote(asked, sent)
  if (!parsed.ok) throw new Error(`${sent}: ${parsed.problem}`)
  return sentVote(asked, parsed.vote)
}

/** Every page of every node comes to see what is recorded, and so does whoever comes now. */
async function expectOneView(store: Store, watchers: readonly Watcher[], urls: readonly string[]) {
  for (const audience of AUDIENCES) {
    const expected = await expectedFor(store, audience)
    const own = watchers.filter(watcher => watcher.audience === audience)
    await Promise.all(own.map(watcher => watcher.sees(expected)))
    for (const url of urls) {
      const newcomer = await Watcher.at(url, audience)
      await newcomer.sees(expected)
      newcomer.client.disconnect()
    }
  }
}

const everywhere = (urls: readonly string[]) =>
  Promise.all(urls.flatMap(url => AUDIENCES.map(audience => Watcher.at(url, audience))))

for (const [where, start] of [
  ['Redis', startRedis],
  ['Redis Cluster', startRedisCluster],
] as const)
  withRedis(`Answers on three nodes on ${where}`, () => {
    let redis: RedisServer
    beforeEach(async () => (redis = await start()))
    afterEach(() => redis.kill())

    for (const [name, { asked, voteOf, decisions }] of Object.entries(KINDS))
      it(`are one view for each audience: ${name}, cast and changed${decisions.length > 0 ? ', merged and hidden on one node' : ''}`, async () => {
        const nodes = await startInside(3, redis.url)
        const { store } = nodes[0]!
        const urls = nodes.map(({ url }) => url)
        const presenter = await connectPresenter(nodes[0]!)
        const { poll } = await presenter.does({ name: 'ask', question: asked })
        const watchers = await everywhere(urls)
        const people = await Promise.all(
          times(45, async person => {
            const client = nodes[person % 3]!.client({ tab: newTab(), browser: newTab() })
            await joined(client)
            return client
          }),
        )
        for (const turn of [0, 1]) {
          const casts = people.map((client, person) =>
            client.emitWithAck('castVote', { pollId: poll.pollId, vote: voteOf(person, turn) }),
          )
          for (const reply of await Promise.all(casts)) expect(reply).to.include({ ok: true })
          await expectOneView(store, watchers, urls)
        }
        expect((await snapshotOf(people[0]!)).voted).to.equal(people.length)

        const presenters = watchers.filter(({ audience }) => audience === 'presenter')
        for (const [index, change] of decisions.entries()) {
          const { client } = presenters[index % presenters.length]!
          const reply = await client.emitWithAck('careForAnswers', { pollId: poll.pollId, change })
          expect(reply).to.include({ ok: true })
          await expectOneView(store, watchers, urls)
        }
      })
  })

withRedis('Answers on three nodes as processes', () => {
  let redis: RedisServer
  beforeEach(async () => (redis = await startRedis()))
  afterEach(() => redis.kill())

  for (const [name, { asked, voteOf }] of Object.entries(KINDS))
    it(`are one view on those that remain when one is killed while ${name} are cast`, async () => {
      const nodes: Node[] = await Promise.all(times(3, () => startNode(redis.url)))
      const urls = nodes.map(({ url }) => url)
      const presenter = await connectPresenter({
        presenterKey: KEY,
        client: auth => connectTo(urls[0]!, auth!),
      })
      const { poll } = await presenter.does({ name: 'ask', question: asked })
      const voters = times(60, index => new Voter(urls, index))
      await Promise.all(voters.map(voter => voter.enter()))
      let acknowledged = 0
      await Promise.all(
        voters.map(async (voter, person) => {
          for (let turn = 0; turn < 3; turn++) {
            expect(await voter.cast(poll.pollId, voteOf(person, turn))).to.include({ ok: true })
            if (++acknowledged === voters.length) nodes[1]!.child.kill('SIGKILL')
          }
        }),
      )
      await nodes[1]!.ended
      const left = [urls[0]!, urls[2]!]
      const store = await openRedisStore({ url: redis.url })
      await expectOneView(store, await everywhere(left), left)
      expect(await expectedFor(store, 'presenter')).to.include({ voters: voters.length })
      for (const voter of voters) {
        if (!voter.client.connected) await voter.enter()
        expect((await snapshotOf(voter.client)).yourVote).to.equal(keptOf(asked, voter.acknowledged!))
      }
      await store.close()
    })
})
