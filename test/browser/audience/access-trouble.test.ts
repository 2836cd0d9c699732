/**
 * Axe finds nothing, and nothing sticks out, where a page says what went wrong or what somebody should know; with
 * pictures.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Page } from 'playwright-core'
import { chatWords } from '../../../public/chat/words'
import { words } from '../../../public/shared/words'
import { MIN_BURST_VOTES } from '../../../src/core/poll/vote-bursts'
import { startApp } from '../../support/app'
import { newTab, openTab as clientPage } from '../../support/clients'
import { inspect, looks } from '../support/axe'
import { openChat, talker } from '../support/chat'
import { openPresenter } from '../support/lecture'
import { PORTALS, proxyOf, replaceApp } from '../support/other-servers'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, says, shows } from '../support/pages'
import { shot } from '../support/screenshot'

const SIZES = {
  320: { width: 320, height: 568 },
  1280: { width: 1280, height: 800 },
}
const ALLOWED = new RegExp(`${CONNECTION_ERRORS.source}|Access to|Refused to|Connecting to|violates`)

for (const [look, colours] of Object.entries(looks))
  for (const [size, viewport] of Object.entries(SIZES)) {
    const options = { ...colours, viewport, allow: ALLOWED }

    /** Whatever this says is seen whole, beside everything else. */
    async function check(page: Page, name: string, selector: string): Promise<void> {
      const place = page.locator(selector)
      await place.scrollIntoViewIfNeeded()
      await shot(page, `trouble-${name}-${size}-${look.replace(' ', '-')}`)
      const cut = await place.evaluate(element => {
        const { left, right } = element.getBoundingClientRect()
        const isWide = document.scrollingElement!.scrollWidth > innerWidth
        return isWide || left < 0 || right > innerWidth || element.scrollWidth > element.clientWidth + 1
      })
      expect(cut, `${name} sticks out`).to.equal(false)
      await inspect(page, name)
    }

    inBrowser(`axe finds nothing, ${look}, ${viewport.width} px wide,`, () => {
      it('where there is a newer version, and where a part behind "More" did not come', async () => {
        const app = await startApp()
        for (const [name, path] of Object.entries({ vote: '/', wall: '/wall', present: '/present' })) {
          const page = await openPage(app, { ...options, path: `${path}#key=${app.presenterKey}` })
          await page.evaluate(() => (document.documentElement.dataset['build'] = 'older'))
          for (const { conn } of app.io.sockets.sockets.values()) conn.close()
          await shows(page, '#newer', `${words.newer} ${words.reload}`)
          await check(page, `newer-${name}`, '#newer')
        }
        const page = await openPage(app, options)
        await page.route(/\/assets\/(audience\/rooms-menu|wall\/compose)/, route => route.abort())
        await page.locator('#more').click()
        await shows(page, '#rooms-menu .said', words.unreachable.silent)
        await shows(page, '#wall-links .said', words.unreachable.silent)
        await check(page, 'part', '#rooms-menu')
      })

      it('where a network wants a sign-in first, and where the address is refused', async () => {
        const app = await startApp()
        const proxy = await proxyOf(app)
        for (const name of ['', 'screen', 'wall', 'present']) {
          const path = `/${name}#key=${app.presenterKey}`
          const page = await openPage({ url: proxy }, { ...options, path, connection: 'none' })
          await connectionIs(page, 'barred')
          await check(page, `barred-${name}`, '#status-message')
        }
        const page = await openPage(app, options)
        const end = await replaceApp(app, PORTALS['status 511']!)
        await says(page, words.unreachable.portal)
        await check(page, 'portal', '#status-message')
        await end()
      })

      it('where many new browsers voted', async () => {
        const app = await startApp()
        const page = await openPresenter(app, options)
        await Promise.all(
          times(MIN_BURST_VOTES, async () => {
            const { client, pollId } = await clientPage(app, { browser: newTab() })
            await client.emitWithAck('castVote', { pollId, vote: 'A' })
          }),
        )
        await page.locator('#many-votes:not([hidden])').waitFor()
        await check(page, 'many-votes', '#many-votes')
      })

      it('where the presenter may choose among addresses, one of them a long name', async () => {
        const app = await startApp({ SHARE_ADDRESS: 'laptop-of-the-physics-department.local' })
        const page = await openPresenter(app, options)
        await page.locator('#open-invite').click()
        await page.locator('#share-address').waitFor()
        await check(page, 'share', '#share-choice')
      })

      it('where a name is taken and a free one is offered', async () => {
        const app = await startApp()
        await talker(app, 'Elia of the third row')
        const page = await openPage(app, options)
        await openChat(page)
        await page.getByLabel(chatWords.yourName).fill('Elia of the third row')
        await page.getByRole('button', { name: chatWords.takeName }).click()
        await page.getByRole('button', { name: /Elia of the third row 2/ }).waitFor()
        await check(page, 'name', '.name-form')
      })
    })
  }
