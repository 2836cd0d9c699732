/** What stays of asks after the lesson: in its archive, over the API and as files; and that all of it can be erased. */
import { expect } from 'chai'
import { startApp, type TestApp } from '../../support/app'
import { asker, asks, cares, openAsks, votes } from '../../support/asks/people'
import { connectPresenter, type TestPresenter } from '../../support/presenter'
import { codeOf, must } from '../../support/talker'

describe('After a lesson with asks', () => {
  let app: TestApp
  let presenter: TestPresenter
  let shown: number
  let hidden: number

  beforeEach(async () => {
    app = await startApp()
    presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const [ana, bo] = [await asker(app), await asker(app)]
    shown = await asks(ana, '=1+1, why?')
    hidden = await asks(ana, 'A hidden word?')
    await asks(bo, 'How?')
    await votes(bo, shown)
    await cares(presenter, shown, 'answer', { answer: 'So.' })
    await cares(presenter, hidden, 'hide')
  })

  const get = async (path: string, isPresenter = false) => {
    const headers = isPresenter ? { Authorization: `Bearer ${app.presenterKey}` } : undefined
    const response = await fetch(`${app.url}/api/rooms/house/${path}`, headers && { headers })
    return { status: response.status, text: await response.text() }
  }
  type Told = { asks: { id: number; text: string; votes: number; state: string; answer?: string }[] }
  const asksOf = async (path: string, isPresenter = false) =>
    (JSON.parse((await get(path, isPresenter)).text) as Told).asks

  it('the API gives everybody what everybody saw, most wanted first, and the key everything', async () => {
    for (const path of ['asks', 'results']) {
      const told = await asksOf(path)
      expect(told.map(({ text, state }) => [text, state])).to.deep.equal([
        ['=1+1, why?', 'answered'],
        ['How?', 'shown'],
      ])
      expect(told[0]).to.deep.include({ votes: 1, answer: 'So.' })
    }
    expect((await asksOf('asks', true)).map(({ id, state }) => [id, state])).to.deep.include([
      hidden,
      'hidden',
    ])
    for (const path of ['asks', 'asks.csv', 'results', 'results.csv', 'results.json'])
      expect((await get(path)).text, path).not.to.include('hidden word')
    await must(presenter.client.emitWithAck('setAsks', { isOpen: false }))
    await must(presenter.client.emitWithAck('setSharing', { page: false }))
    for (const path of ['asks', 'asks.csv', 'results']) expect((await get(path)).status, path).to.equal(403)
  })

  it('they are a table, in which no text is a formula', async () => {
    const { text } = await get('asks.csv', true)
    const [head, first] = text.replace('\ufeff', '').split('\r\n')
    expect(head).to.equal('number,asked,votes,state,name,question,answer,merged into')
    expect(first).to.include("'=1+1, why?").and.to.include('So.')
  })

  it('it is listed though nothing else happened in it, is read by its number, and erased with them', async () => {
    await presenter.does({ name: 'newLesson' })
    expect(presenter.lectern().lessons.map(({ lesson, questions }) => [lesson, questions])).to.deep.equal([
      [1, 0],
    ])
    expect((await openAsks(presenter)).asks).to.deep.equal([])
    expect(await asksOf('asks', true)).to.deep.equal([])
    expect(await asksOf('asks?lesson=1', true)).to.have.length(3)
    expect((await get('asks?lesson=1')).status).to.equal(401)
    const next = await asks(await asker(app), 'Of the next lesson?')
    expect(codeOf(await presenter.client.emitWithAck('eraseLesson', { lesson: 1 }))).to.equal('ok')
    expect((await app.store.asks('')).asks.map(({ id }) => id)).to.deep.equal([next])
  })
})
