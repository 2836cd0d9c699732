/** Slides of other origins in tests: pages that frame the screen, and decks of reveal.js. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { startServer } from '../support/other-servers'

/** The folder of the built reveal.js. */
export const REVEAL = path.dirname(require.resolve('reveal.js'))

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

/** A server of somebody else: this page for every address, and reveal.js. Resolves to its origin. */
export function slidesServer(html: () => string): Promise<string> {
  return startServer(
    createServer(({ url = '/' }, response) => {
      const name = new URL(url, 'http://slides').pathname.slice(1)
      const isPart = ['reveal.js', 'reveal.css', 'reset.css'].includes(name)
      const type = TYPES[path.extname(name)] ?? 'text/html'
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` })
      response.end(isPart ? readFileSync(path.join(REVEAL, name)) : html())
    }),
  )
}

/** A deck with these slides. `plugin`: where this server's plugin is, `parts`: where reveal.js is. */
export function deckOf(slides: string, plugin: string, parts = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Deck</title>
<link rel="stylesheet" href="${parts}reset.css"><link rel="stylesheet" href="${parts}reveal.css"></head>
<body><div class="reveal"><div class="slides">${slides}</div></div>
<script src="${parts}reveal.js"></script><script src="${plugin}"></script>
<script>Reveal.initialize({ hash: true, transition: 'none', plugins: [AskTheAudience] })</script></body></html>`
}

/** The screen on the slide that is up. */
export const onSlide = (page: Page) => page.frameLocator('section.present iframe')
