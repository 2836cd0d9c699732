/** One first visit of a phone: the voter's page in a real browser, over a slow line, with a slow processor. */
import type { Browser, Page } from 'playwright-core'
import { words } from '../../../public/shared/words'
import { CPU_SLOWDOWN, type Line } from './lines'
import { openLine } from './slow-line'

/** Milliseconds that a visit may take. */
const TIMEOUT_MS = 60_000
const VIEWPORT = { width: 390, height: 844 }

export interface Visit {
  /** Milliseconds from the start of the navigation to the first painted text or picture. */
  painted: number
  /** To the moment from which a tap becomes a vote: choices are drawn and enabled, the page is connected. */
  interactive: number
  /** Requests of HTTP until then, upgrades not counted, and WebSockets. */
  requests: number
  webSockets: number
  /** Connections of TCP, and payload to the phone and from it. */
  connections: number
  down: number
  up: number
  /** When the parts of the page came, for whoever looks for what costs the time: `name start-end`. */
  parts: string[]
}

/** What the page is told to note once it is interactive: its choices drawn, and it is ready for the next task. */
type Noted = Pick<Visit, 'interactive' | 'painted' | 'parts'>
const NOTE_INTERACTIVE = `(() => {
  const look = () => {
    if (document.body?.dataset.connection !== 'connected') return
    const choices = [...document.querySelectorAll('#choices button')]
    const isReady = choice => !choice.disabled && choice.getBoundingClientRect().height > 0
    if (choices.length < 2 || !choices.every(isReady)) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(note))
  }
  const note = () => {
    const interactive = performance.now()
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime
    const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    const parts = loaded.map(({ name, startTime, responseEnd }) => {
      const file = new URL(name).pathname.split('/').pop() || '/'
      return file + ' ' + Math.round(startTime) + '-' + Math.round(responseEnd)
    })
    window.noted = { interactive, painted, parts }
  }
  const observer = new MutationObserver(look)
  const attributeFilter = ['disabled', 'data-connection']
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter })
})()`

/** Visits with an empty cache; at the end a tap must be recorded as a vote. */
export async function visit(browser: Browser, line: Line, serverPort: number): Promise<Visit> {
  const way = await openLine(line, serverPort)
  const context = await browser.newContext({ viewport: VIEWPORT, isMobile: true, hasTouch: true })
  context.setDefaultTimeout(TIMEOUT_MS)
  try {
    const page = await context.newPage()
    const counted = count(page)
    const devTools = await context.newCDPSession(page)
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(NOTE_INTERACTIVE)
    await page.goto(`http://127.0.0.1:${way.port}/`, { waitUntil: 'commit', timeout: TIMEOUT_MS })
    const noted = await page.waitForFunction(() => (globalThis as { noted?: Noted }).noted)
    const { connections, down, up } = way.traffic()
    const found = { ...counted, connections, down, up, ...(await noted.jsonValue())! }
    await page.locator('#choices button').first().tap()
    await page.locator('#status-message', { hasText: words.recorded('A') }).waitFor()
    return found
  } finally {
    await context.close()
    await way.close()
  }
}

function count(page: Page): Pick<Visit, 'requests' | 'webSockets'> {
  const counted = { requests: 0, webSockets: 0 }
  page.on('request', () => counted.requests++)
  page.on('websocket', () => counted.webSockets++)
  return counted
}
