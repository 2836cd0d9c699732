/** Tests that a tab's id is in one place only: the older page stands back, and takes it again only when asked. */
import { expect } from 'chai'
import { pageWords } from '../../../public/shared/page-words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { newTab, openTab as clientPage } from '../../support/clients'
import { asTab } from '../support/network'
import { inBrowser, connectionIs, openPage, says, tallies, vote } from '../support/pages'

inBrowser('A page whose tab id is brought by another', () => {
  it('says so, offers to be used again, and does not fight for it', async () => {
    const app = await startApp()
    const prepare = asTab(newTab())
    const older = await openPage(app, { prepare })
    await vote(older, 'B')
    const newer = await openPage(app, { prepare })
    await connectionIs(older, 'displaced')
    await says(older, words.elsewhere)
    expect(await older.locator('#displaced').innerText()).to.contain(words.elsewhere)
    expect(await older.locator('#poll').isVisible()).to.equal(false)
    expect(await older.locator('#take-back').isVisible()).to.equal(false)
    expect(await older.evaluate(() => document.activeElement?.id)).to.equal('use-here')
    await says(newer, words.recorded('B')) // the hand came along

    // Waking up, a returning network and keys are no reason to take it back.
    await older.evaluate(() => {
      document.dispatchEvent(new Event('visibilitychange'))
      window.dispatchEvent(new Event('online'))
    })
    await older.keyboard.press('c')
    await vote(newer, 'D')
    await tallies(newer, { B: 0, C: 0, D: 1 })
    await connectionIs(newer, 'connected')
    await connectionIs(older, 'displaced')
  })

  it('takes it back with "Use here", and then the other one stands back', async () => {
    const app = await startApp()
    const prepare = asTab(newTab())
    const older = await openPage(app, { prepare })
    await vote(older, 'B')
    const newer = await openPage(app, { prepare })
    await connectionIs(older, 'displaced')
    await vote(newer, 'C')
    await older.getByRole('button', { name: pageWords.useHere }).click()
    await says(older, words.back('C'))
    await tallies(older, { B: 0, C: 1 })
    await connectionIs(newer, 'displaced')
    expect(await older.locator('#displaced').isVisible()).to.equal(false)
    expect(await older.evaluate(() => document.activeElement?.id)).to.equal('A')
  })

  it('raises no hand again that was taken back in the other', async () => {
    const app = await startApp()
    const prepare = asTab(newTab())
    const older = await openPage(app, { prepare })
    await vote(older, 'B')
    const newer = await openPage(app, { prepare })
    await connectionIs(older, 'displaced')
    await newer.locator('#take-back').click()
    await says(newer, words.takenBack)
    await older.locator('#use-here').click()
    await says(older, words.connected)
    await tallies(older, { B: 0 })
  })

  it('stands back for a program as well', async () => {
    const app = await startApp()
    const tab = newTab()
    const page = await openPage(app, { prepare: asTab(tab) })
    await clientPage(app, { tab })
    await connectionIs(page, 'displaced')
  })
})
