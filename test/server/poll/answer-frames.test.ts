/** Size and pace of what is sent of what people typed, measured on the wire, whatever they typed and however much. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Question } from '../../../src/core/protocol/poll'
import { parseVote, type AnswerView } from '../../../src/core/question-types/registry'
import type { Store } from '../../../src/store/store'
import { startApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, question } from '../../support/presenter'
import { ask, cast, decides, SAMPLES } from '../../support/samples'
import { must } from '../../support/talker'

const MAX_PHONE_BYTES = 1000
const MAX_SCREEN_BYTES = 4000
const MAX_PRESENTER_BYTES = 16 * 1024

/** What people type to break things; each is a word, a text, or none. */
const HOSTILE = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '10',
  '9',
  '"""""""""""""""""""""""""""""x',
  '\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\x',
  '\u202eevil\u202c',
  'שלום עולם',
  'Z' + '\u0301'.repeat(100),
  '👨‍👩‍👧‍👦'.repeat(4),
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(3),
  '𠜎'.repeat(30),
]

/** Bytes of each frame of a name, as they come in. */
function sizesOf(client: Client, ...events: string[]): number[] {
  const sizes: number[] = []
  client.io.engine.on('packet', ({ data }: { data?: unknown }) => {
    const text = String(data)
    if (events.some(event => text.startsWith(`2["${event}"`))) sizes.push(Buffer.byteLength(text) + 1)
  })
  return sizes
}

/** Records ballots as if they had been cast, before anybody is in the room. */
async function record(
  store: Store,
  asked: Question,
  pollId: string,
  votes: readonly string[],
): Promise<number> {
  const kept = votes.flatMap(sent => {
    const parsed = parseVote(asked, sent)
    return parsed.ok ? [parsed.vote] : []
  })
  await Promise.all(
    kept.map((vote, index) => store.castBallot('', { pollId, voter: `voter ${index}`, vote }, 0)),
  )
  return kept.length
}

const inTens = (words: readonly string[]) =>
  Array.from({ length: Math.ceil(words.length / 10) }, (_, place) =>
    words.slice(place * 10, place * 10 + 10).join('\n'),
  )
const different = (count: number, tail: string) =>
  Array.from({ length: count }, (_, index) => `${index}${tail}`)

const CASES: Record<
  string,
  { asks: Partial<Question>; votes: string[]; another: string; highlight?: string }
> = {
  'ten thousand different words': {
    asks: { choices: [], answer: { type: 'words', most: 10 } },
    votes: inTens(different(10_000, 'w')),
    another: 'more',
  },
  'words that are long in every way': {
    asks: { choices: [], answer: { type: 'words', most: 10 } },
    votes: inTens([
      ...HOSTILE,
      ...different(3000, '𠜎'.repeat(20)),
      ...different(1000, '"\\'.repeat(9) + 'x'),
    ]),
    another: 'more',
  },
  'texts of 280 characters of four bytes': {
    asks: { choices: [], answer: { type: 'text', most: 3 } },
    votes: [...HOSTILE, ...different(1000, '𠜎'.repeat(270)), ...different(100, '"'.repeat(200) + 'x')],
    another: '𠜎'.repeat(280),
    highlight: '𠜎'.repeat(280),
  },
  'numbers as far apart as they can be': {
    asks: {
      choices: [],
      right: '0..1',
      answer: { type: 'number', min: null, max: null, decimals: 6, unit: 'km' },
    },
    votes: [...different(3000, '.123456'), '-1000000000000', '1000000000000', '0.000001', '9', '10'],
    another: '-999999999999.123456',
  },
}

describe('A frame of what people typed', () => {
  for (const [name, { asks, votes, another, highlight }] of Object.entries(CASES))
    it(`is below 1 kB to phones and 4 kB to screens: ${name}`, async () => {
      const asked = question({ ...asks, canAbstain: true })
      const first = await startApp()
      const pollId = await ask(await connectPresenter(first), asked)
      await first.close()
      // Into the store, as thousands of people would: the room is opened with what is recorded.
      const app = await startApp({ DATA_DIR: first.dataDir })
      const count = await record(app.store, asked, pollId, votes)
      expect(count).to.be.greaterThan(400)
      const presenter = await connectPresenter(app)
      const clients = [app.client({ tab: newTab(), browser: newTab() }), app.client({ screen: true })]
      const [phone, screen] = clients.map(client => sizesOf(client, 'answers', 'earlierAnswers'))
      const own = sizesOf(presenter.client, 'allAnswers', 'answers', 'earlierAnswers')
      await Promise.all(clients.map(joined))
      const voter = await openTab(app, { browser: newTab() })
      const everybody = [...clients, presenter.client]

      const isWhole = (view: AnswerView) =>
        view.voters === count + 1 &&
        (highlight === undefined || (view.type === 'text' && view.highlighted !== null))
      const whole = everybody.map(client => waitFor<[AnswerView]>(client, 'answers', isWhole))
      const all = waitFor<[AnswerView]>(presenter.client, 'allAnswers', isWhole)
      await must(cast(voter.client, pollId, another))
      if (highlight) await must(decides(presenter.client, pollId, { do: 'highlight', key: highlight }))
      if (asks.right) await presenter.does({ name: 'reveal' })
      await Promise.all([...whole, all])

      const earlier = everybody.map(client => waitFor<[AnswerView]>(client, 'earlierAnswers'))
      await presenter.does({ name: 'again' })
      for (const [view] of await Promise.all(earlier)) expect(view).to.include({ voters: count + 1 })

      for (const sizes of [phone!, screen!, own]) expect(sizes.length).to.be.greaterThan(1)
      expect(Math.max(...phone!), 'phone').to.be.below(MAX_PHONE_BYTES)
      expect(Math.max(...screen!), 'screen').to.be.below(MAX_SCREEN_BYTES)
      expect(Math.max(...own), 'presenter').to.be.below(MAX_PRESENTER_BYTES)
    })
})

/** By how much a view may be early: clocks of timers and of tests differ by fractions. */
const EARLY_MS = 20

/** When each view came in. */
function arrivals(client: Client): number[] {
  const at: number[] = []
  client.on('answers', () => void at.push(performance.now()))
  return at
}

describe('Frames of what people typed', () => {
  it('go out at a pace of their own, however quickly votes come', async () => {
    const { asks, first, second } = SAMPLES['words']!
    const app = await startApp({ SOCKET_EVENTS: '100000' })
    const presenter = await connectPresenter(app)
    const clients = [app.client({ tab: newTab(), browser: newTab() }), app.client({ screen: true })]
    await Promise.all(clients.map(joined))
    const voters = await Promise.all(times(5, () => openTab(app, { browser: newTab() })))
    // Views may come late, but between this and the last one all intervals must have passed.
    const start = performance.now()
    const pollId = await ask(presenter, asks)
    const [phone, screen] = clients.map(arrivals) as [number[], number[]]
    let votes = 0
    const castUntilSeen = async ({ client }: (typeof voters)[number]) => {
      for (; Math.min(phone.length, screen.length) < 4; votes++)
        await must(cast(client, pollId, [first, second][votes % 2]![0]))
    }
    await Promise.all(voters.map(castUntilSeen))
    expect(votes).to.be.greaterThan(phone.length + screen.length)
    expect(phone.at(-1)! - start).to.be.at.least((phone.length - 1) * 1000 - EARLY_MS)
    expect(screen.at(-1)! - start).to.be.at.least((screen.length - 1) * 500 - EARLY_MS)
  })
})
