/** A lecture in tests: presenters' pages, and an audience that follows and votes. */
import type { Locator, Page } from 'playwright-core'
import { DOUBLE_TAP_MS } from '../../../public/presenter/console/ignore-double-clicks'
import { presenterWords as words } from '../../../public/presenter/words'
import type { Poll } from '../../../src/core/protocol/poll'
import type { TestApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'
import { openPage, shows, type PageOptions } from './pages'

/** Three questions, as a presenter would paste them. */
export const LIST = `Which one blocks the event loop?
await fetch()
*while (true) {}
setTimeout(f, 0)
fs.readFile()

Who has read the chapter? [hands, live]
Yes
No

How many planets of our solar system can be seen from the Earth with the naked eye on a clear night?
One
Two
Three
Four
*Five
Six
Seven
Eight`

export const PHONE = { viewport: { width: 390, height: 844 } }
export const LAPTOP = { viewport: { width: 1280, height: 800 } }

/** A presenter's page, opened by the link with the key. */
export async function openPresenter(
  app: TestApp,
  { key = app.presenterKey, path = '/present', ...options }: PageOptions & { key?: string } = {},
): Promise<Page> {
  const page = await openPage(app, { ...LAPTOP, path: `${path}#key=${key}`, ...options })
  await shows(page, '#status-message', words.ready)
  await page.locator('#next-label:not(:empty)').waitFor()
  return page
}

/** Puts a list of questions on the page by pasting its text. */
export async function paste(page: Page, text: string): Promise<void> {
  if (!(await page.locator('#paste').isVisible())) await page.locator('#paste-list').click()
  await page.locator('#paste-text').fill(text)
  await page.locator('#add-found:not([disabled])').waitFor()
  await page.locator('#paste-text').press('Control+Enter')
  await commandDone(page)
}

/** Presses "next" and waits for what it will do then. */
export async function next(page: Page, then: string | RegExp): Promise<void> {
  await commandDone(page)
  await page.locator('#next').click()
  await offers(page, then)
}

/**
 * Taps a button so that it counts, on a phone. A second tap at the same place, or too soon, is the second half of a
 * double tap: so another place is tapped before, and the page's own clock says when the last tap is long enough ago.
 */
export async function tapAgain(page: Page, selector: string): Promise<void> {
  await commandDone(page)
  const button = page.locator(selector)
  await page.locator('#remote-text').tap()
  await page.waitForFunction(
    ([element, least]) => performance.now() - Number(element.dataset['tapped'] ?? -Infinity) > least,
    [await button.elementHandle(), DOUBLE_TAP_MS] as const,
  )
  await button.evaluate(element => {
    const mark = (event: Event) => (element.dataset['tapped'] = String(event.timeStamp))
    element.addEventListener('click', mark, { capture: true, once: true })
  })
  await button.tap()
}

/** Waits until "next" says this and can be pressed. */
export async function offers(page: Page, label: string | RegExp): Promise<void> {
  const isReveal = label === words.step.reveal
  await shows(page, '#next-label', isReveal ? /^Reveal ./ : label)
  await commandDone(page)
}

/** Presses a button of "Start over", which is folded. */
export async function startOver(page: Page, button: string | Locator): Promise<void> {
  const fold = page.locator('#start-over[aria-expanded=false]')
  if ((await fold.count()) > 0) await fold.click()
  await (typeof button === 'string' ? page.locator(button) : button).click()
}

/** Shows the stage in full screen. */
export async function fullScreen(page: Page): Promise<void> {
  await page.locator('#more').click()
  await page.getByRole('button', { name: words.fullScreen }).click()
  await page.locator('#poll-display.screen').waitFor()
}

/** Opens the settings of the chat: below it in its tab. On a phone the chat is a sheet, and is closed first. */
export async function openChatSettings(page: Page): Promise<void> {
  await page.locator('#chat').click()
  await page.locator('#chat-panel').waitFor()
  if ((await page.locator('#chat-panel[role=dialog]').count()) > 0) await page.keyboard.press('Escape')
  await page.locator('#chat-settings > summary').click()
}

/**
 * Waits until this presenter's command is acknowledged: what is pressed before is refused, though others see its
 * effect already.
 */
export async function commandDone(page: Page): Promise<void> {
  await page.locator('body:not(.busy)').waitFor()
}

/** What it says on "next" before this question. */
export const asks = (question: string): string => `${words.ask}: ${question}`

/** One of the audience, over a line of its own. */
export interface Voter {
  client: Client
  /** The poll as this voter was last told. */
  poll: Poll
}

export async function voters(app: TestApp, count: number): Promise<Voter[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const client = app.client({ tab: newTab() })
      const voter: Voter = { client, poll: (await joined(client)).poll }
      client.on('poll', ({ poll }) => (voter.poll = poll))
      return voter
    }),
  )
}

/** Everybody votes, a letter or a vote a head, once they have been asked this. */
export async function cast(
  all: Voter[],
  votes: string | readonly string[],
  isAsked: (poll: Poll) => boolean,
): Promise<void> {
  await Promise.all(
    all.map(async (voter, index) => {
      const { client } = voter
      if (!isAsked(voter.poll))
        await new Promise<void>(resolve =>
          client.on('poll', ({ poll }) => {
            if (isAsked(poll)) resolve()
          }),
        )
      const vote = { pollId: voter.poll.pollId, vote: votes[index]! }
      const reply = await client.emitWithAck('castVote', vote)
      if (!reply.ok) throw new Error(reply.message)
    }),
  )
}
