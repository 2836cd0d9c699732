/** Tests that a presenter decides on posts by keys alone, and that every screen follows. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { blockedWords as listed } from '../../../public/shared/blocked-words/words'
import { wallModerationWords as words } from '../../../public/wall/moderation/words'
import { startApp, type TestApp } from '../../support/app'
import { openPresenter } from '../support/lecture'
import { inBrowser, says, shows } from '../support/pages'
import { HERE, openWall, post, poster, postsAre, rules } from '../support/wall'

const WAITING = '#wall-moderation h3 ~ .posts:nth-of-type(1)'
const SHOWN = '#wall-moderation h3 ~ .posts:nth-of-type(2)'

async function openDesk(app: TestApp): Promise<Page> {
  const presenter = await openPresenter(app)
  await presenter.locator('#open-wall').click()
  await presenter.getByText(words.searchingNothing).waitFor()
  return presenter
}

/** The text of the post that has the focus. */
const focusedPost = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('.post')?.querySelector('.text')?.textContent)

inBrowser('The wall’s desk', () => {
  it('takes one key a post: approve, reject, pin; the focus goes on to the next', async () => {
    const app = await startApp(HERE)
    const [presenter, wall] = await Promise.all([openDesk(app), openWall(app)])
    await post(app, ['Ann', 'one'], ['Bob', 'two'], ['Cid', 'three'], ['Dan', 'four'])
    await postsAre(presenter, ['one', 'two', 'three', 'four'], WAITING)
    await presenter.getByRole('button', { name: words.approve }).first().focus()
    await presenter.keyboard.press('a')
    await says(presenter, words.left(words.approved, 3))
    expect(await focusedPost(presenter)).to.equal('two')
    await presenter.keyboard.press('ArrowDown')
    expect(await focusedPost(presenter)).to.equal('three')
    await presenter.keyboard.press('r')
    await says(presenter, words.left(words.rejected, 2))
    expect(await focusedPost(presenter)).to.equal('four')
    await presenter.keyboard.press('ArrowUp')
    await presenter.keyboard.press('p')
    await says(presenter, words.left(words.pinnedNow, 1))
    expect(await focusedPost(presenter)).to.equal('four')
    await presenter.keyboard.press('A')
    await says(presenter, words.left(words.approved, 0))
    expect(await presenter.evaluate(() => document.activeElement?.textContent)).to.equal(
      words.waitingTitle(0),
    )
    await postsAre(wall, ['two', 'four', 'one'])
    await shows(wall, '#posts .post.pinned .text', 'two')
    await shows(presenter, '#wall-waiting', '')
  })

  it('takes quick keys in turn, one post each, without waiting for an answer', async () => {
    const app = await startApp(HERE)
    const [presenter, wall] = await Promise.all([openDesk(app), openWall(app)])
    await post(app, ['Ann', 'one'], ['Bob', 'two'], ['Cid', 'three'])
    await postsAre(presenter, ['one', 'two', 'three'], WAITING)
    await presenter.getByRole('button', { name: words.approve }).first().focus()
    await presenter.keyboard.type('ara')
    await postsAre(wall, ['three', 'one'])
    await shows(presenter, '#wall-waiting', '')
  })

  it('lets other keys be: with Ctrl, and in a field', async () => {
    const app = await startApp(HERE)
    const presenter = await openDesk(app)
    await post(app, ['Ann', 'one'])
    await postsAre(presenter, ['one'], WAITING)
    await presenter.getByRole('button', { name: words.approve }).focus()
    await presenter.keyboard.press('Control+r')
    await presenter.keyboard.press('x')
    await presenter.getByLabel(words.roomTerm).fill('')
    await presenter.keyboard.type('para')
    await presenter.keyboard.press('Enter')
    await says(presenter, words.changed)
    await postsAre(presenter, ['one'], WAITING)
  })

  it('takes posts off every screen, and pins and unpins what is shown, by one key each', async () => {
    const app = await startApp(HERE)
    await rules(app, { approve: 'none' })
    const [presenter, wall] = await Promise.all([openDesk(app), openWall(app)])
    await post(app, ['Ann', 'one'], ['Bob', 'two'], ['Cid', 'three'])
    await postsAre(presenter, ['three', 'two', 'one'], SHOWN)
    const button = (name: string, of: string) =>
      presenter.getByRole('button', { name: new RegExp(`^${name}.*${of}`) })
    await button(words.pin, 'Ann').focus()
    await presenter.keyboard.press('p')
    await says(presenter, words.pinnedNow)
    await postsAre(wall, ['one', 'three', 'two'])
    await button(words.unpin, 'Ann').focus()
    await presenter.keyboard.press('p')
    await says(presenter, words.unpinned)
    await postsAre(wall, ['three', 'two', 'one'])
    await button(words.takeOff, 'Bob').focus()
    await presenter.keyboard.press('r')
    await says(presenter, words.takenOff)
    await postsAre(wall, ['three', 'one'])
    await postsAre(presenter, ['three', 'one'], SHOWN)
  })

  it('blocks an author and a word at once, and lets both back in', async () => {
    const app = await startApp(HERE)
    await rules(app, { approve: 'none' })
    const [presenter, wall] = await Promise.all([openDesk(app), openWall(app)])
    const [ann, bob] = await Promise.all([poster(app, 'Ann'), poster(app, 'Bob')])
    await ann('kind words')
    await bob('buy my book')
    await postsAre(wall, ['buy my book', 'kind words'])
    await presenter.getByRole('button', { name: new RegExp(`^${words.block}.*Bob`) }).focus()
    await presenter.keyboard.press('b')
    await says(presenter, words.blocked('Bob'))
    await postsAre(wall, ['kind words'])
    expect(await presenter.locator('#black').getAttribute('aria-pressed'), 'B is a key of the post').to.equal(
      'false',
    )
    await presenter.locator('#wall-moderation details summary').click()
    await presenter.locator('#wall-word').fill('spam')
    await presenter.keyboard.press('Enter')
    await says(presenter, listed.blocked('spam'))
    expect(await ann('not SPÁM at all').catch((error: Error) => error.message)).to.include('not allowed')
    await presenter.getByRole('button', { name: `${words.unblock} spam` }).click()
    await says(presenter, listed.unblocked('spam'))
    await presenter.getByRole('button', { name: `${words.unblock} Bob` }).click()
    await says(presenter, words.unblocked('Bob'))
    await bob('I am back')
    await postsAre(wall, ['I am back', 'kind words'])
  })

  it('changes the rules for every presenter, and shows what was refused as it is', async () => {
    const app = await startApp(HERE)
    const [one, other] = await Promise.all([openDesk(app), openDesk(app)])
    for (const page of [one, other]) await page.locator('#wall-moderation details summary').click()
    await one.getByLabel(words.switches.replies.text).check()
    await one.getByLabel(words.approveHow.all.text).check()
    await one.getByLabel(words.languages).fill('de, en-GB')
    await one.keyboard.press('Enter')
    await other.waitForFunction(() => {
      const field = (name: string) => document.querySelector<HTMLInputElement>(`[name=${name}]:checked`)
      return field('wall-replies') && field('wall-approve')!.value === 'all'
    })
    await other.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#wall-languages')!.value === 'de, en-GB',
    )
    const { room } = [...app.io.sockets.sockets.values()][0]!.data
    room.change = () => Promise.resolve({ ok: false, code: 'not-recorded', message: '' })
    await one.getByLabel(words.switches.bots.text).click()
    await one.waitForFunction(() => !document.querySelector<HTMLInputElement>('[name=wall-bots]')!.checked)
  })

  it('keeps a choice in sight while it is on its way, whatever else changes meanwhile', async () => {
    const app = await startApp(HERE)
    const [one, other] = await Promise.all([openDesk(app), openDesk(app)])
    for (const page of [one, other]) await page.locator('#wall-moderation details summary').click()
    const { room } = [...app.io.sockets.sockets.values()][0]!.data
    const change = room.change.bind(room)
    let arrived!: () => void
    let goOn!: () => void
    const isWaiting = new Promise<void>(resolve => (arrived = resolve))
    const mayGoOn = new Promise<void>(resolve => (goOn = resolve))
    room.change = async decide => {
      room.change = change
      arrived()
      await mayGoOn
      return change(decide)
    }
    await one.getByLabel(words.approveHow.all.text).check()
    await isWaiting
    await other.getByLabel(words.switches.bots.text).check()
    // The other's change has come, and the own one is not answered yet.
    await one.locator('[name=wall-bots]:checked').waitFor()
    expect(await one.getByLabel(words.approveHow.all.text).isChecked()).to.equal(true)
    goOn()
    await other.locator('[name=wall-approve][value=all]:checked').waitFor()
    await says(one, words.changed)
    expect(await one.getByLabel(words.approveHow.all.text).isChecked()).to.equal(true)
  })

  it('counts what waits from the first moment, also while its section is closed', async () => {
    const app = await startApp(HERE)
    await post(app, ['Ann', 'one'])
    const presenter = await openPresenter(app)
    await shows(presenter, '#wall-waiting', '1 to approve')
    await post(app, ['Bob', 'two'])
    await shows(presenter, '#wall-waiting', '2 to approve')
    await presenter.locator('#open-wall').click()
    for (const left of [1, 0]) {
      await presenter.getByRole('button', { name: words.approve }).first().click()
      await says(presenter, words.left(words.approved, left))
    }
    await post(app, ['Cid', 'three'])
    await says(presenter, words.waitsNow)
  })
})
