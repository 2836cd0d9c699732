/**
 * The wall as pages written by following the Socket.IO workshops know it: updateTerm, startStream, stopStream,
 * updatedTerm, tweets.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Tweet } from '../../../src/core/protocol/server-events'
import { FakeJetstream } from '../../fakes/jetstream'
import type { TestApp } from '../../support/app'
import { collect, joined, waitFor, type Client } from '../../support/clients'
import { appWith } from '../../support/wall-app'
import { WallPage } from '../../support/wall-page'

const ANA = 'did:plc:ana000000000000000000000'
const EVIL = 'did:plc:evil00000000000000000000'

async function scene(env: Record<string, string> = {}): Promise<{ fake: FakeJetstream; app: TestApp }> {
  const fake = await FakeJetstream.start()
  fake.profiles.set(ANA, {
    handle: 'ana.example.org',
    displayName: 'Ana A.',
    avatar: 'https://cdn.example.org/a.jpg',
  })
  return { fake, app: await appWith(fake, env) }
}

/** A page of the workshop that searches this, once its term has come back and the network is there. */
async function searching(app: TestApp, fake: FakeJetstream, term: string): Promise<Client> {
  const client = app.client()
  await joined(client)
  const updated = waitFor(client, 'updatedTerm')
  const connected = fake.connected > 0 || waitFor(fake, 'connected')
  client.emit('updateTerm', term)
  expect(await updated).to.deep.equal([term.trim()])
  await connected
  return client
}

const tweet = (client: Client, text: string) =>
  waitFor<[Tweet]>(client, 'tweets', one => one.text === text).then(([one]) => one)
const textsOf = (tweets: unknown[][]) => tweets.map(([one]) => (one as Tweet).text)

describe('The wall of a classic page', () => {
  it('streams what each of two visitors searches, and one never changes the other’s term', async () => {
    const { fake, app } = await scene()
    const cats = await searching(app, fake, '  Cats ')
    const dogs = await searching(app, fake, 'dogs, mice')
    const ofCats = collect(cats, 'tweets')
    const ofDogs = collect(dogs, 'tweets')
    const terms = collect(cats, 'updatedTerm')
    const first = [tweet(cats, 'cats'), tweet(dogs, 'dogs')]
    for (const text of ['birds', 'cats', 'dogs']) fake.post(ANA, text)
    expect(await first[0]).to.deep.equal({
      name: 'Ana A.',
      screen_name: 'ana.example.org',
      text: 'cats',
      user_profile_image: '',
    })
    await first[1]
    const updated = waitFor(dogs, 'updatedTerm')
    dogs.emit('updateTerm', 'birds')
    await updated
    const next = [tweet(cats, 'cats again'), tweet(dogs, 'birds again')]
    for (const text of ['dogs again', 'birds again', 'cats again']) fake.post(ANA, text)
    await Promise.all(next)
    expect(textsOf(ofCats)).to.deep.equal(['cats', 'cats again'])
    expect(textsOf(ofDogs)).to.deep.equal(['dogs', 'birds again'])
    expect(terms).to.deep.equal([])
    expect(fake.connections).to.have.length(1)
  })

  it('stops and starts for one visitor alone; going on brings the newest, and nothing twice', async () => {
    const { fake, app } = await scene()
    const one = await searching(app, fake, 'cats')
    const two = await searching(app, fake, 'cats')
    const ofOne = collect(one, 'tweets')
    one.emit('stopStream')
    await one.emitWithAck('getSnapshot')
    const last = tweet(two, 'cats 29')
    times(30, number => fake.post(ANA, `cats ${number}`))
    await last
    expect(ofOne).to.deep.equal([])
    const again = tweet(one, 'cats 29')
    one.emit('startStream')
    await again
    const live = tweet(one, 'cats live')
    fake.post(ANA, 'cats live')
    await live
    expect(textsOf(ofOne)).to.deep.equal([...times(20, number => `cats ${number + 10}`), 'cats live'])
  })

  it('gets texts, names and pictures as HTML that does nothing, however hostile they are', async () => {
    const { fake, app } = await scene({ WALL_IMAGES: 'on' })
    fake.profiles.set(EVIL, {
      handle: 'evil.example.org',
      displayName: '"><script>alert(1)</script>\u202e',
      avatar: 'https://cdn.example.org/"onerror="alert(1)',
    })
    const client = await searching(app, fake, 'cats')
    const tweets = collect(client, 'tweets')
    const plain = tweet(client, 'cats')
    fake.post(EVIL, `<img src=x onerror='alert(1)'> cats & "dogs" \u202e`)
    fake.post(ANA, 'cats')
    expect((await plain).user_profile_image).to.equal('https://cdn.example.org/a.jpg')
    expect(tweets[0]).to.deep.equal([
      {
        name: '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;',
        screen_name: 'evil.example.org',
        text: '&lt;img src=x onerror=&#39;alert(1)&#39;&gt; cats &amp; &quot;dogs&quot;',
        user_profile_image: 'https://cdn.example.org/%22onerror=%22alert(1)',
      },
    ])
  })

  it('follows the room’s wall without a term, its posts of the room too', async () => {
    const { fake, app } = await scene()
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { term: 'birds' })
    const client = app.client()
    await joined(client)
    await presenter.status('bluesky', { state: 'connected' })
    expect(await client.emitWithAck('startStream' as 'getSnapshot')).to.deep.equal({ ok: true })
    const both = [tweet(client, 'birds'), tweet(client, 'Welcome')]
    fake.post(ANA, 'birds')
    await presenter.post('Welcome')
    await Promise.all(both)
    expect(await both[1]).to.include({ name: 'Presenter', screen_name: 'Presenter' })
    const updated = waitFor(client, 'updatedTerm')
    const known = tweet(client, 'birds')
    client.emit('updateTerm', '   ')
    expect(await updated).to.deep.equal([''])
    await known
  })

  it('is told in a sentence why a term is refused, and goes on with the one before', async () => {
    const { fake, app } = await scene()
    const client = await searching(app, fake, 'cats')
    const terms = collect(client, 'updatedTerm')
    for (const wrong of ['!?', 'x'.repeat(201), null, 7, {}, ['cats']]) {
      const refused = waitFor(client, 'statusMessage')
      client.emit('updateTerm', wrong as string)
      expect((await refused)[0], JSON.stringify(wrong)).to.match(
        /^(Type a word|That is too much|The server did not)/,
      )
    }
    const shown = tweet(client, 'cats')
    fake.post(ANA, 'cats')
    await shown
    expect(terms).to.deep.equal([])
  })

  it('is told where searching is switched off, and is not asked to our page’s events', async () => {
    const { app } = await scene({ WALL_SEARCH: 'presenter' })
    const client = app.client()
    await joined(client)
    const refused = waitFor(client, 'statusMessage')
    client.emit('updateTerm', 'cats')
    expect((await refused)[0]).to.contain('Searching is switched off')
    expect(await client.emitWithAck('openWall', {})).to.include({ code: 'needs-page' })
    const page = await WallPage.open(app)
    expect(await page.client.emitWithAck('updateTerm' as 'searchWall', 'cats' as never)).to.include({
      code: 'bad-request',
    })
  })

  it('lets go of the network with the last page that leaves', async () => {
    const { fake, app } = await scene()
    const client = await searching(app, fake, 'cats')
    const left = waitFor(fake, 'left')
    client.disconnect()
    await left
    expect(fake.connected).to.equal(0)
  })
})
