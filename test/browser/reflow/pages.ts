/** The pages and their parts that the tests of narrow windows and large letters open, filled as after a lesson. */
import type { Page } from 'playwright-core'
import type { Question } from '../../../src/core/protocol/poll'
import { asker, asks } from '../../support/asks/people'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter, question, type TestPresenter } from '../../support/presenter'
import { makeTickets } from '../../support/tickets/tickets'
import { openHelper } from '../helper/open-helper'
import { setAsks } from '../support/asks'
import { say, talker } from '../support/chat'
import { openPresenter, paste, startOver, LIST } from '../support/lecture'
import { openPage, type PageOptions } from '../support/pages'
import { crowd } from '../support/rooms'
import { HERE, post, rules } from '../support/wall'

/** An address as a laptop has it in the network of a school. */
const ADDRESS = 'http://192.168.178.23:3000'
const ASKED: Partial<Question> = {
  text: 'Which of these blocks the event loop for the longest time?',
  choices: ['await fetch(url)', 'while (true) {}', 'setTimeout(f, 0) in a loop', 'fs.readFile()'],
  right: 'B',
}

export interface Room {
  app: TestApp
  presenter: TestPresenter
}

/** A room where something of each kind has happened. */
export async function usedRoom(): Promise<Room> {
  const app = await startApp({ ...HERE, PUBLIC_URL: ADDRESS })
  const presenter = await connectPresenter(app)
  await presenter.does({ name: 'ask', question: question(ASKED) })
  await crowd(app)
  await presenter.does({ name: 'reveal' })
  await setAsks(presenter, { isOpen: true, approve: false })
  await asks(
    await asker(app),
    'Can you say again why the second of the two waits, while the first one goes on?',
  )
  const bob = await talker(app, 'Bob')
  for (const text of ['Because it gives the thread back.', 'Only this function waits', 'I see'])
    await say(bob, text)
  await rules(app, { approve: 'none' })
  await post(app, ['Ada', 'A post that is on the wall'])
  await rules(app, { approve: 'all' })
  await post(app, ['Eva', 'A post for the wall that waits and has more words than a line'])
  await makeTickets(presenter, 2)
  return { app, presenter }
}

/** A page, and its parts. */
export interface PageInTest {
  name: string
  open: (room: Room, options: PageOptions) => Promise<Page>
  /** Each leads from the page as it opens to the part. */
  parts: Record<string, (page: Page) => Promise<unknown>>
}

const asItOpens = { 'as it opens': async () => undefined }
const plain = (path: string, ready: string) => ({
  open: async ({ app }: Room, options: PageOptions) => {
    const page = await openPage(app, { path, connection: 'none', allow: /404/, ...options })
    await page.locator(ready).first().waitFor()
    return page
  },
  parts: asItOpens,
})
/** Opens all that is folded, where it can be seen. */
const unfold = (page: Page) =>
  page.locator('details').evaluateAll(all => all.forEach(each => ((each as HTMLDetailsElement).open = true)))
const tab = (id: string, ready: string) => async (page: Page) => {
  await page.locator(`#${id}`).click()
  await page.locator(ready).first().waitFor()
  await unfold(page)
}
const chat = {
  chat: async (page: Page) => {
    await page.locator('#chat').click()
    await page.locator('.log .line').first().waitFor()
  },
}

export const PAGES: PageInTest[] = [
  {
    name: 'the presenter’s page',
    open: async ({ app }, options) => {
      const page = await openPresenter(app, options)
      await paste(page, LIST)
      return page
    },
    parts: {
      questions: unfold,
      results: tab('open-results', '#tab-results *'),
      'questions from the room': tab('open-asks', '.care-row'),
      wall: tab('open-wall', '#wall-moderation input'),
      invitation: tab('open-invite', '#share-link'),
      'start over': page => startOver(page, '#new-lesson'),
      more: async page => {
        await page.locator('#more').click()
        await page.locator('#tickets *').first().waitFor()
        await unfold(page)
      },
    },
  },
  { name: 'the chat of the presenter', open: ({ app }, options) => openPresenter(app, options), parts: chat },
  {
    name: 'the sheet of a question',
    open: async ({ app }, options) => {
      const page = await openPresenter(app, options)
      await page.locator('#new-question').click()
      return page
    },
    parts: asItOpens,
  },
  {
    name: 'a list as text',
    open: async ({ app }, options) => {
      const page = await openPresenter(app, options)
      await page.locator('#paste-list').click()
      await page.locator('#paste-text').fill(LIST)
      await page.locator('#add-found:not([disabled])').waitFor()
      return page
    },
    parts: asItOpens,
  },
  {
    name: 'the helper’s page',
    open: async ({ app, presenter }, options) => (await openHelper(app, presenter, options)).page,
    parts: {
      'as it opens': unfold,
      'questions from the room': tab('open-asks', '.care-row'),
      wall: tab('open-wall', '#wall-moderation input'),
    },
  },
  { name: 'the wall', ...plain('/wall', '#posts .post'), parts: { 'as it opens': unfold } },
  { name: 'the results', ...plain('/results', '.question') },
  { name: 'the start page', ...plain('/enter', '.enter-code input') },
  { name: 'the door of the presenter', ...plain('/present', '#key') },
  { name: 'the door of a helper', ...plain('/helper', '#sign-in h1') },
  { name: 'the page of PowerPoint', ...plain('/powerpoint', '#which-room') },
  { name: 'the page for an address that is not there', ...plain('/no/such/page', 'h1') },
]
