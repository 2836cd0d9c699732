/** "I cannot say" on phones: also where one choice is asked for. */
import { expect } from 'chai'
import { typeWords } from '../../../public/question-types/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { inspect } from '../support/axe'
import { inBrowser, openPage, says, shows } from '../support/pages'

inBrowser('“I cannot say”', () => {
  it('takes the place of one choice, counts apart, comes back, and is not told to be wrong', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question({ canAbstain: true, right: 'B' }) })
    const page = await openPage(app)
    const button = page.getByRole('button', { name: typeWords.cannotSay })
    await page.locator('#A').click()
    await says(page, words.recorded('A'))
    await button.focus()
    await page.keyboard.press('Enter')
    await shows(page, '.abstained', typeWords.cannotSayIs(1))
    await shows(page, '#A .count', '0')
    expect(await button.getAttribute('aria-pressed')).to.equal('true')
    await button.press('Enter')
    await says(page, words.takenBack)
    await button.press('Enter')
    await shows(page, '.abstained', typeWords.cannotSayIs(1))
    await inspect(page, 'who cannot say')
    for (const name of ['close', 'reveal'] as const) await presenter.does({ name })
    await shows(page, '#headline', words.wasRight('B'))
    await shows(page, '.own-answer', `${typeWords.yourAnswer} ${typeWords.cannotSay}`)
    await shows(page, '#tally-voice', new RegExp(`${words.wasRight('B')}\\.$`))
  })
})
