/** Removing whoever asked or typed something without being named: out at once, and nobody is told who it is. */
import { expect } from 'chai'
import type { PresenterState } from '../../../src/core/protocol/presenter'
import type { Question } from '../../../src/core/protocol/poll'
import { startApp, type TestApp } from '../../support/app'
import { asks, cares, openAsks, tryAsk } from '../../support/asks/people'
import { collect, joined, newTab, waitFor } from '../../support/clients'
import { letBack, remove, removed, tabOf, tries } from '../../support/people/removing'
import { connectPresenter, openRoom, snapshotOf, type TestPresenter } from '../../support/presenter'
import { ask, cast, decides } from '../../support/samples'
import { codeOf, must, said, talker, type Talker } from '../../support/talker'

const WORDS: Partial<Question> = { choices: [], answer: { type: 'words', most: 3 } }
const TEXT: Partial<Question> = { choices: [], answer: { type: 'text', most: 3 } }

async function asking(settings: Record<string, string> = {}): Promise<[TestApp, TestPresenter]> {
  const app = await startApp(settings)
  const presenter = await connectPresenter(app)
  await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
  return [app, presenter]
}

async function answers({ client }: Pick<Talker, 'client'>, pollId: string, ...given: string[]) {
  await must(cast(client, pollId, given.join('\n')))
}

/** The list of the removed as presenters are sent it. */
const listOf = (presenter: TestPresenter) => presenter.lectern().removed

describe('Whoever asked something without a name', () => {
  it('is out at once in all tabs, and known again by browser and tab; the others are not', async () => {
    const [app, presenter] = await asking()
    const browser = newTab()
    const [ana, second] = [await tabOf(app, browser, 'Ana'), await tabOf(app, browser)]
    const bo = await talker(app, 'Bo')
    const id = await asks(ana, 'Why are you so boring?')
    await asks(bo, 'What is on Friday?')
    const others = collect(bo.client, 'removed')
    await removed(presenter, { ask: id }, ana, second)
    expect(await tries(app, { tab: newTab(), browser })).to.equal('removed')
    expect(await tries(app, { tab: ana.tab, browser: newTab() })).to.equal('removed')
    expect(await tries(app, { tab: newTab(), browser: bo.browser })).to.equal('in')
    await snapshotOf(bo.client)
    expect(others).to.deep.equal([])
    expect((await talker(app, 'Ana')).me).to.not.equal(ana.me)
  })

  it('is named to nobody: not in the reply, the list or any frame, nor by what else was asked or is said', async () => {
    const [app, presenter] = await asking()
    const { helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Bea' }))
    const helper = app.client({ helperKey })
    await joined(helper)
    const frames: unknown[] = []
    for (const client of [presenter.client, helper]) client.onAny((...frame) => frames.push(frame))
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    await said(ana, 'Hello')
    const text = `Rude, and long: ${'x'.repeat(200)}`
    const [first, second] = [await asks(ana, text), await asks(ana, 'Rude again')]
    const seen = waitFor<[PresenterState]>(helper, 'helperState', ({ removed: list }) => list.length === 1)
    const gone = waitFor(ana.client, 'disconnect')
    expect(await remove({ client: helper }, { ask: first })).to.deep.equal({ ok: true })
    await Promise.all([seen, gone])
    // Whoever asks for it again is told as much as of anybody else: not that both are of the same person.
    expect(await remove(presenter, { ask: second })).to.deep.equal({ ok: true })
    await snapshotOf(presenter.client)
    const told = JSON.stringify(frames.filter(frame => JSON.stringify(frame).includes('Rude')))
    for (const secret of ['author', 'marks', ana.browser, '"Ana"']) expect(told).to.not.include(secret)
    expect(await remove(presenter, ana.me)).to.deep.equal({ ok: true })
    expect(codeOf(await remove(presenter, { ask: first }))).to.equal('already-so')
    await snapshotOf(presenter.client)
    const [one, other, named] = listOf(presenter)
    expect([one!.name, other!.name, named!.name]).to.deep.equal(['', '', 'Ana'])
    expect(one!.said!.kind).to.equal('ask')
    expect(one!.said!.text).to.match(/^Rude, and long: x+…$/)
    expect(one!.said!.text.length).to.be.lessThan(130)
    expect(other!.said).to.deep.equal({ kind: 'ask', text: 'Rude again' })
    expect(new Set([one!.id, other!.id, ana.me, bo.me]).size).to.equal(4)
    for (const list of [one, other])
      expect(Object.keys(list!).sort()).to.deep.equal(['at', 'id', 'name', 'said'])
  })

  it('stays out through a restart, having left before, and comes in once let back for all of it', async () => {
    const [app, presenter] = await asking()
    const [ana, bo] = [await tabOf(app, newTab()), await tabOf(app, newTab())]
    const [first, second] = [await asks(ana, 'Rude'), await asks(ana, 'Rude again')]
    ana.client.disconnect()
    await must(remove(presenter, { ask: first }))
    await must(remove(presenter, { ask: second }))
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const { tab, browser } = ana
    expect(await tries(again, { tab, browser })).to.equal('removed')
    expect(await tries(again, { tab })).to.equal('removed')
    expect(await tries(again, { tab: bo.tab, browser: bo.browser })).to.equal('in')
    const later = await connectPresenter(again)
    const [one, other] = listOf(later)
    await must(letBack(later, one!.id))
    expect(await tries(again, { tab, browser })).to.equal('removed')
    await must(letBack(later, other!.id))
    expect(await tries(again, { tab, browser })).to.equal('in')
  })

  it('is refused to who may not, and for what is not there or the crew asked', async () => {
    const [app, presenter] = await asking()
    const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
    const id = await asks(ana, 'Rude')
    const own = await asks(presenter, 'By the presenter')
    const room = await openRoom(app)
    const stranger = await connectPresenter(app, room)
    expect(codeOf(await remove(bo, { ask: id }))).to.equal('not-a-presenter')
    expect(codeOf(await remove(stranger, { ask: id }))).to.equal('no-such-ask')
    expect(codeOf(await remove(presenter, { ask: own }))).to.equal('bad-request')
    expect(codeOf(await remove(presenter, { ask: 999 }))).to.equal('no-such-ask')
    for (const wrong of [{ ask: 'x' }, { ask: -1 }, { ask: 1.5 }, { answer: 'x' }, { pollId: 'x' }])
      expect(codeOf(await remove(presenter, wrong as never))).to.equal('bad-request')
    expect(listOf(presenter)).to.deep.equal([])
    expect(codeOf(await tryAsk(ana, 'Still here'))).to.equal('ok')
  })

  it('is known when the question waits, is hidden or merged, and the question stays as it was', async () => {
    const [app, presenter] = await asking()
    const [ana, bo] = [await talker(app), await talker(app)]
    const [id, target] = [await asks(ana, 'Rude'), await asks(bo, 'Nice')]
    await cares(presenter, id, 'merge', { into: target })
    await removed(presenter, { ask: id }, ana)
    const { asks: all } = await openAsks(presenter)
    expect(all.map(({ text, state }) => [text, state])).to.deep.equal([
      ['Rude', 'shown'],
      ['Nice', 'shown'],
    ])
    expect((await openAsks(bo)).asks.map(({ text }) => text)).to.deep.equal(['Nice'])
  })

  it('has no text in the list any more once the lesson is erased, and stays out', async () => {
    const [app, presenter] = await asking()
    const ana = await tabOf(app, newTab())
    await removed(presenter, { ask: await asks(ana, 'Rude') }, ana)
    await ask(presenter, { text: 'A poll' })
    await presenter.does({ name: 'newLesson' })
    const { lesson } = presenter.lectern().lessons[0]!
    const told = waitFor<[PresenterState]>(presenter.client, 'presenterState', news => !!news.removed)
    await must(presenter.client.emitWithAck('eraseLesson', { lesson }))
    expect((await told)[0].removed.map(({ said }) => said)).to.deep.equal([{ kind: 'ask', text: '' }])
    expect(await tries(app, { tab: ana.tab, browser: ana.browser })).to.equal('removed')
  })
})

describe('Whoever typed an answer', () => {
  it('is out at once; the ballot still counts, and nobody is told whose it is', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const [ana, bo] = [await tabOf(app, newTab(), 'Ana'), await talker(app, 'Bo')]
    const pollId = await ask(presenter, WORDS)
    await answers(ana, pollId, 'Scheiße', 'fun')
    await answers(bo, pollId, 'fun')
    await removed(presenter, { pollId, answer: 'scheisse' }, ana)
    expect(await tries(app, { tab: newTab(), browser: ana.browser })).to.equal('removed')
    expect(await tries(app, { tab: ana.tab })).to.equal('removed')
    expect(await tries(app, { tab: newTab(), browser: bo.browser })).to.equal('in')
    const [entry] = listOf(presenter)
    expect([entry!.name, entry!.said]).to.deep.equal(['', { kind: 'answer', text: 'Scheiße' }])
    const { allAnswers, counts } = await snapshotOf(presenter.client).then(snapshot => ({
      ...snapshot,
      counts: presenter.lectern().counts,
    }))
    expect(JSON.stringify(allAnswers)).to.include('Scheiße')
    expect(JSON.stringify([listOf(presenter), counts])).to.not.include(ana.me)
  })

  it('is nobody where several gave it, in whatever spelling, also by merging', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const [ana, bo] = [await talker(app), await talker(app)]
    const pollId = await ask(presenter, TEXT)
    await answers(ana, pollId, 'Boring!')
    await answers(bo, pollId, 'boring', 'dull')
    expect(codeOf(await remove(presenter, { pollId, answer: 'boring' }))).to.equal('said-by-several')
    await must(decides(presenter.client, pollId, { do: 'merge', key: 'boring', into: 'dull' }))
    expect(codeOf(await remove(presenter, { pollId, answer: 'dull' }))).to.equal('said-by-several')
    expect(codeOf(await remove(presenter, { pollId, answer: 'boring' }))).to.equal('no-such-answer')
    expect(codeOf(await remove(presenter, { pollId, answer: 'nice' }))).to.equal('no-such-answer')
    await must(decides(presenter.client, pollId, { do: 'split', key: 'dull' }))
    await answers(ana, pollId, 'something else')
    await removed(presenter, { pollId, answer: 'boring' }, bo)
    // Of two words of one ballot the same must be said as of words of two.
    expect(codeOf(await remove(presenter, { pollId, answer: 'dull' }))).to.equal('ok')
    expect(listOf(presenter).map(({ said }) => said!.text)).to.deep.equal(['boring', 'dull'])
    expect(codeOf(await cast(ana.client, pollId, 'still here'))).to.equal('ok')
  })

  it('is known while the question is up only, of letters nobody is, and hidden results stay so', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await talker(app)
    const letters = await ask(presenter, { kind: 'ballot', results: 'hidden' })
    await answers(ana, letters, 'A')
    expect(codeOf(await remove(presenter, { pollId: letters, answer: 'a' }))).to.equal('bad-request')
    const pollId = await ask(presenter, { ...WORDS, results: 'hidden' })
    await answers(ana, pollId, 'rude')
    const { helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Bea' }))
    const helper = app.client({ helperKey })
    await joined(helper)
    await removed({ ...presenter, client: helper }, { pollId, answer: 'rude' }, ana)
    expect(codeOf(await remove(presenter, { pollId: letters, answer: 'a' }))).to.equal('poll-over')
    expect((await snapshotOf(await talker(app).then(({ client }) => client))).answers).to.equal(null)
  })

  it('is out after a restart, and stays out when other questions are up', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const [ana, bo] = [await tabOf(app, newTab()), await tabOf(app, newTab())]
    const pollId = await ask(presenter, WORDS)
    await answers(ana, pollId, 'rude')
    await answers(bo, pollId, 'nasty')
    ana.client.disconnect()
    for (const answer of ['rude', 'nasty']) await must(remove(presenter, { pollId, answer }))
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    for (const { tab, browser } of [ana, bo]) expect(await tries(again, { tab, browser })).to.equal('removed')
    const later = await connectPresenter(again)
    await ask(later, TEXT)
    await later.does({ name: 'newLesson' })
    for (const { tab, browser } of [ana, bo]) {
      expect(await tries(again, { tab, browser: newTab() })).to.equal('removed')
      expect(await tries(again, { tab: newTab(), browser })).to.equal('removed')
    }
    for (const { id } of listOf(later)) await must(letBack(later, id))
    expect(await tries(again, { tab: ana.tab, browser: ana.browser })).to.equal('in')
  })
})
