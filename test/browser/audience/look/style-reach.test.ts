/** Tests that the rules of the audience's page reach nothing else, though every page loads them. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { connectPresenter } from '../../../support/presenter'
import { ROOT } from '../../../support/imports'
import { startApp } from '../../../support/app'
import { enterChat, say, talker, write } from '../../support/chat'
import { openPresenter } from '../../support/lecture'
import { inBrowser, openPage, vote } from '../../support/pages'

const RULES = readFileSync(path.join(ROOT, 'public/audience/audience.css'), 'utf8')

/** The elements that a rule of the audience's page matches, in these parts of a page. */
const reached = (page: Page, within: string): Promise<string[]> =>
  page.evaluate(
    ([css, within]) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      const found: string[] = []
      const check = (rules: CSSRuleList) => {
        for (const rule of rules) {
          if (rule instanceof CSSGroupingRule) check(rule.cssRules)
          if (!(rule instanceof CSSStyleRule)) continue
          const selector = rule.selectorText.replace(/::[\w-]+/g, '').replace(/:focus/g, '')
          for (const element of document.querySelectorAll(selector))
            if (element.closest(within)) found.push(`${selector}: ${element.outerHTML.slice(0, 60)}`)
        }
      }
      check(sheet.cssRules)
      return found
    },
    [RULES, within] as const,
  )

inBrowser('The rules of the audience’s page', () => {
  it('reach no element of another page', async () => {
    const app = await startApp()
    for (const page of [
      await openPage(app, { path: '/screen' }),
      await openPage(app, { path: '/wall' }),
      await openPage(app, { path: '/no-such-page', connection: 'none', allow: /404/ }),
      await openPresenter(app),
    ])
      expect(await reached(page, 'html'), page.url()).to.deep.equal([])
  })

  it('reach the audience’s page, but neither the chat on it nor the sheet for a post', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await say(presenter.client, 'We come to that.')
    await say(await talker(app, 'Bob'), 'Because it gives the thread back.')
    const page = await openPage(app)
    await vote(page, 'B')
    expect(await reached(page, '.audience')).not.to.deep.equal([])
    await enterChat(page, 'Ann')
    await write(page, 'Why?')
    await page.locator('.log .line').nth(2).waitFor()
    expect(await reached(page, '.chat')).to.deep.equal([])
    await page.locator('.chat .closer').click()
    await page.locator('#more').click()
    await page.locator('#wall-links button').click()
    await page.locator('.write-sheet').waitFor()
    expect(await reached(page, '.write-sheet')).to.deep.equal([])
  })
})
