/**
 * Tests the screen wake lock: asked for while a poll is open, again after each switch to another app, and never
 * needed.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startApp } from '../../support/app'
import { inBrowser, openPage, shows, vote } from '../support/pages'
import { present } from '../support/rooms'

interface Stubbed {
  asked: number
  held: number
  visibility: DocumentVisibilityState
  lock?: { released: boolean }
}

/** A browser whose wake lock can be watched, and that can be put away and taken out again. */
const withWakeLock = (page: Page) =>
  page.addInitScript(() => {
    const stubbed: Stubbed = { asked: 0, held: 0, visibility: 'visible' }
    const request = () => {
      stubbed.asked++
      stubbed.held++
      const lock = {
        released: false,
        release() {
          if (!lock.released) stubbed.held--
          lock.released = true
          return Promise.resolve()
        },
      }
      stubbed.lock = lock
      return Promise.resolve(lock)
    }
    Object.assign(window, { stubbed })
    Object.defineProperty(navigator, 'wakeLock', { value: { request } })
    Object.defineProperty(document, 'visibilityState', { get: () => stubbed.visibility })
  })

const stub = (page: Page) => page.evaluate(() => (window as unknown as { stubbed: Stubbed }).stubbed)

/** As a browser does it: the lock goes when the page is hidden. */
const turn = (page: Page, visibility: DocumentVisibilityState) =>
  page.evaluate(value => {
    const { stubbed } = window as unknown as { stubbed: Stubbed }
    stubbed.visibility = value
    if (value === 'hidden' && stubbed.lock && !stubbed.lock.released) {
      stubbed.lock.released = true
      stubbed.held--
    }
    document.dispatchEvent(new Event('visibilitychange'))
  }, visibility)

inBrowser('The wake lock', () => {
  it('is held while the poll is open, and once', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withWakeLock })
    await vote(page, 'A')
    expect(await stub(page)).to.include({ asked: 1, held: 1 })
  })

  it('is asked for again when the page is shown again', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withWakeLock })
    await turn(page, 'hidden')
    expect(await stub(page)).to.include({ asked: 1, held: 0 })
    await turn(page, 'visible')
    await vote(page, 'A') // by then it has its fresh snapshot too
    expect(await stub(page)).to.include({ asked: 2, held: 1 })
  })

  it('is let go when the question is closed', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withWakeLock })
    await vote(page, 'A')
    await present(app, { name: 'close' })
    await page.locator('#A[aria-disabled=true]').waitFor()
    await page.waitForFunction(() => (window as unknown as { stubbed: Stubbed }).stubbed.held === 0)
  })

  for (const [name, value] of Object.entries({ refused: 'rejects', absent: 'undefined' })) {
    it(`does no harm when it is ${name}`, async () => {
      const app = await startApp()
      const prepare = (page: Page) =>
        page.addInitScript(kind => {
          const request = () => Promise.reject(new DOMException('Low battery', 'NotAllowedError'))
          const wakeLock = kind === 'rejects' ? { request } : undefined
          Object.defineProperty(navigator, 'wakeLock', { value: wakeLock })
        }, value)
      const page = await openPage(app, { prepare })
      await vote(page, 'B')
      await shows(page, '#connection-count', 'Connected Users: 1')
    })
  }
})
