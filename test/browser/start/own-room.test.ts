/** A room of one's own: the link to keep, and its name, on the presenter's page and in the list of rooms. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { roomsWords } from '../../../public/audience/rooms-words'
import { ownRoomWords as words } from '../../../public/presenter/own-room/words'
import { presenterWords } from '../../../public/presenter/words'
import { startApp, type TestApp } from '../../support/app'
import { inspect } from '../support/axe'
import { connectionIs, inBrowser, openPage, says, shows } from '../support/pages'

async function openOwn(app: TestApp, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(app, { path: '/enter', connection: 'none', ...options })
  await page.getByRole('button', { name: roomsWords.openRoom }).click()
  await connectionIs(page, 'connected')
  return page
}

inBrowser('A new room of one’s own', () => {
  it('says once that its link is to be kept, copies it, and draws its QR code', async () => {
    const app = await startApp()
    const page = await openOwn(app, { permissions: ['clipboard-read', 'clipboard-write'] })
    const notice = page.getByRole('region', { name: words.keepLink })
    await notice.getByRole('button', { name: words.copyOwnLink }).click()
    await says(page, presenterWords.copied)
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).to.match(/\/r\/\w{6}\/present#key=[\w-]+$/)
    await notice.getByRole('button', { name: words.showCode }).click()
    await notice.getByRole('img', { name: words.codeOfLink }).waitFor()
    await inspect(page, 'the notice')
    await notice.getByRole('button', { name: words.done }).click()
    expect(await notice.count()).to.equal(0)
    await page.reload()
    await connectionIs(page, 'connected')
    expect(await page.locator('.keep-link').count()).to.equal(0)
    const other = await openPage(app, { path: new URL(copied).pathname + new URL(copied).hash })
    await says(other, presenterWords.ready)
    expect(await other.locator('.keep-link').count()).to.equal(0)
  })

  for (const [width, height] of [
    [320, 568],
    [390, 844],
    [1280, 720],
  ] as const)
    it(`fits its notice into ${width} × ${height}`, async () => {
      const app = await startApp()
      const page = await openOwn(app, { viewport: { width, height } })
      const { x, y, ...size } = (await page.locator('.keep-link').boundingBox())!
      expect(x).to.be.at.least(0)
      expect(y).to.be.at.least(0)
      expect(x + size.width).to.be.at.most(width)
      expect(y + size.height).to.be.at.most(height)
    })

  it('can have a name, which its header and the list of rooms show', async () => {
    const app = await startApp()
    const page = await openOwn(app)
    const code = /\/r\/(\w+)\//.exec(page.url())![1]!
    await shows(page, '#room', presenterWords.room(code))
    await page.locator('#room-name').evaluate((field: HTMLInputElement) => {
      field.value = '  Physics   101 '
      field.form!.requestSubmit()
    })
    await says(page, words.named('Physics 101'))
    await shows(page, '#room', words.titled('Physics 101', presenterWords.room(code)))
    const start = await openPage(app, { path: '/enter', beside: page, connection: 'none' })
    await start.getByRole('link', { name: `Physics 101 ${code}` }).waitFor()
  })
})
