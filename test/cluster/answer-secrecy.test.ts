/** What is hidden, waits or is blocked on one node travels to nobody on another one, in any frame. */
import { expect } from 'chai'
import type { Question } from '../../src/core/protocol/poll'
import type { PresenterStateNews } from '../../src/core/protocol/presenter'
import type { AnswerView } from '../../src/core/question-types/registry'
import { startInside, withTwoNodes } from '../support/cluster'
import { connectPresenter, question, questionUp, recordPackets, snapshotOf } from '../support/presenter'
import { withRedis } from '../support/redis-server'
import type { TestApp } from '../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../support/clients'
import { cast, decides } from '../support/samples'
import { must } from '../support/talker'

const WORDS: Question = question({ choices: [], needsApproval: true, answer: { type: 'words', most: 5 } })
const SECRET = /hiddenword|waitingword|blockedword/

const hasWord = (word: string) => (view: AnswerView) =>
  view.type === 'words' && view.words.some(([label]) => label === word)
const seesWord = (client: Client, word: string) => waitFor<[AnswerView]>(client, 'answers', hasWord(word))

withRedis('Answers on another node', () => {
  const nodes = withTwoNodes()

  it('are shown without what a presenter here has hidden, not approved or blocked', async () => {
    const { redis, one, two } = nodes
    const presenter = await connectPresenter(one)
    const clients = [two.client({ tab: newTab() }), two.client({ screen: true }), two.client()]
    const frames = clients.map(recordPackets)
    await Promise.all(clients.map(joined))
    const [phone, screen] = clients as [Client, Client]
    const voter = await openTab(two, { browser: newTab() })
    await must(presenter.client.emitWithAck('blockWord', { word: 'blockedword', isBlocked: true }))
    const up = questionUp(voter.client)
    const { poll } = await presenter.does({ name: 'ask', question: WORDS })
    await up
    const all = waitFor<[AnswerView]>(presenter.client, 'allAnswers', view => view.voters === 1)
    await must(cast(voter.client, poll.pollId, 'hiddenword\nwaitingword\nblockedword\nfine'))
    await all
    await must(decides(presenter.client, poll.pollId, { do: 'hide', key: 'hiddenword' }))
    await must(decides(presenter.client, poll.pollId, { do: 'approve', key: 'blockedword' }))
    const seen = [phone, screen].map(client => seesWord(client, 'fine'))
    await must(decides(presenter.client, poll.pollId, { do: 'approve', key: 'fine' }))
    await Promise.all(seen)

    const newcomer = two.client({ tab: newTab() })
    const late = recordPackets(newcomer)
    await joined(newcomer)
    const again = questionUp(voter.client)
    await presenter.does({ name: 'again' })
    await again
    const earlier = await snapshotOf(phone)
    expect(earlier.earlierAnswers).to.satisfy(hasWord('fine'))
    const then = [phone, screen, newcomer].map(client => seesWord(client, 'fine'))
    await must(cast(voter.client, earlier.poll.pollId, 'hiddenword\nfine'))
    await Promise.all(then)
    // A node that comes later reads the same from the store.
    const [three] = (await startInside(1, redis.url)) as [TestApp]
    expect((await openTab(three)).snapshot.answers).to.satisfy(hasWord('fine'))
    for (const client of [phone, screen, newcomer]) await snapshotOf(client)
    expect(JSON.stringify([frames, late, (await openTab(three)).snapshot])).not.to.match(SECRET)
    expect(JSON.stringify((await snapshotOf(presenter.client)).allAnswers)).to.match(SECRET)
  })

  it('stand still on every node as they were where they were frozen', async () => {
    const { one, two } = nodes
    const presenter = await connectPresenter(one)
    const phone = await openTab(two, { browser: newTab() })
    const up = questionUp(phone.client)
    const { poll } = await presenter.does({ name: 'ask', question: { ...WORDS, needsApproval: false } })
    await up
    const first = seesWord(presenter.client, 'early')
    await must(cast(phone.client, poll.pollId, 'early'))
    await first
    const there = await connectPresenter(two)
    const isFrozen = waitFor<[PresenterStateNews]>(
      there.client,
      'presenterState',
      ({ care }) => care?.isFrozen === true,
    )
    await must(decides(presenter.client, poll.pollId, { do: 'freeze', isOn: true }))
    await isFrozen
    const other = await openTab(one, { browser: newTab() })
    const all = waitFor<[AnswerView]>(presenter.client, 'allAnswers', hasWord('late'))
    await must(cast(other.client, poll.pollId, 'late'))
    await all
    for (const app of [one, two])
      expect((await openTab(app)).snapshot.answers)
        .to.include({ voters: 1 })
        .and.not.satisfy(hasWord('late'))
    const moving = seesWord(phone.client, 'late')
    await must(decides(presenter.client, poll.pollId, { do: 'freeze', isOn: false }))
    await moving
  })
})
