/**
 * Tests getting in as a presenter, and that presenters never disagree: key, refusals, double clicks, a lost
 * connection.
 */
import { stageWords } from '../../../public/shared/stage/words'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { roomsWords } from '../../../public/audience/rooms-words'
import { presenterWords as words } from '../../../public/presenter/words'
import type { Present } from '../../../src/core/protocol/presenter'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { asks, LIST, next, offers, openPresenter, paste, PHONE, startOver } from '../support/lecture'
import { recordEvents, controlConnection, type ControlledConnection } from '../support/network'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, says, shows } from '../support/pages'

/** The names of the commands among what pages sent. */
const commandsOf = (heard: [string, unknown][]) =>
  heard.filter(([name]) => name === 'present').map(([, input]) => (input as Present).command.name)

const heldKeys = () => localStorage.getItem('presenter-keys')

inBrowser('The presenter’s door', () => {
  it('takes the key out of the address bar, and remembers it in this browser', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    expect(page.url()).to.equal(`${app.url}/present`)
    expect(await page.evaluate(heldKeys)).to.equal(JSON.stringify({ '': app.presenterKey }))
    const again = await openPage(app, { path: '/present', beside: page })
    await says(again, words.ready)
    const start = await openPage(app, { beside: page })
    await start.locator('#more').click()
    await start.getByRole('link', { name: roomsWords.mainRoom }).click()
    await start.waitForURL(`${app.url}/present`)
  })

  it('says without a key how to get one, and takes a link or the key itself', async () => {
    const app = await startApp()
    for (const pasted of [`http://192.0.2.7:3000/present#key=${app.presenterKey}`, ` ${app.presenterKey} `]) {
      const page = await openPage(app, { path: '/present', connection: 'none' })
      await page.getByText(words.howToGetIn).waitFor()
      expect(await page.locator('#console').isVisible()).to.equal(false)
      const field = page.getByLabel(words.keyOrLink)
      await field.fill('http://192.0.2.7:3000/present')
      await field.press('Enter')
      await shows(page, '#sign-in-said', words.noKeyThere)
      await field.fill(pasted)
      await field.press('Enter')
      await says(page, words.ready)
      expect(await page.locator('#sign-in').isVisible()).to.equal(false)
      expect(await field.inputValue()).to.equal('')
    }
    expect(app.log.filter(({ level }) => Number(level) >= 40)).to.deep.equal([])
  })

  it('stays shut to a wrong key, says so and forgets it; the right link opens it in the same page', async () => {
    const app = await startApp()
    const page = await openPage(app, { path: '/present#key=wrong-key-wrong-key', connection: 'none' })
    await shows(page, '#sign-in-said', refusalSentences['wrong-key'])
    expect(await page.evaluate(heldKeys)).to.equal('{}')
    expect(page.url()).to.equal(`${app.url}/present`)
    await page.goto(`${app.url}/present#key=${app.presenterKey}`)
    await says(page, words.ready)
    expect(page.url()).to.equal(`${app.url}/present`)
  })

  it('stands below a path too, for the house and for rooms', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    const response = await fetch(`${app.url}/ask/api/rooms`, { method: 'POST' })
    const { code, presenterKey } = (await response.json()) as { code: string; presenterKey: string }
    await openPresenter(app, { path: '/ask/present' })
    const page = await openPresenter(app, { path: `/ask/r/${code}/present`, key: presenterKey })
    const link = page.getByRole('link', { name: words.screenPage })
    expect(await link.evaluate((a: HTMLAnchorElement) => a.href)).to.equal(`${app.url}/ask/r/${code}/screen`)
    await shows(page, '#address', new RegExp(`/ask/r/${code}$`))
  })

  it('leads to the room whose link was pasted', async () => {
    const app = await startApp()
    const response = await fetch(`${app.url}/api/rooms`, { method: 'POST' })
    const { code, presenterKey } = (await response.json()) as { code: string; presenterKey: string }
    const page = await openPage(app, { path: '/present', connection: 'none' })
    await page.getByLabel(words.keyOrLink).fill(`https://x.org/r/${code}/present#key=${presenterKey}`)
    await page.getByRole('button', { name: words.letMeIn }).click()
    await says(page, words.ready)
    expect(page.url()).to.equal(`${app.url}/r/${code}/present`)
    await shows(page, '#room', words.room(code))
  })
})

/** Two taps as fast as fingers are, however busy the machine is: the browser is sent both at once. */
async function tapTwice(page: Page, selector: string): Promise<void> {
  const { x, y, width, height } = (await page.locator(selector).boundingBox())!
  const finger = [{ x: x + width / 2, y: y + height / 2 }]
  const browser = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchEnd', touchPoints: typeof finger) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints })
  await Promise.all([
    touch('touchStart', finger),
    touch('touchEnd', []),
    touch('touchStart', finger),
    touch('touchEnd', []),
  ])
}

inBrowser('Presenters', () => {
  it('advance once by a double click, also when each half means another step', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPresenter(app)
    await paste(page, LIST)
    await offers(page, /^Ask: Which/)
    await page.locator('#next').hover()
    for (const clickCount of [1, 2]) {
      await page.mouse.down({ clickCount })
      await page.mouse.up({ clickCount })
      await offers(page, words.step.close)
    }
    await next(page, words.step.show)
    const commands = commandsOf(heard)
    expect(commands).to.deep.equal(['prepare', 'next', 'next'])
  })

  it('advance once by a double tap', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPresenter(app, { ...PHONE, hasTouch: true })
    await paste(page, LIST)
    await offers(page, /^Ask: Which/)
    await tapTwice(page, '#next')
    await offers(page, words.step.close)
    await page.locator('#open-close').tap()
    await offers(page, words.step.show)
    const commands = commandsOf(heard)
    expect(commands).to.deep.equal(['prepare', 'next', 'close'])
  })

  it('show the same whoever acts, and an older step is refused in words', async () => {
    const app = await startApp()
    const [laptop, phone] = await Promise.all([openPresenter(app), openPresenter(app, PHONE)])
    await paste(laptop, LIST)
    await offers(phone, asks('Which one blocks the event loop?'))
    await next(phone, words.step.close)
    await offers(laptop, words.step.close)
    await laptop.getByLabel(words.theRightAnswer, { exact: true }).first().selectOption('D')
    await phone.waitForFunction(() => document.querySelector<HTMLSelectElement>('#right')!.value === 'D')
    // As if the other had done something that is still on its way here.
    await phone.evaluate(() => {
      const send = Reflect.get(WebSocket.prototype, 'send') as (this: WebSocket, data: unknown) => void
      WebSocket.prototype.send = function (data) {
        if (typeof data === 'string' && data.includes('"close"'))
          data = data.replace(/"step":\d+/, '"step":1')
        send.call(this, data)
      }
    })
    await phone.locator('#open-close').click()
    await says(phone, refusalSentences['older-step'])
    await next(phone, words.step.show)
    await laptop.reload()
    await says(laptop, words.ready)
    await offers(laptop, words.step.show)
  })

  it('are told when they pressed while the step before was on its way', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const heard = recordEvents(app)
    const page = await openPresenter(app, { prepare: async page => (line = await controlConnection(page)) })
    line.hold()
    await page.locator('#open-close').click()
    await page.locator('body.busy').waitFor()
    await page.locator('#again').click()
    line.release()
    await says(page, words.tooSoon)
    await shows(page, '#state', stageWords.state.closed)
    expect(commandsOf(heard)).to.have.lengthOf(1)
  })

  it('see the right answer that holds, where a choice of another one came too soon', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPresenter(app, { prepare: async page => (line = await controlConnection(page)) })
    const right = page.locator('#right')
    await right.selectOption('B')
    await page.locator('body:not(.busy)').waitFor()
    line.hold()
    await page.locator('#open-close').click()
    await page.locator('body.busy').waitFor()
    await right.selectOption('C')
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#right')!.value === 'B')
    line.release()
    await says(page, words.tooSoon)
    expect(await right.inputValue()).to.equal('B')
  })

  it('are told of a command that is refused', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await page.locator('#reveal').click({ force: true })
    await says(page, refusalSentences['no-right-answer'])
    await page.getByRole('button', { name: words.goBack }).click({ force: true })
    await says(page, refusalSentences['already-so'])
  })

  it('may lose their line and come back: nothing is changed meanwhile, everything is there', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { allow: CONNECTION_ERRORS })
    await page.context().setOffline(true)
    for (const socket of app.io.sockets.sockets.values()) socket.conn.close()
    await says(page, words.reconnecting)
    await startOver(page, '#hands')
    await says(page, words.noLine)
    const other = await openPresenter(app)
    await paste(other, LIST)
    await next(other, words.step.close).catch(() => undefined)
    await page.context().setOffline(false)
    await connectionIs(page, 'connected')
    await offers(page, words.step.close)
    expect(await page.locator('#prepared li').count()).to.equal(3)
  })

  it('ask before a lesson ends, and take a no', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const newLesson = page.getByRole('button', { name: words.newLesson, exact: true })
    await startOver(page, newLesson)
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal(words.no)
    await page.keyboard.press('Escape')
    expect(await newLesson.evaluate(button => button === document.activeElement)).to.equal(true)
    await newLesson.click()
    await page.getByRole('button', { name: words.yes.newLesson }).click()
    await says(page, words.done.newLesson!)
    await newLesson.click()
    await page.locator('#again').press('Enter')
    await says(page, words.done.again!)
    expect(await page.locator('.confirm').count()).to.equal(0)
  })
})
