/**
 * Results of very many answers and rounds, read as a presenter's page reads them: nothing is missing from the list, the
 * table and the file for spreadsheets, and no frame that anybody gets is longer than a message may be.
 */
import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import times from 'lodash/times'
import { MAX_MESSAGE_BYTES } from '../../../src/core/limits/input-limits'
import type { Question } from '../../../src/core/protocol/poll'
import type { ListedResult, ResultTable } from '../../../src/core/protocol/results'
import { parseVote, type AnswerView } from '../../../src/core/question-types/registry'
import type { CareChange } from '../../../src/core/question-types/care'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { ask, cast, decides, SAMPLES } from '../../support/samples'
import { must } from '../../support/talker'

const ANSWERS = 5000

/** Bytes of the longest frame of each of these clients, from now on. */
function longestFrames(clients: readonly Client[]): () => number[] {
  const longest = clients.map(() => 0)
  for (const [index, client] of clients.entries())
    client.io.engine.on('packet', ({ data }: { data?: unknown }) => {
      longest[index] = Math.max(longest[index]!, Buffer.byteLength(String(data)) + 1)
    })
  return () => longest
}

function expectShort(longest: readonly number[]): void {
  for (const bytes of longest) expect(bytes).to.be.within(1, MAX_MESSAGE_BYTES - 1)
}

/** A phone and a screen. */
async function audience(app: TestApp): Promise<Client[]> {
  const clients = [app.client({ tab: newTab(), browser: newTab() }), app.client({ screen: true })]
  await Promise.all(clients.map(joined))
  return clients
}

/** Records ballots as if so many people had cast them. */
async function record(app: TestApp, pollId: string, asked: Question, votes: readonly string[]) {
  const kept = votes.map(sent => {
    const parsed = parseVote(asked, sent)
    if (!parsed.ok) throw new Error(`${sent}: ${parsed.problem}`)
    return parsed.vote
  })
  const casts = kept.map((vote, index) =>
    app.store.castBallot('', { pollId, voter: `voter ${index}`, vote }, 0),
  )
  for (const reply of await Promise.all(casts)) expect(reply).to.include({ ok: true })
}

/** Reads a whole table, part by part. */
async function wholeTable({ client }: TestPresenter, id: string): Promise<ResultTable['rows']> {
  const rows: ResultTable['rows'] = []
  for (let from: number | null = 0; from !== null;) {
    const part: ResultTable = await must(client.emitWithAck('resultTable', { id, round: 0, from }))
    rows.push(...part.rows)
    from = part.next
  }
  return rows
}

/** Reads a whole list of results, part by part. */
async function wholeList({ client }: TestPresenter): Promise<{ results: ListedResult[]; parts: number }> {
  const results: ListedResult[] = []
  let parts = 0
  let round = 0
  for (let from: number | null = 0; from !== null; parts++) {
    const part: { results: ListedResult[]; next: number | null; nextRound: number } = await must(
      client.emitWithAck('listResults', { from, round }),
    )
    const [first, ...others] = part.results
    if (round > 0) results.at(-1)!.rounds.push(...first!.rounds)
    results.push(...(round > 0 ? others : part.results))
    from = part.next
    round = part.nextRound
  }
  return { results, parts }
}

const KINDS: Record<string, { asked: Question; perVote: number; answerOf: (index: number) => string }> = {
  words: {
    asked: question({ text: 'What slows you down?', choices: [], answer: { type: 'words', most: 10 } }),
    perVote: 10,
    answerOf: index => `word ${index}`,
  },
  texts: {
    asked: question({ text: 'What did you learn?', choices: [], answer: { type: 'text', most: 3 } }),
    perVote: 2,
    answerOf: index => `I learnt, "${index}", ${'and more '.repeat(index % 3)}`.trim(),
  },
}

describe('Five thousand different answers', () => {
  for (const [name, { asked, perVote, answerOf }] of Object.entries(KINDS))
    it(`are all in the result, its table and its file, but for hidden ones: ${name}`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const clients = await audience(app)
      const longest = longestFrames([...clients, presenter.client])
      const voter = await openTab(app, { browser: newTab() })
      const pollId = await ask(presenter, asked)
      const answers = times(ANSWERS, answerOf)
      const votes = times(ANSWERS / perVote, index =>
        answers.slice(index * perVote, (index + 1) * perVote).join('\n'),
      )
      await record(app, pollId, asked, votes.slice(1))
      await must(cast(voter.client, pollId, votes[0]!))
      const hidden = answers[7]!
      await must(decides(presenter.client, pollId, { do: 'hide', key: hidden.toLowerCase() }))
      await presenter.does({ name: 'hands' })

      const { results } = await wholeList(presenter)
      expect(results).to.have.length(1)
      const [result] = results as [ListedResult]
      expect(result).to.deep.include({ voted: votes.length, rounds: [{}], question: asked })
      expect(result.headline).to.equal(presenter.lectern().results[0]!.headline).and.not.equal('')
      const rows = await wholeTable(presenter, result.id)
      const shown = answers.filter(answer => answer !== hidden)
      expect(rows.map(({ label }) => label).sort()).to.deep.equal([...shown].sort())
      expect(new Set(rows.map(({ votes: count }) => count))).to.deep.equal(new Set([1]))

      const file = await fetch(`${app.url}/api/rooms/house/polls/${result.id}.csv`, {
        headers: { Authorization: `Bearer ${app.presenterKey}` },
      })
      const [, ...lines] = parse(await file.text(), { bom: true })
      expect(lines.map(([, , answer]) => answer).sort()).to.deep.equal([...shown].sort())

      // Shown again, to those who are here and to a newcomer.
      const seen = clients.map(client =>
        waitFor<[AnswerView]>(client, 'answers', view => view.voters === votes.length),
      )
      await presenter.does({ name: 'showAgain', id: result.id })
      await Promise.all(seen)
      for (const client of clients)
        expect((await snapshotOf(client)).answers).to.include({ voters: votes.length })
      expectShort(longest())
    })

  for (const [name, { asked, perVote, answerOf }] of Object.entries(KINDS))
    it(`that wait, are shown and are hidden leave what a presenter is sent at once below 16 KiB: ${name}`, async () => {
      const first = await startApp()
      const before = await connectPresenter(first)
      const pollId = await ask(before, { ...asked, needsApproval: true })
      await first.close()
      const app = await startApp({ DATA_DIR: first.dataDir })
      const answers = times(ANSWERS, index => `${answerOf(index)} äöü`.slice(0, name === 'words' ? 30 : 280))
      const votes = times(ANSWERS / perVote, index =>
        answers.slice(index * perVote, (index + 1) * perVote).join('\n'),
      )
      await record(app, pollId, asked, votes)
      const { document, version } = (await app.store.loadRoom(''))!
      const keys = answers.map(answer => answer.toLowerCase().replace('äöü', 'aou'))
      const care = { ...document.poll.care, approved: keys.slice(0, 1500), hidden: keys.slice(1500, 3000) }
      const decided = { ...document, poll: { ...document.poll, care } }
      expect(await app.store.saveRoom('', version, decided, {})).to.equal(true)
      const presenter = await connectPresenter(app)
      const longest = longestFrames([presenter.client])
      const highlight: CareChange = { do: 'highlight', key: keys[19]! }
      await must(decides(presenter.client, await presenter.pollId(), highlight))
      await presenter.does({ name: 'again' })
      const again = await presenter.pollId()
      await record(app, again, asked, votes)
      await presenter.does({ name: 'hands' })
      await presenter.does({ name: 'back' })
      const { allAnswers, answers: shown } = await snapshotOf(presenter.client)
      expect(shown).to.include({ voters: votes.length })
      expect(JSON.stringify(allAnswers).length).to.be.greaterThan(5000)
      expectShort(longest())
    })
})

describe('A question that is asked again and again', () => {
  it('has all its rounds in the list of results, in parts, and the one before it on every page', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const presenter = await connectPresenter(app)
    const clients = await audience(app)
    const longest = longestFrames([...clients, presenter.client])
    const choices = [...'ABCDEFGHIJ'].map(letter => `${letter} `.repeat(50).trim())
    const asks = { ...SAMPLES['an order']!.asks, choices, answer: { type: 'order', places: 10 } } as const
    const pollId = await ask(presenter, asks)
    await must(cast(clients[0]!, pollId, 'ABCDEFGHIJ'))
    const ROUNDS = 40
    // A round without votes would not count as one.
    for (let round = 1; round < ROUNDS; round++) {
      await presenter.does({ name: 'again' })
      await must(cast(clients[0]!, await presenter.pollId(), 'JABCDEFGHI'))
    }
    expect((await snapshotOf(clients[1]!)).poll).to.deep.include({ round: ROUNDS })
    await presenter.does({ name: 'ask', question: question({ text: 'Then?' }) })
    await must(cast(clients[0]!, await presenter.pollId(), 'A'))
    await presenter.does({ name: 'hands' })
    const { results, parts } = await wholeList(presenter)
    expect(results.map(({ rounds }) => rounds.length)).to.deep.equal([ROUNDS, 1])
    expect(results[0]!.rounds[0]).to.include({ '#': 1, A1: 1, J10: 1 })
    expect(results[0]!.rounds.at(-1)).to.include({ '#': 1, J1: 1, I10: 1 })
    expect(parts).to.be.greaterThan(2)
    expectShort(longest())
  })
})
