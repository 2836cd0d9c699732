/** The dashboard and the alerts of the docs: what they ask for is what a real server tells. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { startApp } from '../../support/app'
import { ROOT } from '../../support/imports'
import { METRICS_TOKEN, scrape } from './scrape'

interface Panel {
  id: number
  title: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets: { refId: string; expr: string }[]
}
interface Dashboard {
  panels: Panel[]
  templating: { list: { name: string; query: unknown }[] }
}

const read = (name: string) => readFileSync(path.join(ROOT, 'docs', name), 'utf8')
const dashboard = JSON.parse(read('grafana.json')) as Dashboard
const operations = read('operations.md')
const section = /^## Metrics$(.*?)^## /ms.exec(operations)![1]!

/** The names of metrics in a text; a histogram by the name of its family. */
function namesIn(text: string): Set<string> {
  const found = text.match(/\b(ask|process|nodejs)_[a-z\d_]*[a-z\d]/g) ?? []
  return new Set(found.map(name => name.replace(/_(bucket|sum|count)$/, '')))
}

const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

describe('The dashboard', () => {
  it('asks for metrics that a server tells only, as do the alerts and the table', async () => {
    const { names } = await scrape(await startApp({ METRICS_TOKEN }))
    const variables = JSON.stringify(dashboard.templating.list)
    for (const [where, text] of [
      ['grafana.json', expressions.join('\n')],
      ['its variables', variables],
      ['operations.md', section],
    ] as const) {
      const asked = namesIn(text)
      expect(asked.size, where).to.be.greaterThan(0)
      for (const name of asked) expect([...names], `${where}: ${name}`).to.include(name)
    }
  })

  it('shows every metric of our own, and the docs say what each means', async () => {
    const { names } = await scrape(await startApp({ METRICS_TOKEN }))
    const own = [...names].filter(name => name.startsWith('ask_'))
    expect(own.length).to.be.greaterThan(8)
    expect([...namesIn(expressions.join('\n'))]).to.include.members(own)
    for (const name of own) expect(section).to.include(`| \`${name}`)
  })

  it('has labels that the metrics have, and ranges where a counter is asked for', () => {
    for (const expr of expressions) {
      expect(expr).to.match(/instance=~"\$instance"/)
      for (const [, name] of expr.matchAll(/(\w+_(?:total|bucket|count))\b/g))
        expect(expr, name).to.match(/(rate|increase)\(/)
      let depth = 0
      for (const sign of expr.replace(/[^()[\]{}]/g, '')) depth += '([{'.includes(sign) ? 1 : -1
      expect(depth, expr).to.equal(0)
    }
  })

  it('has panels that do not lie over each other, each with an id of its own', () => {
    const { panels } = dashboard
    expect(new Set(panels.map(({ id }) => id)).size).to.equal(panels.length)
    for (const [index, { title, gridPos: one }] of panels.entries()) {
      expect(one.x + one.w, title).to.be.at.most(24)
      for (const { gridPos: other, title: next } of panels.slice(index + 1)) {
        const apart =
          one.x + one.w <= other.x ||
          other.x + other.w <= one.x ||
          one.y + one.h <= other.y ||
          other.y + other.h <= one.y
        expect(apart, `${title}, ${next}`).to.equal(true)
      }
    }
  })
})
