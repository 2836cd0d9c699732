/**
 * Tests the wall's screen mode: in and out of it, as many cards as fit, cards held on a click, and who wants no
 * motion.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { wallWords as words } from '../../../public/wall/words'
import { startApp, type TestApp } from '../../support/app'
import { faults, resize } from '../support/fit'
import { inBrowser } from '../support/pages'
import { shot } from '../support/screenshot'
import { hasPost, HERE, openWall, post, poster, postsAre, PROJECTOR, rules } from '../support/wall'

const SENTENCE = 'Somebody who reads from the last row wants a text that is not too long. '

async function openApp(): Promise<TestApp> {
  const app = await startApp(HERE)
  await rules(app, { approve: 'none' })
  return app
}

const card = (page: Page, text: string) => page.locator('#posts .post:not(.leaving)', { hasText: text })

/** Counts what is set in motion on the page from now on: how often something comes, glides or goes. */
const countMotion = (page: Page) =>
  page.addInitScript(() => {
    const counted = { all: 0, going: 0 }
    type Animate = (this: Element, ...args: Parameters<Element['animate']>) => Animation
    const animate = Object.getOwnPropertyDescriptor(Element.prototype, 'animate')!.value as Animate
    Object.assign(window, { counted })
    Element.prototype.animate = function (frames, options) {
      counted.all++
      if (Array.isArray(frames) && frames[frames.length - 1]?.['opacity'] === 0) counted.going++
      return animate.call(this, frames, options)
    }
  })
const motion = (page: Page) => page.evaluate<{ all: number; going: number }>('counted')

/** Waits until this card is held, or is not. */
const isHeld = (page: Page, text: string, held: boolean) =>
  page.locator(`#posts .post${held ? '.held' : ':not(.held)'}`, { hasText: text }).waitFor()

inBrowser('The wall’s screen', () => {
  it('is turned on by a button and off by Escape; the address remembers it', async () => {
    const wall = await openWall(await openApp(), PROJECTOR)
    await wall.getByRole('button', { name: words.screenMode }).click()
    await wall.locator('body.screen').waitFor()
    expect(new URL(wall.url()).search).to.equal('?screen')
    expect(await wall.locator('#controls').isVisible()).to.equal(false)
    await wall.reload()
    await wall.locator('body.screen[data-connection=connected]').waitFor()
    await wall.keyboard.press('Escape')
    await wall.locator('body:not(.screen)').waitFor()
    expect(new URL(wall.url()).search).to.equal('')
    expect(await wall.evaluate(() => document.activeElement?.id)).to.equal('screen-mode')
  })

  it('shows a way out as soon as the pointer moves', async () => {
    const wall = await openWall(await openApp(), { ...PROJECTOR, path: '/wall?screen' })
    await wall.mouse.move(100, 100)
    await wall.mouse.move(200, 200)
    await wall.getByRole('button', { name: words.leaveScreen }).click()
    await wall.locator('body:not(.screen)').waitFor()
  })

  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [1024, 768],
    [390, 844],
    [740, 360],
  ] as const)
    it(`shows whole cards, as many as fit, ${width} x ${height}`, async () => {
      const app = await openApp()
      const wall = await openWall(app, { path: '/wall?screen', viewport: { width, height } })
      const posts = Array.from(
        { length: 10 },
        (_, number) => [`Writer ${number}`, `${number}: ${SENTENCE.repeat((number * 7) % 4)}`] as const,
      )
      await post(app, ...posts)
      await hasPost(wall, '9:')
      expect(await faults(wall, ['#posts .post', '#displaying'])).to.deep.equal([])
      const inside = await wall.evaluate(() => {
        const { bottom } = document.getElementById('posts')!.getBoundingClientRect()
        const cards = [...document.querySelectorAll('#posts .post')]
        return cards.map(one => one.getBoundingClientRect().bottom <= bottom + 1)
      })
      expect(inside).to.not.include(false)
      expect(inside).to.have.length.within(1, 9)
      await shot(wall, `wall-screen-many-${width}`)
    })

  it('fits again when its window gets another size', async () => {
    const app = await openApp()
    const wall = await openWall(app, { ...PROJECTOR, path: '/wall?screen' })
    await post(app, ['Ann', 'one'], ['Bob', 'two'], ['Cid', 'three'], ['Dan', 'four'], ['Eva', 'five'])
    await hasPost(wall, 'five')
    for (const [width, height] of [[1280, 400] as const, [800, 600] as const, [1920, 1080] as const]) {
      await resize(wall, width, height)
      expect(await faults(wall, ['#posts .post'])).to.deep.equal([])
    }
    await postsAre(wall, ['five', 'four', 'three', 'two', 'one'])
  })

  it('holds a card on a click, at its place, until the next click; by keyboard, too', async () => {
    const app = await openApp()
    const wall = await openWall(app, { ...PROJECTOR, path: '/wall?screen' })
    await post(app, ['Ann', 'one'], ['Bob', 'two'])
    await postsAre(wall, ['two', 'one'])
    await card(wall, 'one').click()
    await isHeld(wall, 'one', true)
    const many = ['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
    await post(app, ...many.map(text => [`Writer of ${text}`, text] as const))
    await hasPost(wall, 'twelve')
    const texts = await wall.locator('#posts .post:not(.leaving) .text').allTextContents()
    expect(texts.slice(0, 2)).to.deep.equal(['twelve', 'one'])
    await shot(wall, 'wall-screen-held')
    await card(wall, 'one').getByRole('button', { name: words.release }).focus()
    await wall.keyboard.press('Enter')
    await card(wall, 'one').waitFor({ state: 'detached' })
    await card(wall, 'twelve').getByRole('button', { name: words.hold }).focus()
    await wall.keyboard.press('Enter')
    await isHeld(wall, 'twelve', true)
    expect(await wall.evaluate(() => document.activeElement?.textContent)).to.contain(words.release)
  })

  it('lets a held card go at once when it is taken off', async () => {
    const app = await startApp(HERE)
    const presenter = await rules(app, { approve: 'none' })
    const wall = await openWall(app, { ...PROJECTOR, path: '/wall?screen' })
    const id = await (await poster(app, 'Ann'))('one')
    await card(wall, 'one').click()
    await isHeld(wall, 'one', true)
    await presenter.emitWithAck('rejectPost', { id })
    await postsAre(wall, [])
  })

  it('moves cards in and out, but nothing for whoever wants less motion', async () => {
    const app = await openApp()
    const open = (reducedMotion: 'reduce' | 'no-preference') =>
      openWall(app, { ...PROJECTOR, reducedMotion, prepare: countMotion })
    const [moving, still] = await Promise.all([open('no-preference'), open('reduce')])
    const most = (page: Page) => page.locator('#most').fill('1')
    await Promise.all([most(moving), most(still)])
    for (const text of ['one', 'two']) {
      await post(app, [`Writer of ${text}`, text])
      for (const wall of [moving, still]) await postsAre(wall, [text])
    }
    expect(await motion(still)).to.deep.equal({ all: 0, going: 0 })
    const { all, going } = await motion(moving)
    expect(all).to.be.at.least(3)
    expect(going).to.equal(1)
  })
})
