/** Tests that a phone connects while its script is still loading, and what becomes of that where it does not work. */
import { expect } from 'chai'
import type { Page, Route } from 'playwright-core'
import { words } from '../../../public/shared/words'
import { startApp, type TestApp } from '../../support/app'
import { waitFor } from '../../support/clients'
import { oldProxy, recordEvents } from '../support/network'
import { CONNECTION_ERRORS, connectionIs, inBrowser, openPage, says, vote } from '../support/pages'

const SCRIPT = '**/audience/main-*.js'

/** What a page asks for and sends, from its opening on. */
interface Watched {
  requests: string[]
  /** What each WebSocket has sent, oldest first. */
  sockets: string[][]
}

function watch(page: Page): Watched {
  const watched: Watched = { requests: [], sockets: [] }
  page.on('request', request => watched.requests.push(request.resourceType()))
  page.on('websocket', socket => {
    const sent: string[] = []
    watched.sockets.push(sent)
    socket.on('framesent', ({ payload }) => sent.push(String(payload)))
  })
  return watched
}

/** Opens a page whose script comes only after this. */
async function openWithSlowScript(app: TestApp, until: Promise<unknown>): Promise<[Page, Watched]> {
  let watched: Watched | undefined
  const page = await openPage(app, {
    allow: CONNECTION_ERRORS,
    prepare: async page => {
      watched = watch(page)
      await page.route(SCRIPT, async (route: Route) => {
        await until
        await route.continue()
      })
    },
  })
  return [page, watched!]
}

const connects = (watched: Watched) =>
  watched.sockets.map(sent => sent.filter(text => text.startsWith('40')).length)

inBrowser('A phone', () => {
  it('is in its room before its script has come, by three requests and one WebSocket', async () => {
    const app = await startApp()
    const entered = waitFor(app.io, 'connection')
    const [page, watched] = await openWithSlowScript(app, entered)
    expect(watched.requests).to.have.members(['document', 'stylesheet', 'script'])
    expect(connects(watched)).to.deep.equal([1])
    await vote(page, 'B')
    expect(app.io.sockets.sockets.size).to.equal(1)
  })

  it('keeps its hand when it is reloaded, again by one WebSocket', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await vote(page, 'C')
    const watched = watch(page)
    await page.reload()
    await connectionIs(page, 'connected')
    await page.locator('#C[aria-pressed=true]').waitFor()
    expect(connects(watched)).to.deep.equal([1])
  })

  it('connects again when what it had begun was ended before its script came', async () => {
    const app = await startApp()
    const ended = new Promise<void>(resolve => {
      app.io.once('connection', socket => {
        socket.once('disconnect', () => resolve())
        socket.conn.close()
      })
    })
    const [page, watched] = await openWithSlowScript(app, ended)
    await vote(page, 'A')
    expect(watched.sockets).to.have.length(2)
  })

  it('goes on with long-polling where its WebSocket was refused before its script came', async () => {
    const app = await startApp()
    const proxy = await oldProxy(app)
    const refused: { tell?: () => void } = {}
    const untilRefused = new Promise<void>(resolve => (refused.tell = resolve))
    let before = 0
    const page = await openPage(proxy, {
      allow: CONNECTION_ERRORS,
      prepare: async page => {
        page.on('websocket', socket => {
          before++
          socket.on('close', () => refused.tell!())
        })
        await page.route(SCRIPT, async route => {
          await untilRefused
          before = 0
          await route.continue()
        })
      },
    })
    // The only other one is that of the upgrade, beside a connection that works.
    await vote(page, 'D')
    expect(before).to.be.at.most(1)
    proxy.close()
  })

  it('connects by its script where the page comes without the script that stands in it', async () => {
    const app = await startApp()
    const events = recordEvents(app)
    const page = await openPage(app, {
      prepare: page =>
        page.route(`${app.url}/`, async route => {
          const response = await route.fetch()
          const body = (await response.text()).replace(/<script>.*?<\/script>/s, '')
          await route.fulfill({ response, body })
        }),
    })
    await says(page, words.connected)
    await vote(page, 'A')
    expect(events.map(([name]) => name)).to.include('castVote')
  })
})
