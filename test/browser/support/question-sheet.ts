/** Uses the presenter's sheet in which a question is written. */
import type { Locator, Page } from 'playwright-core'
import type { Question } from '../../../src/core/protocol/poll'
import type { TypeName } from '../../../src/core/question-types/registry'
import type { TestApp } from '../../support/app'
import { commandDone } from './lecture'
import { defaultRoom } from './network'

/** A question without an answer. */
export const WRITTEN: Question = { text: 'Q?', choices: [], kind: 'ballot', results: 'hidden', right: null }

/** Opens it by the keyboard. */
export async function openSheet(page: Page): Promise<void> {
  await commandDone(page)
  await page.locator('#new-question').focus()
  await page.keyboard.press('Enter')
  await page.locator('#question-sheet').waitFor()
}

export const sheetClosed = (page: Page): Promise<void> =>
  page.locator('#question-sheet').waitFor({ state: 'hidden' })

/** The question that is up in the default room. */
export const posedQuestion = async (app: TestApp): Promise<Question> =>
  (await defaultRoom(app)).document.poll.question

/** Chooses a type by the arrow keys, beginning in the question. */
export async function pickType(page: Page, type: TypeName): Promise<void> {
  await page.locator('#sheet-text').focus()
  await page.keyboard.press('Shift+Tab')
  const chosen = page.locator('#sheet-kinds input:checked')
  for (let tries = 0; (await chosen.inputValue()) !== type && tries < 7; tries++)
    await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  if (type !== 'one') await page.locator('#type-form .type-fields').waitFor()
}

/** A field that only this type has. */
export const typeField = (page: Page, name: string): Locator =>
  page.locator(`#type-form [data-field=${name}]`)

export const rowTexts = (page: Page): Promise<string[]> =>
  page
    .locator('#sheet-rows textarea')
    .evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value))

export async function pressKeys(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Types each text, with Enter behind it. */
export async function typeLines(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}
