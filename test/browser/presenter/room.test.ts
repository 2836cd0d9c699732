/** Tests what a presenter does with the room itself: invite, pass control on, a new key, the end of rooms. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { pageWords } from '../../../public/shared/page-words'
import { presenterWords as words } from '../../../public/presenter/words'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { startApp, type TestApp } from '../../support/app'
import { waitFor } from '../../support/clients'
import { connectPresenter } from '../../support/presenter'
import { openPresenter, startOver } from '../support/lecture'
import { connectionIs, CONNECTION_ERRORS, inBrowser, openPage, says, shows } from '../support/pages'
import { drawingOf } from '../support/paper/qr'

interface OpenedRoom {
  code: string
  presenterKey: string
}

async function openRoom(app: TestApp): Promise<OpenedRoom> {
  const response = await fetch(`${app.url}/api/rooms`, { method: 'POST' })
  return (await response.json()) as OpenedRoom
}

const phoneCode = (page: Page) => page.locator('#phone-code path').getAttribute('d')

inBrowser('The presenter', () => {
  for (const isHouse of [true, false])
    it(`invites to ${isHouse ? 'the house room' : 'a room of their own'}, and passes control to a phone`, async () => {
      const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
      const room = isHouse ? { code: '', presenterKey: app.presenterKey } : await openRoom(app)
      const base = isHouse ? '' : `r/${room.code}`
      const path = isHouse ? '/present' : `/${base}/present`
      const page = await openPresenter(app, {
        path,
        key: room.presenterKey,
      })
      await page.locator('#open-invite').click()
      const link = page.getByLabel(words.audienceLink)
      await page.waitForFunction(() =>
        document.querySelector<HTMLInputElement>('#share-link')!.value.startsWith('https://ask.school.edu'),
      )
      expect(await link.inputValue()).to.equal(`https://ask.school.edu/${base}`)
      const qr = page.getByRole('img', { name: words.shareQr })
      expect(await qr.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)))
        .to.be //
        .greaterThan(20)
      expect(
        await page.getByRole('link', { name: words.screenPage }).evaluate((a: HTMLAnchorElement) => a.href),
      ) //
        .to.equal(`${app.url}${path.replace('present', 'screen')}`)

      const opener = page.getByRole('button', { name: words.showPhone })
      await opener.click()
      await page.getByRole('img', { name: words.phoneQr }).waitFor()
      expect(await phoneCode(page)).to.equal(
        drawingOf(`https://ask.school.edu${path}#key=${room.presenterKey}`),
      )
      await page.getByRole('button', { name: words.hidePhone }).click()
      expect(await page.locator('#phone-code').isVisible()).to.equal(false)
      expect(await page.locator('#phone-code svg').count()).to.equal(0)
    })

  it('hides the code with the key by itself', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { prepare: page => page.clock.install() })
    await page.locator('#open-invite').click()
    await page.getByRole('button', { name: words.showPhone }).click()
    await page.locator('#phone-code svg').waitFor()
    await page.clock.fastForward(61_000)
    expect(await page.locator('#phone-code svg').count()).to.equal(0)
  })

  it('makes a new key: the old one opens nothing, the new one is remembered and in the code', async () => {
    const app = await startApp()
    const [page, other] = await Promise.all([openPresenter(app), openPresenter(app)])
    await page.locator('#open-invite').click()
    await page.getByRole('button', { name: words.showPhone }).click()
    await page.locator('#phone-code svg').waitFor()
    const before = await phoneCode(page)
    await page.getByRole('button', { name: words.newKey, exact: true }).click()
    await page.getByRole('button', { name: words.yes.newKey }).click()
    await says(page, words.keyChanged)
    expect(await page.locator('#phone-code svg').count()).to.equal(0)
    await shows(other, '#sign-in-said', refusalSentences['wrong-key'])
    expect(await other.evaluate(() => localStorage.getItem('presenter-keys'))).to.equal('{}')
    await page.getByRole('button', { name: words.showPhone }).click()
    await page.locator('#phone-code svg').waitFor()
    expect(await phoneCode(page)).to.not.equal(before)
    await page.reload()
    await says(page, words.ready)
  })

  it('stays in with another tab of the same browser when one of them makes a new key', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const tab = await openPage(app, { path: '/present', beside: page })
    await says(tab, words.ready)
    await page.locator('#open-invite').click()
    await page.getByRole('button', { name: words.newKey, exact: true }).click()
    await page.getByRole('button', { name: words.yes.newKey }).click()
    await says(page, words.keyChanged)
    await tab.getByText(words.reconnecting).first().waitFor({ state: 'hidden' })
    await says(tab, words.ready)
    await startOver(page, '#hands')
    await says(page, words.done.hands!)
  })

  it('signs out on this computer: the key is forgotten here, opens still elsewhere, and other rooms keep theirs', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const page = await openPresenter(app, { path: `/r/${room.code}/present`, key: room.presenterKey })
    const house = await openPage(app, { path: `/present#key=${app.presenterKey}`, beside: page })
    await says(house, words.ready)
    await page.locator('#open-invite').click()
    const button = page.getByRole('button', { name: words.signOut, exact: true })
    await button.click()
    await page.getByRole('button', { name: words.no, exact: true }).click()
    expect(await button.evaluate(element => element === document.activeElement)).to.equal(true)
    await button.click()
    await page.getByText(words.sure.signOut).waitFor()
    await page.getByRole('button', { name: words.yes.signOut, exact: true }).click()
    await page.locator('#sign-in').waitFor()
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
    expect(kept).to.not.include(room.presenterKey)
    expect(kept, 'of the other room').to.include(app.presenterKey)
    expect(page.url()).to.not.include('key=')
    await page.reload()
    await page.locator('#sign-in').waitFor()
    await openPresenter(app, { path: `/r/${room.code}/present`, key: room.presenterKey })
  })

  it('says when a room of their own is erased, and what the house room forgets', async () => {
    const app = await startApp({ ROOM_DAYS: '14' })
    const room = await openRoom(app)
    const page = await openPresenter(app, { path: `/r/${room.code}/present`, key: room.presenterKey })
    await page.locator('#more').click()
    const day = new Date(Date.now() + 14 * 24 * 3600 * 1000)
    const date = day.toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' })
    await shows(page, '#erasure', words.roomErasedAfter(14, date))
    const house = await openPresenter(app)
    await house.locator('#more').click()
    await shows(house, '#erasure', words.defaultRoomForgets(14))
  })

  it('erases a room of their own, and everybody in it is told', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const page = await openPresenter(app, { path: `/r/${room.code}/present`, key: room.presenterKey })
    const student = await openPage(app, { path: `/r/${room.code}` })
    await page.locator('#more').click()
    expect(await page.locator('#other-rooms').isVisible()).to.equal(false)
    await page.getByRole('button', { name: words.eraseRoom }).click()
    await page.getByRole('button', { name: words.yes.erase }).click()
    await says(student, words.ended)
    await shows(page, '#ended-title', words.erased)
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('ended-title')
    expect(await page.locator('#console').isVisible()).to.equal(false)
    expect(await page.evaluate(() => localStorage.getItem('presenter-keys'))).to.equal('{}')
    expect((await fetch(`${app.url}/r/${room.code}`)).status).to.equal(404)
    await page.getByRole('button', { name: words.openNewRoom }).click()
    await says(page, words.ready)
    expect(page.url())
      .to.match(/\/r\/\w{6}\/present$/)
      .and.not.include(room.code)
  })

  it('whose computer slept while the room was erased sees that it has ended, and so does every other page', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const path = `/r/${room.code}`
    const page = await openPresenter(app, {
      path: `${path}/present`,
      key: room.presenterKey,
      allow: CONNECTION_ERRORS,
    })
    const others = [
      await openPage(app, { path, allow: CONNECTION_ERRORS }),
      await openPage(app, { path: `${path}/screen`, allow: CONNECTION_ERRORS }),
    ]
    for (const asleep of [page, ...others]) await asleep.context().setOffline(true)
    for (const socket of app.io.sockets.sockets.values()) socket.conn.close()
    for (const asleep of [page, ...others]) await connectionIs(asleep, 'reconnecting')
    const house = await connectPresenter(app)
    expect(await house.client.emitWithAck('eraseRoom', { code: room.code })).to.deep.equal({ ok: true })
    for (const awake of [page, ...others]) {
      await awake.context().setOffline(false)
      await connectionIs(awake, 'ended')
    }
    await shows(page, '#ended-title', words.hasEnded)
    expect(await page.locator('#sign-in').isVisible()).to.equal(false)
    await page.reload()
    await shows(page, 'h1', pageWords.erasedTitle)
  })

  it('of the house lists rooms and erases them, but not the house', async () => {
    const app = await startApp()
    const rooms = [await openRoom(app), await openRoom(app)]
    const page = await openPresenter(app)
    await page.locator('#more').click()
    await shows(page, '#kept', 'Kept in a test.')
    expect(await page.locator('#erase-room').isVisible()).to.equal(false)
    for (const [index, { code }] of rooms.entries()) {
      await page.getByRole('link', { name: words.room(code) }).waitFor()
      await page.getByRole('button', { name: words.ofQuestion(words.eraseIt, words.room(code)) }).click()
      await page.getByRole('button', { name: words.yes.erase }).click()
      await says(page, words.roomErased(code))
      await page.getByRole('link', { name: words.room(code) }).waitFor({ state: 'detached' })
      expect(await page.locator('#rooms a').count()).to.equal(1 - index)
    }
    await page.getByText(words.noRooms).waitFor()
  })

  it('sets what is shared of the results, and hears at once what came of it', async () => {
    const app = await startApp()
    const other = await connectPresenter(app)
    const page = await openPresenter(app)
    await page.locator('#more').click()
    const [results, files] = [page.locator('#share-page'), page.locator('#share-files')]
    expect([await results.isChecked(), await files.isChecked()]).to.deep.equal([true, false])
    await files.check()
    await says(page, words.switched.on)
    const told = waitFor(other.client, 'presenterState', () => !other.lectern().sharing.page)
    await results.uncheck()
    await says(page, words.switched.off)
    await told
    expect(other.lectern().sharing).to.deep.equal({ page: false, files: true, rows: false })
    // Files are what stands on the page.
    await page.locator('#share-files:disabled').waitFor()
    await other.client.emitWithAck('setSharing', { page: true })
    await page.locator('#share-page:checked').waitFor()
    expect(await files.isEnabled()).to.equal(true)
  })
})
