/** The words that a room does not allow: held in everything that people write, told in words, changed by the crew. */
import { expect } from 'chai'
import type { HelperState } from '../../../src/core/protocol/presenter'
import type { PeopleNews } from '../../../src/core/protocol/chat'
import { MAX_BLOCKED_BYTES, MAX_BLOCKED_WORDS } from '../../../src/core/room/blocked-words'
import { asker, asks, openAsks, tryAsk } from '../../support/asks/people'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, snapshotOf, type TestPresenter } from '../../support/presenter'
import {
  codeOf,
  drawPrivateLines,
  must,
  openChat,
  receivesLine,
  said,
  say,
  talker,
  whisper,
} from '../../support/talker'

const block = ({ client }: Pick<TestPresenter, 'client'>, word: string, isBlocked = true) =>
  client.emitWithAck('blockWord', { word, isBlocked })

const textsOf = async (client: Client) => (await openChat(client)).lines.map(({ text }) => text)

/** What everybody is told whose text has a word that is not allowed. */
const refusal = (word: string) => ({
  ok: false,
  code: 'blocked-word',
  message: `A word in this is not allowed in this room. Nothing was sent; please change it. The word is “${word}”.`,
})

interface Emitter {
  send(...args: unknown[]): void
  emit(event: string, ...args: unknown[]): void
}

describe('A word that a room does not allow', () => {
  let app: TestApp
  let presenter: TestPresenter

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    presenter = await connectPresenter(app)
  })

  const listOf = async () => {
    await snapshotOf(presenter.client)
    return presenter.lectern().blockedWords
  }

  it('is in no line: it is refused with a sentence that names it, and nobody hears of it', async () => {
    const [ann, bo] = [await talker(app, 'Ann'), await talker(app, 'Bo')]
    await said(ann, 'This is spam, still')
    await must(block(presenter, 'spam*'))
    const heard = collect(bo.client, 'chat message')
    const last = receivesLine(bo, 'No spam here, please')
    expect(await say(ann, 'Such SPÄMMERS!')).to.deep.equal(refusal('spammers'))
    expect(codeOf(await say(ann, 'antispam is none'))).to.equal('ok')
    // What was said before stays, and presenters are not held to the list.
    await said(presenter, 'No spam here, please')
    await last
    expect(await textsOf(bo.client)).to.deep.equal([
      'This is spam, still',
      'antispam is none',
      'No spam here, please',
    ])
    expect(heard).to.have.length(2)
    await must(block(presenter, 'Spam*', false))
    expect(codeOf(await say(ann, 'spammers'))).to.equal('ok')
  })

  it('costs nothing of the budget: whoever changes the line may send it', async () => {
    const ann = await talker(app, 'Ann')
    await must(block(presenter, 'spam'))
    for (let tries = 0; tries < 20; tries++) expect(codeOf(await say(ann, 'spam'))).to.equal('blocked-word')
    expect(codeOf(await say(ann, 'something else'))).to.equal('ok')
  })

  it('is in no private line, and reaches no page', async () => {
    const [ann, bo] = [await talker(app, 'Ann'), await talker(app, 'Bo')]
    const drawn = drawPrivateLines(bo.client)
    await must(block(presenter, 'spam'))
    expect(await whisper(ann, bo.me, 'psst, spam')).to.deep.equal(refusal('spam'))
    await must(whisper(ann, bo.me, 'psst'))
    expect(drawn.map(({ text }) => text)).to.deep.equal(['psst'])
  })

  it('is in no name: it cannot be taken, nor brought along, and one that is there is given up', async () => {
    const ann = await talker(app, 'Ann')
    const spammer = await talker(app, 'Spammer Joe')
    const gone = waitFor<[PeopleNews]>(ann.client, 'people', ({ people }) =>
      people.every(({ name }) => name !== 'Spammer Joe'),
    )
    await must(block(presenter, 'spam*'))
    await gone
    expect(codeOf(await say(spammer, 'hello'))).to.equal('needs-name')
    expect(await ann.client.emitWithAck('takeName', { name: 'spammy Ann' })).to.deep.equal({
      ok: false,
      code: 'blocked-name',
      message:
        'A word in this name is not allowed in this room. Please choose another name. The word is “spammy”.',
    })
    const client = app.client({ tab: newTab(), browser: newTab() })
    await joined(client)
    expect(await openChat(client, { name: 'Spam Bob' })).to.include({ name: null })
    expect(codeOf(await say(ann, 'I am still Ann'))).to.equal('ok')
    expect(codeOf(await presenter.client.emitWithAck('takeName', { name: 'Spam Hunter' }))).to.equal('ok')
  })

  it('is in no ask, neither a new one nor one that is edited', async () => {
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const ann = await asker(app)
    const id = await asks(ann, 'What is that?')
    await must(block(presenter, 'spam'))
    expect(await tryAsk(ann, 'Is that spam?')).to.deep.equal(refusal('spam'))
    const edited = await ann.client.emitWithAck('editAsk', { id, text: 'What is spam?' })
    expect(edited).to.deep.equal(refusal('spam'))
    expect((await openAsks(ann)).asks.map(({ text }) => text)).to.deep.equal(['What is that?'])
    await must(tryAsk(presenter, 'Why spam?'))
    await must(ann.client.emitWithAck('editAsk', { id, text: 'What is this?' }))
  })

  it('does not make a retry of what was recorded before fail', async () => {
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const ann = await asker(app)
    const first = await must(tryAsk(ann, 'Is that spam?', 'the-same-key'))
    await must(block(presenter, 'spam'))
    expect(await must(tryAsk(ann, 'Is that spam?', 'the-same-key'))).to.include({ id: first.id })
  })

  it('is in no post of the room, nor on the wall any more', async () => {
    await must(presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' }))
    const ann = await talker(app, 'Ann')
    let keys = 0
    const post = (text: string) => ann.client.emitWithAck('postToWall', { text, key: `post-${++keys}` })
    const shown = async () =>
      (await must(presenter.client.emitWithAck('openWall', {}))).posts.map(({ text }) => text)
    await must(post('This is spam'))
    await must(post('This is fine'))
    await must(block(presenter, 'spam'))
    expect(await shown()).to.deep.equal(['This is fine'])
    expect(await post('More spam')).to.deep.equal(refusal('spam'))
    expect(await shown()).to.deep.equal(['This is fine'])
  })

  it('is not said by a workshop’s page, neither as text nor as a name, and it is told in a sentence', async () => {
    const ann = await talker(app, 'Ann')
    await must(block(presenter, 'spam'))
    const classic = app.client()
    await waitFor(classic, 'message')
    const sentences = collect(classic, 'statusMessage')
    const page = classic as unknown as Emitter
    const told = (fits: string) => waitFor<[string]>(classic, 'statusMessage', text => text.includes(fits))
    const [one, two, three] = [told('in this is'), told('in this name'), told('in this is')]
    page.emit('chat message', 'spam!')
    await one
    page.send({ username: 'Spam Bob', text: 'hello' })
    await two
    page.send({ username: 'Bob', text: 'Spam again' })
    await three
    page.send({ username: 'Bob', text: 'goodbye' })
    await waitFor(classic, 'chat message')
    expect(sentences).to.have.length.at.least(3)
    expect(await textsOf(ann.client)).to.deep.equal(['goodbye'])
  })

  it('is blocked and allowed again by presenters and helpers, who are told of it; nobody else is', async () => {
    const ann = await talker(app, 'Ann')
    const told = collect(ann.client, 'helperState')
    const { helperKey } = await must(presenter.client.emitWithAck('makeHelper', { name: 'Bea' }))
    const bea = app.client({ tab: newTab(), helperKey })
    await joined(bea)
    const seen = waitFor<[HelperState]>(bea, 'helperState', ({ blockedWords }) => blockedWords.length === 2)
    await must(block(presenter, ' Spam*, big  dog ,spám* '))
    expect((await seen)[0].blockedWords).to.deep.equal(['spám*', 'big  dog'])
    await must(block({ client: bea }, 'cat'))
    expect(codeOf(await say({ client: bea }, 'spammers, big dog and cat'))).to.equal('ok')
    expect(await listOf()).to.deep.equal(['spám*', 'big  dog', 'cat'])
    await must(block({ client: bea }, 'BIG DOG', false))
    expect(await listOf()).to.deep.equal(['spám*', 'cat'])
    expect(codeOf(await block({ client: ann.client }, 'x'))).to.equal('not-a-presenter')
    expect(told).to.deep.equal([])
    expect(JSON.stringify(await openChat(ann.client))).not.to.include('spám*')
  })

  it('is refused where it means nothing, is there already, or is too much; then nothing changes', async () => {
    await must(block(presenter, 'spam'))
    const codes = async (word: string, isBlocked = true) => codeOf(await block(presenter, word, isBlocked))
    expect(await codes('')).to.equal('no-word')
    expect(await codes('*')).to.equal('no-word')
    expect(await codes('fine, *')).to.equal('no-word')
    expect(await codes('sp*m')).to.equal('stray-star')
    expect(await codes('s*')).to.equal('short-beginning')
    expect(await codes('x'.repeat(61))).to.equal('listed-word-too-long')
    expect(await codes('SPAM')).to.equal('already-so')
    expect(await codes('ham', false)).to.equal('already-so')
    expect(await listOf()).to.deep.equal(['spam'])
    const many = (count: number, from = 0) =>
      Array.from({ length: count }, (_, i) => `word${from + i}`).join(',')
    await must(block(presenter, many(MAX_BLOCKED_WORDS - 1)))
    expect(await codes('onemore')).to.equal('too-many-blocked')
    expect(await listOf()).to.have.length(MAX_BLOCKED_WORDS)
    await must(block(presenter, 'word0, word1', false))
    await must(block(presenter, 'onemore'))
    const bytes = JSON.stringify(await listOf()).length
    await must(block(presenter, many(MAX_BLOCKED_WORDS), false))
    for (let i = 0; i < Math.floor((MAX_BLOCKED_BYTES - bytes) / 180); i++)
      if ((await codes(`${'語'.repeat(50)}${i}`)) !== 'ok') break
    expect(Buffer.byteLength(JSON.stringify(await listOf()))).to.be.at.most(MAX_BLOCKED_BYTES)
  })

  it('is kept over a restart and a new lesson', async () => {
    await must(block(presenter, 'spam'))
    await presenter.does({ name: 'newLesson' })
    await app.close()
    app = await startApp({ DATA_DIR: app.dataDir })
    presenter = await connectPresenter(app)
    expect(await listOf()).to.deep.equal(['spam'])
    expect(codeOf(await say(await talker(app, 'Ann'), 'spam'))).to.equal('blocked-word')
  })
})
