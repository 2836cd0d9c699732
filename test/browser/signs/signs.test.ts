/** Signs in real browsers: nothing of them until they are on; then tapped on phones, and seen on the screen only. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterPageWords as presentWords } from '../../../public/presenter/page-words'
import { signWords as words } from '../../../public/signs/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { SIGNS } from '../../../src/core/protocol/signs'
import { startApp, type TestApp } from '../../support/app'
import { openTab } from '../../support/clients'
import { connectPresenter, question } from '../../support/presenter'
import { must } from '../../support/talker'
import { inspect, looks } from '../support/axe'
import { openPresenter } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'

const SCREEN = { path: '/screen', viewport: { width: 1280, height: 720 } }
const row = (page: Page) => page.locator('#signs .sign-button')

async function switchOn(app: TestApp): Promise<void> {
  const { client } = await connectPresenter(app)
  expect(await client.emitWithAck('setSigns', { isOn: true })).to.deep.equal({ ok: true })
}

/** So many people show each sign once, from the third on. */
async function crowdShows(app: TestApp, count: number): Promise<void> {
  for (let each = 0; each < count; each++) {
    const { client } = await openTab(app)
    await client.emitWithAck('showSign', { sign: SIGNS[each % SIGNS.length]! })
  }
}

inBrowser('Signs', () => {
  it('are nothing to the page of a voter until a presenter switches them on', async () => {
    const app = await startApp()
    const asked: string[] = []
    const phone = await openPage(app, {
      prepare: async page => void page.on('request', request => asked.push(request.url())),
    })
    expect(await phone.locator('#signs').isVisible()).to.equal(false)
    expect(await phone.locator('#signs').innerHTML()).to.equal('')
    expect(asked.filter(url => url.includes('/signs/'))).to.deep.equal([])

    const presenter = await openPresenter(app)
    await presenter.locator('#more').click()
    await presenter.getByLabel(presentWords.switchSigns).check()
    await row(phone).first().waitFor()
    expect(await row(phone).allInnerTexts()).to.deep.equal(Object.values(words.names))
    expect(asked.filter(url => /\/signs\/.*\.js/.test(url))).to.have.length(1)

    await presenter.getByLabel(presentWords.switchSigns).uncheck()
    await phone.locator('#signs').waitFor({ state: 'hidden' })
    await phone.reload()
    await presenter.getByLabel(presentWords.switchSigns).check()
    await row(phone).first().waitFor()
  })

  it('are shown by keyboard, at most one a second, and rise beside the picture', async () => {
    const app = await startApp()
    await switchOn(app)
    const screen = await openPage(app, SCREEN)
    await screen.locator('.stage.with-signs').waitFor()
    const phone = await openPage(app)
    await row(phone).first().focus()
    await phone.keyboard.press('Tab')
    const riser = screen.locator('.riser')
    const rises = riser.first().waitFor({ state: 'attached' })
    await phone.keyboard.press('Enter')
    await shows(phone, '#signs [role=status]', words.shown('great'))
    await phone.keyboard.press('Enter')
    await shows(phone, '#signs [role=status]', refuse('sign-too-soon').message)
    await rises
    // Beside the picture, and gone again.
    const [picture, lane] = await Promise.all(
      ['.picture', '.sign-lane'].map(part => screen.locator(part).boundingBox()),
    )
    expect(lane!.x).to.be.at.least(picture!.x + picture!.width)
    await riser.first().waitFor({ state: 'detached' })
    expect(await screen.locator('.sign-lane').getAttribute('aria-label')).to.match(/Great 1/)
  })

  it('stand on the presenter’s stage, too, and never on a phone', async () => {
    const app = await startApp()
    await switchOn(app)
    const presenter = await openPresenter(app)
    await presenter.locator('#poll-display.with-signs').waitFor()
    const phone = await openPage(app)
    const rises = presenter.locator('.riser').first().waitFor({ state: 'attached' })
    await crowdShows(app, 5)
    await rises
    await shot(presenter, 'signs-present')
    expect(await phone.locator('.sign-lane, .riser').count()).to.equal(0)
  })

  it('of one moment rise beside each other, and none over another', async () => {
    const app = await startApp()
    await switchOn(app)
    const screen = await openPage(app, SCREEN)
    await screen.locator('.stage.with-signs').waitFor()
    const people = await Promise.all(
      SIGNS.flatMap(sign => [sign, sign]).map(async sign => ({ sign, ...(await openTab(app)) })),
    )
    // All of them are one message, and each sign has a figure.
    for (const { client, sign } of people) client.emit('showSign', { sign }, () => undefined)
    await screen.waitForFunction(all => document.querySelectorAll('.riser').length === all, SIGNS.length)
    const over = await screen.evaluate(() => {
      const risers = [...document.querySelectorAll('.riser')]
      for (const animation of risers.flatMap(riser => riser.getAnimations())) {
        animation.pause()
        animation.currentTime = 1500
      }
      const boxes = risers.map(riser => riser.getBoundingClientRect())
      // What is not there lies over nothing.
      if (boxes.some(({ width, top, bottom }) => width < 20 || top < 0 || bottom > innerHeight)) return boxes
      return boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter(
            other =>
              one.left < other.right - 1 &&
              other.left < one.right - 1 &&
              one.top < other.bottom - 1 &&
              other.top < one.bottom - 1,
          )
          .map(other => [one.x, one.y, other.x, other.y]),
      )
    })
    expect(over).to.deep.equal([])
  })

  it('are figures that change in place with reduced motion', async () => {
    const app = await startApp()
    await switchOn(app)
    const screen = await openPage(app, { ...SCREEN, reducedMotion: 'reduce' })
    await screen.locator('.stage.with-signs').waitFor()
    await crowdShows(app, 7)
    const figures = screen.locator('.still p:not(.none) b')
    await screen.waitForFunction(
      () =>
        [...document.querySelectorAll('.still p:not(.none) b')].reduce(
          (sum, { textContent }) => sum + Number(textContent),
          0,
        ) === 7,
    )
    expect(await figures.allInnerTexts()).to.deep.equal(['2', '2', '1', '1', '1'])
    expect(await screen.locator('.riser').count()).to.equal(0)
    expect(await screen.evaluate(() => document.getAnimations().length)).to.equal(0)
    await shot(screen, 'signs-still')
    // Nobody has shown one for a while.
    await screen.locator('.still p:not(.none)').first().waitFor({ state: 'hidden' })
  })

  it('leave the picture whole: nothing of it is below the strip, whatever is up', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const screen = await openPage(app, SCREEN)
    const text = 'Which of these texts, which are long, would be the first below a strip at the right edge?'
    await presenter.does({
      name: 'ask',
      question: question({ text, choices: [text, text, text, text], results: 'hidden' }),
    })
    await screen.locator('.stage[data-moment=vote]').waitFor()
    await switchOn(app)
    await screen.locator('.stage.with-signs').waitFor()
    for (const stage of ['question', 'join', 'end'] as const) {
      if (stage !== 'question') await presenter.does({ name: 'stage', stage })
      const edge = (await screen.locator('.sign-lane').boundingBox())!.x
      const beyond = await screen.evaluate(
        least =>
          [...document.querySelectorAll('.picture *')]
            .filter(
              ({ clientHeight, classList }) => clientHeight > 0 && !classList.contains('visually-hidden'),
            )
            .filter(element => !element.closest('.visually-hidden'))
            .filter(element => element.getBoundingClientRect().right > least + 1)
            .map(({ className }) => className),
        edge,
      )
      expect(beyond, stage).to.deep.equal([])
      await shot(screen, `signs-screen-${stage}`)
    }
  })

  it('lie over no other button with text of 200 % on a narrow phone, questions from the room open, too', async () => {
    const app = await startApp()
    await switchOn(app)
    await must((await connectPresenter(app)).client.emitWithAck('setAsks', { isOpen: true }))
    const phone = await openPage(app, { viewport: { width: 320, height: 568 } })
    await row(phone).first().waitFor()
    for (const size of ['100%', '200%']) {
      await phone.evaluate(to => (document.documentElement.style.fontSize = to), size)
      const { overlaps, sideways } = await phone.evaluate(() => {
        const footer = document.querySelector('footer')!
        const boxes = [...footer.querySelectorAll('button')].map(each => each.getBoundingClientRect())
        const seen = boxes.filter(({ width }) => width > 0)
        const pairs = seen.flatMap((one, place) => seen.slice(place + 1).map(other => [one, other] as const))
        return {
          overlaps: pairs.filter(
            ([one, other]) =>
              one.left < other.right &&
              other.left < one.right &&
              one.top < other.bottom &&
              other.top < one.bottom,
          ).length,
          sideways: Math.max(
            footer.scrollWidth - footer.clientWidth,
            document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        }
      })
      expect(overlaps, size).to.equal(0)
      expect(sideways, size).to.equal(0)
      await shot(phone, `signs-phone-${parseInt(size)}`)
    }
  })

  for (const [name, look] of Object.entries(looks))
    it(`have nothing that axe finds, and fit into 320 pixels: ${name}`, async () => {
      const app = await startApp()
      await switchOn(app)
      const phone = await openPage(app, { viewport: { width: 320, height: 568 }, ...look })
      await row(phone).first().waitFor()
      await inspect(phone, 'a phone with signs')
      const sizes = await row(phone).evaluateAll(all =>
        all.map(each => [each.clientWidth, each.clientHeight, each.scrollWidth - each.clientWidth]),
      )
      for (const [width, height, over] of sizes) {
        expect(width! + 4).to.be.at.least(44)
        expect(height! + 4).to.be.at.least(44)
        expect(over).to.be.at.most(0)
      }
      expect(
        new Set(await row(phone).evaluateAll(all => all.map(each => (each as HTMLElement).offsetTop))).size,
      ).to.equal(1)
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).to.equal(320)
      await shot(phone, `signs-phone-${name.replace(' ', '-')}`)
      const screen = await openPage(app, { ...SCREEN, ...look })
      await screen.locator('.stage.with-signs').waitFor()
      await crowdShows(app, 5)
      await inspect(screen, 'a screen with signs')
      await shot(screen, `signs-screen-${name.replace(' ', '-')}`)
    })
})
