/** Tests a whole lecture: prepared on a laptop, led from a phone and by a clicker, with five voters and a projector. */
import { expect } from 'chai'
import { stageWords } from '../../../public/shared/stage/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import {
  asks,
  cast,
  commandDone,
  fullScreen,
  LIST,
  next,
  offers,
  openPresenter,
  paste,
  PHONE,
  startOver,
  voters,
} from '../support/lecture'
import { inBrowser, openPage, shows, tallies, vote } from '../support/pages'
import { shot } from '../support/screenshot'

const [first, second, third] = LIST.split('\n\n').map(block => block.split('\n')[0]!.replace(/ \[.*/, ''))

inBrowser('A whole lecture', () => {
  it('is prepared on a laptop, led from a phone and with a clicker, and seen by everybody', async () => {
    const app = await startApp()
    const laptop = await openPresenter(app)
    await paste(laptop, LIST)
    await shows(laptop, '#status-message', words.added(3))
    expect(await laptop.locator('#prepared li').count()).to.equal(3)
    const phone = await openPresenter(app, PHONE)
    await shows(phone, '#prepared li:nth-child(3) .title', third!)
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    const student = await openPage(app)
    const crowd = await voters(app, 4)
    await shows(phone, '#dock-turnout', stageWords.turnout(0, 5))

    // Asked from the phone; hidden from everybody else.
    await offers(phone, asks(first!))
    await next(phone, words.step.close)
    for (const page of [laptop, screen, student]) await shows(page, '#question', first!)
    await cast(crowd, 'ABBC', poll => poll.question === first)
    await vote(student, 'D')
    for (const page of [laptop, phone]) {
      await shows(page, '#dock-turnout', stageWords.turnout(5, 5))
      await shows(page, '#private-rows tr:nth-child(2) td:nth-of-type(1)', '2')
      expect(await page.locator('.stage').first().getAttribute('data-moment')).to.equal('vote')
      expect(await page.locator('#table').isVisible()).to.equal(false)
    }
    expect(await screen.locator('.stage').getAttribute('data-moment')).to.equal('vote')
    expect(await laptop.locator('#poll-display .now').allTextContents()).to.deep.equal(['', '', '', ''])
    await shot(phone, 'present-lecture-phone')
    await shot(laptop, 'present-lecture-laptop')

    // The clicker, in full screen on the laptop.
    await fullScreen(laptop)
    const press = async (key: string, then: string) => {
      await laptop.keyboard.press(key)
      for (const page of [laptop, phone]) await offers(page, then)
    }
    await press('PageDown', words.step.show)
    for (const page of [laptop, phone, screen]) await shows(page, '#state', stageWords.state.closed)
    await press('ArrowRight', words.step.reveal)
    for (const page of [laptop, phone, screen]) await tallies(page, { A: 1, B: 2, C: 1, D: 1 })
    await press('PageUp', words.step.show)
    await press('PageDown', words.step.reveal)
    await press('ArrowRight', asks(second!))
    for (const page of [laptop, phone, screen]) await shows(page, '.verdict', stageWords.letterIsRight('B'))
    await shot(laptop, 'present-lecture-full-screen')

    // A second round, with a countdown, both rounds side by side.
    await phone.getByRole('button', { name: words.again, exact: true }).click()
    await shows(laptop, '.stage-note', stageWords.round(2))
    await commandDone(phone)
    await phone.getByRole('button', { name: words.minutes(30), exact: true }).click()
    for (const page of [laptop, screen, student]) await shows(page, '#countdown', /^0:(2\d|30)$/)
    await commandDone(phone)
    await phone.getByRole('button', { name: words.moreTime }).click()
    await shows(screen, '#countdown', /^0:5\d|1:00$/)
    await commandDone(phone)
    await phone.getByRole('button', { name: words.stopTimer }).click()
    await screen.locator('#countdown[hidden]').waitFor({ state: 'attached' })
    await cast(crowd, 'BBBB', poll => poll.round === 2)
    await vote(student, 'A')
    await shows(phone, '#private-rows tr:nth-child(2) td:nth-of-type(3)', words.percent(40))
    await next(phone, words.step.show)
    await next(phone, words.step.reveal)
    for (const page of [laptop, screen, student]) {
      await shows(page, '[data-letter=B] .percent', '80\u202f%')
    }
    for (const page of [laptop, screen]) {
      await shows(page, '[data-letter=B] .points', words.points(40))
    }
    await shot(laptop, 'present-lecture-round-2')

    // Hands that everybody sees, and the end of the lesson.
    await next(phone, asks(second!))
    await next(phone, words.step.close)
    await cast(crowd, 'AABA', poll => poll.question === second)
    for (const page of [laptop, phone, screen, student]) await tallies(page, { A: 3, B: 1 })
    await next(phone, asks(third!))
    await next(phone, words.step.close)
    await shows(screen, '#question', third!)
    expect(await screen.locator('.stage-choice').count()).to.equal(8)
    for (const then of [words.step.show, words.step.reveal, words.step.finish]) await next(phone, then)
    await next(phone, words.writeQuestion)
    await offers(laptop, words.writeQuestion)
    await laptop.keyboard.press('PageDown')
    await shows(laptop, '#status-message', words.nothingNext)
    await laptop.evaluate(() => document.exitFullscreen())
    await startOver(phone, phone.getByRole('button', { name: words.newLesson, exact: true }))
    await phone.getByRole('button', { name: words.yes.newLesson }).click()
    for (const page of [laptop, phone]) {
      await offers(page, asks(first!))
      await shows(page, '#question', words.questionAloud)
    }
  })
})
