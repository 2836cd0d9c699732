/** The screen as a part of other pictures, such as OBS’: one thing of it, without ground, in every size. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { slideWords } from '../../../public/screen/words'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { inspect } from '../support/axe'
import { resize, settled } from '../support/fit'
import { cast, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { momentIs } from '../support/projector'
import { pictureOf, shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'
import { LECTURE } from '../support/types-lecture'

const SIZES = [
  [320, 180],
  [640, 360],
  [1920, 1080],
] as const

const openPart = (app: TestApp, query: string, options = {}): Promise<Page> =>
  openPage(app, {
    path: `/screen?${query}`,
    viewport: { width: 640, height: 360 },
    reducedMotion: 'reduce',
    ...options,
  })

/** How opaque the picture is at its corners and in all, from 0 to 255. */
async function opacityOf(page: Page): Promise<{ corners: number[]; most: number }> {
  const png = (await pictureOf(page, { omitBackground: true })).toString('base64')
  const blank = await page.context().newPage()
  const found = await blank.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = bitmap
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const context = canvas.getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    const at = (x: number, y: number) => data[(y * width + x) * 4 + 3]!
    const corners = [at(0, 0), at(width - 1, 0), at(0, height - 1), at(width - 1, height - 1)]
    return {
      corners,
      most: data.reduce((most, value, index) => (index % 4 === 3 ? Math.max(most, value) : most), 0),
    }
  }, png)
  await blank.close()
  return found
}

/** What stands beyond the edge of the window. */
const outside = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.head *, .answers > *, .picture-of-type *, .foot *, .qr')]
      .filter(element => element.checkVisibility() && !element.closest('.visually-hidden'))
      .filter(element => !getComputedStyle(element).clipPath.startsWith('inset(50%'))
      .filter(element => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1
      })
      .map(({ className, textContent }) => `${className}: ${textContent}`),
  )

inBrowser('A part of the screen', () => {
  it('without ground is transparent: html, body and stage, as a screenshot shows', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    for (const colorScheme of ['light', 'dark'] as const) {
      const solid = await openPart(app, 'only=chart', { colorScheme })
      await momentIs(solid, 'result')
      expect((await opacityOf(solid)).corners).to.deep.equal([255, 255, 255, 255])
      const part = await openPart(app, 'only=chart&ground=none', { colorScheme })
      await momentIs(part, 'result')
      const { corners, most } = await opacityOf(part)
      expect([corners, most]).to.deep.equal([[0, 0, 0, 0], 255])
      const whole = await openPart(app, 'ground=none&theme=light', { colorScheme })
      await momentIs(whole, 'result')
      expect((await opacityOf(whole)).corners).to.deep.equal([0, 0, 0, 0])
    }
  })

  it('without ground can be read on a ground of its theme: axe finds nothing', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question({ right: 'A', explanation: 'Because.' }) })
    await presenter.does({ name: 'reveal' })
    for (const [theme, ground] of [
      ['dark', '#000000'],
      ['light', '#ffffff'],
    ] as const)
      for (const part of ['only=chart&notes&join', 'only=question&notes', 'only=join', '']) {
        const page = await openPart(app, `${part}&ground=none&theme=${theme}`)
        await page.evaluate(colour => (document.documentElement.style.background = colour), ground)
        await inspect(page, `${part}, ${theme}`)
      }
  })

  it('is nothing at all where there is nothing to show: before the first question, and while the screens are black', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const part = await openPart(app, 'only=chart&ground=none')
    await momentIs(part, 'join')
    expect((await opacityOf(part)).most).to.equal(0)
    await presenter.does({ name: 'ask', question: question() })
    await momentIs(part, 'result')
    expect((await opacityOf(part)).most).to.equal(255)
    await presenter.does({ name: 'stage', stage: 'black' })
    await part.locator('.stage.blanked').waitFor()
    expect((await opacityOf(part)).most).to.equal(0)
  })

  it('keeps its ground in colours of the reader’s own, so that its letters can be read', async () => {
    const app = await startApp()
    const part = await openPart(app, 'only=join&ground=none', { forcedColors: 'active' })
    await momentIs(part, 'join')
    expect((await opacityOf(part)).corners).to.deep.equal([255, 255, 255, 255])
    await inspect(part, 'forced colours')
  })

  it('has the colours its address asks for, and leaves those of the browser as they are', async () => {
    const app = await startApp()
    const light = await openPart(app, 'theme=light')
    await light.locator('.stage.light').waitFor()
    const plain = await openPage(app, { path: '/screen', beside: light })
    await plain.locator('.stage:not(.light)').waitFor()
    const dark = await openPage(app, { path: '/screen?theme=dark', beside: light })
    await plain.keyboard.press('l')
    await plain.locator('.stage.light').waitFor()
    await dark.locator('.stage:not(.light)').waitFor()
  })

  it('has no buttons, and no key of it does anything', async () => {
    const app = await startApp()
    const part = await openPart(app, 'only=chart')
    await part.keyboard.press('b')
    await part.keyboard.press('l')
    expect(await part.locator('button, .stage.black, .stage.light').count()).to.equal(0)
  })

  it('says what an address may ask for, where it asks for something else', async () => {
    const app = await startApp()
    for (const name of ['only', 'ground', 'theme']) {
      const part = await openPart(app, `${name}=graph`)
      await says(part, slideWords.unknown(name))
    }
  })

  it('shows the notes and where to join only where that is asked for', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const presenter = await connectPresenter(app)
    await presenter.does({
      name: 'ask',
      question: question({ right: 'A', explanation: 'Because.', results: 'hidden' }),
    })
    await presenter.does({ name: 'reveal' })
    const seen = async (query: string) => {
      const part = await openPart(app, query)
      await part.locator('.stage.answered').waitFor()
      await shows(part, '#address', 'ask.school.edu')
      const isSeen = (selector: string) => part.locator(selector).isVisible()
      return Promise.all(['.verdict', '.explanation', '.turnout', '.join-line'].map(isSeen))
    }
    expect(await seen('only=chart')).to.deep.equal([false, false, false, false])
    expect(await seen('only=chart&notes')).to.deep.equal([true, true, true, false])
    expect(await seen('only=chart&join')).to.deep.equal([false, false, false, true])
    expect(await seen('only=question')).to.deep.equal([false, false, false, false])
    expect(await seen('only=question&join')).to.deep.equal([false, false, false, true])
  })

  it('of how to join stays whatever is asked', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const presenter = await connectPresenter(app)
    const part = await openPart(app, 'only=join')
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'close' })
    await shows(part, '#question', 'Which?')
    for (const [width, height] of SIZES) {
      await resize(part, width, height)
      await settled(part)
      await shows(part, '.join-picture .typed-address', 'ask.school.edu')
      expect(await part.locator('.qr').isVisible()).to.equal(true)
      // The lines of the figure are lower than the box of its font, not than the figure.
      expect(await textFaults(part, { within: '.stage', mayCut: '.people' })).to.deep.equal([])
      expect(await outside(part)).to.deep.equal([])
    }
    await inspect(part, 'join')
    await shot(part, 'part-join')
  })

  it('of the question has the largest letters with which it fits, whatever the shape of its box', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const part = await openPart(app, 'only=question')
    const texts = [
      'Which?',
      'Which of these statements about the event loop of Node.js are true? '.repeat(3).trim(),
    ]
    for (const text of texts) {
      await presenter.does({ name: 'ask', question: question({ text }) })
      await shows(part, '#question', text)
      for (const [width, height] of [...SIZES, [1280, 120], [300, 600]] as const) {
        await resize(part, width, height)
        await settled(part)
        const box = (await part.locator('#question').boundingBox())!
        expect(box.height, `${width} x ${height}`).to.be.at.most(height)
        expect(box.height, `${width} x ${height}`).to.be.at.least(Math.min(height, width) * 0.25)
        expect(await outside(part), `${width} x ${height}`).to.deep.equal([])
      }
    }
    await inspect(part, 'question')
  })

  for (const [type, { question: asked, votes }] of Object.entries(LECTURE))
    it(`shows the votes of every type, in every size: ${type}`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const crowd = await voters(app, votes.length)
      const part = await openPart(app, 'only=chart')
      await presenter.does({ name: 'ask', question: { ...asked, needsApproval: false } })
      await cast(crowd, votes, poll => poll.question === asked.text)
      // Lines of lists, too, are lower than the box of their font.
      for (const moment of ['vote', 'result'] as const) {
        if (moment === 'result') await presenter.does({ name: 'show' })
        await momentIs(part, moment)
        for (const [width, height] of SIZES) {
          await resize(part, width, height)
          await settled(part)
          const what = `${moment}, ${width} x ${height}`
          const found = await textFaults(part, {
            within: '.stage',
            mayCut: '.cut .answer-text, .word-list ol',
          })
          expect(found, what).to.deep.equal([])
          expect(await outside(part), what).to.deep.equal([])
        }
        await inspect(part, moment)
        await shot(part, `part-${type}-${moment}`)
      }
      expect(await part.locator('#question').boundingBox()).to.have.property('height', 0)
    })
})
