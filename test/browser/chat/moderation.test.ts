/**
 * Tests what the presenter's page does about the chat: deleting, muting, switching, transcripts; and what others see
 * of it.
 */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { chatWords as words } from '../../../public/chat/words'
import { presenterWords } from '../../../public/presenter/words'
import { refusalSentences, refuse } from '../../../src/core/protocol/refusals'
import { openRoom } from '../../support/presenter'
import { startApp } from '../../support/app'
import { ACTIONS, enterChat, lineOf, linesAre, openChat, allAcknowledged, write } from '../support/chat'
import { openChatSettings, openPresenter } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'

inBrowser('The presenter and the talk', () => {
  it('speak as the presenter, without having to take a name, and delete anybody’s line', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await openChat(presenter)
    await write(page, 'Something rude')
    await write(presenter, 'Please be kind')
    await linesAre(page, ['Something rude', 'Please be kind'])
    expect(await lineOf(page, 'Please be kind').locator('.by b').textContent()).to.equal(words.presenter)
    await lineOf(presenter, 'Something rude').getByRole('button', { name: ACTIONS }).click()
    await presenter.getByRole('button', { name: words.deleteLine, exact: true }).click()
    await presenter.getByRole('button', { name: words.yesDelete }).click()
    for (const each of [page, presenter]) await linesAre(each, ['Please be kind'])
  })

  it('wear a badge beside a name of their own', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    await openChat(presenter)
    await presenter.getByRole('button', { name: words.changeName }).click()
    await presenter.getByLabel(words.yourName).fill('Dr Bright')
    await presenter.getByRole('button', { name: words.takeName }).click()
    await write(presenter, 'Hello')
    await allAcknowledged(presenter)
    const page = await openPage(app)
    await openChat(page)
    await shows(page, '.line .by b', 'Dr Bright')
    await shows(page, '.line .badge', words.presenter)
    await presenter.getByRole('button', { name: words.changeName }).click()
    await presenter.getByRole('button', { name: words.releaseName }).click()
    await shows(presenter, '.as b', words.presenter)
  })

  it('mute a person, who is told and can read on, also after a reload and under a new name', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await write(page, 'Something rude')
    await openChat(presenter)
    await lineOf(presenter, 'Something rude').getByRole('button', { name: ACTIONS }).click()
    await presenter.getByRole('button', { name: words.mute('Ann') }).click()
    await presenter.getByRole('button', { name: words.yesMute, exact: true }).click()
    await shows(presenter, '.said', words.hasMuted('Ann'))
    await shows(page, '.notice p', words.muted)
    expect(await page.locator('.foot').isVisible()).to.equal(false)
    await write(presenter, 'Read this')
    await linesAre(page, ['Something rude', 'Read this'])
    await page.reload()
    await page.locator('#chat').click()
    await shows(page, '.notice p', words.muted)
    await linesAre(page, ['Something rude', 'Read this'])
    await openChatSettings(presenter)
    await presenter
      .getByRole('button', { name: presenterWords.ofQuestion(presenterWords.unmute, 'Ann') })
      .click()
    await says(presenter, presenterWords.unmutedPerson('Ann'))
    await presenter.locator('#muted').waitFor({ state: 'hidden' })
    await shows(page, '.said', words.unmuted)
    await write(page, 'Thank you')
    await linesAre(page, ['Something rude', 'Read this', 'Thank you'])
  })

  it('switch the chat off and on: open panels say so, buttons go and come, and nothing is lost', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    await enterChat(ann, 'Ann')
    await write(ann, 'Before')
    await ann.locator('#chat-text').fill('half a line')
    await openChatSettings(presenter)
    await presenter.locator('#switch-chat').uncheck()
    await shows(ann, '.notice p', words.chatOff)
    await bob.locator('#chat').waitFor({ state: 'hidden' })
    expect(await ann.locator('.foot').isVisible()).to.equal(false)
    await openChat(presenter)
    await shows(presenter, '.notice p', words.chatOffForAudience)
    await write(presenter, 'While it was off')
    await presenter.getByRole('button', { name: words.switchOn }).click()
    await bob.locator('#chat').waitFor()
    await linesAre(ann, ['Before', 'While it was off'])
    expect(await ann.locator('#chat-text').inputValue()).to.equal('half a line')
    expect(await presenter.locator('#switch-chat').isChecked()).to.equal(true)
  })

  it('save the transcript as text and as JSON, in the house room and in another', async () => {
    const app = await startApp()
    const { code, presenterKey: key } = await openRoom(app)
    for (const [path, options] of [
      ['', {}],
      [`${code}-`, { path: `/r/${code}/present`, key }],
    ] as const) {
      const presenter = await openPresenter(app, options)
      await openChat(presenter)
      await write(presenter, 'For the record')
      await allAcknowledged(presenter)
      await openChatSettings(presenter)
      for (const [button, file] of [
        [presenterWords.transcriptText, 'transcript.txt'],
        [presenterWords.transcriptJson, 'transcript.json'],
      ] as const) {
        const saved = presenter.waitForEvent('download')
        await presenter.getByRole('button', { name: button }).click()
        const download = await saved
        expect(download.suggestedFilename()).to.equal(path + file)
        expect(readFileSync(await download.path(), 'utf8')).to.contain('For the record')
        await says(presenter, presenterWords.saved(path + file))
      }
    }
  })

  it('are told that a file was saved, for ten seconds', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app, { prepare: page => page.clock.install() })
    await openChat(presenter)
    await openChatSettings(presenter)
    const saved = presenter.waitForEvent('download')
    await presenter.getByRole('button', { name: presenterWords.transcriptText }).click()
    await saved
    await says(presenter, presenterWords.saved('transcript.txt'))
    await presenter.clock.fastForward(9000)
    await says(presenter, presenterWords.saved('transcript.txt'))
    await presenter.clock.fastForward(1500)
    await says(presenter, '')
  })

  it('switch private lines and reminders on, and tell why a switch stays where it was', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    await openChatSettings(presenter)
    const reminders = presenter.locator('#switch-host')
    await reminders.check()
    await says(presenter, presenterWords.switched.on)
    const { room } = [...app.io.sockets.sockets.values()][0]!.data
    room.change = () => Promise.resolve(refuse('not-recorded'))
    await presenter.locator('#switch-private').click()
    await says(presenter, refusalSentences['not-recorded'])
    expect(await presenter.locator('#switch-private').isChecked()).to.equal(true)
  })
})
