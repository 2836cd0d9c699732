/** What tests of the questions from the room do on pages. */
import type { Locator, Page } from 'playwright-core'
import { asksWords as words } from '../../../public/asks/words'
import type { AsksSettings } from '../../../src/core/protocol/asks'
import type { TestPresenter } from '../../support/presenter'
import { must } from '../../support/talker'

export async function setAsks(
  { client }: Pick<TestPresenter, 'client'>,
  settings: Partial<AsksSettings>,
): Promise<void> {
  await must(client.emitWithAck('setAsks', settings))
}

/** Opens the sheet on a voter's page and waits until it is filled. */
export async function openSheet(page: Page): Promise<void> {
  await page.locator('#asks').click()
  await page.locator('#asks-sheet').waitFor()
}

/** Writes a question on a voter's page and sends it. */
export async function writeAsk(page: Page, text: string): Promise<void> {
  await page.getByLabel(words.yourQuestion).fill(text)
  await page.getByRole('button', { name: words.send, exact: true }).click()
}

/** The row of this question in the list of all. */
export const rowOf = (page: Page, text: string): Locator =>
  page.locator('.all-asks .ask-row', { hasText: text })

/** The row of this own question. */
export const ownRowOf = (page: Page, text: string): Locator => page.locator('.own-row', { hasText: text })

/** The row of this question in a list of those who answer. */
export const careRowOf = (page: Page, list: string, text: string): Locator =>
  page.locator(`.care-list[aria-labelledby=asks-${list}] .care-row`, { hasText: text })

/** Waits until the list of all questions is this, from top to bottom. */
export async function listIs(page: Page, texts: string[]): Promise<void> {
  await page
    .waitForFunction(
      wanted =>
        JSON.stringify(
          [...document.querySelectorAll('.all-asks .ask-text')].map(text => text.textContent),
        ) === JSON.stringify(wanted),
      texts,
    )
    .catch(async () => {
      const found = await page.locator('.all-asks .ask-text').allTextContents()
      throw new Error(`The list should be ${JSON.stringify(texts)}, but is ${JSON.stringify(found)}.`)
    })
}
