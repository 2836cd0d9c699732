/** Tests that the chart of a result is saved as SVG and as PNG, and that a browser's own parser takes every chart. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { resultsWords as words } from '../../../public/presenter/results/words'
import { chartSvg } from '../../../src/core/charts/chart-svg'
import { NO_CARE } from '../../../src/core/question-types/question-type'
import { startApp } from '../../support/app'
import { cast, openPresenter, voters } from '../support/lecture'
import { inBrowser, openPage } from '../support/pages'
import { present } from '../support/rooms'

const HOSTILE = [
  '</text><script>window.hit=1</script>',
  '"><image href="x" onerror="window.hit=1"/>',
  ']]><!ENTITY x "y">&x;&#0;',
  '\u0000\u0008\ud800 \udc00\ufffe\uffff',
  '\u202eשלום\u202c <b>&amp;',
  '👩‍👩‍👧‍👦'.repeat(40),
]

/** What is saved when this button is pressed. */
async function saved(page: Page, format: 'svg' | 'png'): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: words.ofResult(words.saveAs(format), 'Which?') }).click()
  const file = await download
  const parts = (await (await file.createReadStream()).toArray()) as Buffer[]
  return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) }
}

inBrowser('The picture of a result', () => {
  for (const scheme of ['light', 'dark'] as const)
    it(`is saved as SVG, and as PNG as wide as a projector, in the ${scheme} colours of the page`, async () => {
      const app = await startApp()
      const all = await voters(app, 3)
      const question = {
        text: 'Which?',
        choices: ['this', 'that'],
        kind: 'ballot',
        results: 'live',
        right: 'B',
      } as const
      await present(app, { name: 'ask', question: { ...question, choices: [...question.choices] } })
      await cast(all, 'ABB', poll => poll.question === 'Which?')
      await present(app, { name: 'hands' })
      const page = await openPresenter(app)
      await page.emulateMedia({ colorScheme: scheme })
      const tab = page.locator('#open-results')
      if (await tab.count()) await tab.click()
      await page.locator('.result-line').click()

      const svg = await saved(page, 'svg')
      expect(svg.name).to.match(/Which.*\.svg$/)
      expect(svg.bytes.toString())
        .to.include('67\u202f%')
        .and.include(scheme === 'dark' ? '#12103a' : '#f6f5ff')

      const png = await saved(page, 'png')
      expect(png.name).to.match(/Which.*\.png$/)
      expect(png.bytes.subarray(1, 4).toString()).to.equal('PNG')
      expect(png.bytes.readUInt32BE(16), 'its width').to.equal(1920)
      expect(png.bytes.readUInt32BE(20), 'its height').to.be.within(400, 1400)
      const colours = await page.evaluate(
        async data => {
          const image = await createImageBitmap(await (await fetch(data)).blob())
          const canvas = document.createElement('canvas')
          ;[canvas.width, canvas.height] = [image.width, image.height]
          const brush = canvas.getContext('2d')!
          brush.drawImage(image, 0, 0)
          const { data: pixels } = brush.getImageData(0, 0, image.width, image.height)
          const seen = new Set<number>()
          for (let at = 0; at < pixels.length; at += 4)
            seen.add((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!)
          return seen.size
        },
        await asAddress(page, png.bytes),
      )
      expect(colours, 'different colours').to.be.greaterThan(100)
    })

  it('is taken by a parser of XML whatever was typed, with the texts as texts and nothing that runs', async () => {
    const app = await startApp()
    const page = await openPage(app)
    const pictures = HOSTILE.map(text =>
      chartSvg(
        {
          question: { text, choices: [text, 'b'], kind: 'ballot', results: 'live', right: 'A' },
          rounds: [{ A: 1, B: 2 }],
          care: NO_CARE,
        },
        { withRight: true },
      ),
    )
    const read = await page.evaluate(
      all =>
        all.map(text => {
          const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
          const elements = [...documentElement.querySelectorAll('*')]
          return {
            root: documentElement.localName,
            isBroken: documentElement.querySelector('parsererror') !== null,
            names: [...new Set(elements.map(({ localName }) => localName))],
            attributes: [...new Set(elements.flatMap(element => element.getAttributeNames()))],
          }
        }),
      pictures,
    )
    for (const { root, isBroken, names, attributes } of read) {
      expect([root, isBroken]).to.deep.equal(['svg', false])
      expect(names.join()).to.not.match(/script|image|foreignObject|style|\ba\b/)
      expect(attributes.join()).to.not.match(/\bon|href|style|class/)
    }
  })
})

/** An address of these bytes that the page may fetch: its policy allows its own origin alone. */
async function asAddress(page: Page, bytes: Buffer): Promise<string> {
  const address = new URL('/test-picture', page.url()).href
  await page.route(address, route => route.fulfill({ body: bytes, contentType: 'image/png' }))
  return address
}
