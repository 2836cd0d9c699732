/**
 * Tests what the page says to a screen reader: connection and own vote at once, the tally once it has settled or when
 * asked for.
 */
import { expect } from 'chai'
import { tallySentence } from '../../../public/audience/sentences'
import { pageWords } from '../../../public/shared/page-words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { openTab as clientPage } from '../../support/clients'
import { inBrowser, openPage, shows, tallies, vote } from '../support/pages'

const withClock = { prepare: (page: { clock: { install(): Promise<void> } }) => page.clock.install() }

inBrowser('The live regions', () => {
  it('say the state of the line and of one’s own vote', async () => {
    const app = await startApp()
    const page = await openPage(app)
    const status = page.getByRole('status')
    expect(await status.count()).to.equal(1)
    expect(await status.textContent()).to.equal(words.connected)
    await vote(page, 'A')
    expect(await status.textContent()).to.equal(words.recorded('A'))
  })

  it('do not say the tally on arrival', async () => {
    const app = await startApp()
    const { client, pollId } = await clientPage(app)
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    const page = await openPage(app, withClock)
    await tallies(page, { A: 1 })
    await page.clock.fastForward(10_000)
    await shows(page, '#tally-voice', '')
  })

  it('say the tally once, after it has settled', async () => {
    const app = await startApp()
    const { client, pollId } = await clientPage(app)
    const page = await openPage(app, withClock)
    await page.clock.pauseAt(Date.now() + 1000)
    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      const region = document.querySelector('#tally-voice')!
      new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true })
    })
    expect(await page.locator('#tally-voice').getAttribute('aria-live')).to.equal('polite')
    for (const choice of ['A', 'B', 'C']) {
      await client.emitWithAck('castVote', { pollId, vote: choice })
      await tallies(page, { [choice]: 1 })
      await page.clock.fastForward(1500)
    }
    await page.clock.fastForward(1500)
    const sentence = tallySentence({ A: 0, B: 0, C: 1, D: 0 })
    await shows(page, '#tally-voice', sentence)
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).to.deep.equal([
      sentence,
    ])
  })

  it('say the tally at once when asked, and again when asked again', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await vote(page, 'B')
    await tallies(page, { B: 1 })
    await page.locator('#more').click()
    const button = page.getByRole('button', { name: pageWords.readTally })
    await button.click()
    await shows(
      page,
      '#tally-voice',
      'Results: A 0 percent, B 100 percent, C 0 percent, D 0 percent. 1 vote in all.',
    )
    await page.evaluate(() => {
      const region = document.querySelector('#tally-voice')!
      new MutationObserver(() => (document.body.dataset['saidAgain'] = region.textContent!)).observe(region, {
        childList: true,
      })
    })
    await button.click()
    await page.locator('body[data-said-again*="1 vote in all"]').waitFor()
  })
})
