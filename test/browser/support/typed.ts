/** What holds for every question type on a phone: what is kept without a connection, what is measured of its looks. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { words } from '../../../public/shared/words'
import type { Question } from '../../../src/core/protocol/poll'
import { startApp, type TestApp } from '../../support/app'
import { openTab } from '../../support/clients'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { inspect, looks } from './axe'
import { cut, recordEvents } from './network'
import { CONNECTION_ERRORS, openPage, says, type PageOptions } from './pages'
import { shiftsOf, watchShifts } from './shifts'

export const RECORDED = words.recorded('')

export interface Asked {
  app: TestApp
  presenter: TestPresenter
  page: Page
}

/** A room in which this is asked, and the page of somebody who came to answer. */
export async function asked(
  changes: Partial<Question>,
  { ready, ...options }: PageOptions & { ready: string },
): Promise<Asked> {
  const app = await startApp()
  const presenter = await connectPresenter(app)
  await presenter.does({ name: 'ask', question: question(changes) })
  const page = await openPage(app, options)
  await page.locator(ready).first().waitFor()
  return { app, presenter, page }
}

/** The counters of the poll that are not 0. */
export async function countersOf({ client }: TestPresenter): Promise<Record<string, number>> {
  const { counts } = await snapshotOf(client)
  return Object.fromEntries(Object.entries(counts ?? {}).filter(([, votes]) => votes > 0))
}

/** People vote so, one after the other. */
export async function cast(app: TestApp, votes: string[]): Promise<void> {
  for (const vote of votes) {
    const { client, pollId } = await openTab(app)
    const reply = await client.emitWithAck('castVote', { pollId, vote })
    if (!reply.ok) throw new Error(`${vote}: ${reply.code}`)
  }
}

/** Fails unless what is given without a connection is kept, said so, and sent exactly once. */
export async function isKeptAndSentOnce(
  changes: Partial<Question>,
  ready: string,
  give: (page: Page) => Promise<unknown>,
  vote: string,
): Promise<void> {
  const { app, page } = await asked(changes, { ready, allow: CONNECTION_ERRORS })
  const heard = recordEvents(app)
  await cut(app, page)
  await give(page)
  await says(page, words.keptTap(''))
  await page.context().setOffline(false)
  await says(page, RECORDED)
  const votes = heard.filter(([name]) => name === 'castVote')
  expect(votes.map(([, sent]) => (sent as { vote: string }).vote)).to.deep.equal([vote])
}

/** Fails unless nothing moves while somebody gives an answer, changes it and takes it back. */
export async function isSteady(
  changes: Partial<Question>,
  ready: string,
  give: ((page: Page) => Promise<unknown>)[],
): Promise<void> {
  for (const [width, height] of [
    [320, 568],
    [390, 844],
    [1280, 720],
  ] as const) {
    const { page } = await asked({ ...changes, results: 'hidden' }, { ready, viewport: { width, height } })
    await says(page, words.giveAnswer)
    await laidOut(page)
    await watchShifts(page)
    for (const each of give) {
      await each(page)
      await says(page, RECORDED)
    }
    await page.locator('#take-back').click()
    await says(page, words.takenBack)
    expect(await shiftsOf(page), `${width} x ${height}`).to.deep.equal([])
  }
}

/** What came with the part of the page that is loaded on demand has its place. */
const laidOut = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  })

/** Fails with what axe finds, in each look of the page. */
export async function inspectLooks(page: Page, state: string): Promise<void> {
  for (const [name, media] of Object.entries(looks)) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, ...media })
    await inspect(page, `${state}, ${name}`)
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
}

/** Whether something has the focus. */
export const hasFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null)
