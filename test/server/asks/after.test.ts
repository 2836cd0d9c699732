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
    expect((await asksOf('asks?hidden=true', true)).map(({ id, state }) => [id, state])).to.deep.include([
      hidden,
      'hidden',
    ])
    for (const path of ['asks', 'asks.csv', 'results', 'results.csv', 'results.json'])
      for (const isPresenter of [true, false])
        expect((await get(path, isPresenter)).text, path).not.to.include('hidden word')
    expect((await get('asks?hidden=true')).text).not.to.include('hidden word')
    await must(presenter.client.emitWithAck('setAsks', { isOpen: false }))
    await must(presenter.client.emitWithAck('setSharing', { page: false }))
    for (const path of ['asks', 'results']) expect((await get(path)).status, path).to.equal(403)
  })

  it('the files are for everybody where the room shares files, without what waits or is hidden', async () => {
    const paths = ['asks.csv', 'results.json']
    for (const path of paths) expect((await get(path)).status, path).to.equal(401)
    await must(presenter.client.emitWithAck('setSharing', { files: true }))
    await must(presenter.client.emitWithAck('setAsks', { approve: true }))
    await asks(await asker(app), 'Not read yet?')
    for (const path of [...paths, 'asks.csv?hidden=true']) {
      const { status, text } = await get(path)
      expect([status, text.includes('How?')], path).to.deep.equal([200, true])
      expect(text, path).not.to.match(/hidden word|Not read yet/)
      expect((await get(path, true)).text.includes('hidden word'), path).to.equal(path.includes('?'))
      expect((await get(path, true)).text).to.include('Not read yet')
    }
    expect((await get('asks.csv?lesson=2')).status).to.equal(401)
    expect((await get('asks.csv?lesson=2', true)).status).to.equal(404)
  })

  it('a file is made anew once a question is hidden, answered or voted for', async () => {
    await must(presenter.client.emitWithAck('setSharing', { files: true }))
    const cells = async () =>
      (await get('asks.csv')).text.split('\r\n').map(line => line.split(',').slice(2, 4))
    const how = (await asksOf('asks')).find(({ text }) => text === 'How?')!.id
    const { id } = (await asksOf('asks'))[0]!
    expect((await cells())[2]).to.deep.equal(['0', 'shown'])
    await votes(await asker(app), how)
    expect((await cells())[2]).to.deep.equal(['1', 'shown'])
    await cares(presenter, how, 'answer')
    expect((await cells())[2]).to.deep.equal(['1', 'answered'])
    await cares(presenter, id, 'hide')
    expect((await cells())[1]).to.deep.equal(['1', 'answered'])
    expect((await get('results.json')).text).not.to.include('1+1, why')
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
    expect(await asksOf('asks?lesson=1&hidden=true', true)).to.have.length(3)
    expect((await get('asks?lesson=1')).status).to.equal(401)
    const next = await asks(await asker(app), 'Of the next lesson?')
    expect(codeOf(await presenter.client.emitWithAck('eraseLesson', { lesson: 1 }))).to.equal('ok')
    expect((await app.store.asks('')).asks.map(({ id }) => id)).to.deep.equal([next])
  })
})
