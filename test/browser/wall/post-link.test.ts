/** From the wall to a post and back: the button and the QR code, what its author is told, the end of a room. */
import { expect } from 'chai'
import { wallWords as words } from '../../../public/wall/words'
import { POST_SHEET } from '../../../src/core/pages'
import { startApp } from '../../support/app'
import { connectPresenter, openRoom } from '../../support/presenter'
import { inspect } from '../support/axe'
import { connectionIs, inBrowser, openPage, shows } from '../support/pages'
import { done, HERE, openWall, post, postsAre, rules } from '../support/wall'

const SIZES = [
  [320, 568],
  [390, 844],
  [768, 1024],
  [1280, 720],
] as const

inBrowser('A post to the wall', () => {
  it('is one press away on the wall, and its author is told once it is on it', async () => {
    const app = await startApp(HERE)
    const { client: presenter } = await connectPresenter(app)
    const wall = await openWall(app)
    const page = await openPage(app, { path: '/wall' })
    await page.getByRole('link', { name: words.postLink }).click()
    await page.getByLabel(words.yourName).fill('Ann')
    expect(page.url()).to.equal(`${app.url}/`)
    await page.getByLabel(words.yourPost).fill('Hello')
    await page.getByRole('button', { name: words.post, exact: true }).click()
    await shows(page, '.write-sheet .said', words.waits)
    const opened = await done(presenter.emitWithAck('openWall', {}))
    await done(presenter.emitWithAck('approvePost', { id: opened.waiting![0]!.id }))
    await shows(page, '.write-sheet .said', words.posted)
    await postsAre(wall, ['Hello'])
  })

  it('has a QR code on the projector’s wall that opens its sheet, and none where posts are not taken', async () => {
    const app = await startApp(HERE)
    const room = await openRoom(app)
    const presenter = app.client({ presenterKey: room.presenterKey, room: room.code })
    const wall = await openWall(app, { path: `/r/${room.code}/wall?screen` })
    await shows(wall, '#address', new RegExp(`/r/${room.code}$`))
    await shows(wall, '#join-words', words.joinAt)
    expect(await wall.locator('#qr').getAttribute('src')).not.to.match(/[?&]post/)
    await done(presenter.emitWithAck('setWall', { posting: true }))
    await shows(wall, '#join-words', words.postAt)
    expect(await wall.locator('#qr').getAttribute('src')).to.match(/[?&]post/)
    const page = await openPage(app, { path: `/r/${room.code}${POST_SHEET}` })
    await page.getByLabel(words.yourPost).waitFor()
    await done(presenter.emitWithAck('setWall', { posting: false }))
    await wall.locator('#post-here').waitFor({ state: 'hidden' })
  })

  it('leaves a closed sheet and an address without its mark behind', async () => {
    const app = await startApp(HERE)
    const page = await openPage(app, { path: `/${POST_SHEET}` })
    await page.getByLabel(words.yourPost).waitFor()
    await page.keyboard.press('Escape')
    expect(page.url()).to.equal(`${app.url}/`)
    await page.reload()
    await connectionIs(page, 'connected')
    expect(await page.locator('.write-sheet').count()).to.equal(0)
  })

  it('is left by Back before its page is, wherever its sheet was opened', async () => {
    const app = await startApp(HERE)
    const page = await openPage(app, { path: `/${POST_SHEET}` })
    const focused = () => page.evaluate(() => document.activeElement?.id)
    const sheet = page.locator('.write-sheet')
    for (const open of [
      () => page.getByLabel(words.yourPost).waitFor(),
      async () => {
        await page.locator('#more').click()
        await page.getByRole('button', { name: words.postHere }).click()
      },
    ]) {
      await open()
      await sheet.waitFor()
      await page.waitForFunction(() => history.state !== null)
      await page.goBack()
      await sheet.waitFor({ state: 'hidden' })
      expect(await focused()).to.equal('more')
      expect(await page.locator('#more-sheet').isVisible()).to.equal(false)
      await page.waitForFunction(() => history.state === null)
      expect(page.url()).to.equal(`${app.url}/`)
    }
  })
})

inBrowser('The page of the wall', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of SIZES)
      it(`begins with its posts at ${width} × ${height} in ${colorScheme}: controls fold on narrow pages`, async () => {
        const app = await startApp(HERE)
        await rules(app, { approve: 'none' })
        await post(app, ['Ann', 'The first post'])
        const page = await openWall(app, { viewport: { width, height }, colorScheme, isFolded: true })
        await postsAre(page, ['The first post'])
        const isWide = width >= 1024
        expect(await page.locator('#search').isVisible()).to.equal(isWide)
        expect(await page.locator('#fold > summary').isVisible()).to.equal(!isWide)
        const top = await page.locator('#posts').evaluate(posts => posts.getBoundingClientRect().top)
        expect(top).to.be.below(height / 2)
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
        await inspect(page, 'folded')
      })

  it('has the room’s name, and another one at once', async () => {
    const app = await startApp(HERE)
    const room = await openRoom(app)
    const { client } = await connectPresenter(app, room)
    await done(client.emitWithAck('nameRoom', { name: 'Physics 101' }))
    const page = await openWall(app, { path: `/r/${room.code}/wall` })
    await shows(page, '#to-poll', 'Physics 101')
    await shows(page, '#term', 'Physics 101')
    await done(client.emitWithAck('nameRoom', { name: '' }))
    await shows(page, '#to-poll', words.name)
    await shows(page, '#term', words.thisRoom)
  })

  it('shows only that the room has ended once it was erased', async () => {
    const app = await startApp(HERE)
    const room = await openRoom(app)
    const { client } = await connectPresenter(app, room)
    const page = await openWall(app, { path: `/r/${room.code}/wall` })
    await done(client.emitWithAck('eraseRoom', { code: room.code }))
    await page.getByRole('heading', { name: words.roomEnded }).waitFor()
    expect(await page.locator('#lead').isVisible()).to.equal(false)
    await inspect(page, 'ended')
  })
})
