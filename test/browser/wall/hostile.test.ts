/**
 * Tests that posts harm nobody: their texts stay texts, their links lead where they say, their direction is their
 * own.
 */
import { expect } from 'chai'
import type { Post } from '../../../src/core/protocol/wall'
import { startApp, type TestApp } from '../../support/app'
import { openPresenter } from '../support/lecture'
import { CONNECTION_ERRORS, inBrowser, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { hasPost, HERE, openWall, post, postsAre, rules } from '../support/wall'

const HTML = '<img src=x onerror="document.title=1"><script>document.title=1</script><b>bold</b>'

/** As a server would that trusts whatever a network says. */
function send(app: TestApp, more: Partial<Post>): void {
  const posts: Post[] = [
    { id: 'x:1', network: 'x', author: 'x:1', name: 'Eve', handle: 'eve', text: 'Hello', at: 0, ...more },
  ]
  for (const socket of app.io.sockets.sockets.values())
    socket.emit('posts', { posts, skipped: 0, replaced: [], removed: [] })
}

inBrowser('A hostile post', () => {
  it('is a text, whatever HTML is in it, on the wall and on the presenter’s desk', async () => {
    const app = await startApp(HERE)
    await rules(app, { approve: 'none' })
    const [wall, presenter] = await Promise.all([openWall(app), openPresenter(app)])
    await presenter.locator('#open-wall').click()
    await post(app, ['Ann', HTML])
    await postsAre(wall, [HTML])
    await postsAre(presenter, [HTML], '#wall-moderation .posts')
    for (const page of [wall, presenter]) {
      expect(await page.locator('.post img, .post script, .post .text b').count()).to.equal(0)
      expect(await page.title()).to.not.equal('1')
    }
  })

  it('links to http and https only, says where, and tells no other page where it was opened', async () => {
    const app = await startApp(HERE)
    await rules(app, { approve: 'none' })
    const wall = await openWall(app)
    const text =
      'javascript:alert(1) data:text/html,x https://good.example@evil.example/ http://x.example/a(b) https://'
    await post(app, ['Ann', text])
    await postsAre(wall, [text])
    const links = wall.locator('.post a')
    expect(await links.evaluateAll(all => all.map(a => (a as HTMLAnchorElement).href))).to.deep.equal([
      'http://x.example/a(b)',
    ])
    expect(await links.first().getAttribute('rel')).to.equal('noopener noreferrer nofollow')
    expect(await links.first().getAttribute('target')).to.equal('_blank')
  })

  it('has neither link nor picture where a network names others than http and https', async () => {
    const app = await startApp(HERE)
    const wall = await openWall(app)
    for (const [id, address] of ['javascript:alert(1)', 'data:text/html,x', 'http://', ' '].entries()) {
      send(app, { id: `x:${id}`, text: `post ${id}`, link: address, image: address })
      await hasPost(wall, `post ${id}`)
    }
    expect(await wall.locator('.post a, .post img').count()).to.equal(0)
    await shows(wall, '.post .face', 'E')
  })

  it('turns nothing around that is not its own, whatever directions it names', async () => {
    const app = await startApp(HERE)
    const wall = await openWall(app, { viewport: { width: 700, height: 500 } })
    send(app, { text: 'plain' })
    await hasPost(wall, 'plain')
    const places = () =>
      wall
        .locator('.post')
        .first()
        .locator('.by b, .handle, .from')
        .evaluateAll(all =>
          (all as HTMLElement[]).map(({ tagName, offsetLeft }) => [tagName, offsetLeft] as const),
        )
    const before = await places()
    send(app, { id: 'x:2', name: 'Eve\u202e\u2067', handle: 'eve', text: '\u202e\u2066\u2067turned \u05d0' })
    await hasPost(wall, 'turned')
    const after = await places()
    expect(after.map(([tag]) => tag)).to.deep.equal(before.map(([tag]) => tag))
    expect(after[0]).to.deep.equal(before[0])
    expect(after[2]).to.deep.equal(before[2])
    const handleFirst = await wall.evaluate(() => {
      const [by] = document.querySelectorAll('.post .by')
      return by!.querySelector('b')!.offsetLeft < by!.querySelector<HTMLElement>('.handle')!.offsetLeft
    })
    expect(handleFirst).to.equal(true)
    await shot(wall, 'wall-hostile')
  })

  it('breaks into lines and ends somewhere, however long its words and however many its lines', async () => {
    const app = await startApp(HERE)
    const wall = await openWall(app, { viewport: { width: 320, height: 568 } })
    send(app, { name: 'W'.repeat(60), handle: 'w'.repeat(250), text: 'W'.repeat(1000) })
    await hasPost(wall, 'WWW')
    send(app, { id: 'x:2', text: 'line\n'.repeat(200) })
    await hasPost(wall, 'line')
    expect(await wall.evaluate(() => document.scrollingElement!.scrollWidth)).to.equal(320)
    const heights = await wall.locator('.post').evaluateAll(all => all.map(one => one.clientHeight))
    for (const height of heights) expect(height).to.be.below(700)
  })

  it('has a picture where there is one, and initials where it cannot be had', async () => {
    const app = await startApp(HERE)
    const wall = await openWall(app, { allow: CONNECTION_ERRORS })
    send(app, { name: 'Ann Bell', image: `${app.url}/icon-180.png`, text: 'with a picture' })
    await hasPost(wall, 'with a picture')
    await wall.waitForFunction(() => document.querySelector<HTMLImageElement>('.face img')?.naturalWidth)
    expect(await wall.locator('.face img').getAttribute('alt')).to.equal('')
    send(app, { id: 'x:2', name: 'Ann Bell', image: `${app.url}/nothing.png`, text: 'without' })
    await hasPost(wall, 'without')
    await wall.waitForFunction(() => document.querySelectorAll('.face img').length === 1)
    await shows(wall, '.post .face', 'AB')
  })
})
