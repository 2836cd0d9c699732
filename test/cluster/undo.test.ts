/** Results and undo on many nodes: all of them see the same, and each holds the hands of its own voters. */
import { expect } from 'chai'
import type { PollNews } from '../../src/core/protocol/poll'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { withTwoNodes } from '../support/cluster'
import { connectPresenter, question, snapshotOf } from '../support/presenter'
import { withRedis } from '../support/redis-server'
import { openChat, receivesLine, said, talker } from '../support/talker'
import { joined, newTab, openTab, tallyOf, waitFor, type Client } from '../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')
const cast = (client: Client, pollId: string, choice: string) =>
  client.emitWithAck('castVote', { pollId, vote: choice })
const isUp = (client: Client, pollId: string) =>
  waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.pollId === pollId)

withRedis('Undo on many nodes', () => {
  const nodes = withTwoNodes()

  for (const kind of ['hands', 'ballot'] as const)
    it(`puts a poll back with the votes of all nodes, and tells each voter (${kind})`, async () => {
      const { one, two } = nodes
      const [presenter, other] = [await connectPresenter(one), await connectPresenter(two)]
      const [ana, bo] = [await openTab(one), await openTab(two)]
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      while ((await snapshotOf(bo.client)).poll.pollId !== poll.pollId) await isUp(bo.client, poll.pollId)
      const both = [ana, bo].map(({ client }) => tallyOf(client, { A: 1, B: 1 }))
      await cast(ana.client, poll.pollId, 'A')
      await cast(bo.client, poll.pollId, 'B')
      await Promise.all(both)

      const seen = waitFor(other.client, 'presenterState', news => 'undo' in (news as object))
      const replaced = await presenter.does({ name: 'hands' })
      await seen
      expect(other.lectern().undo?.name).to.equal('hands')
      expect(other.lectern().results.map(({ voted, percent }) => [voted, percent])).to.deep.equal([[2, 50]])
      expect(codeOf(await cast(bo.client, poll.pollId, 'A'))).to.equal('poll-over')

      const told = [ana, bo].map(({ client }) => waitFor<[Snapshot]>(client, 'snapshot'))
      const whole = [ana, bo].map(({ client }) => tallyOf(client, { A: 1, B: 1 }))
      expect(codeOf(await other.tries({ name: 'undo' }, { pollId: replaced.poll.pollId }))).to.equal('ok')
      const votes = (await Promise.all(told)).map(([{ poll, yourVote }]) => [poll.pollId, yourVote])
      expect(votes).to.deep.equal([
        [poll.pollId, 'A'],
        [poll.pollId, 'B'],
      ])
      await Promise.all(whole)
      const changed = [ana, bo].map(({ client }) => tallyOf(client, { A: 0, B: 2 }))
      await cast(ana.client, poll.pollId, 'B')
      await Promise.all(changed)
      expect(await one.store.results('')).to.deep.equal([])
    })

  it('gives back a hand whose tab has come to another node meanwhile, once', async () => {
    const { one, two } = nodes
    const presenter = await connectPresenter(one)
    const watcher = await openTab(one)
    const [tab, browser] = [newTab(), newTab()]
    const ana = await openTab(one, { tab, browser })
    const { poll } = await presenter.does({ name: 'ask', question: question({ kind: 'hands' }) })
    await cast(ana.client, poll.pollId, 'A')
    await presenter.does({ name: 'hands' })
    const left = waitFor(ana.client, 'displaced')
    const moved = two.client({ tab, browser })
    await joined(moved)
    await left
    const there = waitFor<[Snapshot]>(moved, 'snapshot', ({ yourVote }) => yourVote === 'A')
    const counted = tallyOf(watcher.client, { A: 1, B: 0 })
    await presenter.does({ name: 'undo' })
    await Promise.all([there, counted])
    expect(await snapshotOf(moved)).to.deep.include({ counts: { A: 1, B: 0 }, voted: 1, present: 2 })
  })

  it('brings back the chat of a lesson on every node, also by a presenter on another one', async () => {
    const { one, two } = nodes
    const [presenter, other] = [await connectPresenter(one), await connectPresenter(two)]
    const [ana, bo] = [await talker(one, 'Ana'), await talker(two, 'Bo')]
    const heard = receivesLine(bo, 'one')
    await said(ana, 'one')
    await heard
    const forgotten = waitFor(bo.client, 'linesForgotten')
    const seen = waitFor(other.client, 'presenterState', news => 'undo' in (news as object))
    await presenter.does({ name: 'newLesson' })
    await Promise.all([forgotten, seen])
    expect((await openChat(bo.client)).lines).to.deep.equal([])
    const restored = [ana, bo].map(({ client }) => waitFor(client, 'linesRestored'))
    await other.does({ name: 'undo' })
    await Promise.all(restored)
    for (const { client } of [ana, bo])
      expect((await openChat(client)).lines.map(({ text }) => text)).to.deep.equal(['one'])
  })

  it('takes an erased result off the screens of every node', async () => {
    const { one, two } = nodes
    const [presenter, other] = [await connectPresenter(one), await connectPresenter(two)]
    const bo = await openTab(two)
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'hands' })
    const { id } = presenter.lectern().results[0]!
    const shown = waitFor<[PollNews]>(bo.client, 'poll', ({ poll }) => poll.past !== null)
    await presenter.does({ name: 'showAgain', id })
    await shown
    const gone = waitFor<[PollNews]>(bo.client, 'poll', ({ poll }) => poll.past === null)
    expect(codeOf(await other.client.emitWithAck('eraseResult', { id }))).to.equal('ok')
    expect((await gone)[0].poll).to.include({ question: '', stage: 'join' })
  })

  it('records the hands of all nodes in the result', async () => {
    const { one, two } = nodes
    const presenter = await connectPresenter(one)
    const [ana, bo] = [await openTab(one), await openTab(two)]
    const { poll } = await presenter.does({ name: 'ask', question: question({ kind: 'hands' }) })
    while ((await snapshotOf(bo.client)).poll.pollId !== poll.pollId) await isUp(bo.client, poll.pollId)
    const casts = [cast(ana.client, poll.pollId, 'A'), cast(bo.client, poll.pollId, 'A')]
    expect((await Promise.all(casts)).map(codeOf)).to.deep.equal(['ok', 'ok'])
    // At once: the second hand is not known on the presenter's node yet.
    await presenter.does({ name: 'hands' })
    const [result] = await one.store.results('')
    expect(result).to.deep.include({ rounds: [{ A: 2, B: 0 }], voted: 2 })
  })
})
