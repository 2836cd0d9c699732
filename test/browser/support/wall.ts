/** What tests of the wall do: people who post, walls in a browser, and waiting for what is on them. */
import type { Page } from 'playwright-core'
import { wallWords as words } from '../../../public/wall/words'
import type { WallSettings } from '../../../src/core/protocol/wall'
import { connectPresenter } from '../../support/presenter'
import type { TestApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'
import { openPage, type PageOptions } from './pages'

/** Nothing but posts of the room: no network is asked for anything. */
export const HERE = { WALL_SOURCES: 'room', SOCKET_EVENTS: '1000' }
export const PROJECTOR = { viewport: { width: 1920, height: 1080 } }

let keys = 0

/** Somebody of the room who posts under this name, over a line of their own. Resolves to how. */
export async function poster(app: TestApp, name: string): Promise<(text: string) => Promise<string>> {
  const client = app.client({ tab: newTab(), browser: newTab() })
  await joined(client)
  await done(client.emitWithAck('takeName', { name }))
  return async text => (await done(client.emitWithAck('postToWall', { text, key: `key-${++keys}` }))).id
}

/** PeopleList who post in turn, each a few times at most. */
export async function post(app: TestApp, ...posts: (readonly [name: string, text: string])[]): Promise<void> {
  for (const [name, text] of posts) await (await poster(app, name))(text)
}

/** A presenter who changes the rules, as the presenter's page does; stays in the room. */
export async function rules(app: TestApp, settings: Partial<WallSettings>): Promise<Client> {
  const { client } = await connectPresenter(app)
  await done(client.emitWithAck('setWall', settings))
  return client
}

/** The answer, where it is a yes. */
export async function done<T>(asked: Promise<T>): Promise<Extract<T, { ok: true }>> {
  const reply = (await asked) as { ok: boolean; message?: string }
  if (!reply.ok) throw new Error(reply.message)
  return reply as Extract<T, { ok: true }>
}

/** Opens the wall of the house room and waits until it is drawn, with its controls unfolded. */
export async function openWall(
  app: TestApp,
  { isFolded, ...options }: PageOptions & { isFolded?: boolean } = {},
): Promise<Page> {
  const page = await openPage(app, { path: '/wall', ...options })
  await page.locator('#sources li').first().waitFor({ state: 'attached' })
  if (!isFolded) await page.locator('#fold').evaluate((fold: HTMLDetailsElement) => (fold.open = true))
  return page
}

/** Waits until the posts on a wall are exactly these, from top to bottom. */
export async function postsAre(page: Page, expected: string[], list = '#posts'): Promise<void> {
  const selector = `${list} .post:not(.leaving, .going) .text`
  await page
    .waitForFunction(
      ([posts, wanted]) => {
        const drawn = [...document.querySelectorAll(posts)].map(text => text.textContent)
        return JSON.stringify(drawn) === wanted
      },
      [selector, JSON.stringify(expected)] as const,
    )
    .catch(async () => {
      const drawn = await page.locator(selector).allTextContents()
      throw new Error(`The posts should be ${JSON.stringify(expected)}, but are ${JSON.stringify(drawn)}.`)
    })
}

/** Waits until a post with this text is shown. */
export async function hasPost(page: Page, text: string): Promise<void> {
  await page.locator('#posts .post:not(.leaving) .text', { hasText: text }).waitFor()
}

/** Searches for a term in a wall's field. */
export async function search(page: Page, term: string): Promise<void> {
  await page.getByLabel(words.searchFor).fill(term)
  await page.getByRole('button', { name: words.search, exact: true }).click()
}
