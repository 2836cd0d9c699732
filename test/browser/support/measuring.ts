/** Measures the texts of a page at every size of window and text. */
import type { Page } from 'playwright-core'
import { resize } from './fit'
import { textFaults } from './text-boxes'

const SIZES = [
  [320, 568],
  [360, 640],
  [768, 1024],
  [1280, 720],
  [667, 375],
  [320, 180],
  [320, 256],
  [195, 422],
  [390, 844],
] as const

/** Measures a page in one state after the other; what is wrong with its texts. */
export function measuring(page: Page) {
  const found: string[] = []
  return {
    found,
    measure: async (state: string) => {
      for (const [width, height] of SIZES) {
        await resize(page, width, height)
        for (const fault of await textFaults(page)) found.push(`${state}, ${width} x ${height}: ${fault}`)
      }
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      for (const fault of await textFaults(page)) found.push(`${state}, 200 %: ${fault}`)
      await page.evaluate(() => (document.documentElement.style.fontSize = ''))
    },
  }
}
