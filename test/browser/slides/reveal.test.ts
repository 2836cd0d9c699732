/** A deck of reveal.js with the plugin of this server, driven in a browser: questions open and close with their slides. */
import { expect } from 'chai'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { deckWords } from '../../../public/reveal/words'
import { slideWords } from '../../../public/screen/words'
import type { ToScreen } from '../../../public/shared/slides/messages'
import type { PollNews } from '../../../src/core/protocol/poll'
import { startApp, type TestApp } from '../../support/app'
import { collect, waitFor } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { connectPresenter, openRoom, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { deckOf, onSlide, REVEAL, slidesServer } from './decks'
import { cast, voters } from '../support/lecture'
import { browserFor } from '../support/setup'

const FIRST = question({ text: 'Which one blocks?', results: 'hidden', right: 'B' })
const SECOND = question({ text: 'Who has read the chapter?', choices: ['Yes', 'No'] })
const SLIDES = `<section><h1>Welcome</h1></section>
<section data-ask="2"></section>
<section data-ask="Which one blocks?"><p class="fragment" data-ask-step="show">Votes</p>
  <p class="fragment" data-ask-step="reveal">Right</p></section>
<section><h1>Thank you</h1></section>`

describe('A deck of reveal.js', function () {
  let browser: Browser
  let context: BrowserContext
  before(async function () {
    browser = await browserFor(this)
  })
  beforeEach(
    async () => void (context = await browser.newContext({ viewport: { width: 1280, height: 720 } })),
  )
  afterEach(() => context.close())

  interface Lecture {
    app: TestApp
    presenter: TestPresenter
    /** The address of the deck. */
    deck: string
  }

  /** A room with two questions, and a deck on a server of another origin. */
  async function lecture(slides = SLIDES, env: Record<string, string> = {}): Promise<Lecture> {
    let html = ''
    const deck = await slidesServer(() => html)
    const app = await startApp({ FRAME_ANCESTORS: deck, ...env })
    html = deckOf(slides, `${app.url}/reveal.js`)
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'prepare', questions: [FIRST, SECOND] })
    return { app, presenter, deck }
  }

  /** @param how `goesOn`: whether the deck is opened already; `hasClock`: its time can be moved on */
  async function open(address: string, { hasClock = false, goesOn = true } = {}): Promise<Page> {
    const page = await context.newPage()
    if (hasClock) await page.clock.install()
    if (!goesOn) return page
    await page.goto(address)
    await page.locator('.reveal.ready').waitFor()
    return page
  }

  /** Waits until everybody is told of a poll like this. */
  async function polled({ presenter }: Lecture, isSo: (poll: PollNews['poll']) => boolean): Promise<void> {
    // First: the news may come in one piece with the snapshot.
    const told = waitFor<[PollNews]>(presenter.client, 'poll', news => isSo(news.poll))
    const { poll } = await snapshotOf(presenter.client)
    if (!isSo(poll)) await told
  }
  const isOpen = (text: string) => (poll: PollNews['poll']) => poll.question === text && poll.state === 'open'
  const isClosed = (text: string) => (poll: PollNews['poll']) =>
    poll.question === text && poll.state === 'closed'

  it('opens the question of its slide, shows the result there, and closes it as the slide is left', async () => {
    const room = await lecture()
    const crowd = await voters(room.app, 3)
    const page = await open(`${room.deck}/#key=${room.app.presenterKey}`)
    expect(page.url()).to.not.include('key')
    await page.keyboard.press('ArrowRight')
    await polled(room, isOpen(SECOND.text))
    await onSlide(page).locator('#question', { hasText: SECOND.text }).waitFor()
    await cast(crowd, 'AAB', ({ question: text }) => text === SECOND.text)
    await onSlide(page).locator('[data-letter=A] .percent', { hasText: '67' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await polled(room, isOpen(FIRST.text))
    await onSlide(page).locator('#question', { hasText: FIRST.text }).waitFor()
    await cast(crowd, 'ABB', ({ question: text }) => text === FIRST.text)
    await page.keyboard.press('ArrowRight')
    await polled(room, poll => isClosed(FIRST.text)(poll) && poll.shown)
    await onSlide(page).locator('.stage[data-moment=result] [data-letter=B]').waitFor()
    await page.keyboard.press('ArrowRight')
    await polled(room, poll => poll.right === 'B')
    await page.keyboard.press('ArrowRight')
    await page.locator('section.present', { hasText: 'Thank you' }).waitFor()
    // Back on the slide of the other question: its result, and not the same question without votes.
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await polled(room, poll => poll.question === SECOND.text && poll.past !== null)
    await onSlide(page).locator('[data-letter=A] .percent', { hasText: '67' }).waitFor()
  })

  it('opens nothing of a slide that is only passed', async () => {
    const room = await lecture()
    const page = await open(`${room.deck}/#key=${room.app.presenterKey}`)
    const told = collect(room.presenter.client, 'poll') as [PollNews][]
    await page.evaluate(() => {
      const { Reveal } = window as unknown as { Reveal: { next(): void } }
      Reveal.next()
      Reveal.next()
    })
    await polled(room, isOpen(FIRST.text))
    const asked = told.filter(([{ poll }]) => poll.state === 'open').map(([{ poll }]) => poll.question)
    expect(new Set(asked)).to.deep.equal(new Set([FIRST.text]))
  })

  it('closes the question where the next slide has none, and keeps steering after a reload', async () => {
    const room = await lecture(`<section data-ask="1"></section><section><h1>Next</h1></section>`)
    const page = await open(`${room.deck}/#key=${encodeURIComponent(room.app.presenterKey)}`)
    await polled(room, isOpen(FIRST.text))
    await page.keyboard.press('ArrowRight')
    await polled(room, isClosed(FIRST.text))
    // reveal.js writes the slide into the address at most once a second; a reload before goes back to the first.
    await page.waitForURL(/#\/1$/)
    await page.reload()
    await page.locator('.reveal.ready').waitFor()
    await room.presenter.does({ name: 'hands' })
    await page.keyboard.press('ArrowLeft')
    await polled(room, isOpen(FIRST.text))
  })

  it('without the key shows the screen, steers nothing and says why, until somebody types the key', async () => {
    const room = await lecture()
    const { step } = room.presenter.lectern()
    const page = await open(`${room.deck}/#/1`)
    await onSlide(page).locator('#status-message', { hasText: slideWords.noKey }).waitFor()
    expect(room.presenter.lectern().step).to.equal(step)
    await page.evaluate(key => (location.hash = `key=${key}`), room.app.presenterKey)
    await polled(room, isOpen(SECOND.text))
    await onSlide(page).locator('#status-message', { hasText: /^$/ }).waitFor({ state: 'attached' })
  })

  it('says on the slide which question is not in the list, and that a key is wrong', async () => {
    const room = await lecture('<section data-ask="7"></section>')
    const { step } = room.presenter.lectern()
    const page = await open(`${room.deck}/#key=${room.app.presenterKey}`)
    await onSlide(page)
      .locator('#status-message', { hasText: slideWords.noSuchQuestion('7') })
      .waitFor()
    const other = await open(`${room.deck}/?other#key=${'x'.repeat(20)}`)
    await onSlide(other)
      .locator('#status-message', { hasText: /key does not open/ })
      .waitFor()
    expect(room.presenter.lectern().step).to.equal(step)
  })

  it('steers the room its script names, from a file too', async () => {
    const app = await startApp({ FRAME_ANCESTORS: 'file:' })
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { code, presenterKey })
    await presenter.does({ name: 'prepare', questions: [SECOND] })
    const file = path.join(newFolder(), 'deck.html')
    const parts = `${pathToFileURL(REVEAL).href}/`
    writeFileSync(
      file,
      deckOf('<section data-ask="1"></section>', `${app.url}/reveal.js" data-room="${code}`, parts),
    )
    const page = await open(`${pathToFileURL(file).href}#key=${presenterKey}`)
    await polled({ app, presenter, deck: '' }, isOpen(SECOND.text))
    await onSlide(page).locator('#question', { hasText: SECOND.text }).waitFor()
  })

  it('gives the key to nobody but the screen: in no address, in no request, and to no page that took its place', async () => {
    const room = await lecture()
    const key = room.app.presenterKey
    const asked: string[] = []
    context.on('request', request => asked.push(request.url() + JSON.stringify(request.headers())))
    const page = await open(`${room.deck}/#key=${key}`)
    await page.keyboard.press('ArrowRight')
    await polled(room, isOpen(SECOND.text))
    expect(asked.some(each => each.includes(key))).to.equal(false)
    expect(page.frames().some(frame => frame.url().includes(key))).to.equal(false)
    // Another origin stands in the frame now, and listens.
    const foreign = await slidesServer(
      () => '<script>heard = []; onmessage = ({ data }) => heard.push(JSON.stringify(data))</script>',
    )
    const frame = page.frames()[1]!
    await frame.goto(foreign)
    await page.keyboard.press('ArrowRight')
    await polled(room, isOpen(FIRST.text))
    const heard = await frame.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
    expect(heard.some(each => each.includes(key))).to.equal(false)
  })

  it('steers nothing from the previews of its speaker’s window', async () => {
    const room = await lecture('<section data-ask="2"></section>')
    await context.addInitScript(() => {
      const heard: unknown[] = []
      Object.assign(globalThis, { heard })
      addEventListener('message', ({ data }) => heard.push(data))
    })
    const page = await open(`${room.deck}/?receiver#key=${room.app.presenterKey}`)
    await onSlide(page).locator('body[data-connection=connected]').waitFor()
    const told = await page
      .frames()[1]!
      .waitForFunction(() =>
        (globalThis as unknown as { heard: Partial<ToScreen>[] }).heard.find(each => each.askTheAudience),
      )
    expect(await told.evaluate(message => message!.askTheAudience!.question)).to.equal(null)
  })

  it('opens its question however long the right key takes', async () => {
    const room = await lecture('<section data-ask="1"></section>')
    const page = await open(`${room.deck}/`, { hasClock: true })
    await page.evaluate(() => (location.hash = `key=${'x'.repeat(20)}`))
    await onSlide(page)
      .locator('#status-message', { hasText: /key does not open/ })
      .waitFor()
    // The slide has settled; then nothing is known of the room for a minute.
    await page.clock.fastForward(1000)
    await page.clock.fastForward(60_000)
    await page.evaluate(key => (location.hash = `key=${key}`), room.app.presenterKey)
    await polled(room, isOpen(FIRST.text))
  })

  it('says so where the screen takes long, and goes on once it is there', async () => {
    const room = await lecture('<section data-ask="1"></section>')
    let letGo = () => {}
    const isScreen = (url: URL) => url.pathname === '/screen'
    const page = await open(`${room.deck}/`, { hasClock: true, goesOn: false })
    const asked = page.waitForRequest(request => isScreen(new URL(request.url())))
    await page.route(isScreen, async route => {
      await new Promise<void>(resolve => (letGo = resolve))
      await route.continue()
    })
    // A frame that comes before the deck has loaded holds up its `load`.
    const address = `${room.deck}/#key=${encodeURIComponent(room.app.presenterKey)}`
    await page.goto(address, { waitUntil: 'commit' })
    await asked
    const notice = page.locator('section.present [data-ask-notice]')
    await page.clock.fastForward(11_000)
    await notice.waitFor()
    letGo()
    await polled(room, isOpen(FIRST.text))
    await onSlide(page).locator('.stage').waitFor()
    expect(await notice.count()).to.equal(0)
  })

  it('says on its slide that the screen is refused, where FRAME_ANCESTORS does not name it', async () => {
    const room = await lecture(SLIDES, { FRAME_ANCESTORS: 'https://elsewhere.example' })
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(`${room.deck}/#/1`)
    await page.locator('section.present iframe').waitFor()
    await page.clock.fastForward(10_000)
    await page.locator('section.present', { hasText: deckWords.refused(room.deck) }).waitFor()
  })
})
