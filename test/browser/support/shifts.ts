/** Notes what moves on a page. */
import type { Page } from 'playwright-core'

/** A shift of the layout, as the browser itself measures it. */
export interface Shift {
  value: number
  moved: string[]
}

/** From now on notes every shift of the layout, also one that follows a tap. */
export async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shifts: Shift[] = []
    type Entry = PerformanceEntry & { value: number; sources: { node: Element | null }[] }
    const note = (entries: PerformanceEntryList) => {
      for (const { value, sources } of entries as Entry[])
        shifts.push({
          value,
          moved: sources.map(({ node }) => node?.id || node?.className || node?.nodeName || ''),
        })
    }
    const observer = new PerformanceObserver(list => note(list.getEntries()))
    observer.observe({ type: 'layout-shift' })
    Object.assign(window, { shifts: () => (note(observer.takeRecords()), shifts) })
  })
}

/** The shifts so far, once what was drawn last is measured. */
export const shiftsOf = (page: Page): Promise<Shift[]> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    return (window as unknown as { shifts: () => Shift[] }).shifts()
  })
