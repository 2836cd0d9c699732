/** What is kept and logged of a lecture in which one person votes, talks and asks: the ballot is joined with no name. */
import { expect } from 'chai'
import { keyedHash } from '../../../src/credentials'
import { publicIdOf } from '../../../src/sockets/room/identity'
import { startApp, type TestApp } from '../../support/app'
import { newTab, waitFor } from '../../support/clients'
import { connectPresenter, question } from '../../support/presenter'
import { tryAsk } from '../../support/asks/people'
import { keptOf } from '../../support/stores'
import { must, said, talker } from '../../support/talker'

const [NAME, LINE, ASKED, TYPED] = ['Anastasia', 'a line of the chat', 'What is an ask?', 'dandelion']

/** One person under a name casts a ballot, says a line, asks under the name, and asks without it. */
async function lecture(app: TestApp) {
  const presenter = await connectPresenter(app)
  await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
  const words = question({ choices: [], answer: { type: 'words', most: 3 } })
  const { poll } = await presenter.does({ name: 'ask', question: words })
  const browser = newTab()
  const person = await talker(app, NAME, { browser })
  await must(person.client.emitWithAck('castVote', { pollId: poll.pollId, vote: TYPED }))
  await said(person, LINE)
  await must(tryAsk(person, ASKED, 'with-a-name', true))
  await must(tryAsk(person, `${ASKED} Why?`, 'without-a-name', false))
  return { person, browser, pollId: poll.pollId }
}

describe('Of a person who votes, talks and asks', () => {
  it('nothing is kept that joins the ballot with the name: neither the id of the browser, nor any part of what ballots are made from', async () => {
    const app = await startApp()
    const { person, browser, pollId } = await lecture(app)
    const secret = await app.store.secret()
    const privateId = keyedHash(secret, '', browser)
    const voter = keyedHash(secret, pollId, privateId)
    await app.close()
    const kept = await keptOf(app.dataDir)
    // What is kept, so that what is not kept would be found.
    expect(person.me).to.equal(publicIdOf(keyedHash(secret, 'person', '', browser)))
    for (const there of [NAME, LINE, ASKED, TYPED, person.me, voter]) expect(kept).to.include(there)
    expect(kept).to.not.include(browser)
    // As few as 48 of its 132 bits would be seen here.
    for (let at = 0; at + 8 <= privateId.length; at++)
      expect(kept).to.not.include(privateId.slice(at, at + 8))
  })

  it('the log has no name, text, vote, id, key or address', async () => {
    const app = await startApp({ LOG_LEVEL: 'trace' })
    const { person, browser } = await lecture(app)
    const refused = await fetch(`${app.url}/api/rooms`, {
      method: 'POST',
      headers: { Origin: 'http://elsewhere' },
    })
    expect(refused.status).to.equal(403)
    const gone = waitFor(person.client, 'disconnect')
    await app.close()
    await gone
    expect(JSON.stringify(app.log), 'what is logged at all').to.include('http://elsewhere')
    const secret = [NAME, LINE, ASKED, TYPED, person.me, browser, app.presenterKey, '127.0.0.1']
    for (const each of secret) expect(JSON.stringify(app.log)).to.not.include(each)
  })
})
