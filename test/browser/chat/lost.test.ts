/**
 * Tests what becomes of chat messages while the connection is down or the server says no: none lost, none doubled,
 * none cut.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import { refusalSentences, refuse } from '../../../src/core/protocol/refusals'
import { startApp, type TestApp } from '../../support/app'
import {
  enterChat,
  history,
  listen,
  spoken,
  linesAre,
  newKey,
  openChat,
  say,
  scrollTo,
  allAcknowledged,
  talker,
  write,
} from '../support/chat'
import { serverSockets, controlConnection, type ControlledConnection } from '../support/network'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, shows } from '../support/pages'

/** Ends the page's connection, and keeps it off the net until told otherwise. */
async function cut(app: TestApp, page: Page): Promise<void> {
  await page.context().setOffline(true)
  // The page may have noticed by itself.
  serverSockets(app)[0]?.conn.close()
  await connectionIs(page, 'reconnecting')
}

async function comeBack(page: Page): Promise<void> {
  await page.context().setOffline(false)
  await connectionIs(page, 'connected')
}

const keysIn = (frames: string[]): string[] =>
  frames.flatMap(frame => /"chat message",.*"key":"(\w+)"/.exec(frame)?.[1] ?? [])

inBrowser('A line that is lost on the way', () => {
  it('is said once, though its acknowledgement never came', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, {
      async prepare(page) {
        await page.clock.install()
        line = await controlConnection(page)
      },
    })
    await enterChat(page, 'Ann')
    const bob = await talker(app, 'Bob')
    const heard: string[] = []
    bob.on('chat message', text => heard.push(text))
    line.hold()
    await write(page, 'Only once')
    await page.locator('.line.sending').waitFor()
    line.swallow() // the server has it; its word on it is lost
    await page.clock.fastForward(5000)
    await allAcknowledged(page)
    await say(bob, 'Heard you')
    await linesAre(page, ['Only once', 'Heard you'])
    expect(heard).to.deep.equal(['Only once', 'Heard you'])
    await page.reload()
    await openChat(page)
    await linesAre(page, ['Only once', 'Heard you'])
  })

  it('is sent again under the same key, for it may have arrived', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, {
      async prepare(page) {
        await page.clock.install()
        line = await controlConnection(page)
      },
    })
    await enterChat(page, 'Ann')
    const { messages } = serverSockets(app)[0]!.data.room
    const { say: keep } = messages
    const arrived = new Promise<void>(resolve => {
      messages.say = () => {
        resolve()
        return new Promise(() => undefined) // neither kept nor refused
      }
    })
    await write(page, 'Are you there?')
    await arrived
    messages.say = keep
    await page.clock.fastForward(5000)
    await allAcknowledged(page)
    await linesAre(page, ['Are you there?'])
    const keys = keysIn(line.sent)
    expect(keys).to.have.length(2)
    expect(new Set(keys).size).to.equal(1)
  })

  it('waits while there is no connection, says so, and goes out in its turn', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await enterChat(page, 'Ann')
    await cut(app, page)
    await shows(page, '.notice p', words.noLine)
    await write(page, 'first')
    await write(page, 'second')
    await shows(page, '.line.sending:last-child .state', words.waiting)
    await page.locator('#chat-text').fill('a third is being written')
    await comeBack(page)
    await allAcknowledged(page)
    await linesAre(page, ['first', 'second'])
    expect(await page.locator('.notice').isVisible()).to.equal(false)
    expect(await page.locator('#chat-text').inputValue()).to.equal('a third is being written')
    expect(await page.locator('#chat-text:focus').count()).to.equal(1)
    const bob = await talker(app, 'Bob')
    const reply = await bob.emitWithAck('olderLines', { before: 100 })
    expect(reply.ok && reply.lines.map(({ text, name }) => `${name}: ${text}`)).to.deep.equal([
      'Ann: first',
      'Ann: second',
    ])
  })

  it('that is refused is marked with the reason, and its text comes back to be written anew', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    const { messages } = serverSockets(app)[0]!.data.room
    const { say: keep } = messages
    messages.say = () => Promise.resolve(refuse('line-not-kept'))
    await write(page, 'Not today')
    await shows(page, '.line.refused .state', refusalSentences['line-not-kept'])
    await shows(page, '.said', refusalSentences['line-not-kept']) // for ears
    expect(await page.locator('#chat-text').inputValue()).to.equal('Not today')
    messages.say = keep
    await page.locator('#chat-text').press('Enter')
    await allAcknowledged(page)
    await linesAre(page, ['Not today'])
    expect(await page.locator('.line.refused').count()).to.equal(0)
  })

  it('is not lost behind the word on one’s own: what was on its way then is heard, or comes after the gap', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await listen(page, 'Ann')
    const bob = await talker(app, 'Bob')
    const { room } = serverSockets(app)[0]!.data
    const tell = room.toTalkers.bind(room)
    let onItsWay = (): void => undefined
    room.toTalkers = (...args) => void (onItsWay = () => tell(...args))
    await say(bob, 'one')
    room.toTalkers = tell
    await write(page, 'mine')
    await allAcknowledged(page)
    onItsWay()
    await linesAre(page, ['one', 'mine'])
    expect(await spoken(page)).to.deep.equal(['Bob: one'])

    room.toTalkers = () => undefined // goes down with the connection
    await say(bob, 'two')
    room.toTalkers = tell
    await write(page, 'mine again')
    await allAcknowledged(page)
    await cut(app, page)
    await comeBack(page)
    await linesAre(page, ['one', 'mine', 'two', 'mine again'])
    expect(await spoken(page)).to.deep.equal(['Bob: one', 'Bob: two'])
  })

  it('takes nothing along that was missed: after a gap the lines are whole, each once', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await enterChat(page, 'Ann')
    const bob = await talker(app, 'Bob')
    const first = await say(bob, 'one')
    const second = await say(bob, 'two')
    await linesAre(page, ['one', 'two'])
    await cut(app, page)
    await bob.emitWithAck('deleteLine', { seq: second })
    await bob.emitWithAck('chat message', 'three', { key: newKey() })
    await comeBack(page)
    await linesAre(page, ['one', 'three'])
    await cut(app, page)
    await history(app, 150)
    // Also tells the server, which gives what it has just read to others, that its lines are others by now.
    await bob.emitWithAck('deleteLine', { seq: first })
    await comeBack(page)
    const last = Array.from({ length: 100 }, (_nothing, index) => `line ${index + 51}`)
    await linesAre(page, last)
    await scrollTo(page, 0)
    await linesAre(page, ['three', ...Array.from({ length: 150 }, (_nothing, index) => `line ${index + 1}`)])
  })
})
