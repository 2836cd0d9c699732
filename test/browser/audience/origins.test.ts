/**
 * Pages of other origins in a real browser: what they may do, and what a page of this server at an unknown address
 * says.
 */
import { expect } from 'chai'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab as clientPage, waitFor } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { launch } from '../support/chromium/launch'
import { startServer, proxyOf } from '../support/other-servers'
import { browserFor } from '../support/setup'

const closing: (() => unknown)[] = []
const contexts = new Set<BrowserContext>()

/** Another site: one page, of this HTML. */
const site = (html: string): Promise<string> =>
  startServer(createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end(html)))

async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext()
  contexts.add(context)
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** A page as the workshops teach it: it loads the client from the server and shows what comes. */
const workshopPage = (
  server: string,
) => `<!doctype html><meta charset="utf-8"><ul id="said"></ul><p id="line"></p>
<script src="${server}/socket.io/socket.io.js"></script>
<script>
  const socket = io('${server}', { transports: [location.hash.slice(1) || 'websocket'], reconnection: false })
  socket.on('connect', () => { line.textContent = 'connected'; socket.send('voteCast', 'B') })
  socket.on('connect_error', error => (line.textContent = error.message))
  socket.on('voteCount', counts => (said.textContent = JSON.stringify(counts)))
</script>`

/** What a hostile page tries; it writes each answer it could read. */
const hostilePage = (
  server: string,
  key: string,
) => `<!doctype html><meta name="referrer" content="no-referrer">
<pre id="read"></pre><iframe name="away"></iframe>
<script>
  const server = '${server}', polling = server + '/socket.io/?EIO=4&transport=polling'
  const read = [], done = []
  window.___eio = [text => read.push('jsonp: ' + text)]
  const ends = (element, url) => done.push(new Promise(resolve => {
    element.onload = element.onerror = resolve
    element.src = url
    document.body.append(element)
  }))
  ends(document.createElement('script'), polling + '&j=0')
  ends(document.createElement('script'), polling)
  ends(new Image(), server + '/broadcast/image')
  ends(new Image(), server + '/broadcast/image?key=${key}')
  const tell = promise => done.push(promise.then(text => read.push(text), () => undefined))
  tell(fetch(polling, { mode: 'no-cors' }).then(answer => answer.text()).then(text => { if (text) throw 0; throw 1 }))
  tell(fetch(polling).then(answer => answer.text()))
  tell(fetch(server + '/api/rooms', { method: 'POST', mode: 'no-cors' }).then(() => { throw 0 }))
  tell(fetch(server + '/api/rooms', { method: 'POST' }).then(answer => answer.text()))
  tell(fetch(server + '/broadcast?key=${key}', { method: 'POST', mode: 'no-cors', body: '{"message": "fetch"}' }).then(() => { throw 0 }))
  navigator.sendBeacon(server + '/broadcast?key=${key}', '{"message": "beacon"}')
  done.push(new Promise(resolve => {
    const socket = new WebSocket(server.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket')
    socket.onmessage = ({ data }) => read.push('WebSocket: ' + data)
    socket.onclose = resolve
  }))
  for (const path of ['/broadcast/form?key=${key}', '/api/rooms']) {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: server + path, target: 'away' })
    document.body.append(form)
    done.push(new Promise(resolve => frames[0].frameElement.addEventListener('load', resolve, { once: true })))
    form.submit()
  }
  Promise.all(done).then(() => {
    document.getElementById('read').textContent = read.join('\\n')
    document.body.id = 'done'
  })
</script>`

describe('Pages of other origins', function () {
  let browser: Browser
  before(async function () {
    browser = await browserFor(this)
  })
  afterEach(async () => {
    await Promise.all([...contexts].map(context => context.close()))
    contexts.clear()
    for (const close of closing.splice(0)) close()
  })

  /** Opens the hostile page at this address and looks at what came of it. */
  async function attack(in_: Browser, app: TestApp, server: string, page: string): Promise<void> {
    const { client } = await clientPage(app)
    const heard: unknown[] = []
    client.on('message', said => void heard.push(said))
    let acted = 0
    const entered = () => acted++
    app.io.engine.on('connection', entered)
    const hostile = await open(in_, page)
    await hostile.locator('body#done').waitFor()
    expect(await hostile.locator('#read').textContent()).to.equal('')
    await client.emitWithAck('getSnapshot')
    expect(heard).to.deep.equal([])
    expect(app.io.sockets.sockets.size).to.equal(1)
    expect((await app.store.loadRoom(''))!.document.announcement).to.equal(null)
    void server
    app.io.engine.off('connection', entered)
    // On plain http a blind GET leaves no mark; what it opens, nobody can read or use.
    expect(acted).to.be.at.most(server.includes('lan.example') ? 2 : 0)
  }

  for (const other of ['127.0.0.1', 'localhost'])
    it(`cannot act, from another ${other === 'localhost' ? 'site' : 'port'}: script, image, fetch, beacon, form, WebSocket`, async () => {
      const app = await startApp()
      const url = await site(hostilePage(app.url, app.presenterKey))
      await attack(browser, app, app.url, url.replace('127.0.0.1', other))
    })

  it('cannot act where the browser tells least: on plain http names, which no Sec-Fetch header goes to', async () => {
    const everyName = await launch(['--host-resolver-rules=MAP *.example 127.0.0.1'])
    closing.push(() => everyName!.close())
    const app = await startApp()
    const server = app.url.replace('127.0.0.1', 'lan.example')
    const url = await site(hostilePage(server, 'no-key-that-it-knows'))
    await attack(everyName!, app, server, url.replace('127.0.0.1', 'evil.example'))
  })

  it('gets no further where its own name was led to this server, once PUBLIC_URL says the name', async () => {
    const everyName = await launch(['--host-resolver-rules=MAP *.example 127.0.0.1'])
    closing.push(() => everyName!.close())
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const page = await open(everyName!, app.url.replace('127.0.0.1', 'evil.example'))
    await page.locator('body[data-connection=barred]').waitFor()
    expect(await page.locator('#status-message').textContent()).to.include('https://ask.school.edu/')
    const rooms = await page.evaluate(async () => (await fetch('/api/rooms', { method: 'POST' })).status)
    expect(rooms).to.equal(403)
    // The same server by its address: nobody who set PUBLIC_URL is locked out.
    const inside = await open(everyName!, app.url)
    await inside.locator('body[data-connection=connected]').waitFor()
  })

  for (const transport of ['websocket', 'polling'])
    it(`connects over ${transport} where CLIENT_ORIGINS lists it, and is refused where not`, async () => {
      const open_ = await startApp({ CLIENT_ORIGINS: 'http://127.0.0.1:*' })
      const shut = await startApp()
      const page = await open(browser, `${await site(workshopPage(open_.url))}#${transport}`)
      await page.getByText('connected', { exact: true }).waitFor()
      await page.getByText('"B":1').waitFor()
      const refused = await open(browser, `${await site(workshopPage(shut.url))}#${transport}`)
      await refused.getByText(/error/).waitFor()
      expect(shut.log.map(line => line['msg'])).to.have.length(1)
      expect(shut.log[0]!['msg']).to.include('CLIENT_ORIGINS').and.not.include('PUBLIC_URL')
    })

  for (const transport of ['websocket', 'polling'])
    it(`connects over ${transport} from a file where CLIENT_ORIGINS lists null`, async () => {
      const app = await startApp({ CLIENT_ORIGINS: 'null' })
      const file = path.join(newFolder(), 'page.html')
      writeFileSync(file, workshopPage(app.url))
      const page = await open(browser, `${pathToFileURL(file).href}#${transport}`)
      await page.getByText('"B":1').waitFor()
    })

  for (const [name, where] of [
    ['/', '#status-message'],
    ['/screen', '#status-message'],
    ['/wall', '#status-message'],
    ['/present', '#status-message'],
  ] as const)
    it(`this server’s own page ${name} at an unknown address says which setting mends it, and goes on once it is mended`, async () => {
      const app = await startApp()
      const proxy = await proxyOf(app)
      const page = await open(browser, `${proxy}${name}#key=${app.presenterKey}`)
      await page.locator('body[data-connection=barred]').waitFor()
      const said = await page.locator(where).textContent()
      expect(said)
        .to.include(`This server does not accept this address (${proxy})`)
        .and.include('set PUBLIC_URL')
      expect(app.log.map(line => line['msg'])).to.have.length(1)
      expect(app.log[0]!['msg']).to.include(`set PUBLIC_URL=${proxy}`)
      const { port } = new URL(app.url)
      await app.close()
      await startApp({ PUBLIC_URL: proxy, PRESENTER_KEY: app.presenterKey }, Number(port))
      await page.locator('body[data-connection=connected]').waitFor()
    })

  it('opening a room at an unknown address says so too', async () => {
    const app = await startApp({ HOUSE: 'off' })
    const page = await open(browser, await proxyOf(app))
    await page.getByRole('button', { name: 'Open a room of your own' }).click()
    await page.getByText('This server does not accept this address').waitFor()
  })

  it('hears a classic client of the listed origin as any other', async () => {
    const app = await startApp({ CLIENT_ORIGINS: 'https://pages.school.edu' })
    const client = app.client(undefined, { extraHeaders: { Origin: 'https://pages.school.edu' } })
    await waitFor(client, 'message')
    await joined(app.client({ tab: newTab() }))
  })
})
