/** Tests that nothing anybody writes does anything on a page but stand there, whichever field it comes through. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import { connectPresenter } from '../../support/presenter'
import { startApp } from '../../support/app'
import {
  ACTIONS,
  enterChat,
  history,
  lineOf,
  linesAre,
  newKey,
  openChat,
  say,
  allAcknowledged,
  talker,
  write,
} from '../support/chat'
import { openPresenter } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'

const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
const HOSTILE = [
  MARKUP,
  '"><svg onload=document.title=1>',
  'javascript:document.title=1',
  'JaVaScRiPt:document.title=1 data:text/html,<script>1</script>',
  'https://bank.example@evil.example/ http://user:secret@evil.example',
  'https://"onmouseover="document.title=1" x.example',
  '{{constructor.constructor("document.title=1")()}} ${document.title=1}',
]
/** Turns what stands behind it around, with no end. */
const REVERSED = '\u202egnp.exe \u2067 \u0007\u0000'

/** Nothing has run, and nothing is on the page that only markup could have brought. */
async function isHarmless(page: Page): Promise<void> {
  expect(await page.title()).to.match(/^Ask the Audience/)
  expect(
    await page.locator('.chat :is(img, script, svg, iframe, [onerror], [onload], [onmouseover])').count(),
  ).to.equal(0)
  const links = await page
    .locator('.chat a')
    .evaluateAll(found => found.map(link => (link as HTMLAnchorElement).protocol))
  for (const protocol of links) expect(protocol).to.match(/^https?:$/)
}

inBrowser('Hostile words', () => {
  it('stand in lines as they were written, and no link leads anywhere but to the web', async () => {
    const app = await startApp()
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    await enterChat(ann, 'Ann')
    await openChat(bob)
    for (const text of HOSTILE) {
      await write(ann, text)
      await allAcknowledged(ann)
    }
    for (const page of [ann, bob]) {
      await linesAre(page, HOSTILE)
      await isHarmless(page)
    }
    const links = await bob
      .locator('.log a')
      .evaluateAll(found => found.map(link => (link as HTMLAnchorElement).href))
    expect(links).to.deep.equal([]) // not one of them is an honest address
  })

  it('turn nothing around: not a line, not a name, not what stands beside them', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await openChat(page)
    const bob = await talker(app, 'Bob')
    const turned = `Bob ${REVERSED}`.replace(/[\u0000\u0007]/g, '')
    expect(await bob.emitWithAck('takeName', { name: turned })).to.include({ ok: false, code: 'name-signs' })
    await say(bob, `Open ${REVERSED}`)
    await linesAre(page, ['Open gnp.exe'])
    expect(await page.locator('.line .by b').textContent()).to.equal('Bob')
    const cleo = await talker(app, 'אבי') // of itself written from right to left
    await say(cleo, 'שלום')
    const line = lineOf(page, 'שלום')
    expect(await line.locator('.text').evaluate(text => getComputedStyle(text).direction)).to.equal('rtl')
    const [author, time] = [
      await line.locator('.by b').boundingBox(),
      await line.locator('time').boundingBox(),
    ]
    expect(author!.x).to.be.lessThan(time!.x)
  })

  it('stand in names, lists, menus and questions without doing anything', async () => {
    const app = await startApp()
    const page = await openPage(app)
    const evil = '<b onclick=alert(1)>x</b>'
    const bob = await talker(app, evil)
    await enterChat(page, 'Ann')
    await say(bob, 'Hello')
    bob.emit('typing')
    await shows(page, '.typing', words.typing([evil], 0))
    await lineOf(page, 'Hello').getByRole('button', { name: ACTIONS }).click()
    await page.getByRole('button', { name: / here$/ }).click()
    await page.getByRole('button', { name: words.privatelyTo(evil) }).click()
    await shows(page, '.address b', words.privateTo(evil))
    await isHarmless(page)
    const presenter = await openPresenter(app)
    await openChat(presenter)
    await lineOf(presenter, 'Hello').getByRole('button', { name: ACTIONS }).click()
    await presenter.getByRole('button', { name: words.mute(evil) }).click()
    await presenter.getByRole('button', { name: words.yesMute, exact: true }).click()
    await shows(presenter, '#muted-people b', evil)
    await isHarmless(presenter)
  })

  it('stand in private lines and announcements, on pages and on the screen', async () => {
    const app = await startApp()
    const { client } = await connectPresenter(app)
    const page = await openPage(app)
    const screen = await openPage(app, { path: '/screen' })
    await enterChat(page, 'Ann')
    const bob = await talker(app, 'Bob')
    await page.getByRole('button', { name: / here$/ }).click()
    await page.getByRole('button', { name: words.privatelyTo('Bob') }).waitFor()
    const reply = await bob.emitWithAck('openChat', {})
    const to = reply.ok && reply.people.people.find(({ name }) => name === 'Ann')!.id
    await bob.emitWithAck('sayPrivately', { to: String(to), text: MARKUP, key: newKey() })
    await linesAre(page, [MARKUP])
    await client.emitWithAck('announce', { text: MARKUP })
    for (const each of [page, screen]) {
      await shows(each, '#announcement-text', MARKUP)
      await isHarmless(each)
    }
  })

  it('stand in a name that this browser remembers, and in a history that a store brings', async () => {
    const app = await startApp()
    await history(app, 1, MARKUP)
    const page = await openPage(app, {
      prepare: page => page.addInitScript(text => localStorage.setItem('chat-name', text), MARKUP),
    })
    await openChat(page)
    await linesAre(page, [`${MARKUP} 1`])
    expect(await page.getByLabel(words.yourName).inputValue()).to.equal(MARKUP) // too long for a name: asked for
    await isHarmless(page)
  })
})
