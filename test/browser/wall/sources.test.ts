/**
 * Tests what the wall's page shows of the networks: their posts with who, when and where, and how each network is
 * doing.
 */
import { expect } from 'chai'
import { wallModerationWords as desk } from '../../../public/wall/moderation/words'
import { wallWords as words } from '../../../public/wall/words'
import { FakeJetstream } from '../../fakes/jetstream'
import { startApp } from '../../support/app'
import { appWith } from '../../support/wall-app'
import { inspect } from '../support/axe'
import { openPresenter } from '../support/lecture'
import { inBrowser, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { openWall, post, postsAre, PROJECTOR, rules, search } from '../support/wall'

const ANA = 'did:plc:ana000000000000000000000'
/** Nobody listens there. */
const NOWHERE = { BLUESKY_STREAMS: 'ws://127.0.0.1:9', BLUESKY_PROFILES: 'http://127.0.0.1:9' }

async function jetstream(): Promise<FakeJetstream> {
  const fake = await FakeJetstream.start()
  fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana Almeida' })
  return fake
}

inBrowser('The wall and its networks', () => {
  it('shows a post of Bluesky with name, handle, time and a link to it; edits and deletes follow', async () => {
    const fake = await jetstream()
    const wall = await openWall(await appWith(fake))
    await shows(wall, '#sources li.idle', words.source({ network: 'bluesky', state: 'idle' }, undefined))
    await search(wall, 'event loop')
    await wall.locator('#sources li.connected', { hasText: 'Bluesky' }).waitFor()
    await shows(wall, '#nothing', words.nothingYet('event loop'))
    const rkey = fake.post(ANA, 'The event loop, at last')
    fake.post(ANA, 'Something else')
    await postsAre(wall, ['The event loop, at last'])
    await shows(wall, '.post .by b', 'Ana Almeida')
    await shows(wall, '.post .handle', '@ana.example.org')
    await shows(wall, '.post .face', 'AA')
    const link = wall.locator('.post .from a')
    expect(await link.getAttribute('href')).to.equal(`https://bsky.app/profile/${ANA}/post/${rkey}`)
    expect(await link.getAttribute('rel')).to.contain('noopener')
    expect(await link.textContent()).to.match(/^Bluesky · \d/)
    fake.edit(ANA, rkey, 'The event loop, again')
    await postsAre(wall, ['The event loop, again'])
    fake.delete(ANA, rkey)
    await postsAre(wall, [])
  })

  it('hides replies until the presenter shows them, and has what waits approved before the room sees it', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    await rules(app, { term: 'loop', approve: 'all' })
    const wall = await openWall(app)
    const presenter = await openPresenter(app)
    await presenter.locator('#open-wall').click()
    await presenter.locator('.sources .connected', { hasText: 'Bluesky' }).waitFor()
    const reply = { root: { uri: 'at://x/y/z', cid: 'c' }, parent: { uri: 'at://x/y/z', cid: 'c' } }
    fake.post(ANA, 'a loop in reply', { reply })
    fake.post(ANA, 'a loop by itself')
    await presenter.getByRole('button', { name: desk.approve }).click()
    await postsAre(wall, ['a loop by itself'])
    await rules(app, { replies: true, approve: 'none' })
    fake.post(ANA, 'a second loop in reply', { reply })
    await postsAre(wall, ['a second loop in reply', 'a loop by itself'])
    await shows(wall, '.post .from', /a reply$/)
  })

  it('says which network cannot be reached and when it is tried again, and shows the room’s posts meanwhile', async () => {
    const app = await startApp(NOWHERE)
    await rules(app, { approve: 'none', term: 'loop' })
    const wall = await openWall(app)
    await shows(wall, '#sources .trouble', /^Bluesky cannot be reached; trying again (now|in \d+ s)$/)
    await post(app, ['Ann', 'no loop without me'])
    await postsAre(wall, ['no loop without me'])
    await inspect(wall, 'trouble')
    await shot(wall, 'wall-trouble')
    const screen = await openWall(app, { ...PROJECTOR, path: '/wall?screen' })
    await screen.locator('#sources .retrying').waitFor()
    await shot(screen, 'wall-screen-trouble')
  })

  it('says that a network needs a key, or is asked once somebody searches', async () => {
    const app = await startApp({ WALL_SOURCES: 'room,x,bluesky', ...NOWHERE })
    const wall = await openWall(app)
    await shows(
      wall,
      '#sources .needs-key',
      words.source({ network: 'x', state: 'needs-key', reason: 'no-key' }, undefined),
    )
    await shows(wall, '#sources .idle', words.source({ network: 'bluesky', state: 'idle' }, undefined))
    await inspect(wall, 'needs a key')
  })

  it('searches nothing, and offers nothing to search, where WALL_SEARCH is off or the presenter’s', async () => {
    for (const WALL_SEARCH of ['off', 'presenter']) {
      const app = await startApp({ ...NOWHERE, WALL_SEARCH })
      const wall = await openWall(app)
      expect(await wall.locator('#search').isVisible()).to.equal(false)
      await wall.goto(`${app.url}/wall?term=loop`)
      await shows(wall, '#term', words.thisRoom)
      const presenter = await openPresenter(app)
      await presenter.locator('#open-wall').click()
      const hint = WALL_SEARCH === 'off' ? desk.searchIsOff : desk.searchingNothing
      await shows(presenter, '.wall-search .hint', hint)
      expect(await presenter.getByLabel(desk.roomTerm).isVisible()).to.equal(WALL_SEARCH === 'presenter')
    }
  })
})
