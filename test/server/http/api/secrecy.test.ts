/**
 * What whoever has no key must not learn from the API and its events: looked for in every answer, whatever is asked,
 * voted and shown.
 */
import { expect } from 'chai'
import fc from 'fast-check'
import { startApp, type TestApp } from '../../../support/app'
import { joined, newTab, type Client } from '../../../support/clients'
import { connectPresenter, openRoom } from '../../../support/presenter'
import { decides } from '../../../support/samples'
import { EventReader, Program, type AnyJson } from './support'

const WHY = 'because-of-this'
/** A question of each kind, what is voted, and what tells what is right. */
const KINDS = [
  [{ type: 'one', choices: ['x', 'y', 'z'], right: 'B', explanation: WHY }, ['A', 'B', 'C']],
  [{ type: 'many', choices: ['x', 'y', 'z'], right: 'BC', explanation: WHY }, ['A', 'BC', 'C']],
  [{ type: 'scale', points: 5 }, ['1', '4', '5']],
  [{ type: 'number', right: { from: 41, to: 43 }, explanation: WHY }, ['42', '7', '1000']],
  [{ type: 'order', items: ['x', 'y', 'z'], right: 'CAB', explanation: WHY }, ['ABC', 'CAB', 'BAC']],
  [{ type: 'text', right: ['a secret'], explanation: WHY }, ['a secret', 'something']],
  [{ type: 'words' }, ['secrets', 'something']],
] as const
const COMMANDS = ['close', 'reopen', 'show', 'hide', 'reveal', 'again', 'back'] as const

const scene = fc.record({
  kind: fc.constantFrom(...KINDS),
  results: fc.constantFrom('hidden', 'live'),
  acts: fc.array(
    fc.oneof(
      fc.record({ command: fc.constantFrom(...COMMANDS) }),
      fc.record({ vote: fc.nat({ max: 2 }), voter: fc.nat({ max: 1 }) }),
    ),
    { minLength: 1, maxLength: 8 },
  ),
})

/** Nothing of what is right and of the tally, unless the audience sees it. */
function expectOnlySeen(poll: AnyJson): void {
  const { shown, revealed, rounds, question } = poll
  const text = JSON.stringify(poll)
  if (!revealed) {
    expect(question, text).to.not.have.any.keys('right', 'explanation')
    for (const secret of [WHY, 'allRight', 'rightAnswers']) expect(text).to.not.include(secret)
  }
  if (!shown) {
    expect(rounds, text).to.deep.equal([])
    for (const secret of ['counts', 'mean', 'ranks', 'secret']) expect(text).to.not.include(secret)
  }
}

describe('Whoever has no key', () => {
  let app: TestApp

  beforeEach(async () => {
    app = await startApp({ ADDRESS_ROOMS: '1000', SOCKET_EVENTS: '1000' })
  })

  it('learns no hidden tally and nothing of what is right before its reveal, whatever is done (property)', async () => {
    let unseen = 0
    await fc.assert(
      fc.asyncProperty(scene, async ({ kind: [question, votes], results, acts }) => {
        const room = await openRoom(app)
        const program = await Program.of(app, room.presenterKey)
        const at = `/rooms/${room.code}`
        const events = await EventReader.open(app, room.code, null)
        const voters = await Promise.all([0, 1].map(() => enter(app, room.code)))
        await program.does('POST', `${at}/ask`, { body: { text: 'What?', results, ...question } })
        for (const act of acts) {
          if ('command' in act) await program.send('POST', `${at}/${act.command}`)
          else await cast(voters[act.voter]!, votes[act.vote % votes.length]!)
          const { polls } = await program.does('GET', `${at}/polls`, { key: null })
          expect(polls).to.have.length(1)
          const [up] = polls as [AnyJson]
          expectOnlySeen(up)
          expectOnlySeen(await program.does('GET', `${at}/polls/${up.id}`, { key: null }))
          expect(await program.does('GET', at, { key: null })).to.not.have.any.keys('step', 'upcoming')
          if (!up.shown || !up.revealed) unseen++
        }
        // The last event is that of the last state; each one on the way is looked at.
        const { pollId } = await program.does('POST', `${at}/ask`, {
          body: { type: 'one', text: 'Last?', choices: ['x', 'y'], right: 'A', explanation: WHY },
        })
        for (;;) {
          const next = await events.next()
          if (next?.event !== 'poll') continue
          expectOnlySeen(next.data)
          if (next.data.id === pollId) break
        }
        events.close()
        for (const voter of voters) voter.disconnect()
      }),
      { numRuns: 12 },
    )
    expect(unseen, 'some were hidden').to.be.greaterThan(0)
  })

  it('gets no earlier poll, no table and no prepared question', async () => {
    const room = await openRoom(app)
    const program = await Program.of(app, room.presenterKey)
    const at = `/rooms/${room.code}`
    const body = { type: 'one', text: 'First?', choices: ['x', 'y'], right: 'B' }
    await program.does('POST', `${at}/questions`, { body: { ...body, text: 'Prepared?' } })
    const first = await program.does('POST', `${at}/ask`, { body })
    await program.does('POST', `${at}/ask`, { body: { ...body, text: 'Second?' } })
    expect((await program.does('GET', `${at}/polls/${first.pollId}`)).question.right).to.equal('B')
    const answer = await program.send('GET', `${at}/polls/${first.pollId}`, { key: null })
    expect([answer.status, answer.json.code]).to.deep.equal([404, 'no-such-poll'])
    for (const path of ['questions', `polls/${first.pollId}.csv`])
      expect((await program.send('GET', `${at}/${path}`, { key: null })).status).to.equal(401)
    const all = await program.send('GET', `${at}/polls?lesson=1`, { key: null })
    expect(all.json.polls).to.have.length(1)
    expect(all.text).to.not.match(/First|Prepared|"right"/)
  })

  it('sees answers that wait for approval or are hidden neither in polls nor in events', async () => {
    const room = await openRoom(app)
    const program = await Program.of(app, room.presenterKey)
    const at = `/rooms/${room.code}`
    const presenter = await connectPresenter(app, room)
    const voter = await enter(app, room.code)
    const events = await EventReader.open(app, room.code, null)
    const body = { type: 'text', text: 'What?', results: 'live', needsApproval: true }
    const { pollId } = await program.does('POST', `${at}/ask`, { body })
    await cast(voter, 'a secret')
    const seen = async () => (await program.send('GET', `${at}/polls/${pollId}`, { key: null })).text
    const hasSecret = (poll: AnyJson) => JSON.stringify(poll).includes('a secret')
    const decide = async (what: 'approve' | 'hide') =>
      expect(
        await decides(presenter.client, await presenter.pollId(), { do: what, key: 'a secret' }),
      ).to.include({ ok: true })
    const waiting = await events.until('poll', ({ rounds }) => rounds[0]?.voted === 1)
    expect(hasSecret(waiting)).to.equal(false)
    expect(await seen())
      .to.include('"voted":1')
      .and.not.include('a secret')
    await decide('approve')
    await events.until('poll', hasSecret)
    expect(await seen()).to.include('a secret')
    await decide('hide')
    await events.until('poll', poll => !hasSecret(poll))
    expect(await seen()).to.not.include('a secret')
    events.close()
  })
})

async function enter(app: TestApp, room: string): Promise<Client> {
  const client = app.client({ tab: newTab(), browser: newTab(), room })
  await joined(client)
  return client
}

/** Votes on what is up; whether it is taken does not matter here. */
async function cast(client: Client, vote: string): Promise<void> {
  const reply = await client.emitWithAck('getSnapshot')
  if (!reply.ok) throw new Error(reply.message)
  await client.emitWithAck('castVote', { pollId: reply.snapshot.poll.pollId, vote })
}
