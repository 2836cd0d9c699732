/** What presenters decide on answers that people typed: through the front door, at once, for good, and by nobody else. */
import { expect } from 'chai'
import type { PollNews, Question } from '../../../src/core/protocol/poll'
import type { ListedResult, ResultTable } from '../../../src/core/protocol/results'
import type { CareChange } from '../../../src/core/question-types/care'
import type { AnswerView } from '../../../src/core/question-types/registry'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { ask, cast, cloudOf, decides, textsOf, wordsOf } from '../../support/samples'
import { codeOf, must } from '../../support/talker'

const WORDS: Partial<Question> = { choices: [], answer: { type: 'words', most: 5 } }
const TEXT: Partial<Question> = { choices: [], answer: { type: 'text', most: 3 } }

interface Lecture {
  app: TestApp
  presenter: TestPresenter
  client: Client
  pollId: string
}

/** A question is up, and somebody has answered it. */
async function answered(asks: Partial<Question>, ...answers: string[]): Promise<Lecture> {
  const app = await startApp()
  const presenter = await connectPresenter(app)
  const pollId = await ask(presenter, asks)
  const { client } = await openTab(app, { browser: newTab() })
  await must(cast(client, pollId, answers.join('\n')))
  return { app, presenter, client, pollId }
}

/** Decides, one after another. */
async function decided({ presenter, pollId }: Lecture, ...changes: CareChange[]): Promise<void> {
  for (const change of changes) await must(decides(presenter.client, pollId, change))
}

const cloudSeenBy = async (client: Client) => cloudOf(await snapshotOf(client))
const allSeenBy = async ({ client }: TestPresenter) => (await snapshotOf(client)).allAnswers
const names = (words: [label: string, ...rest: unknown[]][] | undefined) => words?.map(([label]) => label)

/** The words or texts that presenters see as waiting and hidden. */
function apartIn(view: AnswerView | null): { waiting: unknown; hidden: unknown } {
  if (view?.type === 'words') return { waiting: names(view.waiting), hidden: names(view.hidden) }
  if (view?.type !== 'text') throw new Error('no answers')
  const inState = (state: string) => view.cards.filter(card => card.state === state).map(card => card.text)
  return { waiting: inState('waiting'), hidden: inState('hidden') }
}

describe('What is decided on answers', () => {
  const EVERY_CHANGE: CareChange[] = [
    { do: 'approve', key: 'car' },
    { do: 'hide', key: 'car' },
    { do: 'restore', key: 'car' },
    { do: 'merge', key: 'auto', into: 'car' },
    { do: 'split', key: 'car' },
    { do: 'highlight', key: 'car' },
    { do: 'approval', isOn: true },
    { do: 'freeze', isOn: true },
  ]

  it('is decided by presenters only', async () => {
    const lecture = await answered(WORDS, 'car', 'auto')
    const { app, client, pollId, presenter } = lecture
    const [screen, classic] = [app.client({ screen: true }), app.client()]
    await Promise.all([screen, classic].map(joined))
    const before = await allSeenBy(presenter)
    for (const other of [client, screen, classic])
      for (const change of EVERY_CHANGE)
        expect(codeOf(await decides(other, pollId, change)), change.do).to.equal('not-a-presenter')
    expect(await allSeenBy(presenter)).to.deep.equal(before)
    for (const change of EVERY_CHANGE)
      expect(codeOf(await decides(presenter.client, pollId, change)), change.do).to.equal('ok')
  })

  it('is refused for another question, for one that nobody types in, and where it makes no sense', async () => {
    const { presenter, pollId } = await answered(WORDS, 'car')
    const hide: CareChange = { do: 'hide', key: 'car' }
    const closed = await ask(presenter, {})
    expect(codeOf(await decides(presenter.client, pollId, hide))).to.equal('poll-over')
    expect(codeOf(await decides(presenter.client, closed, hide))).to.equal('already-so')
    for (const change of [{ do: 'erase', key: 'car' }, { do: 'hide' }, { do: 'hide', key: '' }, {}, null])
      expect(codeOf(await decides(presenter.client, closed, change as CareChange))).to.equal('bad-request')
  })

  for (const [name, asks] of [
    ['words', WORDS],
    ['texts', TEXT],
  ] as const) {
    const seenBy = async (client: Client) => {
      const { answers } = await snapshotOf(client)
      return answers?.type === 'words' ? Object.keys(wordsOf(answers)) : answersOnScreen(answers)
    }
    /** Phones are told how many there are, screens the texts. */
    const answersOnScreen = (view: AnswerView | null) => textsOf(view)

    it(`shows ${name} only once they are approved, where they have to be`, async () => {
      const lecture = await answered({ ...asks, needsApproval: true }, 'car', 'auto')
      const { app, presenter, client } = lecture
      const screen = app.client({ screen: true })
      expect((await joined(screen)).answers).to.include({ voters: 1 })
      expect(await seenBy(screen)).to.deep.equal([])
      expect(apartIn(await allSeenBy(presenter)).waiting).to.have.members(['car', 'auto'])
      expect(presenter.lectern().care).to.include({ needsApproval: true })
      await decided(lecture, { do: 'approve', key: 'car' })
      expect(await seenBy(screen)).to.deep.equal(['car'])
      const told = waitFor<[PollNews]>(client, 'poll')
      await decided(lecture, { do: 'approval', isOn: false })
      expect((await told)[0].poll.needsApproval).to.equal(undefined)
      expect(await seenBy(screen)).to.have.members(['car', 'auto'])
      await decided(lecture, { do: 'approval', isOn: true })
      expect(await seenBy(screen)).to.deep.equal(['car'])
    })

    it(`hides ${name} everywhere, and brings them back`, async () => {
      const lecture = await answered(asks, 'car', 'rude')
      const { app, presenter } = lecture
      const screen = app.client({ screen: true })
      await joined(screen)
      await decided(lecture, { do: 'hide', key: 'rude' })
      expect(await seenBy(screen)).to.deep.equal(['car'])
      expect(apartIn(await allSeenBy(presenter)).hidden).to.deep.equal(['rude'])
      await decided(lecture, { do: 'restore', key: 'rude' })
      expect(await seenBy(screen)).to.have.members(['car', 'rude'])
    })

    it(`hides ${name} with a blocked word of the room, old ones too, until it is no longer blocked`, async () => {
      const lecture = await answered(asks, 'car', 'so RUDE!')
      const { app, client, presenter, pollId } = lecture
      const screen = app.client({ screen: true })
      await joined(screen)
      const block = (isBlocked: boolean) =>
        must(presenter.client.emitWithAck('blockWord', { word: 'Rude', isBlocked }))
      await block(true)
      expect(await seenBy(screen)).to.deep.equal(['car'])
      await must(cast(client, pollId, 'car\nrude\nrudeness'))
      expect(await seenBy(screen)).to.have.members(['car', 'rudeness'])
      await block(false)
      expect(await seenBy(screen)).to.have.members(['car', 'rude', 'rudeness'])
    })
  }

  it('merges two words into one, and takes out one of them again, or all', async () => {
    const lecture = await answered(WORDS, 'car', 'auto', 'Wagen', 'bus')
    const { client, presenter } = lecture
    await decided(lecture, { do: 'merge', key: 'auto', into: 'car' })
    expect(await cloudSeenBy(client)).to.deep.equal({ car: 2, Wagen: 1, bus: 1 })
    // What others were merged into may be merged itself.
    await decided(lecture, { do: 'merge', key: 'wagen', into: 'auto' })
    expect(await cloudSeenBy(client)).to.deep.equal({ car: 3, bus: 1 })
    expect(presenter.lectern().care?.merged).to.deep.equal([
      { from: 'wagen', into: 'auto' },
      { from: 'auto', into: 'car' },
    ])
    await decided(lecture, { do: 'split', key: 'auto', from: 'wagen' })
    expect(await cloudSeenBy(client)).to.deep.equal({ car: 2, Wagen: 1, bus: 1 })
    await decided(lecture, { do: 'merge', key: 'bus', into: 'car' }, { do: 'split', key: 'car' })
    expect(await cloudSeenBy(client)).to.deep.equal({ car: 1, auto: 1, Wagen: 1, bus: 1 })
  })

  it('shows a hidden word as none of those that it is merged into', async () => {
    const lecture = await answered(WORDS, 'rude')
    await decided(lecture, { do: 'hide', key: 'rude' }, { do: 'merge', key: 'rude', into: 'unkind' })
    expect(await cloudSeenBy(lecture.client)).to.deep.equal({ unkind: 1 })
  })

  it('highlights one text in full on every phone, until it is hidden', async () => {
    const long = 'word '.repeat(50).trim()
    const lecture = await answered(TEXT, long, 'short')
    const highlighted = async () => {
      const { answers } = await snapshotOf(lecture.client)
      return answers?.type === 'text' ? answers.highlighted?.text : undefined
    }
    await decided(lecture, { do: 'highlight', key: long })
    expect(await highlighted()).to.equal(long)
    await decided(lecture, { do: 'hide', key: long })
    expect(await highlighted()).to.equal(undefined)
    await decided(lecture, { do: 'highlight', key: 'short' })
    expect(await highlighted()).to.equal('short')
    await decided(lecture, { do: 'highlight', key: null })
    expect(await highlighted()).to.equal(undefined)
  })

  it('lets the picture stand still for everybody but presenters, also after a restart', async () => {
    const lecture = await answered(WORDS, 'car', 'rude')
    const { app, client, presenter, pollId } = lecture
    await decided(lecture, { do: 'freeze', isOn: true })
    const other = await openTab(app, { browser: newTab() })
    await must(cast(other.client, pollId, 'car\nlate'))
    expect(await cloudSeenBy(client)).to.deep.equal({ car: 1, rude: 1 })
    expect(wordsOf(await allSeenBy(presenter))).to.deep.equal({ car: 2, rude: 1, late: 1 })
    // What is hidden leaves the picture all the same.
    await decided(lecture, { do: 'hide', key: 'rude' })
    expect(await cloudSeenBy(client)).to.deep.equal({ car: 1 })
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const back = await connectPresenter(again)
    const newcomer = await openTab(again)
    expect(cloudOf(newcomer.snapshot)).to.deep.equal({ car: 1 })
    expect(back.lectern().care).to.include({ isFrozen: true })
    await must(decides(back.client, pollId, { do: 'freeze', isOn: false }))
    expect(await cloudSeenBy(newcomer.client)).to.deep.equal({ car: 2, late: 1 })
  })

  it('leaves out words that say nothing, where a question says so: single ones, until one is approved', async () => {
    const leaving = { ...WORDS, answer: { type: 'words', most: 5, leaveOut: 'en' } as const }
    const lecture = await answered(leaving, 'The', 'the end', 'and', 'light', 'le')
    expect(await cloudSeenBy(lecture.client)).to.deep.equal({ 'the end': 1, light: 1, le: 1 })
    await decided(lecture, { do: 'approve', key: 'and' })
    expect(await cloudSeenBy(lecture.client))
      .to.include({ and: 1 })
      .and.not.have.property('The')
    expect(codeOf(await tried(lecture.presenter, { ...leaving.answer, leaveOut: 'xx' }))).to.equal(
      'bad-request',
    )
  })
})

const tried = (presenter: TestPresenter, answer: object) =>
  presenter.tries({ name: 'ask', question: question({ choices: [], answer: answer as Question['answer'] }) })

describe('What was decided on answers stays decided', () => {
  /** Asks something else: the result of what was up. */
  async function replaced({ presenter }: Lecture, beside: Partial<Question> = {}): Promise<ListedResult> {
    await presenter.does({ name: 'ask', question: question({ text: 'Then?', ...beside }) })
    return (await must(presenter.client.emitWithAck('listResults', {}))).results.at(-1)!
  }
  const tableOf = async (presenter: TestPresenter, id: string): Promise<ResultTable> =>
    must(presenter.client.emitWithAck('resultTable', { id, round: 0 }))

  it('in the results: what was hidden, waits or is blocked is in no table, picture or headline', async () => {
    const asks = { ...WORDS, needsApproval: true }
    const lecture = await answered(asks, 'car', 'auto', 'rude', 'waiting', 'blocked')
    const { presenter } = lecture
    for (const key of ['car', 'auto', 'rude', 'blocked']) await decided(lecture, { do: 'approve', key })
    await decided(lecture, { do: 'merge', key: 'auto', into: 'car' }, { do: 'hide', key: 'rude' })
    const result = await replaced(lecture)
    await must(presenter.client.emitWithAck('blockWord', { word: 'blocked', isBlocked: true }))
    const table = await tableOf(presenter, result.id)
    expect(table.rows.map(({ label, votes }) => [label, votes])).to.deep.equal([['car', 2]])
    expect(wordsOf(table.view)).to.deep.equal({ car: 2 })
    expect(presenter.lectern().results[0]).to.include({ headline: 'car 2' })
    expect(JSON.stringify([table, result])).not.to.match(/rude|waiting/)
  })

  it('when it is shown again, also after a restart; what is decided then is decided for good', async () => {
    const lecture = await answered(WORDS, 'car', 'auto', 'rude', 'late')
    await decided(lecture, { do: 'merge', key: 'auto', into: 'car' }, { do: 'hide', key: 'rude' })
    const { id } = await replaced(lecture)
    await lecture.app.close()
    const app = await startApp({ DATA_DIR: lecture.app.dataDir })
    const presenter = await connectPresenter(app)
    const shown = await presenter.does({ name: 'showAgain', id })
    const phone = await openTab(app)
    expect(cloudOf(phone.snapshot)).to.deep.equal({ car: 2, late: 1 })
    await must(decides(presenter.client, shown.poll.pollId, { do: 'hide', key: 'late' }))
    expect(await cloudSeenBy(phone.client)).to.deep.equal({ car: 2 })
    await presenter.does({ name: 'hands' })
    expect((await tableOf(presenter, id)).rows.map(({ label }) => label)).to.deep.equal(['car'])
    await presenter.does({ name: 'showAgain', id })
    expect(await cloudSeenBy(phone.client)).to.deep.equal({ car: 2 })
  })

  it('in the round before, while the question is asked again and cleared', async () => {
    const lecture = await answered(WORDS, 'car', 'rude')
    const { presenter, client } = lecture
    await decided(lecture, { do: 'hide', key: 'rude' })
    for (const name of ['again', 'clear'] as const) {
      const { poll } = await presenter.does({ name })
      await must(cast(client, poll.pollId, 'rude\nbus'))
      const seen = await snapshotOf(client)
      expect(cloudOf(seen)).to.deep.equal({ bus: 1 })
      expect(wordsOf(seen.earlierAnswers)).to.deep.equal({ car: 1 })
    }
  })

  it('beside another result: each has its own, and what is hidden in the one on show is hidden in both', async () => {
    const lecture = await answered(WORDS, 'car', 'rude', 'loud')
    const { presenter, client } = lecture
    await decided(lecture, { do: 'hide', key: 'rude' })
    const { id: beside } = await replaced(lecture, WORDS)
    await must(cast(client, await presenter.pollId(), 'bus\nloud'))
    await presenter.does({ name: 'hands' })
    const id = presenter.lectern().results.at(-1)!.id
    const shown = await presenter.does({ name: 'showAgain', id, beside })
    const pair = async () => {
      const seen = await snapshotOf(client)
      return [cloudOf(seen), wordsOf(seen.earlierAnswers)]
    }
    expect(await pair()).to.deep.equal([
      { bus: 1, loud: 1 },
      { car: 1, loud: 1 },
    ])
    await must(decides(presenter.client, shown.poll.pollId, { do: 'hide', key: 'loud' }))
    expect(await pair()).to.deep.equal([{ bus: 1 }, { car: 1 }])
  })

  it('stands beside a result of its own kind only', async () => {
    const lecture = await answered(WORDS, 'car')
    const { presenter, client } = lecture
    const { id } = await replaced(lecture, TEXT)
    await must(cast(client, await presenter.pollId(), 'bus'))
    await presenter.does({ name: 'hands' })
    const beside = presenter.lectern().results.at(-1)!.id
    expect(codeOf(await presenter.tries({ name: 'showAgain', id, beside }))).to.equal('other-choices')
  })
})
