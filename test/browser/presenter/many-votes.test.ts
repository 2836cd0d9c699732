/** The presenter's page says when many new browsers of one address vote, while that question is up. */
import { expect } from 'chai'
import { presenterWords as words } from '../../../public/presenter/words'
import { MIN_BURST_VOTES, WINDOW_S } from '../../../src/core/poll/vote-bursts'
import { question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { cast, openPresenter, voters } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { present } from '../support/rooms'
import { shot } from '../support/screenshot'

inBrowser('Many votes of new browsers from one address', () => {
  it('are told on the presenter’s page alone, until another question is up', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const bystander = await openPage(app)
    await present(app, { name: 'ask', question: question({ text: 'Stuffed?' }) })
    const notice = page.locator('#many-votes')
    expect(await notice.isVisible()).to.equal(false)
    const script = await voters(app, MIN_BURST_VOTES)
    await cast(script, 'A'.repeat(MIN_BURST_VOTES), poll => poll.question === 'Stuffed?')
    await shows(page, '#many-votes-said', words.manyVotes(MIN_BURST_VOTES, WINDOW_S))
    expect(await notice.isVisible()).to.equal(true)
    expect(await bystander.locator('#many-votes').count()).to.equal(0)
    await shot(page, 'present-many-votes')

    const late = await openPresenter(app)
    await shows(late, '#many-votes-said', words.manyVotes(MIN_BURST_VOTES, WINDOW_S))
    await present(app, { name: 'ask', question: question({ text: 'Another?' }) })
    for (const each of [page, late]) await each.locator('#many-votes').waitFor({ state: 'hidden' })
  })
})
