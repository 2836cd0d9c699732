/** Tests that every text of the audience's page can be read, in each of its states, at every size and text scale. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { words } from '../../../../public/shared/words'
import { connectPresenter, openRoom, question } from '../../../support/presenter'
import { startApp } from '../../../support/app'
import { newTab, openTab } from '../../../support/clients'
import { measuring } from '../../support/measuring'
import { asTab, controlConnection, serverSockets, type ControlledConnection } from '../../support/network'
import { CONNECTION_ERRORS, connectionIs, inBrowser, openPage, says, shows, vote } from '../../support/pages'
import { crowd } from '../../support/rooms'
import { textFaults } from '../../support/text-boxes'

const ASKED = question({
  text: 'Which of these statements blocks the event loop of a server, so that nobody else is answered?',
  choices: ['await fetch(address)', 'while (queue.length > 0) work()', 'setTimeout(answerEverybody, 0)', ''],
  kind: 'hands',
  results: 'hidden',
  right: 'B',
  explanation: 'It never gives the thread back before the queue is empty.',
})

inBrowser('Every text can be read', () => {
  it('while people come and vote: joining, live, sending, without a connection, reworded, announced', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'close' })
    let line!: ControlledConnection
    const prepare = async (page: Page) => (line = await controlConnection(page))
    const page = await openPage(app, { prepare, allow: CONNECTION_ERRORS })
    const { found, measure } = measuring(page)
    await says(page, words.beforeFirst)
    await measure('joining')
    await presenter.does({ name: 'ask', question: ASKED })
    await crowd(app)
    await says(page, words.tapAnswer)
    await measure('voting')
    line.hold()
    await page.locator('#B').click()
    await says(page, words.sending('B'))
    await measure('sending')
    line.release()
    await says(page, words.recorded('B'))
    const { text, choices } = ASKED
    await presenter.does({ name: 'reword', text: `${text} Take one.`, choices, explanation: '' })
    await presenter.does({ name: 'setTimer', seconds: 600 })
    await shows(page, '#notes', words.reworded)
    await shows(page, '#countdown', /^\d+:\d\d$/)
    await measure('recorded, reworded, with a countdown')
    await presenter.client.emitWithAck('announce', { text: 'We go on in five minutes, in the large hall.' })
    await page.locator('#announcement-text:not(:empty)').waitFor()
    await measure('announced')
    await presenter.does({ name: 'ask', question: { ...ASKED, results: 'live' } })
    await crowd(app)
    await vote(page, 'A')
    await page.locator('#choices[data-figures=one]').waitFor()
    await measure('live, announced')
    await page.context().setOffline(true)
    for (const socket of serverSockets(app)) socket.conn.close()
    await connectionIs(page, 'reconnecting')
    await page.locator('#C').click()
    await says(page, words.keptTap('C'))
    await measure('kept without a connection')
    expect(found).to.deep.equal([])
  })

  it('after the votes: closed, shown, revealed, two rounds, earlier results, the end of the lesson', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const page = await openPage(app)
    const { found, measure } = measuring(page)
    const isDone = async (command: 'close' | 'show' | 'reveal' | 'again', selector: string, text: string) => {
      await presenter.does({ name: command })
      await shows(page, selector, text)
    }
    await presenter.does({ name: 'ask', question: ASKED })
    await crowd(app)
    await isDone('close', '#status-message', words.closed)
    await isDone('show', '#status-message', words.results)
    await isDone('reveal', '#headline', words.wasRight('B'))
    await measure('revealed, without a vote')
    await presenter.does({ name: 'ask', question: ASKED })
    await crowd(app, 'ABBBBCC')
    await vote(page, 'B')
    await isDone('close', '#status-message', `${words.closed} ${words.youSaid(['B'])}`)
    await measure('closed, hidden')
    await isDone('show', '#status-message', `${words.results} ${words.youSaid(['B'])}`)
    await measure('shown')
    await presenter.does({ name: 'reveal' })
    await shows(page, '#headline', /^Right!/)
    await measure('revealed, right')
    await isDone('again', '#status-message', `${words.askedAgain} ${words.tapAnswer}`)
    await vote(page, 'A')
    await presenter.does({ name: 'close' })
    await isDone('show', '#status-message', `${words.results} ${words.youSaid(['B', 'A'])}`)
    await measure('two rounds')
    await isDone('reveal', '#headline', words.notThisTime + words.wasRight('B'))
    await measure('two rounds, revealed, wrong')
    await presenter.does({ name: 'hands' })
    const [last, first] = presenter.lectern().results
    await presenter.does({ name: 'showAgain', id: first!.id })
    await shows(page, '#notes', /^An earlier result/)
    await measure('an earlier result')
    await presenter.does({ name: 'showAgain', id: last!.id, beside: first!.id })
    await page.locator('#choices[data-figures=two]').waitFor()
    await measure('two results side by side')
    await presenter.does({ name: 'finish' })
    await page.locator('#closing').waitFor()
    await measure('the end of the lesson')
    expect(found).to.deep.equal([])
  })

  it('where there is nothing to vote on: another tab has taken over, the room has ended', async () => {
    const app = await startApp()
    const tab = newTab()
    const displaced = await openPage(app, { prepare: asTab(tab) })
    await openTab(app, { tab })
    await connectionIs(displaced, 'displaced')
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { code, presenterKey })
    await presenter.client.emitWithAck('nameRoom', {
      name: 'An introduction to programming for biologists, part two',
    })
    const ended = await openPage(app, { path: `/r/${code}` })
    for (const [state, page] of [
      ['displaced', displaced],
      ['a room with a long name', ended],
    ] as const) {
      const { found, measure } = measuring(page)
      await measure(state)
      expect(found).to.deep.equal([])
    }
    await presenter.client.emitWithAck('eraseRoom', { code })
    await connectionIs(ended, 'ended')
    const { found, measure } = measuring(ended)
    await measure('ended')
    expect(found).to.deep.equal([])
  })
})

inBrowser('The measure of texts', () => {
  const PLANTED: [fault: string, style: string, text: string, found: RegExp][] = [
    [
      'a text that is cut',
      'width: 8em; height: 1em; overflow: hidden',
      'one two three four five six',
      /is cut by/,
    ],
    ['a text below another', 'position: absolute; inset: 3rem auto auto 1rem', 'covered', /overlaps/],
    [
      'a text broken letter by letter',
      'width: 2em; overflow-wrap: anywhere',
      'wonderful',
      /breaks its words/,
    ],
    [
      'a word broken for no reason',
      'width: 9em; word-break: break-all',
      'an eternity of words',
      /is broken though/,
    ],
    [
      'a text outside the window',
      'position: fixed; left: -3em; top: 50%',
      'outside',
      /is outside the window/,
    ],
    ['a page that scrolls sideways', 'width: 120vw; height: 1px', 'wide', /scrolls sideways/],
  ]
  for (const [fault, style, text, wanted] of PLANTED)
    it(`finds ${fault}`, async () => {
      const app = await startApp()
      const page = await openPage(app)
      await page.evaluate(() => {
        document.body.textContent = ''
        document.body.className = ''
        const whole = document.createElement('p')
        whole.style.cssText = 'position: absolute; inset: 3rem auto auto 1rem'
        whole.textContent = 'a text that can be read'
        document.body.append(whole)
      })
      expect(await textFaults(page)).to.deep.equal([])
      await page.evaluate(
        ([style, text]) => {
          const planted = document.createElement('p')
          planted.style.cssText = style
          planted.textContent = text
          document.body.append(planted)
        },
        [style, text] as const,
      )
      expect((await textFaults(page)).join('\n')).to.match(wanted)
    })
})
