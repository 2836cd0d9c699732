/**
 * Tests a whole lecture by the keyboard alone: written, asked, asked again, compared, taken back, shown again,
 * corrected and finished. After every step the focus is on something, and every button is where it was.
 */
import { resultsWords } from '../../../public/presenter/results/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { Keyboard } from '../support/keyboard'
import { asks, cast, LIST, offers, paste, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'

inBrowser('The presenter’s keyboard', () => {
  it('leads a whole lecture: writes, asks, reveals, compares, takes back, shows again, corrects, finishes', async () => {
    const app = await startApp()
    const { page, keyboard } = await Keyboard.at(app)
    const [screen, crowd] = await Promise.all([openPage(app, { path: '/screen' }), voters(app, 4)])

    // Three questions; the first one by "next" itself.
    await keyboard.press('Space')
    await keyboard.write('One?', 'this', 'that')
    await offers(page, asks('One?'))
    for (const text of ['Twoo?', 'Three?']) {
      await keyboard.go('#new-question', 'Enter')
      await keyboard.write(text, 'this', 'that')
      await page.locator('#new-question:focus').waitFor()
    }
    await shows(page, '#open-questions', /3$/)

    // One hand on the space bar.
    await keyboard.go('#next')
    await keyboard.step('Space', words.step.close)
    await cast(crowd, 'AABB', poll => poll.question === 'One?')
    await shows(page, '#dock-turnout', words.turnout(4, 4))
    await keyboard.check('the votes')
    await keyboard.step('Space', words.step.show)
    await keyboard.step('Space', words.step.reveal)
    await keyboard.step('Space', asks('Twoo?'))

    // A second round, compared with the first one.
    await keyboard.go('#again', 'Enter')
    await says(page, words.done.again!)
    await keyboard.check('ask again')
    await cast(crowd, 'BBBA', poll => poll.round === 2)
    await keyboard.step('PageDown', words.step.show)
    await keyboard.step('PageDown', words.step.reveal)
    await shows(screen, '[data-letter=B] .points', words.points(25))
    await keyboard.step('PageDown', asks('Twoo?'))

    // On, and back again.
    await keyboard.step('PageDown', words.step.close)
    await shows(screen, '#question', 'Twoo?')
    await keyboard.step('u', asks('Twoo?'))
    await says(page, words.done.undo!)
    await shows(screen, '#question', 'One?')
    await keyboard.step('PageDown', words.step.close)

    // A typo, while people vote.
    await cast(crowd, 'ABBB', poll => poll.question === 'Twoo?')
    await keyboard.go('#reword', 'Enter')
    await page.locator('#sheet-text:focus').waitFor()
    await page.keyboard.type('Two?')
    await page.keyboard.press('Control+Enter')
    await says(page, words.done.reword!)
    await page.locator('#reword:focus').waitFor()
    await keyboard.check('the typo')
    await shows(screen, '#question', 'Two?')
    await shows(page, '#dock-turnout', words.turnout(4, 4))
    await keyboard.step('PageDown', words.step.show)
    await keyboard.step('PageDown', words.step.reveal)
    await keyboard.step('PageDown', asks('Three?'))
    await keyboard.step('PageDown', words.step.close)

    // An earlier result once more.
    await keyboard.go('#open-questions', 'ArrowRight')
    await shows(page, '#open-results', /2$/)
    const result = page.locator('.result', { hasText: 'One?' })
    const id = await result.getAttribute('data-id')
    await keyboard.go(`[data-id="${id}"] > .result-line`, 'Enter')
    await keyboard.go(`[aria-label="${resultsWords.ofResult(resultsWords.showAgain, 'One?')}"]`, 'Enter')
    await says(page, words.done.showAgain!)
    await shows(screen, '#question', 'One?')
    await keyboard.check('show again')

    // The last question again, and the end.
    await keyboard.press('u')
    await says(page, words.done.undo!)
    await offers(page, words.step.close)
    await cast(crowd, 'BBBB', poll => poll.question === 'Three?')
    for (const then of [words.step.show, words.step.reveal, words.step.finish, words.writeQuestion])
      await keyboard.step('PageDown', then)
    await screen.locator('.stage[data-moment=end]').waitFor()
  })

  it('is a clicker’s wherever the focus is outside a field', async () => {
    const app = await startApp()
    const { page, keyboard } = await Keyboard.at(app)
    await paste(page, LIST)
    await offers(page, /^Ask/)
    await keyboard.step('PageDown', words.step.close)
    const everywhere = [
      ...['#screen-link', '#to-invite', '#more', '#poll-display', '#back', '#next', '#open-close', '#again'],
      ...[
        '#reword',
        '#timer-set button',
        '#start-over',
        '#open-questions',
        '.question-line',
        '#new-question',
      ],
    ]
    for (const place of everywhere) {
      await page.locator(place).first().focus()
      await keyboard.step('PageDown', words.step.show)
      await keyboard.step('PageUp', words.step.close)
    }
    await page.locator('#right').focus()
    await page.keyboard.press('PageDown')
    await page.locator('#more').focus()
    await keyboard.step('ArrowRight', words.step.show)
    await keyboard.step('ArrowLeft', words.step.close)
  })
})
