/** Tests that a browser keeps its own votes for the page of results, and how a phone leads there. */
import { expect } from 'chai'
import { MAX_KEPT_VOTES, VOTES_KEY } from '../../../public/shared/poll/votes-of-browser'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { inBrowser, openPage, shows, vote } from '../support/pages'

inBrowser('The votes of a browser', () => {
  it('are kept in it by poll, the newest, without those that were taken back', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question({ text: 'First?' }) })
    const first = await presenter.pollId()
    const page = await openPage(app)
    const kept = async (): Promise<[string, string][]> =>
      Object.entries(
        await page.evaluate(
          key => JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>,
          VOTES_KEY,
        ),
      )
    expect(await kept()).to.deep.equal([])
    await vote(page, 'A')
    await vote(page, 'B')
    expect(await kept()).to.deep.equal([[first, 'B']])
    await presenter.does({ name: 'ask', question: question({ text: 'Second?' }) })
    await shows(page, '#question', 'Second?')
    await vote(page, 'A')
    const second = await presenter.pollId()
    expect(await kept()).to.deep.equal([
      [first, 'B'],
      [second, 'A'],
    ])
    await page.locator('#take-back').click()
    await page.locator('#take-back').waitFor({ state: 'hidden' })
    await page.waitForFunction(([key, id]) => !localStorage.getItem(key)?.includes(id), [
      VOTES_KEY,
      second,
    ] as const)
    expect(await kept()).to.deep.equal([[first, 'B']])
  })

  it('give way, the oldest first', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    const many = Object.fromEntries(Array.from({ length: MAX_KEPT_VOTES }, (_, at) => [`poll-${at}`, 'A']))
    const page = await openPage(app, {
      prepare: page =>
        page.addInitScript(([key, votes]) => localStorage.setItem(key, votes), [
          VOTES_KEY,
          JSON.stringify(many),
        ] as const),
    })
    await vote(page, 'B')
    const kept = await page.evaluate(
      key => Object.keys(JSON.parse(localStorage.getItem(key)!) as object),
      VOTES_KEY,
    )
    expect(kept).to.have.length(MAX_KEPT_VOTES)
    expect([kept[0], kept.at(-1)]).to.deep.equal(['poll-1', await presenter.pollId()])
  })
})

inBrowser('The way to the results', () => {
  it('is in the menu and in the closing words, while the room shares them', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'finish' })
    const page = await openPage(app)
    const closing = page.locator('#closing a')
    await closing.waitFor()
    expect(await closing.evaluate((link: HTMLAnchorElement) => link.href)).to.equal(`${app.url}/results`)
    await page.locator('#more').click()
    const inMenu = page.locator('#more-sheet a[href=results]')
    await inMenu.waitFor()
    const reply = await presenter.client.emitWithAck('setSharing', { page: false })
    expect(reply.ok).to.equal(true)
    for (const link of [closing, inMenu]) await link.waitFor({ state: 'hidden' })
    await page.reload()
    await page.locator('#closing').waitFor()
    expect(await closing.isVisible()).to.equal(false)
  })
})
