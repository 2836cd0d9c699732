/** Programs look after the questions from the audience: by the same rules as the presenter's page, for the key alone. */
import { expect } from 'chai'
import type { AsksNews } from '../../../src/core/protocol/asks'
import { startApp, type TestApp } from '../../support/app'
import { asker, asks, toldOwn, tryAsk, votes, type Asker } from '../../support/asks/people'
import { waitFor } from '../../support/clients'
import { openRoom, type OpenedRoom } from '../../support/presenter'
import { codeOf } from '../../support/talker'
import { Program } from '../http/api/support'

interface Told {
  id: number
  state: string
  votes: number
  answer?: string
  into?: number
}

describe('A program with the key', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let at: string
  let ana: Asker

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    at = `/rooms/${room.code}/asks`
    ana = await asker(app, { room: room.code })
  })

  const does = async (path: string, body?: object) =>
    (await program.does('POST', `${at}/${path}`, { body })) as unknown as Told
  const refused = async (path: string, sent: { body?: unknown; key?: string | null } = {}) => {
    const { status, json } = await program.send('POST', `${at}/${path}`, sent)
    return [status, json.code]
  }
  const told = async (more = '') =>
    (await program.does('GET', at + more)) as unknown as { asks: Told[]; settings: object }

  it('opens and closes them and sets how they are taken, and every page is told', async () => {
    expect(codeOf(await tryAsk(ana, 'Too early?'))).to.equal('asks-off')
    const opened = waitFor<[AsksNews]>(ana.client, 'asksChanged', ({ isOpen }) => isOpen)
    const settings = { isOpen: true, approve: true, most: 1, onScreen: 'list' as const }
    expect(await does('settings', settings)).to.deep.equal({ ...settings, up: null })
    await opened
    expect((await told()).settings).to.deep.equal({ ...settings, up: null })
    const reply = await tryAsk(ana, 'First?')
    expect(reply).to.include({ ok: true, state: 'waiting' })
    expect(codeOf(await tryAsk(ana, 'Second?'))).to.equal('too-many-own-asks')
    expect(await does('settings', { isOpen: false })).to.deep.include({ isOpen: false, approve: true })
    expect(codeOf(await tryAsk(ana, 'Too late?'))).to.equal('asks-off')
  })

  it('approves, answers, hides and restores, puts on the screen and takes off, and the asker is told', async () => {
    await does('settings', { isOpen: true, approve: true })
    const id = await asks(ana, 'Why?')
    const approved = toldOwn(ana, ([own]) => own?.state === 'shown')
    expect(await does(`${id}/approve`)).to.include({ id, state: 'shown' })
    await approved
    const up = waitFor<[AsksNews]>(ana.client, 'asksChanged', news => news.up?.id === id)
    await does(`${id}/screen`)
    await up
    expect((await told()).settings).to.include({ up: id })
    const answered = toldOwn(ana, ([own]) => own?.answer === 'So.')
    expect(await does(`${id}/answer`, { answer: 'So.' })).to.include({ state: 'answered', answer: 'So.' })
    await answered
    expect(await does(`${id}/reopen`)).to.include({ state: 'shown' })
    expect(await does(`${id}/answer`)).to.include({ state: 'answered', answer: '' })
    const down = waitFor<[AsksNews]>(ana.client, 'asksChanged', news => news.up === null)
    await does(`${id}/unscreen`)
    await down
    expect(await does(`${id}/hide`)).to.include({ state: 'hidden' })
    expect((await told()).asks).to.deep.equal([])
    expect((await told('?hidden=true')).asks.map(({ state }) => state)).to.deep.equal(['hidden'])
    expect(await does(`${id}/restore`)).to.include({ state: 'answered' })
  })

  it('merges two that ask the same, each person counting once, and takes it back', async () => {
    await does('settings', { isOpen: true })
    const [one, other] = [await asks(ana, 'Why?'), await asks(ana, 'Why so?')]
    const bo = await asker(app, { room: room.code })
    for (const id of [one, other]) await votes(bo, id)
    expect(await does(`${other}/merge`, { into: one })).to.include({ id: other, into: one })
    expect((await told()).asks.find(({ id }) => id === one)).to.include({ votes: 1 })
    expect(await does(`${other}/unmerge`)).to.not.have.property('into')
    expect((await told()).asks.map(each => each.votes)).to.deep.equal([1, 1])
  })

  it('is refused what makes no sense, and then nothing is changed', async () => {
    await does('settings', { isOpen: true })
    const id = await asks(ana, 'Why?')
    const before = await app.store.asks(room.code)
    const { document } = (await app.store.loadRoom(room.code))!
    for (const [path, body, answer] of [
      ['99/hide', undefined, [404, 'no-such-ask']],
      ['x/hide', undefined, [404, 'no-such-ask']],
      [`${id}/approve`, undefined, [409, 'already-so']],
      [`${id}/unscreen`, undefined, [409, 'already-so']],
      [`${id}/restore`, undefined, [409, 'already-so']],
      [`${id}/merge`, undefined, [400, 'bad-request']],
      [`${id}/merge`, {}, [400, 'bad-request']],
      [`${id}/merge`, { into: id }, [409, 'already-so']],
      [`${id}/merge`, { into: 99 }, [404, 'no-such-ask']],
      [`${id}/answer`, { answer: 'x'.repeat(301) }, [400, 'ask-too-long']],
      [`${id}/answer`, { answer: 7 }, [400, 'bad-request']],
      [`${id}/answer`, [], [400, 'bad-request']],
      ['settings', { most: 0 }, [400, 'bad-request']],
      ['settings', { isOpen: true }, [409, 'already-so']],
      ['settings', undefined, [400, 'bad-request']],
      [`${id}/erase`, undefined, [404, 'no-such-route']],
    ] as const)
      expect(await refused(path, { body }), `${path} ${JSON.stringify(body)}`).to.deep.equal(answer)
    expect(await app.store.asks(room.code)).to.deep.equal(before)
    expect((await app.store.loadRoom(room.code))!.document).to.deep.equal(document)
  })
})
