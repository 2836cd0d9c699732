/** The countdown on pages whose device has a wrong clock, or is given another one meanwhile. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { connectPresenter, question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { steadyNow } from '../../../src/clock'
import { inBrowser, openPage } from '../support/pages'

type Shifted = typeof globalThis & { shift: number }

/** Puts the device's clock three hours ahead; `shift` sets it to any other time. */
async function withWrongClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const RealDate = Date
    const device = globalThis as Shifted
    device.shift = 3 * 3600 * 1000
    device.Date = class extends RealDate {
      constructor(...args: unknown[]) {
        if (args.length > 0) super(...(args as [number]))
        else super(RealDate.now() + device.shift)
      }
      static override now = () => RealDate.now() + device.shift
    } as DateConstructor
  })
}

/** Seconds that the page shows, once they are fewer than these. */
async function secondsBelow(page: Page, most: number): Promise<number> {
  const read = await page.waitForFunction(most => {
    const [, minutes, seconds] =
      /^(\d+):(\d\d)$/.exec(document.getElementById('countdown')!.textContent) ?? []
    const left = Number(minutes) * 60 + Number(seconds)
    return left < most ? { left } : undefined
  }, most)
  return ((await read.jsonValue()) as { left: number }).left
}

inBrowser('A countdown on a device with a wrong clock', () => {
  for (const path of ['/', '/screen'])
    it(`shows what is left, and goes on when that clock is set (${path})`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await presenter.does({ name: 'ask', question: question() })
      await presenter.does({ name: 'setTimer', seconds: 90 })
      const startedAt = performance.now()
      const left = () => 90 - (performance.now() - startedAt) / 1000
      const page = await openPage(app, { path, prepare: withWrongClock })
      for (const hours of [3, -24, 24, 0]) {
        await page.evaluate(shift => void ((globalThis as Shifted).shift = shift), hours * 3600 * 1000)
        // The next second it draws is by the clock as it is now.
        const seconds = await secondsBelow(page, await secondsBelow(page, 91))
        expect(seconds).to.be.closeTo(left(), 3)
      }
    })
})

inBrowser('A countdown on a page that comes late', () => {
  for (const [path, line, part] of [
    ['/', '#time-line', '--share'],
    ['/screen', '.stage .upper', '--part'],
  ] as const)
    it(`has a line as long as what is left of the whole time (${path})`, async () => {
      const app = await startApp()
      const { version, document } = (await app.store.loadRoom(''))!
      const countdown = { deadline: steadyNow() + 300_000, durationSeconds: 1200 }
      const poll = { ...document.poll, ...countdown, posed: true, stage: 'question' as const }
      await app.store.saveRoom('', version, { ...document, poll })
      const page = await openPage(app, { path })
      await secondsBelow(page, 301)
      const left = await page.$eval(
        line,
        (element, part) => (element as HTMLElement).style.getPropertyValue(part),
        part,
      )
      expect(Number(left)).to.be.within(0.01, 0.25)
    })
})
