/** Links in lines: where an address ends, in sentences of any script. */
import { expect } from 'chai'
import { startApp } from '../../support/app'
import { openChat, say, talker } from '../support/chat'
import { inBrowser, openPage } from '../support/pages'

/** A text, and the addresses that are links in it. */
const CASES: readonly (readonly [string, ...string[]])[] = [
  ['看 https://example.com/a。谢谢', 'https://example.com/a'],
  ['（https://example.com）', 'https://example.com'],
  ['看https://example.com/b，好！', 'https://example.com/b'],
  ['「https://example.com/c」『https://example.com/d』', 'https://example.com/c', 'https://example.com/d'],
  [
    'هل https://example.com/e؟ و https://example.com/f، نعم',
    'https://example.com/e',
    'https://example.com/f',
  ],
  ['‹https://example.com/g› «https://example.com/h»', 'https://example.com/g', 'https://example.com/h'],
  ['देखो https://example.com/i। ठीक', 'https://example.com/i'],
  [
    '(https://en.wikipedia.org/wiki/Tree_(graph_theory)).',
    'https://en.wikipedia.org/wiki/Tree_(graph_theory)',
  ],
  ['https://en.wikipedia.org/wiki/Tree_(graph_theory)', 'https://en.wikipedia.org/wiki/Tree_(graph_theory)'],
  ['[x](https://example.com/j)k', 'https://example.com/j'],
  ['https://example.com/l/?a=[1]&b=2#c/', 'https://example.com/l/?a=[1]&b=2#c/'],
  ['https://ja.wikipedia.org/wiki/日本語、と', 'https://ja.wikipedia.org/wiki/日本語'],
  ['https://münchen.example/straße!', 'https://münchen.example/straße'],
  ['https://例え.example/。', 'https://例え.example/'],
  ['See https://example.com/m...', 'https://example.com/m'],
  ['http://[::1]:3000/n)', 'http://[::1]:3000/n'],
]

inBrowser('A link in a line', () => {
  it('ends before the punctuation of the sentence around it, whatever its script', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const page = await openPage(app)
    await openChat(page)
    for (const [index, [text]] of CASES.entries()) await say(await talker(app, `Ana ${index}`), text)
    const lines = page.locator('.log .line .text')
    await lines.nth(CASES.length - 1).waitFor()
    for (const [index, [text, ...links]] of CASES.entries()) {
      expect(await lines.nth(index).textContent()).to.equal(text)
      expect(await lines.nth(index).locator('a').allTextContents(), text).to.deep.equal(links)
    }
  })
})
