/** The projector's page in tests: its sizes, its moments, and what can be read from the last row. */
import type { Page } from 'playwright-core'
import type { TestApp } from '../../support/app'
import { openPage } from './pages'

export const SIZES = [
  [1024, 768],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
] as const

export const momentIs = (page: Page, moment: string): Promise<void> =>
  page.locator(`.stage[data-moment=${moment}]`).waitFor()

/** Visible texts whose letters are lower than this share of the window's height. */
export const smallTexts = (page: Page, least = 0.03): Promise<(readonly [string | null, number])[]> =>
  page.evaluate(
    smallest =>
      [...document.querySelectorAll<HTMLElement>('.stage *')]
        .filter(element =>
          [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()),
        )
        .filter(element => element.getClientRects().length > 0 && !element.closest('.visually-hidden'))
        .map(
          element =>
            [element.textContent, parseFloat(getComputedStyle(element).fontSize) / innerHeight] as const,
        )
        .filter(([, share]) => share < smallest),
    least,
  )

/** A projector whose browser holds the key, so that its keys steer. */
export async function screenWithKey(app: TestApp): Promise<Page> {
  return openPage(app, {
    path: '/screen',
    viewport: { width: 1280, height: 720 },
    prepare: page =>
      page.addInitScript(
        key => localStorage.setItem('presenter-keys', JSON.stringify({ '': key })),
        app.presenterKey,
      ),
  })
}
