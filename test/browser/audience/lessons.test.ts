/**
 * A page in the lessons' way, in a real browser beside our own: the bundle at /socket.io/socket.io.js, and nothing of
 * ours.
 */
import { expect } from 'chai'
import type { RequestListener } from 'node:http'
import type { Page } from 'playwright-core'
import type { Question } from '../../../src/core/protocol/poll'
import { connectPresenter } from '../../support/presenter'
import { FakeJetstream } from '../../fakes/jetstream'
import { startApp, type TestApp } from '../../support/app'
import { waitFor } from '../../support/clients'
import { appWith } from '../../support/wall-app'
import { inBrowser, openPage, shows, tallies } from '../support/pages'

const ANA = 'did:plc:ana000000000000000000000'

/** What students write: no ids of ours, the names of the lessons, and texts that are inserted as they come. */
const LESSON = `<!doctype html>
<link rel="icon" href="data:,">
<p id="connection-count"></p><p id="status"></p><pre id="tally"></pre><ul id="messages"></ul>
<div id="choices"><button>A</button><button>B</button><button>C</button><button>D</button></div>
<input id="user"><input id="text"><button id="send">Send</button>
<script src="/socket.io/socket.io.js"></script>
<script>
  const $ = id => document.getElementById(id)
  const socket = io()
  socket.on('usersConnected', count => { $('connection-count').innerText = 'Connected Users: ' + count })
  socket.on('statusMessage', message => { $('status').innerText = message })
  socket.on('voteCount', votes => {
    $('tally').innerText = ['A', 'B', 'C', 'D'].map(letter => letter + ': ' + votes[letter]).join(', ')
  })
  socket.on('message', message => {
    const item = document.createElement('li')
    item.innerText = message.user + ': ' + message.text
    $('messages').append(item)
  })
  for (const button of document.querySelectorAll('#choices button'))
    button.addEventListener('click', function () { socket.send('voteCast', this.innerText) })
  $('send').addEventListener('click', () =>
    socket.send('message', { username: $('user').value, text: $('text').value }))
</script>`

/** The wall lesson's page: a form for the term, buttons to stop and start, posts put on the page as HTML. */
const WALL_LESSON = `<!doctype html>
<link rel="icon" href="data:,">
<form><input id="term"><button>Search</button></form>
<button id="start">Start</button><button id="stop">Stop</button>
<h1 id="current"></h1><div id="tweets"></div>
<script src="/socket.io/socket.io.js"></script>
<script>
  const $ = id => document.getElementById(id)
  const socket = io()
  socket.on('connect', () => { document.body.dataset.connected = 'yes' })
  let updates = 0
  socket.on('updatedTerm', term => { $('current').innerText = term + ' ' + ++updates })
  socket.on('tweets', tweet => {
    $('tweets').insertAdjacentHTML('afterbegin', '<p><b>' + tweet.name + '</b>: ' + tweet.text + '</p>')
  })
  document.forms[0].addEventListener('submit', event => {
    event.preventDefault()
    $('tweets').innerHTML = ''
    socket.emit('updateTerm', $('term').value)
  })
  $('start').addEventListener('click', () => socket.emit('startStream'))
  $('stop').addEventListener('click', () => socket.emit('stopStream'))
</script>`

/** Opens the lesson's page on the app's own origin, as a class would serve it. */
function lessonPage(app: TestApp, html = LESSON): Promise<Page> {
  const listeners = app.server.listeners('request') as RequestListener[]
  app.server.removeAllListeners('request')
  app.server.on('request', (request, response) => {
    if (request.url === '/lesson.html') response.setHeader('Content-Type', 'text/html').end(html)
    else for (const listener of listeners) listener(request, response)
  })
  return openPage(app, { path: '/lesson.html', connection: 'none' })
}

inBrowser('A page of the lessons', () => {
  it('votes, reads the tally of any question, talks, and hears of others, beside our own page', async () => {
    const app = await startApp({}, 0, { moved: 10 })
    const presenter = await connectPresenter(app)
    const lesson = await lessonPage(app)
    await shows(lesson, '#status', 'You have connected.')
    await shows(lesson, '#tally', 'A: 0, B: 0, C: 0, D: 0')
    await shows(lesson, '#messages', /^host: Welcome/)
    const ours = await openPage(app)
    await shows(lesson, '#connection-count', 'Connected Users: 3')
    await shows(lesson, '#messages', /host: Someone has connected\.$/)
    await lesson.getByText('B', { exact: true }).click()
    await tallies(ours, { A: 0, B: 1 })
    await shows(lesson, '#tally', 'A: 0, B: 1, C: 0, D: 0')

    const question: Question = {
      text: 'Clear?',
      choices: ['Yes', 'No'],
      kind: 'hands',
      results: 'live',
      right: null,
    }
    await presenter.does({ name: 'ask', question })
    await shows(lesson, '#tally', 'A: 0, B: 0, C: 0, D: 0')
    await lesson.getByText('A', { exact: true }).click()
    await shows(lesson, '#tally', 'A: 1, B: 0, C: 0, D: 0')
    await tallies(ours, { A: 1, B: 0 })
    expect(await ours.locator('.choice').count()).to.equal(2)

    await lesson.locator('#user').fill('Bo')
    await lesson.locator('#text').fill('I did the thing.')
    await lesson.locator('#send').click()
    await shows(lesson, '#messages', /Bo: I did the thing\.$/)
  })

  it('of the wall streams a new term after Stop at once, on the other visitor’s page nothing changes', async () => {
    const fake = await FakeJetstream.start()
    fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana A.' })
    const app = await appWith(fake)
    const [lesson, other] = [await lessonPage(app, WALL_LESSON), await lessonPage(app, WALL_LESSON)]
    const search = async (page: Page, term: string, times = 1) => {
      await page.locator('body[data-connected=yes]').waitFor()
      await page.locator('#term').fill(term)
      await page.getByText('Search', { exact: true }).click()
      await shows(page, '#current', `${term} ${times}`)
    }
    const connected = waitFor(fake, 'connected')
    await search(lesson, 'cats')
    await search(other, 'cats')
    await connected
    fake.post(ANA, 'cats <b>one</b>')
    for (const page of [lesson, other]) await shows(page, '#tweets', 'Ana A.: cats <b>one</b>')

    await lesson.getByText('Stop', { exact: true }).click()
    await search(lesson, 'dogs', 2)
    fake.post(ANA, 'dogs two')
    await shows(lesson, '#tweets', 'Ana A.: dogs two')
    await lesson.getByText('Stop', { exact: true }).click()
    await search(lesson, 'dogs', 3)
    fake.post(ANA, 'dogs three')
    await shows(lesson, '#tweets', /^Ana A\.: dogs three/)
    fake.post(ANA, 'cats four')
    await shows(other, '#tweets', 'Ana A.: cats fourAna A.: cats <b>one</b>')
  })
})
