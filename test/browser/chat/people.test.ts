/** Tests names and who is there, as pages show them. */
import { expect } from 'chai'
import { chatWords as words } from '../../../public/chat/words'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { enterChat, linesAre, openChat, talker, write } from '../support/chat'
import { LAPTOP } from '../support/lecture'
import { controlConnection, type ControlledConnection } from '../support/network'
import { inBrowser, openPage, shows } from '../support/pages'

inBrowser('People', () => {
  it('read without a name, and take one to write; a refusal stands beside the field', async () => {
    const app = await startApp()
    await talker(app, 'Bob')
    const page = await openPage(app)
    await openChat(page)
    expect(await page.locator('#chat-text').isVisible()).to.equal(false)
    const field = page.getByLabel(words.yourName)
    for (const [name, code] of [
      ['BOB', 'name-taken'],
      ['Presenter', 'name-reserved'],
      ['...', 'bad-name'],
    ] as const) {
      await field.fill(name)
      await field.press('Enter')
      await shows(page, '#name-refusal', refusalSentences[code])
      expect(await field.getAttribute('aria-invalid')).to.equal('true')
      expect(await field.getAttribute('aria-describedby')).to.equal('name-refusal')
      expect(await field.evaluate(element => element === document.activeElement)).to.equal(true)
    }
    await field.fill('Ann')
    await field.press('Enter')
    await page.locator('#chat-text:focus').waitFor()
  })

  it('take the free name that is offered for one that is taken by one tap, and are shown as they type theirs', async () => {
    const app = await startApp()
    await talker(app, 'Ella')
    await talker(app, 'مهدی‌زاده')
    const page = await openPage(app)
    await openChat(page)
    for (const [typed, free] of [
      ['ella', 'ella 2'],
      ['مهدی‌زاده', 'مهدی‌زاده 2'],
    ] as const) {
      const field = page.getByLabel(words.yourName)
      await field.fill(typed)
      await field.press('Enter')
      await page.getByRole('button', { name: words.takeFree(free) }).click()
      await shows(page, '.as b', free)
      await page.getByRole('button', { name: words.changeName }).click()
      await page.getByRole('button', { name: words.takeFree(free) }).waitFor({ state: 'hidden' })
    }
    for (const name of ['Elia', '👨‍👩‍👧 Иван K.']) {
      await page.getByLabel(words.yourName).fill(name)
      await page.getByLabel(words.yourName).press('Enter')
      await shows(page, '.as b', name)
      await page.getByRole('button', { name: words.changeName }).click()
    }
  })

  it('change their name, give it up, and have it again on the next visit', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await page.getByRole('button', { name: words.changeName }).click()
    await page.getByLabel(words.yourName).press('Escape')
    await page.locator('#chat-text:focus').waitFor()
    await page.getByRole('button', { name: words.changeName }).click()
    await page.getByLabel(words.yourName).fill('Anna')
    await page.getByLabel(words.yourName).press('Enter')
    await shows(page, '.as b', 'Anna')
    await page.reload()
    await openChat(page)
    await shows(page, '.as b', 'Anna')
    await page.getByRole('button', { name: words.changeName }).click()
    await page.getByRole('button', { name: words.releaseName }).click()
    await page.getByRole('button', { name: words.releaseName }).waitFor({ state: 'hidden' })
    await page.reload()
    await openChat(page)
    expect(await page.getByLabel(words.yourName).inputValue()).to.equal('')
    await talker(app, 'Anna') // it is free
  })

  it('are counted as people and listed by name, whoever has one', async () => {
    const app = await startApp()
    const page = await openPage(app, LAPTOP)
    await enterChat(page, 'Ann')
    const second = await openPage(app, { beside: page })
    await openChat(second)
    const bob = await talker(app, 'Bob')
    await openPage(app)
    const opener = page.getByRole('button', { name: words.online(3) })
    await opener.click()
    await page.locator('.person', { hasText: 'Bob' }).waitFor()
    expect(await page.locator('.person > span').allTextContents()).to.deep.equal([
      `Ann (${words.you})`,
      'Bob',
    ])
    await page.getByText(words.nameless(1)).waitFor()
    bob.disconnect()
    await page.locator('.person', { hasText: 'Bob' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: words.online(2) }).press('Escape')
    expect(await page.locator('.drawer').isVisible()).to.equal(false)
    expect(await page.locator('#chat-panel').isVisible()).to.equal(true) // one Escape, one thing
  })

  it('are seen to type, folded, without oneself, and no longer once they have stopped', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    await enterChat(page, 'Ann')
    await page.locator('#chat-text').pressSequentially('many keys')
    const others = await Promise.all(['Bob', 'Cleo', 'Dan', 'Eve'].map(name => talker(app, name)))
    others[0]!.emit('typing')
    await shows(page, '.typing', words.typing(['Bob'], 0))
    for (const other of others.slice(1)) other.emit('typing')
    await shows(page, '.typing', words.typing(['Bob', 'Cleo'], 2))
    expect(await page.locator('.typing').getAttribute('aria-live')).to.equal(null)
    expect(line.sent.filter(frame => frame.includes('"typing"'))).to.have.length(1) // once in three seconds
    await shows(page, '.typing', '')
  })

  it('who join are told in one quiet line that is not kept', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await openChat(page)
    for (const name of ['Bob', 'Cleo']) await talker(app, name)
    await page.locator('.note').waitFor({ timeout: 20_000 }) // after ten seconds of presence
    expect(await page.locator('.note').first().textContent()).to.match(/joined$/)
    await page.locator('#chat-panel').press('Escape')
    await page.reload()
    await enterChat(page, 'Ann')
    await write(page, 'Hello')
    await linesAre(page, ['Hello'])
    expect(await page.locator('.note').count()).to.equal(0)
  })
})
