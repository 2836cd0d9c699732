/** Tests the address to type, large on the projector: it gets smaller before it breaks, and breaks only after `/ . :`. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openRoom } from '../../support/presenter'
import { startApp } from '../../support/app'
import { resize, settled } from '../support/fit'
import { inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'

const SIZES = [
  [1024, 768],
  [1280, 800],
  [1280, 720],
  [1920, 1080],
] as const
/** Hosts as a laptop has them, the longest address of IPv4, and one that no line has room for. */
const HOSTS = {
  'http://192.168.178.23:3000': /^192\.168\.178\.23:3000$/,
  'http://192.168.178.123:30000': /^192\.168\.178\.123:30000$/,
  'http://umfragen.rechenzentrum.hochschule-musterstadt.example:3000': /^umfragen/,
}
/** The least that a whole lecture hall reads, as a share of the height. */
const LEAST = 0.05

/** The lines in which the address stands, and its letters' share of the height. */
const linesOf = (page: Page) =>
  page.locator('.join-picture .typed-address').evaluate(address => {
    const lines = new Map<number, string>()
    const walker = document.createTreeWalker(address, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      for (let place = 0; place < node.length; place++) {
        range.setStart(node, place)
        range.setEnd(node, place + 1)
        const top = Math.round(range.getBoundingClientRect().top)
        lines.set(top, (lines.get(top) ?? '') + node.data[place])
      }
    }
    return {
      lines: [...lines.values()],
      share: parseFloat(getComputedStyle(address).fontSize) / innerHeight,
      isWide: address.scrollWidth > address.clientWidth + 1,
    }
  })

inBrowser('The address on the projector', () => {
  for (const [url, whole] of Object.entries(HOSTS))
    it(`is whole, or breaks after a dot, a colon or a slash: ${url}`, async () => {
      const app = await startApp({ PUBLIC_URL: url })
      const { code } = await openRoom(app)
      for (const path of ['/screen', `/r/${code}/screen`]) {
        const screen = await openPage(app, { path, viewport: { width: 1920, height: 1200 } })
        await shows(screen, '.join-picture .typed-address', new RegExp(whole.source.replace('$', '')))
        for (const [width, height] of SIZES) {
          await resize(screen, width, height)
          await settled(screen)
          const { lines, share, isWide } = await linesOf(screen)
          await shot(screen, `address-${width}-${height}-${new URL(url).hostname}-${path.length}`)
          const state = `${width} x ${height}, ${path}: ${lines.join(' | ')}, ${(share * 100).toFixed(1)} %`
          expect(isWide, state).to.equal(false)
          for (const line of lines.slice(0, -1)) expect(line, state).to.match(/[/.:]$/)
          // Where it stands on one line in letters that are read from afar, it does.
          if (path === '/screen' && /^http:..\d/.test(url)) expect(lines, state).to.have.length(1)
          if (/^http:..\d/.test(url)) expect(share, state).to.be.at.least(LEAST)
        }
        await screen.close()
      }
    })
})
