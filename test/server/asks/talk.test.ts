/** A whole talk's questions from the room, as the guide describes it: what comes out of it over the API and as files. */
import { parse } from 'csv-parse/sync'
import { expect } from 'chai'
import readXlsx from 'read-excel-file/node'
import { startApp, type TestApp } from '../../support/app'
import { holdTalk, type SeenAsk, type Talk } from '../../support/asks/talk'
import { openRoom, type OpenedRoom } from '../../support/presenter'
import { codeOf, must } from '../../support/talker'

const HEAD = ['number', 'asked', 'votes', 'state', 'name', 'question', 'answer', 'merged into']

interface Told extends Omit<SeenAsk, 'state'> {
  state: string
  askedAt: string
  into?: number
}

const rowsIn = (csv: Buffer): string[][] => parse(csv, { bom: true })

describe('After a whole talk with 40 questions, 300 votes and 12 answers', () => {
  let app: TestApp
  let room: OpenedRoom
  let talk: Talk

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    talk = await holdTalk(app, room)
  })

  const bytesOf = async (path: string, isPresenter: boolean) => {
    const headers = isPresenter ? { Authorization: `Bearer ${room.presenterKey}` } : undefined
    const response = await fetch(`${app.url}/api/rooms/${room.code}/${path}`, headers && { headers })
    expect(response.status, path).to.equal(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const asksIn = async (path: string, isPresenter: boolean) =>
    (JSON.parse((await bytesOf(path, isPresenter)).toString()) as { asks: Told[] }).asks
  const seenOf = (asks: readonly Told[]) =>
    asks
      .map(({ askedAt: _askedAt, into: _into, ...ask }) => ask)
      .filter(({ text }) => !unseen().includes(text))
  const unseen = () => [...talk.waiting, ...talk.merged, ...talk.hidden]
  const textsFor = (isPresenter: boolean) => [
    ...talk.seen.map(({ text }) => text),
    ...(isPresenter ? [...talk.waiting, ...talk.merged] : []),
  ]

  it('the talk was one: 12 are answered, votes of merged ones count each person once', () => {
    expect(talk.seen.filter(({ state }) => state === 'answered')).to.have.length(12)
    expect(talk.seen).to.have.length(30)
    const [first] = talk.seen
    expect(first).to.include({ id: 1, state: 'answered', answer: '' })
    // Fewer than the 17 + 13 + 13 + 11 + 5 votes for it and for those that were merged into it.
    expect(first!.votes).to.be.within(18, 39)
  })

  it('the API and the JSON have what everybody saw, and for the key also what waits and what was merged', async () => {
    await must(talk.presenter.client.emitWithAck('setSharing', { files: true }))
    for (const isPresenter of [false, true])
      for (const path of ['asks', 'results.json']) {
        const asks = await asksIn(path, isPresenter)
        expect(seenOf(asks), `${path} ${isPresenter}`).to.deep.equal(talk.seen)
        expect(asks.map(({ text }) => text)).to.have.members(textsFor(isPresenter))
        for (const text of talk.waiting)
          if (isPresenter) expect(asks.find(each => each.text === text)?.state).to.equal('waiting')
        const merged = asks.filter(({ into }) => into !== undefined).map(({ text }) => text)
        expect(merged).to.have.members(isPresenter ? talk.merged : [])
      }
    for (const isPresenter of [false, true])
      expect(await asksIn('results', isPresenter).then(seenOf)).to.deep.equal(talk.seen)
  })

  it('the table and the workbook have the same, in which no text is a formula', async () => {
    const rows = rowsIn(await bytesOf('asks.csv', true))
    const sheets = await readXlsx(await bytesOf('results.xlsx', true))
    const { data } = sheets.find(({ sheet }) => sheet === 'Questions from the room')!
    expect(rows[0]).to.deep.equal(HEAD)
    expect(data[0]).to.deep.equal(HEAD)
    expect(rows.map(row => row[5]!.replace(/^'/, '')).slice(1)).to.have.members(textsFor(true))
    expect(data.map(row => row[5]).slice(1)).to.have.members(textsFor(true))
    for (const { id, text, votes, name, state, answer = '' } of talk.seen) {
      const [row, line] = [rows.find(each => each[0] === String(id)), data.find(each => each[0] === id)]
      const safe = (cell: string) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell)
      expect(row!.slice(2)).to.deep.equal([String(votes), state, name, safe(text), safe(answer), ''])
      expect(line!.slice(2)).to.deep.equal([votes, state, name || null, text, answer || null, null])
    }
    const plain = (await bytesOf('results.csv', true)).toString()
    for (const text of textsFor(true)) expect(plain).not.to.include(text)
  })

  it('a hidden one stands nowhere, until the key asks for hidden ones', async () => {
    for (const path of ['asks', 'asks.csv', 'results', 'results.json', 'results.csv'])
      for (const text of talk.hidden)
        expect((await bytesOf(path, true)).toString(), path).not.to.include(text)
    const all = await asksIn('asks?hidden=true', true)
    // The one that was withdrawn is erased.
    expect(all).to.have.length(39)
    expect(all.filter(({ state }) => state === 'hidden').map(({ text }) => text)).to.have.members(
      talk.hidden.filter(text => !text.includes('ask 32')),
    )
  })

  it('it goes with its lesson, into the archive and out of it', async () => {
    const before = await asksIn('asks', true)
    await talk.presenter.does({ name: 'newLesson' })
    expect(await asksIn('asks', true)).to.deep.equal([])
    expect((await bytesOf('results.json', true)).toString()).not.to.include('Why is it so')
    expect(await asksIn('asks?lesson=1', true)).to.deep.equal(before)
    expect(await asksIn('results.json?lesson=1', true)).to.deep.equal(before)
    expect(codeOf(await talk.presenter.client.emitWithAck('eraseLesson', { lesson: 1 }))).to.equal('ok')
    expect(await asksIn('asks?lesson=1', true)).to.deep.equal([])
    expect((await app.store.asks(room.code)).asks).to.deep.equal([])
  })
})
