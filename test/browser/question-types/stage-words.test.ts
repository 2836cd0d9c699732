/** Words on the projector: a cloud in which nothing is lost, its list, two rounds, and what is not to be seen. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { cloudWords } from '../../../public/question-types/words/stage-words'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { answer, cloudIs, decide, says, wordsQuestion } from '../support/answers'
import { inspect } from '../support/axe'
import { resize, settled } from '../support/fit'
import { inBrowser, openPage, shows } from '../support/pages'
import { smallTexts } from '../support/projector'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'

const SCREEN = { path: '/screen', viewport: { width: 1280, height: 720 } }
const MANY = { answer: { type: 'words' as const, most: 10 } }

/** A layout that is on its way comes within so many looks. */
const MAX_LOOKS = 600

/** Waits until the cloud shows what the page last knew, and no word lies over another or sticks out of the picture. */
async function placed(page: Page): Promise<void> {
  // Sizes are observed in the next frame.
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  await page.locator('.word-cloud:not([aria-busy])').waitFor()
  let found = ''
  for (let tries = 0; tries < MAX_LOOKS; tries++) {
    await settled(page)
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

interface Slow {
  isSlow: boolean
  held: (() => void)[]
}

/** From when the page says so, a layout is cut into slices of a step each, and the next slice waits to be let go on. */
const slowLayouts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const slow: Slow = { isSlow: false, held: [] }
    Object.assign(window, slow)
    const state = window as unknown as Slow
    const later = window.setTimeout.bind(window)
    const now = performance.now.bind(performance)
    let ahead = 0
    window.setTimeout = ((run: () => void, ms?: number) => {
      if (!state.isSlow || ms !== undefined) return later(run, ms)
      state.held.push(run)
      return 0
    }) as typeof window.setTimeout
    performance.now = () => now() + (ahead += state.isSlow ? 100 : 0)
  })

/** How the words of a cloud look, and where their middle is. */
const looksOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.cloud-word')]
      .map(word => {
        const { left, top, width, height } = word.getBoundingClientRect()
        const { color, fontSize } = getComputedStyle(word)
        return {
          text: word.textContent,
          colour: color,
          size: parseFloat(fontSize),
          x: Math.round(left + width / 2),
          y: Math.round(top + height / 2),
        }
      })
      .sort((one, other) => (one.text < other.text ? -1 : 1)),
  )

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
      await resize(screen, width, height)
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

  it('keeps colours and places while words that are there are said again', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'calm\nclear\nshort', 'calm\nclear', 'calm')
    const screen = await openPage(app, SCREEN)
    await cloudIs(screen, ['calm', 'clear', 'short'])
    const before = await looksOf(screen)
    await answer(app, 'short', 'short', 'short', 'short')
    await shows(screen, '.word-list.most-said li:first-child .word-count', '5')
    await placed(screen)
    const after = await looksOf(screen)
    expect(after.map(({ text, colour }) => [text, colour])).to.deep.equal(
      before.map(({ text, colour }) => [text, colour]),
    )
    const { width } = screen.viewportSize()!
    for (const [at, { text, x, y }] of after.entries())
      expect(Math.hypot(x - before[at]!.x, y - before[at]!.y) / width, text).to.be.below(0.1)
  })

  it('is the same on two screens, and after a screen was opened anew', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion({ ...MANY, results: 'hidden' }) })
    const all = Array.from({ length: 30 }, (_, at) => `word ${'abc'.repeat(at % 4)}${at}`)
    for (let from = 0; from < all.length; from += 5) await answer(app, all.slice(from, from + 10).join('\n'))
    await presenter.does({ name: 'close' })
    await presenter.does({ name: 'show' })
    const screens = await Promise.all([openPage(app, SCREEN), openPage(app, SCREEN)])
    const looks = async (screen: Page) => {
      await cloudIs(screen, all)
      return looksOf(screen)
    }
    const [one, other] = [await looks(screens[0]), await looks(screens[1])]
    expect(one).to.deep.equal(other)
    await screens[1].reload()
    expect(await looks(screens[1])).to.deep.equal(one)
  })

  it('shows the old picture until the new one is ready', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'calm\nclear')
    const screen = await openPage(app, { ...SCREEN, reducedMotion: 'reduce', prepare: slowLayouts })
    await cloudIs(screen, ['calm', 'clear'])
    const before = await looksOf(screen)
    await screen.evaluate(() => Object.assign(window, { isSlow: true }))
    await answer(app, 'late')
    await screen.waitForFunction(() => (window as unknown as Slow).held.length > 0)
    expect(await looksOf(screen)).to.deep.equal(before)
    await screen.evaluate(() => {
      const slow = window as unknown as Slow
      slow.isSlow = false
      for (const goOn of slow.held.splice(0)) goOn()
    })
    await cloudIs(screen, ['calm', 'clear', 'late'])
  })

  it('never loses a word of thirty letters that 5,000 people said, among a hundred others', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'first')
    const screen = await openPage(app, { path: '/screen', viewport: { width: 320, height: 640 } })
    await cloudIs(screen, ['first'])
    const big = 'donaudampfschifffahrtskapitäns'
    const others = Array.from({ length: 99 }, (_, at): [string, number] => [
      `another one ${at}`,
      1 + (at % 3),
    ])
    const view = {
      type: 'words' as const,
      voters: 5000,
      abstained: 0,
      words: [[big, 5000] as [string, number], ...others],
      others: 0,
    }
    app.io.emit('answers', view, { pollId: await presenter.pollId(), rev: 100 })
    await says(screen, big)
    for (const [width, height] of [
      [1024, 768],
      [1280, 720],
      [320, 640],
    ] as const) {
      await resize(screen, width, height)
      await placed(screen)
      const words = await looksOf(screen)
      const found = words.find(({ text }) => text === big)
      expect(found, String(width)).to.not.equal(undefined)
      expect(Math.max(...words.map(({ size }) => size)), String(width)).to.equal(found!.size)
    }
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

  it('lists as many words as have room, and says how many more there are', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion({ ...MANY, results: 'hidden' }) })
    const long = 'donaudampfschifffahrtskapitäns'
    const all = [long, ...Array.from({ length: 59 }, (_, at) => `word ${at}`)]
    for (let from = 0; from < all.length; from += 10) await answer(app, all.slice(from, from + 10).join('\n'))
    await answer(app, long)
    await decide(presenter, { do: 'list', isOn: true })
    await presenter.does({ name: 'show' })
    const screen = await openPage(app, SCREEN)
    for (const [width, height] of [
      [1024, 768],
      [768, 1024],
      [320, 640],
      [1280, 720],
    ] as const) {
      await resize(screen, width, height)
      await screen.locator('.word-list.first .more-words').waitFor()
      const listed = await lines(screen, 'first')
      expect(listed[0], String(width)).to.equal(long)
      await shows(screen, '.word-list.first .more-words', cloudWords.more(60 - listed.length))
      expect(await textFaults(screen, { within: '.words-picture' }), String(width)).to.deep.equal([])
    }
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
