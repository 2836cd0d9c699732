/** Helpers: a link opens what keeps a room civil, and nothing else; taken back, it opens nothing at once. */
import { expect } from 'chai'
import type { HelperEntry, HelperState, PresenterState } from '../../../src/core/protocol/presenter'
import type { RoomDocument } from '../../../src/core/room/document'
import type { Line, PeopleNews } from '../../../src/core/protocol/chat'
import { startApp } from '../../support/app'
import { collect, openTab, waitFor, type Client } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { connectHelper, madeHelper } from '../../support/people/helpers'
import { connectPresenter, openRoom, question } from '../../support/presenter'
import { QUESTIONS } from '../../support/question-types'

async function refusedWith(client: Client): Promise<string> {
  const [error] = await waitFor<[Error & { data: { code: string } }]>(client, 'connect_error')
  return error.data.code
}

describe('A helper', () => {
  it('is listed with a name and a time, never with the key, and the key is kept as a hash only', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const told = waitFor<[PresenterState]>(presenter.client, 'presenterState', ({ helpers }) => !!helpers)
    const { id, helperKey } = await madeHelper(presenter)
    const [{ helpers }] = await told
    expect(helpers.map(({ id: listed, name }) => [listed, name])).to.deep.equal([[id, 'Bea']])
    expect(helperKey).to.match(/^[\w-]{22}$/)
    expect(JSON.stringify(await app.store.loadRoom(''))).to.not.include(helperKey)
    expect(JSON.stringify(helpers)).to.not.include('keyHash')
    expect(JSON.stringify(app.log)).to.not.include(helperKey)
  })

  it('is told to presenters alone as here or not, as pages of the link come and go', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    const { helperKey: other } = await madeHelper(presenter, 'Cy')
    const ana = await openTab(app)
    const heard = collect(ana.client, 'presenterState')
    const told = (beas: boolean, cys: boolean) =>
      waitFor<[PresenterState]>(
        presenter.client,
        'presenterState',
        ({ helpers }) => helpers?.[0]?.isHere === beas && helpers[1]?.isHere === cys,
      )
    expect(presenter.lectern().helpers.map(({ isHere }) => isHere)).to.deep.equal([false, false])
    let next = told(true, false)
    const page = await connectHelper(app, helperKey)
    await next
    const second = await connectHelper(app, helperKey)
    next = told(true, true)
    await connectHelper(app, other)
    page.client.disconnect()
    await next
    next = told(false, true)
    second.client.disconnect()
    await next
    expect(page.heard()).to.not.include('isHere')
    expect(heard).to.deep.equal([])
  })

  it('is told to presenters alone with when it was last here, which is kept until the link is taken back', async () => {
    const env = { DATA_DIR: newFolder() }
    const app = await startApp(env)
    const presenter = await connectPresenter(app)
    const { id, helperKey } = await madeHelper(presenter)
    expect(presenter.lectern().helpers[0]!.lastHereAt).to.equal(null)
    const helpersTold = (holds: (helper: HelperEntry) => boolean) =>
      waitFor<[PresenterState]>(presenter.client, 'presenterState', ({ helpers }) => !!helpers?.some(holds))
    const came = Date.now()
    const noted = helpersTold(({ lastHereAt }) => lastHereAt !== null)
    const page = await connectHelper(app, helperKey)
    await noted
    const at = presenter.lectern().helpers[0]!.lastHereAt!
    expect(at).to.be.within(came, Date.now())

    const left = helpersTold(({ isHere }) => !isHere)
    page.client.disconnect()
    await left
    expect(page.heard()).to.not.include('lastHereAt')
    await app.close()

    const again = await startApp(env)
    const back = await connectPresenter(again)
    expect(back.lectern().helpers.map(({ isHere, lastHereAt }) => [isHere, lastHereAt])).to.deep.equal([
      [false, at],
    ])
    expect(await back.client.emitWithAck('revokeHelper', { id })).to.deep.equal({ ok: true })
    expect(JSON.stringify(await again.store.loadRoom(''))).to.not.include('lastHereAt')
  })

  it('keeps the room civil: deletes lines, mutes, approves posts, decides on answers', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: QUESTIONS['words']! })
    const { helperKey } = await madeHelper(presenter)
    const ana = (await openTab(app)).client
    const opened = await ana.emitWithAck('openChat', {})
    await ana.emitWithAck('takeName', { name: 'Ana' })
    const said = await ana.emitWithAck('chat message', 'Rude', { key: 'key-of-a-rude-line' })
    const posted = await ana.emitWithAck('postToWall', { text: 'A post', key: 'key-of-a-first-post' })
    if (!opened.ok || !said.ok || !posted.ok) throw new Error('the room is not ready')
    const { pollId } = ((await ana.emitWithAck('getSnapshot')) as { snapshot: { poll: { pollId: string } } })
      .snapshot.poll
    await ana.emitWithAck('castVote', { pollId, vote: 'rude' })
    const bea = await connectHelper(app, helperKey)
    expect(bea.snapshot.allAnswers, 'all answers').to.not.equal(null)
    const wall = await bea.client.emitWithAck('openWall', {})
    expect(wall.ok && wall.waiting?.map(({ id }) => id)).to.deep.equal([posted.id])

    const deleted = waitFor<[number]>(ana, 'lineDeleted')
    expect(await bea.client.emitWithAck('deleteLine', { seq: said.seq })).to.deep.equal({ ok: true })
    expect(await deleted).to.deep.equal([said.seq])
    const muted = waitFor<[boolean]>(ana, 'muted')
    const state = waitFor<[HelperState]>(bea.client, 'helperState', now => now.muted.length > 0)
    expect(await bea.client.emitWithAck('mute', { id: opened.me, isMuted: true })).to.deep.equal({ ok: true })
    expect(await muted).to.deep.equal([true])
    expect((await state)[0].muted).to.deep.equal([{ id: opened.me, name: 'Ana' }])
    expect(await bea.client.emitWithAck('approvePost', { id: posted.id })).to.deep.equal({ ok: true })
    const cared = waitFor(bea.client, 'allAnswers')
    const hides = { pollId, change: { do: 'hide' as const, key: 'rude' } }
    expect(await bea.client.emitWithAck('careForAnswers', hides)).to.deep.equal({ ok: true })
    await cared
    const { document } = (await app.store.loadRoom('')) as { document: RoomDocument }
    expect(document.poll.care.hidden).to.deep.equal(['rude'])
  })

  it('speaks under the name on the link, marked as a helper, also while the chat is off for others', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    const ana = (await openTab(app)).client
    await ana.emitWithAck('openChat', {})
    const heard = waitFor<[string, Line]>(ana, 'chat message')
    const bea = await connectHelper(app, helperKey)
    const listed = waitFor<[PeopleNews]>(ana, 'people', ({ people }) =>
      people.some(({ role }) => role === 'helper'),
    )
    expect(await bea.client.emitWithAck('openChat', {})).to.include({ ok: true, name: 'Bea' })
    await bea.client.emitWithAck('chat message', 'Hello', { key: 'key-of-a-helpers-line' })
    expect((await heard)[1]).to.include({ name: 'Bea', role: 'helper' })
    expect((await listed)[0].people.map(({ name, role }) => [name, role])).to.deep.include(['Bea', 'helper'])
    expect(await ana.emitWithAck('takeName', { name: 'Вea' })).to.include({ ok: false })
    const posted = await bea.client.emitWithAck('postToWall', { text: 'Mine', key: 'key-of-a-helpers-post' })
    expect(posted).to.include({ ok: true, isWaiting: false })
    await presenter.client.emitWithAck('setTalk', { chat: false })
    expect(await ana.emitWithAck('openChat', {})).to.include({ code: 'chat-off' })
    expect(await bea.client.emitWithAck('openChat', {})).to.include({ ok: true })
  })

  it('is sent no hidden result, no right answer, no prepared question and no key', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    await presenter.does({ name: 'prepare', questions: [question({ text: 'A prepared secret' })] })
    const bea = await connectHelper(app, helperKey)
    const tallies = collect(bea.client, 'voteCount')
    const asked = question({ results: 'hidden', right: 'B', explanation: 'Because of a secret' })
    await presenter.does({ name: 'ask', question: asked })
    const { client, pollId } = await openTab(app)
    await client.emitWithAck('castVote', { pollId, vote: 'B' })
    const turnout = waitFor<[number]>(bea.client, 'turnout', voted => voted === 2)
    const other = await openTab(app)
    await other.client.emitWithAck('castVote', { pollId, vote: 'A' })
    await turnout
    const typed = { ...QUESTIONS['words']!, results: 'hidden' as const }
    const answers = waitFor(bea.client, 'allAnswers')
    await presenter.does({ name: 'ask', question: typed })
    const again = await openTab(app)
    await again.client.emitWithAck('castVote', { pollId: again.pollId, vote: 'anything' })
    await answers
    expect(tallies).to.deep.equal([])
    const heard = bea.heard()
    expect(heard).to.include('helperState')
    for (const secret of ['secret', 'keyHash', 'presenterKey', 'presenterState', helperKey, app.presenterKey])
      expect(heard).to.not.include(secret)
    expect(heard.toLowerCase()).to.not.include('"right":"')
  })

  it('counts as nobody who votes, and may not', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    const { client } = await openTab(app)
    const bea = await connectHelper(app, helperKey)
    const reply = await client.emitWithAck('getSnapshot')
    expect(reply.ok && reply.snapshot.present).to.equal(1)
    const { pollId } = bea.snapshot.poll
    expect(await bea.client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({
      code: 'screens-do-not-vote',
    })
  })

  it('loses everything at once when the link is taken back, and cannot come again', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { id, helperKey } = await madeHelper(presenter)
    const bea = await connectHelper(app, helperKey)
    const told = waitFor<[string]>(bea.client, 'helperRevoked')
    const gone = waitFor(bea.client, 'disconnect')
    expect(await presenter.client.emitWithAck('revokeHelper', { id })).to.deep.equal({ ok: true })
    expect((await told)[0]).to.match(/taken it back/)
    await gone
    expect(await refusedWith(app.client({ helperKey }))).to.equal('wrong-helper-key')
    expect(await presenter.client.emitWithAck('revokeHelper', { id })).to.include({ code: 'no-such-helper' })
    expect(await presenter.client.emitWithAck('setTalk', { private: false })).to.deep.equal({ ok: true })
  })

  it('goes with the key of the presenters, and comes back after a restart', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const bea = await connectHelper(again, helperKey)
    const told = waitFor(bea.client, 'helperRevoked')
    const { client } = await connectPresenter(again)
    expect(await client.emitWithAck('newKey')).to.include({ ok: true })
    await told
    expect(await refusedWith(again.client({ helperKey }))).to.equal('wrong-helper-key')
  })

  it('has no key to the API, the transcript or an announcement', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const { helperKey } = await madeHelper(await connectPresenter(app, { code, presenterKey }))
    const asked: [string, string][] = [
      ['GET', `/api/rooms/${code}/questions`],
      ['POST', `/api/rooms/${code}/next`],
      ['GET', `/api/rooms/${code}/transcript`],
    ]
    for (const [method, address] of asked) {
      const headers = { authorization: `Bearer ${helperKey}` }
      const { status } = await fetch(app.url + address, { method, headers })
      expect(status, address).to.be.within(401, 404)
    }
  })

  it('is one of at most twenty, with a name of its own', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const makes = (name: string) => presenter.client.emitWithAck('makeHelper', { name })
    for (let number = 1; number <= 20; number++)
      expect(await makes(`Helper ${number}`)).to.include({ ok: true })
    expect(await makes('One more')).to.include({ code: 'too-many-helpers' })
    await presenter.client.emitWithAck('newKey')
    expect(await makes('Bea')).to.include({ ok: true })
    expect(await makes('bea')).to.include({ code: 'name-taken' })
    expect(await makes('   ')).to.include({ code: 'bad-name' })
  })
})
