/** Tests that colours differ enough where axe cannot see it: behind clipped lozenges, on bars, over a gradient. */
import { expect } from 'chai'
import { startApp } from '../../../support/app'
import { inBrowser, openPage } from '../../support/pages'

type Colour = [number, number, number]

const TEXT = 4.5
const LARGE_OR_LINE = 3
/** A bar has a faint pattern, too: so the text on it needs a little more. */
const BAR_TEXT = 5
/** Letters on caps are large. */
const CAP_LETTER = 3.9

/** `#12103a`, or `184 110 0` as the letters have it. */
function parseColour(text: string): Colour {
  const hex = /^#(..)(..)(..)$/.exec(text)
  const parts = hex ? hex.slice(1).map(part => parseInt(part, 16)) : text.split(' ').map(Number)
  return parts as Colour
}

/** WCAG 2.2: relative luminance, and the ratio of two. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour
    .map(value => value / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const mix = (over: Colour, under: Colour, share: number): Colour =>
  over.map((value, index) => value * share + under[index]! * (1 - share)) as Colour

inBrowser('Colours', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`differ enough, ${colorScheme}`, async () => {
      const app = await startApp()
      const page = await openPage(app, { colorScheme })
      const read = (name: string) =>
        page.evaluate(
          key => getComputedStyle(document.documentElement).getPropertyValue(key).trim(),
          `--${name}`,
        )
      const colour = async (name: string) => parseColour(await read(name))
      const tooFaint: string[] = []
      const check = (what: string, one: Colour, other: Colour, least: number) => {
        const found = ratio(one, other)
        if (!(found >= least)) tooFaint.push(`${what}: ${found.toFixed(2)}, not ${least}`)
      }

      const lozenge = await colour('lozenge')
      const ink = await colour('ink')
      for (const ground of ['base', 'spotlight', 'spotlight-right', 'lozenge']) {
        const behind = await colour(ground)
        for (const text of ['ink', 'soft', 'right'])
          check(`${text} on ${ground}`, await colour(text), behind, TEXT)
        check(`outline on ${ground}`, await colour('outline'), behind, LARGE_OR_LINE)
      }
      for (const ground of ['base', 'lozenge'])
        check(`faded text on ${ground}`, await colour('faded'), await colour(ground), TEXT)
      check('"right" on its tab', await colour('on-right'), await colour('right'), TEXT)
      const chosen = parseFloat(await read('chosen')) / 100
      for (const letter of 'ABCDEFGHIJKL') {
        const own = await colour(letter)
        check(`text on the bar of ${letter}`, ink, mix(own, lozenge, chosen), BAR_TEXT)
        check(`the letter on the cap of ${letter}`, await colour('on-letter'), own, CAP_LETTER)
        check(`the end of the bar of ${letter}`, own, lozenge, LARGE_OR_LINE)
        check(`"yours" on its tab`, lozenge, ink, TEXT)
      }
      expect(tooFaint).to.deep.equal([])
    })
  }
})
