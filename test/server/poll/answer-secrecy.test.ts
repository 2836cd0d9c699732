/**
 * What the audience is not to know of what people typed: looked for in every frame that phones, screens, newcomers,
 * workshop pages and talkers receive.
 */
import { expect } from 'chai'
import type { PollNews, Question } from '../../../src/core/protocol/poll'
import type { Command } from '../../../src/core/protocol/presenter'
import type { CareChange } from '../../../src/core/question-types/care'
import type { AnswerView } from '../../../src/core/question-types/registry'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, recordPackets, snapshotOf } from '../../support/presenter'
import { ask, cast, decides } from '../../support/samples'
import { must, openChat } from '../../support/talker'

const WORDS: Partial<Question> = { choices: [], answer: { type: 'words', most: 5 } }
const TEXT: Partial<Question> = { choices: [], answer: { type: 'text', most: 3 } }
const NUMBER: Partial<Question> = {
  choices: [],
  right: '4711..4712',
  answer: { type: 'number', min: null, max: null, decimals: 1, unit: '' },
}

type Frames = ReturnType<typeof recordPackets>

/** A phone, one that polls, one with the chat open, a screen and a workshop page, with all that they are sent. */
async function audience(app: TestApp): Promise<{ clients: Client[]; frames: () => Frames }> {
  const clients = [
    app.client({ tab: newTab(), browser: newTab() }),
    app.client({ tab: newTab() }, { transports: ['polling'] }),
    app.client({ tab: newTab() }),
    app.client({ screen: true }),
    app.client(),
  ]
  const frames = clients.map(recordPackets)
  await Promise.all(clients.map(joined))
  await openChat(clients[2]!)
  return { clients, frames: () => frames.flat() }
}

/** Everything that others than the voters may be told while results are hidden: neither views nor tallies. */
function expectNothingOf(frames: Frames, secrets: RegExp): void {
  const text = JSON.stringify(frames)
  expect(text).not.to.match(secrets)
  const events = frames.map(({ event }) => event)
  for (const event of ['answers', 'earlierAnswers', 'allAnswers', 'presenterState'])
    expect(events).not.to.include(event)
  expect(text).not.to.match(/"(answers|earlierAnswers|allAnswers)":\{/)
}

describe('While results are hidden', () => {
  for (const [name, asks, answers, secrets, changes] of [
    ['words', WORDS, ['secretone\nsecrettwo', 'secretone'], /secret/, [{ do: 'hide', key: 'secrettwo' }]],
    [
      'texts',
      TEXT,
      ['a secret answer', 'another secret'],
      /secret/,
      [{ do: 'highlight', key: 'another secret' }],
    ],
    ['numbers', NUMBER, ['4711.5', '4817.5'], /4711|4817|4764/, []],
  ] as [string, Partial<Question>, string[], RegExp, CareChange[]][])
    it(`no frame has anything of ${name}: whoever comes, votes, asks, talks, whatever presenters decide`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await must(presenter.client.emitWithAck('setTalk', { chat: true, host: true }))
      const { frames } = await audience(app)
      const voters = await Promise.all(answers.map(() => openTab(app, { browser: newTab() })))
      const pollId = await ask(presenter, { ...asks, results: 'hidden' })
      for (const [index, { client }] of voters.entries()) await must(cast(client, pollId, answers[index]!))
      for (const change of changes) await must(decides(presenter.client, pollId, change))
      const late = await audience(app)
      for (const client of late.clients.slice(0, 4)) await snapshotOf(client)
      const told = waitFor(late.clients[2], 'chat message', line => String(line).includes('is closed'))
      await presenter.does({ name: 'close' })
      await told
      await presenter.does({ name: 'again' })
      await must(cast(voters[0]!.client, await presenter.pollId(), answers[1]!))
      for (const client of late.clients.slice(0, 4)) await snapshotOf(client)
      const next: Command = { name: 'hands' }
      await presenter.does(next)
      for (const each of [frames(), late.frames()]) expectNothingOf(each, secrets)
      // The same look finds what is there to be found.
      const id = presenter.lectern().results.at(-1)!.id
      const seen = waitFor(late.clients[3], 'answers')
      await presenter.does({ name: 'showAgain', id })
      await seen
      expect(() => expectNothingOf(late.frames(), secrets)).to.throw()
    })

  it('the number and size of frames say nothing of the answers, only how many have voted', async () => {
    /** All that a phone and a screen are sent while three people answer, with what differs by chance made equal. */
    async function framesOf(votes: string[], changes: CareChange[]): Promise<string[]> {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const clients = [app.client({ tab: newTab(), browser: newTab() }), app.client({ screen: true })]
      await Promise.all(clients.map(joined))
      const voter = await openTab(app, { browser: newTab() })
      // A snapshot may be answered before the news of the poll go out: what was asked for is no sign of what was sent.
      const asked = clients.map(client => waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.posed))
      const pollId = await ask(presenter, { ...WORDS, results: 'hidden' })
      await Promise.all(asked)
      const frames = clients.map(recordPackets)
      for (const vote of votes) {
        const counted = clients.map(client => waitFor(client, 'turnout'))
        await must(cast(voter.client, pollId, vote))
        await Promise.all(counted)
      }
      const waits = clients.map(client =>
        waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.needsApproval === true),
      )
      for (const change of changes) await must(decides(presenter.client, pollId, change))
      await Promise.all(waits)
      for (const client of clients) await snapshotOf(client)
      const closed = clients.map(client =>
        waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.state === 'closed'),
      )
      await presenter.does({ name: 'close' })
      await Promise.all(closed)
      for (const client of clients) await snapshotOf(client)
      const told = frames.flat().map(frame =>
        JSON.stringify(frame)
          .replaceAll(pollId, 'poll')
          .replace(/"now":[\d.]+/g, '"now":0'),
      )
      // Chance decides whether turnouts go out together, and whether news of before the first vote are late.
      const others = told.filter(frame => !/"usersConnected"|"turnout","args":\[0/.test(frame))
      return others.filter((frame, place) => !frame.includes('"turnout"') || frame !== others[place - 1])
    }
    // That answers wait for approval is known to everybody.
    const few = await framesOf(['a', 'b', 'a'], [{ do: 'approval', isOn: true }])
    const many = await framesOf(
      ['a\nb\nc\nd\ne', 'x'.repeat(30), '👩‍🚀\nschön\nעוד'],
      [
        { do: 'hide', key: 'schon' },
        { do: 'merge', key: 'schon', into: 'x' },
        { do: 'approval', isOn: true },
      ],
    )
    expect(many).to.deep.equal(few)
  })
})

describe('What is hidden, waits or is blocked', () => {
  const SECRET = /hiddenword|waitingword|blockedword/

  it('travels to no phone, screen, newcomer or workshop page again, also after a restart', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { clients, frames } = await audience(app)
    const voter = await openTab(app, { browser: newTab() })
    await must(presenter.client.emitWithAck('blockWord', { word: 'blockedword', isBlocked: true }))
    const pollId = await ask(presenter, { ...WORDS, needsApproval: true })
    await must(cast(voter.client, pollId, 'hiddenword\nwaitingword\nblockedword\nfine'))
    await must(decides(presenter.client, pollId, { do: 'approve', key: 'blockedword' }))
    await must(decides(presenter.client, pollId, { do: 'approve', key: 'hiddenword' }))
    await must(decides(presenter.client, pollId, { do: 'hide', key: 'hiddenword' }))
    const seen = clients.slice(0, 4).map(client => waitFor<[AnswerView]>(client, 'answers', hasWord('fine')))
    await must(decides(presenter.client, pollId, { do: 'approve', key: 'fine' }))
    await Promise.all(seen)
    const late = await audience(app)
    await presenter.does({ name: 'again' })
    const bus = late.clients
      .slice(0, 4)
      .map(client => waitFor<[AnswerView]>(client, 'answers', hasWord('fine')))
    await must(cast(voter.client, await presenter.pollId(), 'hiddenword\nfine'))
    await Promise.all(bus)
    for (const client of [...clients, ...late.clients]) await snapshotOf(client)
    await app.close()

    const again = await startApp({ DATA_DIR: app.dataDir })
    const back = await connectPresenter(again)
    const newcomers = await audience(again)
    await back.does({ name: 'hands' })
    const shown = newcomers.clients.slice(0, 4).map(client => waitFor(client, 'answers', hasWord('fine')))
    await back.does({ name: 'showAgain', id: back.lectern().results[0]!.id })
    await Promise.all(shown)
    for (const client of newcomers.clients) await snapshotOf(client)
    // A word that was approved for a moment may have been on its way: it was nobody's secret then.
    for (const each of [late, newcomers]) expect(JSON.stringify(each.frames())).not.to.match(SECRET)
    expect(JSON.stringify(frames())).not.to.match(/waitingword|blockedword/)
    expect(JSON.stringify((await snapshotOf(back.client)).allAnswers)).to.match(SECRET)
  })
})

/** Whether a view has this word. */
const hasWord = (word: string) => (view: AnswerView) =>
  view.type === 'words' && view.words.some(([label]) => label === word)
