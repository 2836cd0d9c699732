/** One script on a wall that many share: it takes neither the places of others' posts nor the terms of other rooms. */
import { expect } from 'chai'
import times from 'lodash/times'
import { MAX_WAITING_POSTS } from '../../../src/core/protocol/wall'
import { MAX_OWN_TERMS } from '../../../src/sockets/wall/term-shares'
import { openRoom } from '../../support/presenter'
import { FakeJetstream } from '../../fakes/jetstream'
import type { TestApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'
import { appWith, wallApp } from '../../support/wall-app'
import { WallPage } from '../../support/wall-page'

const ANA = 'did:plc:ana000000000000000000000'
const SCRIPT = '198.51.100.1'
/** Ids that the script makes; each may post four times, and search ten. */
const SCRIPT_IDS = 60
const SEARCHING_IDS = 500

let keys = 0
const post = (client: Client, text: string) =>
  client.emitWithAck('postToWall', { text, key: `crowded-${++keys}` })

async function come(app: TestApp, address: string): Promise<Client> {
  const handshake = { tab: newTab(), browser: `browser-${newTab()}` }
  const client = app.client(handshake, { extraHeaders: { 'X-Forwarded-For': address } })
  await joined(client)
  return client
}

async function named(app: TestApp, address: string): Promise<Client> {
  const client = await come(app, address)
  const reply = await client.emitWithAck('takeName', { name: `Name ${++keys}` })
  if (!reply.ok) throw new Error(reply.code)
  return client
}

describe('A script that posts to the wall under new ids', () => {
  it('neither keeps honest posts out nor pushes one out that waits for the presenter', async () => {
    const app = await wallApp({ TRUST_PROXY: '1' })
    const presenter = await WallPage.presenter(app)
    const ann = await named(app, '203.0.113.50')
    expect(await post(ann, 'was here first')).to.include({ ok: true, isWaiting: true })
    const script = await Promise.all(times(SCRIPT_IDS, () => named(app, SCRIPT)))

    await fillsTheWaitingList(script)
    await presenter.until(() => presenter.waiting.size === MAX_WAITING_POSTS)
    const flood = times(4, () => script.map(client => post(client, 'spam again'))).flat()
    const honest = await Promise.all(times(8, index => named(app, `203.0.113.${index}`)))
    const replies = await Promise.all(honest.map((client, index) => post(client, `honest ${index}`)))
    expect(replies.map(({ ok }) => ok)).to.deep.equal(times(8, () => true))
    await Promise.all(flood)

    for (const index of times(8)) await presenter.waits(`honest ${index}`)
    const later = await WallPage.presenter(app)
    expect(later.waiting.size).to.equal(MAX_WAITING_POSTS)
    expect(later.waitingTexts.filter(text => !text.startsWith('spam'))).to.have.members([
      'was here first',
      ...times(8, index => `honest ${index}`),
    ])
  })

  /** Posts under one id after the other until all places are taken. */
  async function fillsTheWaitingList(script: Client[]): Promise<void> {
    for (let tries = 0; ; tries++) {
      const reply = await post(script[tries % script.length]!, `spam ${tries}`)
      if (!reply.ok && reply.code === 'too-many-waiting') return
    }
  }
})

describe('A script that searches for 5,000 terms from one address', () => {
  it('leaves a visitor of another room a term of its own, and its posts', async () => {
    const fake = await FakeJetstream.start()
    fake.profiles.set(ANA, { handle: 'ana.example.org' })
    const env = { TRUST_PROXY: '1', ADDRESS_CONNECTIONS: '100000', ADDRESS_EVENTS: '100000' }
    const app = await appWith(fake, env, { linger: 600_000 })
    const room = await openRoom(app)
    const answers: string[] = []
    for (const batch of times(SEARCHING_IDS / 50)) {
      const clients = await Promise.all(times(50, () => come(app, SCRIPT)))
      const searches = clients.map(async (client, index) => {
        await client.emitWithAck('openWall', {})
        for (const each of times(10)) {
          const reply = await client.emitWithAck('searchWall', { term: `word${batch}x${index}x${each}` })
          answers.push(reply.ok ? 'ok' : reply.code)
        }
      })
      await Promise.all(searches)
    }
    expect(answers).to.have.length(5000)
    expect(answers.filter(answer => answer === 'ok')).to.have.length(MAX_OWN_TERMS / 2)
    expect(answers.at(-1)).to.equal('too-many-terms')

    const visitor = await WallPage.open(app, 'cats', { tab: newTab(), room: room.code })
    expect(visitor.news).to.include({ ok: true, own: 'cats' })
    await visitor.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats are here')
    await visitor.shows('cats are here')
  })
})
