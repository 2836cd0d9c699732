/** Voting tickets in real browsers: made and printed by a presenter, typed or scanned by voters, by keyboard alone. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { ticketsWords } from '../../../public/presenter/tickets/words'
import { ticketWords as words } from '../../../public/tickets/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp, type TestApp } from '../../support/app'
import type { Client } from '../../support/clients'
import { connectPresenter, question } from '../../support/presenter'
import { listTickets, makeTickets } from '../../support/tickets/tickets'
import { inspect, looks } from '../support/axe'
import { openPresenter } from '../support/lecture'
import { inBrowser, openPage, shows, tallies } from '../support/pages'
import { textOfPages } from '../support/paper/pdf'
import { drawingOf } from '../support/paper/qr'
import { shot } from '../support/screenshot'

const NARROW = { viewport: { width: 320, height: 568 } }
const field = (page: Page) => page.getByLabel(words.yours)

/** A room with so many tickets in which a ballot over A and B is up. */
async function voting(count: number) {
  const app = await startApp()
  const presenter = await connectPresenter(app)
  const tickets = await makeTickets(presenter, count)
  await presenter.does({ name: 'ask', question: question() })
  return { app, presenter, tickets }
}

inBrowser('Voting tickets', () => {
  it('are nothing to the page of a voter while they are off, or a show of hands is up', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    const asked: string[] = []
    const phone = await openPage(app, {
      ...NARROW,
      prepare: async page => void page.on('request', request => asked.push(request.url())),
    })
    const partsOf = () => asked.filter(url => url.includes('/tickets/'))
    expect(await phone.locator('#ticket').isVisible()).to.equal(false)
    expect(await phone.locator('#ticket').innerHTML()).to.equal('')
    await makeTickets(presenter, 2)
    await presenter.does({ name: 'ask', question: question({ kind: 'hands', text: 'By hand?' }) })
    await shows(phone, '#question', 'By hand?')
    expect(partsOf()).to.deep.equal([])
    await presenter.does({ name: 'ask', question: question() })
    await field(phone).waitFor()
    expect(partsOf().filter(url => url.endsWith('.js'))).to.have.length(1)
  })

  it('are typed by keyboard: what was tapped before is kept, and sent once the ticket is taken', async () => {
    const { app, presenter, tickets } = await voting(2)
    const phone = await openPage(app, NARROW)
    await field(phone).waitFor()
    await phone.locator('#A').focus()
    await phone.keyboard.press('Enter')
    await shows(phone, '#status-message', refuse('needs-ticket').message)
    await phone.locator('#A[data-mark=kept]').waitFor()
    await field(phone).focus()
    for (const [typed, sentence] of [
      ['', words.empty],
      ['acd', words.length(3, 10)],
      ['0CDEF GHJKM', words.never('0', 'DQ')],
      ['acdef ghjkm', refuse('wrong-ticket').message],
    ] as const) {
      await field(phone).fill(typed)
      await phone.keyboard.press('Enter')
      await shows(phone, '#ticket-said', sentence)
      expect(await field(phone).getAttribute('aria-invalid')).to.equal('true')
      expect(await phone.evaluate(() => document.activeElement!.id)).to.equal('ticket-code')
    }
    await shot(phone, 'tickets-wrong-320')
    await field(phone).fill('')
    await phone.keyboard.type(` ${tickets[0]!.toLowerCase().replace('-', ' ')} `)
    await phone.keyboard.press('Enter')
    await tallies(phone, { A: 1, B: 0 })
    await phone.locator('#ticket').waitFor({ state: 'hidden' })
    expect(await app.store.tally('', await presenter.pollId())).to.deep.equal(new Map([['A', 1]]))
    await phone.reload()
    await tallies(phone, { A: 1, B: 0 })
    expect(await phone.locator('#ticket').isVisible()).to.equal(false)
  })

  for (const [how, change] of Object.entries({
    stopped: (client: Client) => client.emitWithAck('stopTickets', { batch: 1 }),
    'made anew': (client: Client) => client.emitWithAck('makeTickets', { batch: 1, count: 2 }),
  }))
    it(`that are ${how} are asked for no more, and whoever waits for one is told that the vote does not count`, async () => {
      const { app, presenter } = await voting(1)
      const [first, second] = [await openPage(app, NARROW), await openPage(app, NARROW)]
      await field(first).waitFor()
      await field(second).waitFor()
      await first.locator('#A').click()
      await first.locator('#A[data-mark=kept]').waitFor()
      await change(presenter.client)
      for (const page of [first, second]) await page.locator('#ticket').waitFor({ state: 'hidden' })
      await shows(first, '#status-message', refuse('tickets-changed').message)
      await second.locator('#B').click()
      await shows(second, '#status-message', refuse('tickets-changed').message)
      await first.locator('#A[data-mark=kept]').waitFor({ state: 'detached' })
    })

  it('come with a link, which leaves the address; in a second browser they are used already', async () => {
    const { app, tickets } = await voting(1)
    const path = `/#ticket=${tickets[0]}`
    const first = await openPage(app, { path })
    await first.waitForFunction(() => document.querySelector<HTMLElement>('#ticket')!.hidden)
    expect(await first.evaluate(() => location.hash)).to.equal('')
    await first.locator('#A').click()
    await tallies(first, { A: 1, B: 0 })
    const second = await openPage(app, { path })
    await shows(second, '#ticket-said', refuse('ticket-used').message)
    expect(await second.evaluate(() => location.hash)).to.equal('')
  })

  it('are made, printed whole and stopped by the presenter', async () => {
    const app: TestApp = await startApp()
    const page = await openPresenter(app)
    await page.locator('#more').click()
    const count = page.getByLabel(ticketsWords.count)
    await count.fill('0')
    await page.getByRole('button', { name: ticketsWords.make }).press('Enter')
    await shows(page, '#tickets-said', ticketsWords.whole(5000))
    await count.fill('130')
    await page.getByRole('button', { name: ticketsWords.make }).press('Enter')
    await shows(page, '#tickets-said', ticketsWords.made(130))
    const phone = await openPage(app)
    await page.evaluate(() => void (window.print = () => undefined))
    await page.getByRole('button', { name: ticketsWords.print }).press('Enter')
    await page.locator('#ticket-sheet').waitFor({ state: 'attached' })
    const codes = await listTickets((await connectPresenter(app)).client)
    const shown = await page.locator('#ticket-sheet b').allTextContents()
    const drawn = await page
      .locator('#ticket-sheet svg path')
      .evaluateAll(paths => paths.map(path => path.getAttribute('d')!))
    const pages = textOfPages(await page.pdf({ format: 'A4' }))
    const text = pages.join('')
    for (const code of codes) expect(text).to.contain(code)
    // Nine rows of three on each page: none goes over its end.
    const onPages = pages.map(each => codes.filter(code => each.includes(code)).length)
    expect(onPages).to.deep.equal([27, 27, 27, 27, 22])
    const { url } = (await (await fetch(`${app.url}/share.json`)).json()) as { url: string }
    shown.forEach((code, place) => expect(drawn[place]).to.equal(drawingOf(`${url}#ticket=${code}`)))
    expect(text).not.to.contain(ticketsWords.made(130).replace(/ /g, ''))
    expect(shown, 'in an order that says nothing').to.deep.equal([...codes].sort())
    expect(shown).not.to.deep.equal(codes)
    // Chromium says that it has printed.
    await page.locator('#ticket-sheet').waitFor({ state: 'detached' })
    await phone.goto(`${app.url}/#ticket=${codes[0]}`)
    await phone.reload()
    await shows(page, '#tickets', /1 of 130/)
    await inspect(page, 'the presenter’s page with tickets')
    await shot(page, 'tickets-present')
    await page.getByRole('button', { name: ticketsWords.stop, exact: true }).press('Enter')
    await page.getByRole('button', { name: ticketsWords.yesStop }).press('Enter')
    await shows(page, '#tickets-said', ticketsWords.stopped)
  })

  for (const [name, look] of Object.entries(looks))
    it(`can be used by everybody, ${name}, at 320 pixels`, async () => {
      const { app } = await voting(1)
      const phone = await openPage(app, { ...look, ...NARROW })
      await field(phone).waitFor()
      await inspect(phone, `the field for a ticket, ${name}`)
      const sizes = await phone
        .locator('#ticket input, #ticket button')
        .evaluateAll(each => each.map(one => one.getBoundingClientRect().height))
      for (const size of sizes) expect(size).to.be.at.least(44)
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).to.equal(320)
      await shot(phone, `tickets-${name}`)
    })
})
