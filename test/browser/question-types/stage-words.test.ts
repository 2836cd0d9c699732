/** Words on the projector: a cloud in which nothing is lost, its list, two rounds, and what is not to be seen. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { cloudWords } from '../../../public/question-types/words/stage-words'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { answer, cloudIs, decide, says, wordsQuestion } from '../support/answers'
import { inspect } from '../support/axe'
import { inBrowser, openPage, shows } from '../support/pages'
import { smallTexts } from '../support/projector'
import { shot } from '../support/screenshot'

const SCREEN = { path: '/screen', viewport: { width: 1280, height: 720 } }
const MANY = { answer: { type: 'words' as const, most: 10 } }

/** A layout that is on its way comes within so many looks. */
const MAX_LOOKS = 600

/** Waits until no word lies over another or sticks out of the picture; measured as they are drawn. */
async function placed(page: Page): Promise<void> {
  let found = ''
  for (let tries = 0; tries < MAX_LOOKS; tries++) {
    await page.waitForFunction(() => document.getAnimations().length === 0)
    found = await page.evaluate(misplaced)
    if (found === '') return
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
  }
  expect(found).to.equal('')
}

/** Runs in the page: what is misplaced; empty: nothing. */
function misplaced(): string {
  const cloud = document.querySelector('.word-cloud')!.getBoundingClientRect()
  const words = [...document.querySelectorAll('.cloud-word')].map(word => {
    const range = document.createRange()
    range.selectNodeContents(word)
    const { top, bottom } = word.getBoundingClientRect()
    const { left, right } = range.getBoundingClientRect()
    return { text: word.textContent, top, bottom, left, right }
  })
  for (const [index, one] of words.entries()) {
    if (
      one.left < cloud.left - 1 ||
      one.right > cloud.right + 1 ||
      one.top < cloud.top - 1 ||
      one.bottom > cloud.bottom + 1
    )
      return `${one.text} sticks out`
    for (const other of words.slice(index + 1))
      if (
        one.left < other.right &&
        other.left < one.right &&
        one.top < other.bottom &&
        other.top < one.bottom
      )
        return `${one.text} lies over ${other.text}`
  }
  return ''
}

const lines = (page: Page, list: string): Promise<string[]> =>
  page.locator(`.word-list.${list} .word`).allTextContents()

inBrowser('Words on the stage', () => {
  it('asks for so many words while nobody has given one, and while results are hidden', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion({ results: 'hidden' }) })
    const screen = await openPage(app, SCREEN)
    await shows(screen, '.prompt-sentence', cloudWords.asked(3))
    await answer(app, 'secret')
    await shows(screen, '.turnout', /1/)
    await says(screen, 'secret', false)
    await presenter.does({ name: 'show' })
    await cloudIs(screen, ['secret'])
    await inspect(screen, 'a cloud')
  })

  it('draws long words of all scripts: nothing is cut, nothing lies over another, the biggest is there', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion(MANY) })
    const long = (letter: string, at: number) => `${letter.repeat(26)}${at}`
    const all = [
      ...Array.from({ length: 30 }, (_, at) => long('W', at)),
      ...Array.from({ length: 10 }, (_, at) => `${'שלום'.repeat(6)}${at}`),
      ...Array.from({ length: 10 }, (_, at) => `${'型が分からない'.repeat(3)}${at}`),
      ...Array.from({ length: 10 }, (_, at) => `${'🎉'.repeat(8)}${at}`),
    ]
    const big = all[0]!
    for (let from = 0; from < all.length; from += 9)
      await answer(app, [big, ...all.slice(from + 1, from + 10)].join('\n'))
    const screen = await openPage(app, SCREEN)
    await screen.locator('.cloud-word').first().waitFor()
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [1024, 768],
    ] as const) {
      await screen.setViewportSize({ width, height })
      await placed(screen)
      expect(await screen.locator('.cloud-word').allTextContents(), String(width)).to.include(big)
      expect(await smallTexts(screen), String(width)).to.deep.equal([])
    }
    await shot(screen, 'stage-words-long')
  })

  it('draws one word, then two, as large as they may be', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    const screen = await openPage(app, SCREEN)
    for (const [vote, all] of [
      ['calm', ['calm']],
      ['calm\nclear', ['calm', 'clear']],
    ] as const) {
      await answer(app, vote)
      await cloudIs(screen, all)
      const [share] = await screen.evaluate(() =>
        [...document.querySelectorAll('.cloud-word')].map(
          word => parseFloat(getComputedStyle(word).fontSize) / innerHeight,
        ),
      )
      expect(share).to.be.closeTo(0.12, 0.02)
      await placed(screen)
    }
  })

  it('keeps colours and places while other words come', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'calm\nclear\nshort', 'calm\nclear')
    const screen = await openPage(app, SCREEN)
    await cloudIs(screen, ['calm', 'clear', 'short'])
    const look = () =>
      screen.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.cloud-word')]
          .filter(word => /^(calm|clear|short)$/.test(word.textContent ?? ''))
          .map(word => {
            const { left, top } = word.getBoundingClientRect()
            return [word.textContent, getComputedStyle(word).color, Math.round(left), Math.round(top)]
          }),
      )
    const before = await look()
    await answer(app, 'late')
    await cloudIs(screen, ['calm', 'clear', 'short', 'late'])
    expect(await look()).to.deep.equal(before)
  })

  it('stands still while it is frozen and voting goes on', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'calm')
    const screen = await openPage(app, SCREEN)
    await cloudIs(screen, ['calm'])
    await decide(presenter, { do: 'freeze', isOn: true })
    await answer(app, 'late')
    await shows(screen, '.turnout', /2/)
    await cloudIs(screen, ['calm'])
    await decide(presenter, { do: 'freeze', isOn: false })
    await cloudIs(screen, ['calm', 'late'])
  })

  it('lists words instead, and two rounds beside each other', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'calm\nclear', 'calm')
    const screen = await openPage(app, SCREEN)
    await cloudIs(screen, ['calm', 'clear'])
    expect(await lines(screen, 'most-said')).to.deep.equal(['calm', 'clear'])
    await decide(presenter, { do: 'list', isOn: true })
    await screen.locator('.words-picture[data-kind=list]').waitFor()
    expect(await lines(screen, 'first')).to.deep.equal(['calm', 'clear'])
    await screen.reload()
    await screen.locator('.words-picture[data-kind=list]').waitFor()
    await decide(presenter, { do: 'list', isOn: false })
    await cloudIs(screen, ['calm', 'clear'])
    await presenter.does({ name: 'again' })
    await answer(app, 'short')
    await screen.locator('.words-picture[data-kind=rounds] .second .word').waitFor()
    expect(await lines(screen, 'first')).to.deep.equal(['calm', 'clear'])
    expect(await lines(screen, 'second')).to.deep.equal(['short'])
    await shows(
      screen,
      '.type-picture .result-table thead',
      `${cloudWords.table.word}${cloudWords.table.before}${cloudWords.table.votes}`,
    )
    await inspect(screen, 'two rounds of words')
  })
})
