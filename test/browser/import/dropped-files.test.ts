/** Tests how files come into the preview: chosen, or dropped anywhere on the presenter's page. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { importWords as preview } from '../../../public/presenter/import/words'
import { importWords as words } from '../../../public/presenter/import-files/words'
import { presenterWords } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { commandDone, openPresenter } from '../support/lecture'
import { inBrowser, says, shows } from '../support/pages'
import { fixture, textFile, zippedFolder, type TestFile } from './question-files'

/** Drops a file on an element; resolves to whether the page has kept it from being opened. */
function drop(page: Page, selector: string, { name, bytes }: TestFile): Promise<boolean> {
  return page.evaluate(
    ([place, fileName, codes]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(codes)], fileName))
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
      document.querySelector(place)!.dispatchEvent(event)
      return event.defaultPrevented
    },
    [selector, name, [...bytes]] as const,
  )
}

inBrowser('Files with questions', () => {
  it('are dropped on the tab of questions, looked at in the preview, and added', async () => {
    const page = await openPresenter(await startApp())
    expect(await drop(page, '#tab-questions', fixture('moodle.xml'))).to.equal(true)
    await page.locator('#paste').waitFor()
    // A category, and a text without a question.
    await shows(page, '#found-count', preview.count(7, 5, 0, { count: 2, unit: undefined }))
    await page.locator('#add-found').click()
    await commandDone(page)
    await shows(page, '#prepared > li:first-child .title', /^Which organelle/)
    expect(await page.locator('#prepared > li').count()).to.equal(7)
  })

  it('are chosen in the dialog, several at once; one that cannot be read is named, and what to do', async () => {
    const page = await openPresenter(await startApp())
    await page.locator('#paste-list').click()
    await page.locator('#add-found:not([disabled])').waitFor()
    const chosen = [zippedFolder('qti2'), textFile('slides.pdf', '%PDF-1.7'), fixture('qti3.xml')]
    await page
      .locator('#file-chooser')
      .setInputFiles(chosen.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })))
    await shows(page, '#paste-said', preview.fileFailed('slides.pdf', words.pdf))
    await shows(page, '#found-count', preview.count(8, 3, 0))
    expect(await drop(page, '#paste-text', textFile('a.gift', 'One? {=a ~b}'))).to.equal(true)
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#paste-text')!.value !== '')
    await shows(page, '#found-count', preview.count(9, 3, 0))
    await page.locator('#add-found').click()
    await says(page, new RegExp(presenterWords.added(9)))
  })

  it('leave the page as it is where they cannot be taken', async () => {
    const page = await openPresenter(await startApp())
    await page.locator('#new-question').click()
    await page.locator('#question-sheet').waitFor()
    expect(await drop(page, '#sheet-text', fixture('qti3.xml'))).to.equal(true)
    expect(await page.locator('#paste').isVisible()).to.equal(false)
  })
})
