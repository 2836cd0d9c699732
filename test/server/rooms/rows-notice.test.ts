/** That joint rows are kept is told to whoever may vote, as long as it is so; after a long pause and on demand again. */
import { expect } from 'chai'
import { toldVoters } from '../../../src/core/chat/announcement'
import { ANNOUNCEMENT_LIFETIME_MS } from '../../../src/core/limits/input-limits'
import { newRoom, type RoomDocument } from '../../../src/core/room/document'
import { hasForgettable, renewed } from '../../../src/core/room/renewed'
import { ROWS_NOTICE, withSharing } from '../../../src/core/room/kept-rows'
import type { Said } from '../../../src/core/protocol/server-events'
import { decide } from '../../../src/core/room/presenter-commands'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'
import {
  connectPresenter,
  openRoom,
  question,
  type OpenedRoom,
  type TestPresenter,
} from '../../support/presenter'

const textOf = ([{ text }]: [Said]) => text
const HOUR_MS = 3600 * 1000

describe('The notice that joint rows are kept', () => {
  let app: TestApp
  let room: OpenedRoom
  let presenter: TestPresenter

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    presenter = await connectPresenter(app, room)
  })

  const keepRows = async (rows: boolean) =>
    expect(await presenter.client.emitWithAck('setSharing', { rows })).to.deep.equal({ ok: true })
  const enter = (more = {}) => {
    const client = app.client({ tab: newTab(), browser: newTab(), room: room.code, ...more })
    return joined(client).then(snapshot => ({ client, snapshot }))
  }
  const toldNewcomer = async () => (await enter()).snapshot.announcement?.text

  it('reaches who is there, and whoever comes while it is so, also after a restart; then no one', async () => {
    const { client } = await enter()
    const told = waitFor<[Said]>(client, 'message')
    await keepRows(true)
    expect(await told.then(textOf)).to.equal(ROWS_NOTICE)
    expect(await toldNewcomer()).to.equal(ROWS_NOTICE)
    await app.close()
    app = await startApp({ SOCKET_EVENTS: '1000', DATA_DIR: app.dataDir })
    presenter = await connectPresenter(app, room)
    const { client: late, snapshot } = await enter()
    expect(snapshot.announcement!.text).to.equal(ROWS_NOTICE)
    const over = waitFor(late, 'announcementWithdrawn')
    await keepRows(false)
    expect(await over).to.deep.equal([snapshot.announcement!.id])
    expect(await toldNewcomer()).to.equal(undefined)
  })

  it('stands below an announcement, and stays when that is withdrawn', async () => {
    const { client } = await enter()
    await keepRows(true)
    const both = waitFor<[Said]>(client, 'message', ({ text }) => text.startsWith('Books away'))
    const { id } = (await presenter.client.emitWithAck('announce', { text: 'Books away' })) as { id: string }
    expect(await both.then(textOf)).to.equal(`Books away\n${ROWS_NOTICE}`)
    expect(await toldNewcomer()).to.equal(`Books away\n${ROWS_NOTICE}`)
    const alone = waitFor<[Said]>(client, 'message', ({ text }) => text === ROWS_NOTICE)
    await presenter.client.emitWithAck('withdrawAnnouncement', { id })
    await alone
    expect(await toldNewcomer()).to.equal(ROWS_NOTICE)
  })

  it('is on the picture of a screen, not in a line above it, and goes with the lesson', async () => {
    const { client, snapshot } = await enter({ screen: true })
    expect(snapshot.rowsKept).to.equal(false)
    const on = waitFor(client, 'rowsKept')
    await keepRows(true)
    expect(await on).to.deep.equal([true])
    const later = (await enter({ screen: true })).snapshot
    expect([later.announcement, later.rowsKept]).to.deep.equal([null, true])
    await presenter.does({ name: 'ask', question: question({ kind: 'ballot' }) })
    const off = waitFor(client, 'rowsKept')
    await presenter.does({ name: 'newLesson' })
    expect(await off).to.deep.equal([false])
    expect(await toldNewcomer()).to.equal(undefined)
    await presenter.does({ name: 'undo' })
    expect(await toldNewcomer()).to.equal(ROWS_NOTICE)
  })

  it('is not put back with the lesson where it was switched off meanwhile', async () => {
    await keepRows(true)
    await presenter.does({ name: 'newLesson' })
    await keepRows(true)
    await keepRows(false)
    await presenter.does({ name: 'undo' })
    expect(await toldNewcomer()).to.equal(undefined)
  })
})

describe('A room that keeps joint rows', () => {
  let ids = 0
  const newId = () => `id-${++ids}`
  const kept = (now: number): RoomDocument =>
    withSharing(newRoom('hash', { now, newId }), { rows: true }, { now })
  const after = (document: RoomDocument, now: number, name: 'ask' | 'prepare'): RoomDocument => {
    const asked = question({ kind: 'ballot' })
    const command = name === 'ask' ? { name, question: asked } : { name, questions: [asked] }
    const decision = decide(document, command, { now, newId, tally: new Map() })
    if (!decision.ok) throw new Error(decision.message)
    return decision.document
  }
  const noticeOf = (document: RoomDocument, now: number) => toldVoters(document, now)?.id

  it('tells it however long it is so', () => {
    const document = kept(1)
    expect(toldVoters(document, 10 * ANNOUNCEMENT_LIFETIME_MS)!.text).to.equal(ROWS_NOTICE)
    expect(noticeOf(document, 10 * ANNOUNCEMENT_LIFETIME_MS)).to.equal(noticeOf(document, 1))
  })

  it('tells it anew and joins no row over a pause of twelve hours, whatever the first command is', () => {
    const before = after(kept(0), 0, 'ask')
    for (const hours of [11, 13]) {
      const now = hours * HOUR_MS
      const document = after(after(before, now, 'prepare'), now + 1, 'ask')
      const isSame = [document.rowsKey === before.rowsKey, noticeOf(document, now) === noticeOf(before, now)]
      expect(isSame).to.deep.equal(hours < 12 ? [true, true] : [false, false])
      expect([document.sharing.rows, document.poll.rowsKey]).to.deep.equal([true, document.rowsKey])
    }
  })

  it('that nobody used for long keeps none, until somebody switches it on again', () => {
    const idle = kept(0)
    expect(hasForgettable(idle)).to.equal(true)
    const document = renewed(after(idle, 1, 'ask'), { now: 2, newId })
    expect([document.sharing.rows, document.rowsKey, toldVoters(document, 2)]).to.deep.equal([
      false,
      null,
      null,
    ])
    expect(after(document, 3, 'ask').poll).to.include({ keepsRows: false, rowsKey: null })
    expect(hasForgettable(document)).to.equal(false)
  })
})
