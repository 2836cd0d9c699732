/** Tests that the foot of the audience's page leaves the window to the question, and hides nothing that has the focus. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startApp } from '../../../support/app'
import { connectPresenter, question, type TestPresenter } from '../../../support/presenter'
import { must } from '../../../support/talker'
import { setAsks } from '../../support/asks'
import { resize, settled } from '../../support/fit'
import { inBrowser, openPage } from '../../support/pages'
import { LECTURE } from '../../support/types-lecture'

/** Width and height of a window, and how large its letters are. */
type Shown = readonly [width: number, height: number, letters: string]

const WINDOWS: readonly Shown[] = [
  [320, 568, '200%'],
  [568, 320, '200%'],
  [740, 360, '200%'],
  [390, 844, '200%'],
  [360, 640, '150%'],
  [320, 568, '100%'],
  [568, 320, '100%'],
  [390, 560, '100%'],
  [390, 844, '100%'],
  [412, 700, '100%'],
  [768, 1024, '100%'],
]
/** Of the window, with everything on that a presenter can switch on. */
const MOST = 0.4
/** More than there is to be reached by Tab. */
const MAX_TABS = 60

const LONG = question({
  text: 'Which of these statements blocks the event loop of a server, so that nobody else is answered?',
  choices: Array.from(
    { length: 6 },
    (_, place) => `${place + 1}: while (queue.length > 0) work(queue.shift())`,
  ),
})
const TYPED = ['several choices', 'a scale with statements', 'a number', 'an order', 'open text', 'words']

/** The questions and the signs of the audience stand in the foot, too. */
async function switchAllOn(presenter: TestPresenter, page: Page): Promise<void> {
  await setAsks(presenter, { isOpen: true })
  await must(presenter.client.emitWithAck('setSigns', { isOn: true }))
  await page.locator('.sign-button').first().waitFor()
  await page.locator('#asks').waitFor()
}

async function show(page: Page, [width, height, size]: Shown): Promise<void> {
  await resize(page, width, height)
  await page.evaluate(async fontSize => {
    document.documentElement.style.fontSize = fontSize
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    scrollTo(0, 0)
  }, size)
  await settled(page)
}

/** How much of the window the foot takes on the first sight of a page. */
const shareOfFoot = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { top, bottom } = document.querySelector('.audience > footer')!.getBoundingClientRect()
    return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / innerHeight
  })

/** Goes by Tab, or by Shift and Tab, from one end of the page to the other; what of the question lies behind the foot. */
async function hiddenByFoot(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const found: string[] = []
  let wasIn = false
  await page.evaluate(isBack => {
    const ends = document.querySelectorAll<HTMLElement>('#more, #question')
    ends[isBack ? ends.length - 1 : 0]!.focus()
  }, key !== 'Tab')
  for (let tabs = 0; tabs < MAX_TABS; tabs++) {
    await page.keyboard.press(key)
    const seen = await page.evaluate(() => {
      const element = document.activeElement!
      if (!element.closest('#poll')) return null
      const foot = document.querySelector('.audience > footer')!.getBoundingClientRect()
      const { top, bottom, left, right } = element.getBoundingClientRect()
      const isBeside = right <= foot.left || left >= foot.right
      const name = element.id || element.getAttribute('aria-label') || element.textContent.trim()
      const isOut = bottom <= 0 || top >= innerHeight
      const isBehind = !isBeside && bottom > foot.top + 1 && top < foot.bottom
      return { name: name.slice(0, 30), fault: isOut ? 'outside' : isBehind ? 'behind' : '' }
    })
    if (seen?.fault) found.push(`${seen.name} is ${seen.fault}`)
    if (!seen && wasIn) return found
    wasIn ||= seen !== null
  }
  throw new Error(`${key} does not lead out of the question.`)
}

async function faultsOf(page: Page, state: string): Promise<string[]> {
  const found: string[] = []
  for (const window of WINDOWS) {
    await show(page, window)
    const name = `${state}, ${window.join(' x ')}`
    const share = await shareOfFoot(page)
    const scrolls = await page.evaluate(() => document.scrollingElement!.scrollHeight > innerHeight)
    if (scrolls && share > MOST) found.push(`${name}: the foot takes ${Math.round(share * 100)} %`)
    for (const key of ['Tab', 'Shift+Tab'] as const)
      for (const fault of await hiddenByFoot(page, key)) found.push(`${name}, ${key}: ${fault}`)
  }
  return found
}

inBrowser('The foot of the page', () => {
  it('leaves the window to long choices, and hides none that has the focus, with large letters and all switched on', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: LONG })
    const page = await openPage(app)
    await page.locator('#F').waitFor()
    const found = await faultsOf(page, 'choices')
    await switchAllOn(presenter, page)
    found.push(...(await faultsOf(page, 'choices, all switched on')))
    expect(found).to.deep.equal([])
  })

  for (const type of TYPED)
    it(`hides nothing that has the focus while somebody answers: ${type}`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await presenter.does({ name: 'ask', question: LECTURE[type]!.question })
      const page = await openPage(app)
      await page.locator('#answer :is(button, input, textarea):visible').first().waitFor()
      await switchAllOn(presenter, page)
      expect(await faultsOf(page, type)).to.deep.equal([])
    })

  it('stays in sight where most of the window is left', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: { ...LONG, choices: LONG.choices.concat(LONG.choices) } })
    const page = await openPage(app)
    await page.locator('#L').waitFor()
    for (const [width, height] of [
      [320, 568],
      [390, 844],
      [768, 1024],
    ] as const) {
      await show(page, [width, height, '100%'])
      const { bottom } = await page
        .locator('.audience > footer')
        .evaluate(foot => foot.getBoundingClientRect())
      expect(bottom, `${width} x ${height}`).to.be.within(height - 1, height + 1)
    }
  })
})
