/**
 * The address on pages that are open: chosen on the presenter's page, and followed by every page that was opened on
 * this machine.
 */
import { startApp } from '../../support/app'
import { inBrowser, openPage, shows } from '../support/pages'

inBrowser('The address to share', () => {
  it('is chosen under Invite; link, stage and the projector’s page follow', async () => {
    const app = await startApp({ SHARE_ADDRESS: 'laptop.local' })
    const { port } = new URL(app.url)
    const screen = await openPage(app, { path: '/screen', prepare: page => page.clock.install() })
    await shows(screen, '#address', `laptop.local:${port}`)
    const presenter = await openPage(app, { path: `/present#key=${app.presenterKey}` })
    await presenter.locator('#open-invite').click()
    const choice = presenter.locator('#share-address')
    await choice.waitFor()
    const other = await choice.locator('option').nth(2).getAttribute('value')
    await choice.selectOption(other)
    await presenter.waitForFunction(
      url => document.querySelector<HTMLInputElement>('#share-link')!.value === url,
      `http://${other}:${port}/`,
    )
    await shows(presenter, '#address', `${other}:${port}`)
    await screen.clock.fastForward(10_000)
    await shows(screen, '#address', `${other}:${port}`)
    const wall = await openPage(app, { path: '/wall?screen' })
    await shows(wall, '#address', `${other}:${port}`)
  })
})
