/** Bluesky on the wall: through the front door of a real server, beside a local Jetstream that speaks the real protocol. */
import { expect } from 'chai'
import { FakeJetstream } from './fakes/jetstream'
import { waitFor } from './support'
import { appWith, WallPage } from './wallpage'

const ANA = 'did:plc:ana000000000000000000000'
const BO = 'did:plc:bo0000000000000000000000'

async function jetstream(): Promise<FakeJetstream> {
  const fake = await FakeJetstream.start()
  fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana A.' })
  fake.profiles.set(BO, { handle: 'bo.example.org' })
  return fake
}

describe('Bluesky', () => {
  it('is connected only while somebody searches, once for all of them, and shows what matches with its author', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    const closed = await WallPage.open(app)
    expect(closed.sources).to.deep.equal([
      { network: 'room', state: 'connected' },
      { network: 'bluesky', state: 'idle' },
    ])
    expect(fake.connections).to.have.length(0)

    const cats = await WallPage.open(app, 'cats')
    await cats.status('bluesky', { state: 'connected' })
    const dogs = await WallPage.open(app, 'dogs')
    fake.post(BO, 'Nothing of interest')
    const rkey = fake.post(ANA, 'I have two Càts', { langs: ['en', 'de'] })
    fake.post(BO, 'dogs, dogs')
    const post = await cats.shows('I have two Càts')
    await dogs.shows('dogs, dogs')
    expect(post).to.deep.include({
      id: `bluesky:${ANA}/${rkey}`,
      network: 'bluesky',
      author: `bluesky:${ANA}`,
      name: 'Ana A.',
      handle: 'ana.example.org',
      link: `https://bsky.app/profile/${ANA}/post/${rkey}`,
      languages: ['en', 'de'],
    })
    expect(post.at).to.be.closeTo(Date.now(), 10_000)
    expect(post).to.not.have.property('image')
    expect(cats.texts).to.deep.equal(['I have two Càts'])
    expect(dogs.texts).to.deep.equal(['dogs, dogs'])
    expect(closed.texts).to.deep.equal([])
    expect([...dogs.shown.values()][0]!.name).to.equal('bo.example.org')
    expect(fake.connections).to.have.length(1)
    expect(fake.connections[0]!.get('wantedCollections')).to.equal('app.bsky.feed.post')

    const left = waitFor(fake, 'left')
    cats.client.disconnect()
    await dogs.search(null)
    await left
    expect(fake.connected).to.equal(0)
  })
})
