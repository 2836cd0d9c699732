/** Inspects a page by axe: WCAG 2.2 A and AA, and its best practices. */
import type { AxeResults } from 'axe-core'
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { settled } from './fit'

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The ways in which people see a page. */
export const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
} as const

/** Fails with what axe finds. Evaluated, not loaded: the page's policy allows no foreign script. */
export async function inspect(page: Page, what: string): Promise<void> {
  await settled(page)
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })`,
  )
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id} (${help}): ${node.html} ${node.failureSummary}`),
  )
  expect(found, what).to.deep.equal([])
}
