/** The bench of a phone: how soon it can be used, and what an hour costs it. Needs the built program and a browser. */
import { launch } from '../../browser/support/chromium/launch'
import { endProgress } from '../progress'
import { measureHour } from './hour'
import { measureVisits } from './visits'

export interface PhoneOptions {
  /** Visits of each line. */
  visits: number
  /** Folders of builds, which are compared by turns. */
  builds: readonly string[]
  isQuick: boolean
}

/** Measures, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measurePhone({ visits, builds, isQuick }: PhoneOptions): Promise<string[]> {
  const browser = await launch()
  if (!browser) {
    console.log('\nNO BROWSER: a phone is not measured. Set CHROMIUM_PATH to a Chromium.')
    return []
  }
  try {
    await measureVisits(browser, visits, builds)
    const wrong = await measureHour(browser, isQuick)
    endProgress()
    return wrong
  } finally {
    await browser.close()
  }
}
