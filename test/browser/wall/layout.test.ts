/**
 * Tests that the wall fits wherever it is shown, on phones, laptops and projectors, light and dark, and that axe
 * finds nothing.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { wallModerationWords as desk } from '../../../public/wall/moderation/words'
import { wallWords as words } from '../../../public/wall/words'
import { startApp, type TestApp } from '../../support/app'
import { inspect } from '../support/axe'
import { faults } from '../support/fit'
import { openPresenter } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { HERE, hasPost, openWall, post, postsAre, rules, search } from '../support/wall'

const SIZES = [
  [320, 568],
  [390, 844],
  [1920, 1080],
] as const
const PROJECTORS = [
  [1920, 1080],
  [1280, 720],
] as const
const LOOKS = ['light', 'dark'] as const
const LONG =
  'What I do not understand: if there is one thread only, who reads the file while my callback waits? Somebody must. And is it the same somebody for the network, and what happens when there are more files than somebodies?'
const POSTS = [
  ['Ann', 'Is setTimeout(f, 0) ever really 0?'],
  ['Bob Marley-Johannson', LONG],
  [
    'Zoë',
    'Node reads files in a pool of four threads: https://nodejs.org/api/cli.html#uv_threadpool_sizesize',
  ],
  ['Кирилл', 'Почему promise раньше, чем setTimeout?'],
  ['نورة', 'ماذا يحدث عندما تتوقف الحلقة؟'],
  ['Mei Lin', 'Microtasks first, then timers. Every time.'],
] as const
const NEWEST = POSTS[POSTS.length - 1]![1]

async function full(app: TestApp): Promise<void> {
  await rules(app, { approve: 'none' })
  await post(app, ...POSTS)
}

/** What of the cards is cut off by the edge of the list. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const list = document.getElementById('posts')!.getBoundingClientRect()
    return [...document.querySelectorAll('#posts .post')].filter(
      card => card.getBoundingClientRect().bottom > list.bottom + 1,
    ).length
  })

inBrowser('The wall fits', () => {
  for (const [width, height] of SIZES)
    for (const colorScheme of LOOKS)
      it(`empty and full, and axe finds nothing, ${width} x ${height}, ${colorScheme}`, async () => {
        const app = await startApp(HERE)
        const page = await openWall(app, { viewport: { width, height }, colorScheme })
        const name = `wall-${width}-${colorScheme}`
        await inspect(page, 'empty')
        await shot(page, `${name}-empty`)
        await full(app)
        await hasPost(page, NEWEST)
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
        await inspect(page, 'full')
        await shot(page, name)
        await search(page, 'promise')
        await postsAre(page, [POSTS[3][1]])
        await page.locator('#settings').evaluate((details: HTMLDetailsElement) => (details.open = true))
        await inspect(page, 'a term of its own')
        await shot(page, `${name}-term`)
      })

  for (const [width, height] of PROJECTORS)
    for (const colorScheme of LOOKS)
      it(`as a screen without scroll bars, ${width} x ${height}, ${colorScheme}`, async () => {
        const app = await startApp({ ...HERE, PUBLIC_URL: 'http://192.168.178.123:3000' })
        const page = await openWall(app, {
          path: '/wall?screen',
          viewport: { width, height },
          colorScheme,
        })
        const name = `wall-screen-${width}-${colorScheme}`
        await shows(page, '#address', '192.168.178.123:3000')
        await inspect(page, 'empty')
        expect(await faults(page, ['#displaying', '#address', '#qr'])).to.deep.equal([])
        await shot(page, `${name}-empty`)
        await full(app)
        await hasPost(page, NEWEST)
        expect(await faults(page, ['#displaying', '#address', '#qr', '#posts .post'])).to.deep.equal([])
        expect(await cut(page)).to.equal(0)
        await inspect(page, 'full')
        await shot(page, name)
      })

  for (const [width, height] of SIZES)
    for (const colorScheme of LOOKS)
      it(`on the presenter’s desk and on the sheet for a post, ${width} x ${height}, ${colorScheme}`, async () => {
        const app = await startApp(HERE)
        const presenter = await openPresenter(app, { viewport: { width, height }, colorScheme })
        await presenter.locator('#open-wall').click()
        await post(app, ...POSTS.slice(0, 2))
        await shows(presenter, '#wall-waiting', '2 to approve')
        await presenter.getByRole('button', { name: desk.approve }).first().click()
        await shows(presenter, '#wall-waiting', '1 to approve')
        await presenter.getByRole('button', { name: desk.takeOff }).waitFor()
        await presenter.locator('#wall-moderation details summary').click()
        await presenter.locator('#wall-word').fill('spam')
        await presenter.locator('#wall-word').press('Enter')
        await presenter.locator('.wall-blocked li').waitFor()
        expect(await presenter.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
        await inspect(presenter, 'desk')
        await shot(presenter.locator('#tab-wall'), `wall-desk-${width}-${colorScheme}`)
        const page = await openPage(app, { viewport: { width, height }, colorScheme })
        await page.locator('#more').click()
        await page.getByRole('button', { name: words.postHere }).click()
        await page.getByLabel(words.yourPost).fill(LONG)
        await page.getByLabel(words.yourName).fill('Ann B.')
        await page.getByRole('button', { name: words.post, exact: true }).click()
        await shows(page, '.write-sheet .said', words.waits)
        await inspect(page, 'a post that waits')
        await shot(page, `wall-write-${width}-${colorScheme}`)
      })
})
