/** Open text on the projector: cards without a scroll bar, the newest first, one of them in full. */
import { expect } from 'chai'
import { textWords } from '../../../public/question-types/text/stage-words'
import { textWords as phoneTextWords } from '../../../public/question-types/text/words'
import { cloudWords } from '../../../public/question-types/words/stage-words'
import { cloudWords as phoneCloudWords } from '../../../public/question-types/words/words'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { answer, decide, textQuestion, wordsQuestion } from '../support/answers'
import { inspect } from '../support/axe'
import { settled } from '../support/fit'
import { inBrowser, openPage, shows } from '../support/pages'
import { smallTexts } from '../support/projector'
import { textFaults } from '../support/text-boxes'

const SCREEN = { path: '/screen', viewport: { width: 1280, height: 720 } }
const LONG = 'Why does this need a second connection, when the first one could carry it all? '.repeat(3)

inBrowser('Open text on the stage', () => {
  it('shows the newest first on cards, equal answers once, and only whole cards', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: textQuestion() })
    const screen = await openPage(app, SCREEN)
    await shows(screen, '.prompt-sentence', textWords.asked(1))
    await answer(app, 'Closures', 'closures!')
    await shows(screen, '.answer-times', textWords.times(2))
    await answer(app, ...Array.from({ length: 5 }, (_, at) => `${at} ${LONG}`.trim()))
    await answer(app, ...Array.from({ length: 18 }, (_, at) => `answer ${at}`))
    await shows(screen, '.answer-stack:first-child .answer-text', 'answer 17')
    const shown = await screen.locator('.answer-card').count()
    await shows(screen, '.answer-round:last-child .more-answers', textWords.more(24 - shown))
    expect(await textFaults(screen, { within: '.text-picture' })).to.deep.equal([])
    expect(await smallTexts(screen)).to.deep.equal([])
    const cut = await screen.evaluate(() => {
      const floor = document.querySelector('.answer-round:last-child .answer-floor')!.getBoundingClientRect()
      return [...document.querySelectorAll('.answer-card')].filter(
        card => card.getBoundingClientRect().bottom > floor.bottom + 1,
      ).length
    })
    expect(cut).to.equal(0)
    await inspect(screen, 'cards')
  })

  for (const [asked, onStage, onPhone] of [
    [textQuestion({ needsApproval: true }), textWords, phoneTextWords],
    [wordsQuestion({ needsApproval: true }), cloudWords, phoneCloudWords],
  ] as const)
    it(`never says that there is nothing while answers wait for approval: ${asked.answer!.type}`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await presenter.does({ name: 'ask', question: asked })
      const [screen, phone] = [await openPage(app, SCREEN), await openPage(app)]
      await presenter.does({ name: 'close' })
      await shows(screen, '.nothing-yet', onStage.none)
      await shows(phone, '.result-said', onPhone.none)
      await presenter.does({ name: 'reopen' })
      await answer(app, 'closures')
      await presenter.does({ name: 'close' })
      await shows(screen, '.nothing-yet', onStage.noneShown)
      await shows(phone, '.result-said', onPhone.noneShown)
    })

  it('shows the newest answer as far as it fits, however small the box is, rather than nothing', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: textQuestion() })
    await answer(app, 'short')
    await presenter.does({ name: 'again' })
    await answer(app, 'W'.repeat(280))
    const screen = await openPage(app, { ...SCREEN, viewport: { width: 320, height: 640 } })
    await shows(screen, '.answer-round:last-child .cut .answer-text', /^W+$/)
    const [card, floor] = await screen.evaluate(() =>
      ['.cut', '.answer-round:last-child .answer-floor'].map(
        selector => document.querySelector(selector)!.getBoundingClientRect().bottom,
      ),
    )
    expect(card).to.be.at.most(floor! + 1)
  })

  it('shows the highlighted answer in full, alone, until it is none any more', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: textQuestion() })
    await answer(app, LONG.trim(), 'short')
    const screen = await openPage(app, SCREEN)
    await shows(screen, '.answer-stack:first-child .answer-text', 'short')
    const { key } = await new Promise<{ key: string }>(resolve => {
      presenter.client.emit('getSnapshot', reply => {
        const view = reply.ok ? reply.snapshot.allAnswers : null
        const card = view?.type === 'text' ? view.cards.find(({ text }) => text === LONG.trim()) : undefined
        resolve({ key: card!.key! })
      })
    })
    await decide(presenter, { do: 'highlight', key })
    await shows(screen, '.one-answer .answer-text', LONG.trim())
    expect(await screen.locator('.answer-cards').first().isVisible()).to.equal(false)
    expect(await textFaults(screen, { within: '.text-picture' })).to.deep.equal([])
    await decide(presenter, { do: 'hide', key })
    await screen.locator('.text-picture[data-kind=cards]').waitFor()
    expect(await screen.locator('.answer-card:visible').allTextContents()).to.deep.equal(['short'])
  })

  it('says at the reveal how many were right, marks their cards, and moves nothing', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: textQuestion({ right: 'Paris\nPaname' }) })
    await answer(app, 'Lyon', 'PARIS', 'paname', 'Nice')
    const screen = await openPage(app, SCREEN)
    await presenter.does({ name: 'close' })
    await shows(screen, '.answer-stack:first-child .answer-text', 'Nice')
    const places = () =>
      screen.evaluate(() =>
        [...document.querySelectorAll('.answer-card')].map(card => {
          const { left, top, width, height } = card.getBoundingClientRect()
          return [left, top, width, height].map(Math.round)
        }),
      )
    await settled(screen)
    const before = await places()
    await presenter.does({ name: 'reveal' })
    await shows(screen, '.right-share', textWords.rightShare(2, 4))
    await shows(screen, '.verdict', /Paris/)
    expect(await screen.locator('.right-answer .answer-text').allTextContents()).to.have.members([
      'PARIS',
      'paname',
    ])
    expect(await places()).to.deep.equal(before)
    expect(await textFaults(screen, { within: '.text-picture' })).to.deep.equal([])
    await inspect(screen, 'right answers')
  })
})
