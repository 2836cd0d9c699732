/** Finds what does not fit on a page: it sticks out, is covered, or has no size. */
import type { Page } from 'playwright-core'

/** What somebody needs who came to vote: all of it fits on the smallest phone. */
export const VOTING = ['#question', '#A', '#B', '#C', '#D', '#present', '#status-message', '#more']

/** Gives the window another size, and waits until the page knows it. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  const now = page.viewportSize()
  if (now?.width === width && now.height === height) return
  // Listening first, and for sure: a size that is told before would be waited for without end.
  const resized = await page.evaluateHandle(() => ({
    told: new Promise(done => addEventListener('resize', done, { once: true })),
  }))
  await page.setViewportSize({ width, height })
  await resized.evaluate(async ({ told }) => void (await told))
}

/** Whether the page is wider than its window. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Waits until nothing moves. The bar of a countdown moves without end: what is beside it can be measured all the same. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ effect }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null
      return target?.matches('.stage .upper i') === true
    }),
  )
}

/** What sticks out of the window, lies under something else, or has no size. */
export async function faults(page: Page, selectors: string[]): Promise<string[]> {
  await settled(page)
  return page.evaluate(wanted => {
    const { scrollWidth, scrollHeight } = document.scrollingElement!
    const found = scrollWidth > innerWidth || scrollHeight > innerHeight ? ['the page scrolls'] : []
    for (const selector of wanted) {
      for (const element of document.querySelectorAll(selector)) {
        const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
        const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        if (!isInside || !width || !height) found.push(`${selector} is outside`)
        for (const x of [left + 1, (left + right) / 2, right - 1])
          for (const y of [top + 1, (top + bottom) / 2, bottom - 1]) {
            const hit = document.elementFromPoint(x, y)
            if (hit && !element.contains(hit) && !hit.contains(element))
              found.push(`${selector} is covered by ${hit.outerHTML.slice(0, 60)}`)
          }
      }
    }
    return found
  }, selectors)
}
