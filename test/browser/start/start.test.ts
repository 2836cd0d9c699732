/** The start page: what it says, the codes it takes, and the rooms it opens and remembers. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { roomsWords as words } from '../../../public/audience/rooms-words'
import { pageWords } from '../../../public/shared/page-words'
import { startApp } from '../../support/app'
import { openRoom, type OpenedRoom } from '../../support/presenter'
import { inspect } from '../support/axe'
import { connectionIs, inBrowser, openPage, shows } from '../support/pages'

const SAID = '.enter-code + .said'

async function type(page: Page, code: string): Promise<void> {
  await page.getByLabel(words.roomCode).fill(code)
  await page.getByLabel(words.roomCode).press('Enter')
}

inBrowser('The start page', () => {
  it('says what this is, and leads to the room whose code is typed as people type', async () => {
    const app = await startApp({ HOUSE: 'off' })
    const { code, url } = await openRoom(app)
    const small = code.toLowerCase()
    for (const typed of [code, `${small.slice(0, 3)} - ${small.slice(3)}`, ` ${small} `, url]) {
      const page = await openPage(app, { connection: 'none' })
      await page.getByText(pageWords.startIntro).waitFor()
      await type(page, typed)
      await connectionIs(page, 'connected')
      expect(page.url()).to.equal(`${app.url}/r/${code}`)
    }
  })

  it('says which characters no code has, how long a code is, and that there is no such room', async () => {
    const app = await startApp({ HOUSE: 'off' })
    const page = await openPage(app, { connection: 'none', allow: /404/ })
    await page.getByLabel(words.roomCode).fill('zz')
    await shows(page, SAID, 'There is no Z in codes: is it 7?')
    await page.getByLabel(words.roomCode).fill('77')
    await shows(page, SAID, '')
    await page.getByLabel(words.roomCode).press('Enter')
    await shows(page, SAID, 'A code has six characters. This has two.')
    await type(page, '')
    await shows(page, SAID, words.noCode)
    await type(page, 'acd346')
    await shows(page, SAID, words.noRoom('ACD346'))
    expect(page.url()).to.equal(`${app.url}/`)
  })

  it('is where a wrong address leads back to, also below a path and beside a main room', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    const opened = await fetch(`${app.url}/ask/api/rooms`, { method: 'POST' })
    const { code } = (await opened.json()) as OpenedRoom
    for (const path of ['/ask/no/page', '/ask/acd346']) {
      const page = await openPage(app, { path, connection: 'none', allow: /404/ })
      await page.getByRole('link', { name: pageWords.enterCode }).click()
      await type(page, code)
      await connectionIs(page, 'connected')
      expect(page.url()).to.equal(`${app.url}/ask/r/${code}`)
    }
  })

  it('opens a room, lists it the next time, and drops it once it was erased', async () => {
    const app = await startApp({ HOUSE: 'off' })
    const page = await openPage(app, { connection: 'none', allow: /404/ })
    await page.getByRole('button', { name: words.openRoom }).click()
    await connectionIs(page, 'connected')
    const code = /\/r\/(\w+)\/present$/.exec(page.url())![1]!
    await page.goto(app.url)
    await page.getByRole('link', { name: code }).click()
    await connectionIs(page, 'connected')
    await page.goto(app.url)
    await app.store.eraseRoom(code, Date.now())
    await page.getByRole('link', { name: code }).click()
    await page.getByText(words.roomGone(code)).waitFor()
    expect(await page.getByRole('link', { name: code }).count()).to.equal(0)
  })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [320, 568],
      [390, 844],
      [768, 1024],
      [1280, 720],
    ] as const)
      it(`fits ${width} × ${height} in ${colorScheme}, with nothing for axe to find`, async () => {
        const app = await startApp({ HOUSE: 'off' })
        for (const path of ['/', '/r/ACD346', '/no/page']) {
          const page = await openPage(app, {
            path,
            colorScheme,
            viewport: { width, height },
            connection: 'none',
            allow: /404/,
          })
          if (path === '/') await type(page, 'zzzzzz')
          expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.equal(width)
          await inspect(page, path)
        }
      })
})
