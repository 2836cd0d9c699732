/** Opens the pages of a test, watches what they complain of and ask for, and closes them before the app. */
import type { Browser, BrowserContext, BrowserContextOptions, Page, Locator } from 'playwright-core'
import { words } from '../../../public/shared/words'
import type { TestApp } from '../../support/app'
import { browserFor } from './setup'

export interface PageOptions extends BrowserContextOptions {
  path?: string
  /** Open it in the browser profile of this page: the same person. */
  beside?: Page
  /** Console messages that belong to the test, such as failed requests while the line is cut. */
  allow?: RegExp
  /** Comes before the page is loaded. */
  prepare?: ((page: Page) => Promise<unknown>) | undefined
  /** The state of the line to wait for; `none`: only the page itself. */
  connection?: 'connected' | 'connecting' | 'refused' | 'none'
}

/** What the browser says by itself when a request or a WebSocket fails. */
export const CONNECTION_ERRORS =
  /^(Failed to load resource|WebSocket connection to .* failed|WebSocket is already in CLOS)/
/** What the browser says by itself when a page is left or closed while its WebSocket is connecting. */
const LEFT_WHILE_CONNECTING = /^WebSocket connection to .* closed before the connection is established/

/** What has not come by then never comes, also on a busy machine. */
const WAIT_TIMEOUT_MS = 20_000

let browser: Browser
const contexts = new Set<BrowserContext>()
const complaints: string[] = []

/**
 * A suite whose tests open pages. No page of it may complain, or ask another origin for anything. In CI, where other
 * work can hold up a browser for seconds, a test has a second attempt; the reporter lists these and allows few.
 */
export function inBrowser(title: string, define: () => void): void {
  describe(title, function () {
    if (process.env['CI']) this.retries(1)
    before(async function () {
      browser = await browserFor(this)
    })
    afterEach(closePages)
    define()
  })
}

async function closePages(): Promise<void> {
  await Promise.all([...contexts].map(context => context.close()))
  contexts.clear()
  const found = complaints.splice(0)
  if (found.length > 0) throw new Error(`The page complained:\n${found.join('\n')}`)
}

/** Opens the page of an app and waits until it is connected. */
export async function openPage(
  { url }: Pick<TestApp, 'url'>,
  { path = '/', beside, allow, prepare, connection = 'connected', ...contextOptions }: PageOptions = {},
): Promise<Page> {
  const context = beside?.context() ?? (await newContext(new URL(url).host, contextOptions, allow))
  const page = await context.newPage()
  await prepare?.(page)
  await page.goto(url + path)
  if (connection !== 'none') await connectionIs(page, connection)
  return page
}

async function newContext(
  host: string,
  options: BrowserContextOptions,
  allow: RegExp | undefined,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options })
  contexts.add(context)
  context.setDefaultTimeout(WAIT_TIMEOUT_MS)
  context.on('console', message => {
    const grave = message.type() === 'error' || message.type() === 'warning'
    const isExpected = allow?.test(message.text()) || LEFT_WHILE_CONNECTING.test(message.text())
    if (grave && !isExpected) complaints.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', thrown => complaints.push(`exception: ${String(thrown.error())}`))
  const isForeign = (url: string) => /^(https?|wss?):/.test(url) && new URL(url).host !== host
  context.on('request', request => {
    if (isForeign(request.url())) complaints.push(`foreign request: ${request.url()}`)
  })
  context.on('page', page =>
    page.on('websocket', socket => {
      if (isForeign(socket.url())) complaints.push(`foreign WebSocket: ${socket.url()}`)
    }),
  )
  return context
}

/** Waits until the page's connection is in this state. */
export async function connectionIs(page: Page, name: string): Promise<void> {
  await page.locator(`body[data-connection=${name}]`).waitFor()
}

/** Waits until the text of an element is the expected one. */
export async function shows(page: Page, selector: string, expected: string | RegExp): Promise<void> {
  const fits = typeof expected === 'string' ? { text: expected } : { pattern: expected.source }
  await page
    .waitForFunction(
      ([wanted, { text, pattern }]) => {
        const found = document.querySelector(wanted)?.textContent?.trim() ?? ''
        return pattern === undefined ? found === text : new RegExp(pattern).test(found)
      },
      [selector, fits as { text?: string; pattern?: string }] as const,
    )
    .catch(async () => {
      const found = await page.locator(selector).first().textContent()
      throw new Error(`${selector} should say "${String(expected)}", but says "${found}".`)
    })
}

/** Waits until the page's status line says this. */
export const says = (page: Page, sentence: string | RegExp): Promise<void> =>
  shows(page, '#status-message', sentence)

/** Waits until the page's tally is this, in its chart and in its table. */
export async function tallies(page: Page, counts: Record<string, number>): Promise<void> {
  await Promise.all(
    Object.entries(counts).flatMap(([letter, votes]) => [
      shows(page, `[data-letter=${letter}] .count`, String(votes)),
      shows(page, `#table-rows tr:nth-child(${'ABCDEFGHIJKL'.indexOf(letter) + 1}) td`, String(votes)),
    ]),
  )
}

/** Taps a letter and waits until it is recorded. */
export async function vote(page: Page, letter: string): Promise<void> {
  await page.locator(`#${letter}`).click()
  await says(page, words.recorded(letter))
}

/** The file that is saved when this is pressed. */
export async function savedBy(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const saved = page.waitForEvent('download')
  await button.click()
  const download = await saved
  const parts = (await (await download.createReadStream()).toArray()) as Buffer[]
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) }
}
