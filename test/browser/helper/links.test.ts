/** Tests the links of helpers on the pages: made, copied, opened in another browser, and taken back. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { helperWords } from '../../../public/helper/words'
import { ownRoomWords as words } from '../../../public/presenter/own-room/words'
import { presenterWords } from '../../../public/presenter/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { madeHelper } from '../../support/people/helpers'
import { connectPresenter, openRoom } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { openChat } from '../support/chat'
import { makeLink, openHelper } from './open-helper'
import { LAPTOP, openPresenter } from '../support/lecture'
import { connectionIs, inBrowser, openPage, says, shows } from '../support/pages'
import { shot } from '../support/screenshot'

async function openMore(page: Page): Promise<void> {
  await page.locator('#more').click()
  await page.locator('#helpers').waitFor()
}

inBrowser('The link of a helper', () => {
  it('is made, shown once and copied, and opens the room in another browser; its key is in no request', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const presenter = await openPresenter(app, { path: `/r/${code}/present`, key: presenterKey })
    await presenter.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await openMore(presenter)
    const link = await makeLink(presenter, 'Bea')
    await shows(presenter, '#helper-link-title', words.helperLink('Bea'))
    await shows(presenter, '#helper-list li b', 'Bea')
    await shows(presenter, '.helper-here', words.wasNeverHere)
    await presenter.locator('#helper-copy').click()
    await shows(presenter, '#helpers-said', presenterWords.copied)
    expect(await presenter.evaluate(() => navigator.clipboard.readText())).to.equal(link)
    await presenter.getByRole('button', { name: words.helperCode }).click()
    await presenter.getByRole('img', { name: words.helperCodeOf('Bea') }).waitFor()
    await shot(presenter, 'helper-link')
    await presenter.locator('#helper-done').click()
    expect(await presenter.evaluate(() => document.activeElement?.id)).to.equal('helper-name')
    expect(await presenter.locator('#helper-address').inputValue()).to.equal('')

    const { pathname, hash } = new URL(link)
    expect(pathname).to.equal(`/r/${code}/helper`)
    const key = hash.replace('#helper=', '')
    const requests: string[] = []
    const helper = await openPage(app, {
      ...LAPTOP,
      path: pathname + hash,
      prepare: async page => {
        page.on('request', request => requests.push(request.url(), JSON.stringify(request.headers())))
        await Promise.resolve()
      },
    })
    await says(helper, helperWords.ready)
    expect(helper.url()).to.equal(app.url + pathname)
    await shows(presenter, '.helper-here', words.isHere)
    await openChat(helper)
    await shows(helper, '.as b', 'Bea')
    await helper.reload()
    await says(helper, helperWords.ready)
    expect(requests.length).to.be.greaterThan(4)
    expect(requests.join()).to.not.include(key)
    // The same browser is no presenter of the room.
    expect(await helper.evaluate(() => localStorage.getItem('presenter-keys'))).to.equal(null)
    await helper.close()
    await shows(presenter, '.helper-here', new RegExp(`^${words.lastHere('')}.*\\d`))
    await inspect(presenter, 'a helper who has left')
    await shot(presenter, 'helper-last-here')
  })

  it('opens the same page where it was pasted for a presenter’s, or stands behind the presenter’s address', async () => {
    const app = await startApp()
    const { helperKey } = await madeHelper(await connectPresenter(app))
    const page = await openPage(app, { path: `/present#helper=${helperKey}`, connection: 'none' })
    await says(page, helperWords.ready)
    expect(page.url()).to.equal(`${app.url}/helper`)
    const other = await openPage(app, { path: '/present', connection: 'none' })
    await other.getByLabel(presenterWords.keyOrLink).fill(`${app.url}/helper#helper=${helperKey}`)
    await other.getByRole('button', { name: presenterWords.letMeIn }).click()
    await says(other, helperWords.ready)
    expect(other.url()).to.equal(`${app.url}/helper`)
  })

  it('is taken back: the page says so and stops trying, what was typed stays, and a new link goes on', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const client = await connectPresenter(app)
    const { page } = await openHelper(app, client)
    await openChat(page)
    await page.locator('#chat-text').fill('Half a senten')
    await openMore(presenter)
    const revoke = presenter.getByRole('button', { name: words.revokeOf('Bea') })
    await revoke.click()
    await presenter.getByText(words.sureRevoke('Bea')).waitFor()
    await presenter.getByRole('button', { name: words.yesRevoke }).click()
    await shows(presenter, '#helpers-said', words.revoked('Bea'))
    await presenter.getByText(words.noHelpers).waitFor()
    expect(await presenter.evaluate(() => document.activeElement?.id)).to.equal('helper-name')

    await connectionIs(page, 'refused')
    await shows(page, '#revoked', refuse('wrong-helper-key').message)
    expect(await page.locator('#chat-text').inputValue()).to.equal('Half a senten')
    await inspect(page, 'after the link was taken back')
    const { helperKey } = await madeHelper(client, 'Bea')
    await page.evaluate(key => (location.hash = `helper=${key}`), helperKey)
    await connectionIs(page, 'connected')
    await shows(page, '#revoked', '')
    expect(await page.locator('#chat-text').inputValue()).to.equal('Half a senten')
  })

  it('that is wrong, or missing, is said in words, and the page waits for a right one', async () => {
    const app = await startApp()
    const page = await openPage(app, { path: '/helper#helper=wrong', connection: 'refused' })
    await shows(page, '#sign-in-said', refuse('wrong-helper-key').message)
    expect(await page.locator('#console').isVisible()).to.equal(false)
    for (const [name, look] of Object.entries(looks)) {
      await page.emulateMedia(look)
      await inspect(page, `a wrong link, ${name}`)
    }
    await page.reload()
    await page.getByText(helperWords.howToHelp).waitFor()
    expect(await page.locator('body').getAttribute('data-connection')).to.equal('connecting')
    const { helperKey } = await madeHelper(await connectPresenter(app))
    await page.evaluate(key => (location.hash = `helper=${key}`), helperKey)
    await says(page, helperWords.ready)
  })
})
