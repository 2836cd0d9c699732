/** Results as files, of a question and of a lesson, read back by parsers that are not ours, with texts that attack spreadsheets. */
import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { connect } from 'node:net'
import { workbookOf } from '../../../../src/http/api/export/workbook'
import { fileName } from '../../../../src/http/api/export/file-name'
import { MAX_CELL_LENGTH, sheetName, sheetText } from '../../../../src/http/api/export/sheet-text'
import { startApp, type TestApp } from '../../../support/app'
import { joined, voteIn } from '../../../support/clients'
import { connectPresenter, openRoom, type OpenedRoom } from '../../../support/presenter'
import { Program } from './support'

const HOSTILE = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  'a "quoted", text; <b>&amp;</b>',
  'שלום, עולם',
  '👩🏽‍🏫 🏳️‍🌈',
  '＝1＋1',
  'constructor',
  '__proto__',
  'toString',
]

type Row = unknown[]

describe('Results as files', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program
  let at: string

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
    at = `/rooms/${room.code}`
  })

  const ask = async (body: object) => (await program.does('POST', `${at}/ask`, { body })).pollId

  async function vote(...votes: string[]): Promise<void> {
    for (const client of await voteIn(app, room.code, votes)) client.disconnect()
  }

  async function bytesOf(path: string): Promise<Buffer> {
    // As every answer it is held against the document, and must not be kept by caches.
    await program.send('GET', `${at}/${path}`)
    const response = await fetch(`${app.url}/api${at}/${path}`, {
      headers: { Authorization: `Bearer ${room.presenterKey}` },
    })
    expect(response.status, path).to.equal(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const csvOf = async (path: string): Promise<string[][]> => parse(await bytesOf(path), { bom: true })
  const sheetsOf = async (path: string) =>
    new Map((await readXlsx(await bytesOf(path))).map(({ sheet, data }) => [sheet, data as Row[]]))

  /** Two questions, the first in two rounds. */
  async function lecture(): Promise<string[]> {
    const one = await ask({ type: 'one', text: 'Which?', choices: ['Alpha', 'Beta'], right: 'B' })
    await vote('A', 'B', 'B')
    await program.does('POST', `${at}/again`)
    await vote('B')
    const two = await ask({ type: 'number', text: 'How many?', right: { from: -3, to: -2 } })
    await vote('-2', '5', '5')
    return [one, two]
  }

  describe('of a question', () => {
    it('are a workbook with numbers as numbers, as its table is', async () => {
      const [one, two] = await lecture()
      expect(Object.fromEntries(await sheetsOf(`polls/${one}.xlsx`))).to.deep.equal({
        Results: [
          ['question', 'round', 'voted', 'A: Alpha', 'B: Beta', 'right'],
          ['Which?', 1, 3, 1, 2, 'B'],
          ['Which?', 2, 1, 0, 1, 'B'],
        ],
      })
      expect((await sheetsOf(`polls/${two}.xlsx`)).get('Results')).to.deep.equal([
        ['question', 'round', 'answer', 'votes', 'right'],
        ['How many?', 1, -2, 1, 'yes'],
        ['How many?', 1, 5, 2, null],
      ])
    })

    it('keep every text whole, and none is a formula', async () => {
      const id = await ask({ type: 'text', text: '=1+1', results: 'live' })
      await vote(...HOSTILE)
      const rows = (await sheetsOf(`polls/${id}.xlsx`)).get('Results')!.slice(1)
      expect(rows.map(row => row[0])).to.deep.equal(HOSTILE.map(() => '=1+1'))
      expect(rows.map(row => row[2])).to.have.members(HOSTILE)
      const { unzipSync, strFromU8 } = await import('fflate')
      const files = unzipSync(await bytesOf(`polls/${id}.xlsx`))
      for (const [name, content] of Object.entries(files))
        if (name.endsWith('.xml')) expect(strFromU8(content), name).to.not.match(/<f[ >]|\bt="str"/)
    })

    it('have the room, the question and the day in their name', async () => {
      const id = await ask({ type: 'one', text: 'Größer "als" 1/2?', choices: ['x', 'y'] })
      const { headers } = await program.send('GET', `${at}/polls/${id}.xlsx`)
      const name = headers.get('Content-Disposition')!
      const day = (await program.does('GET', `${at}/polls/${id}`)).askedAt.slice(0, 10)
      expect(name).to.include(encodeURIComponent(`${room.code} Größer als 1 2 ${day}.xlsx`))
      expect(name).to.match(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/)
    })
  })

  describe('of a lesson', () => {
    it('are tables behind each other, which a strict parser reads', async () => {
      await lecture()
      const rows = await csvOf('results.csv')
      expect(rows.map(row => row.slice(1))).to.deep.equal([
        ['type', 'present', 'question', 'round', 'voted', 'A: Alpha', 'B: Beta', 'right'],
        ['one', rows[1]![2], 'Which?', '1', '3', '1', '2', 'B'],
        ['one', rows[1]![2], 'Which?', '2', '1', '0', '1', 'B'],
        ['', '', '', '', '', '', '', ''],
        ['type', 'present', 'question', 'round', 'answer', 'votes', 'right', ''],
        ['number', rows[5]![2], 'How many?', '1', '-2', '1', 'yes', ''],
        ['number', rows[5]![2], 'How many?', '1', '5', '2', '', ''],
      ])
      expect(Date.now() - Date.parse(rows[1]![0]!)).to.be.within(0, 600_000)
    })

    it('are a workbook with a list, and a sheet for each question', async () => {
      await lecture()
      await ask({
        type: 'one',
        text: "a'b [c]: *? \\/ and much more than thirty-one signs",
        choices: ['x', 'y'],
      })
      const sheets = await sheetsOf('results.xlsx')
      expect([...sheets.keys()]).to.deep.equal([
        'Results',
        '1 Which',
        '2 How many',
        "3 a'b c and much more than thir",
      ])
      const list = sheets.get('Results')!
      expect(list.map(row => [row[0], row[3], row[4], row[5], row[7], row[8]])).to.deep.equal([
        ['number', 'question', 'round', 'voted', 'result', 'right'],
        [1, 'Which?', 1, 3, 'B: Beta 67 %', 'B'],
        [1, 'Which?', 2, 1, 'B: Beta 100 %', 'B'],
        [2, 'How many?', 1, 3, 'Median 5', list[3]![8]],
        [3, "a'b [c]: *? \\/ and much more than thirty-one signs", 1, 0, null, null],
      ])
      expect(sheets.get('1 Which')![1]).to.deep.equal(['Which?', 1, 3, 1, 2, 'B'])
    })

    it('are JSON with every answer, of this lesson or an earlier one', async () => {
      const [one, two] = await lecture()
      const { polls, name } = await program.does('GET', `${at}/results.json`)
      expect(name).to.equal('')
      expect(polls.map(({ id }) => id)).to.deep.equal([one, two])
      expect(polls[0]!.rounds.map(({ counts }) => counts)).to.deep.equal([
        { A: 1, B: 2 },
        { A: 0, B: 1 },
      ])
      expect(polls[1]!.rounds[0]).to.deep.include({ voted: 3, counts: { '5': 2, '-2': 1 } })
      await command('newLesson')
      expect((await program.does('GET', `${at}/results.json`)).polls).to.deep.equal([])
      const earlier = await program.does('GET', `${at}/results.json?lesson=1`)
      expect(earlier.polls.map(({ id }) => id)).to.deep.equal([one, two])
      const none = await program.send('GET', `${at}/results.json?lesson=7`)
      expect([none.status, none.json.code]).to.deep.equal([404, 'no-such-lesson'])
    })

    it('have no poll of which nothing stays', async () => {
      expect((await program.does('GET', `${at}/results.json`)).polls).to.deep.equal([])
      expect((await bytesOf('results.csv')).toString()).to.equal('\ufeff')
      expect((await sheetsOf('results.xlsx')).get('Results')).to.have.length(1)
    })

    async function command(name: 'newLesson'): Promise<void> {
      const client = app.client({ presenterKey: room.presenterKey, room: room.code })
      const { poll } = await joined(client)
      const { step } = await program.does('GET', at)
      const reply = await client.emitWithAck('present', { pollId: poll.pollId, step, command: { name } })
      if (!reply.ok) throw new Error(reply.message)
    }
  })

  it('need the key', async () => {
    const [one] = await lecture()
    for (const path of [
      `polls/${one}.csv`,
      `polls/${one}.xlsx`,
      ...['csv', 'xlsx', 'json'].map(e => `results.${e}`),
    ])
      expect((await program.send('GET', `${at}/${path}`, { key: null })).status, path).to.equal(401)
    expect((await program.send('GET', `${at}/polls/none.xlsx`)).status).to.equal(404)
    expect((await program.send('GET', `${at}/results.csv?lesson=x`)).status).to.equal(400)
  })

  it('are for everybody where the room says so: what was shown, with what is right once it was revealed', async () => {
    const why = 'because-of-this'
    const one = { type: 'one', choices: ['x', 'y'], right: 'B', explanation: why }
    const presenter = await connectPresenter(app, room)
    const does = (name: string) => program.does('POST', `${at}/${name}`)
    const hidden = await ask({ ...one, text: 'Hidden?' })
    await vote('A')
    const shown = await ask({ ...one, type: 'many', right: 'AB', text: 'Shown?' })
    await vote('AB', 'A')
    await does('show')
    const revealed = await ask({ ...one, text: 'Revealed?' })
    await vote('B')
    await does('reveal')
    const up = await ask({ type: 'text', text: 'Up?', right: ['a secret'], needsApproval: true })
    await vote('it waits')
    const open = { key: null }
    const paths = ['csv', 'xlsx', 'json'].map(ending => `results.${ending}`)
    const all = [...paths, `polls/${shown}.csv`, `polls/${shown}.xlsx`]
    for (const path of all) expect((await program.send('GET', `${at}/${path}`, open)).status).to.equal(401)

    expect(await presenter.client.emitWithAck('setSharing', { files: true })).to.deep.equal({ ok: true })
    for (const path of all) expect((await program.send('GET', `${at}/${path}`, open)).status).to.equal(200)
    for (const id of [hidden, up])
      for (const ending of ['csv', 'xlsx'])
        expect((await program.send('GET', `${at}/polls/${id}.${ending}`, open)).status).to.equal(404)
    const { polls } = await program.does('GET', `${at}/results.json`, open)
    expect(polls.map(({ id, question }) => [id, question.right, question.explanation])).to.deep.equal([
      [shown, undefined, undefined],
      [revealed, 'B', why],
    ])
    expect(JSON.stringify(polls[0])).to.not.include('allRight')
    const { text } = await program.send('GET', `${at}/results.csv`, open)
    expect(text)
      .to.include('Revealed?')
      .and.not.match(/Hidden|Up\?|secret|waits/)
    expect(parse(text, { bom: true })[1]!.slice(3)).to.deep.equal(['Shown?', '1', '2', '2', '1', ''])

    await does('show')
    const later = await program.send('GET', `${at}/results.csv`, open)
    expect(later.text)
      .to.include('Up?')
      .and.not.match(/Hidden|secret|waits/)
    expect((await program.send('GET', `${at}/results.csv?lesson=7`, open)).status).to.equal(401)
    await presenter.client.emitWithAck('setSharing', { page: false })
    for (const path of all) expect((await program.send('GET', `${at}/${path}`, open)).status).to.equal(401)
  })

  it('of 5,000 different answers are whole, and a client that reads nothing keeps nobody waiting', async () => {
    const id = await ask({ type: 'words', text: 'W', max: 1 })
    const document = (await app.store.loadRoom(room.code))!.document
    const { pollId } = document.poll
    const cast = Array.from({ length: 5000 }, (_, place) =>
      app.store.castBallot(room.code, { pollId, voter: `voter-${place}`, vote: `#\nword ${place}` }, 1),
    )
    expect((await Promise.all(cast)).every(({ ok }) => ok)).to.equal(true)
    // It asks, and reads nothing.
    const { port, hostname } = new URL(app.url)
    const stalled = connect(Number(port), hostname).pause()
    stalled.write(
      `GET /api${at}/results.csv HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${room.presenterKey}\r\n\r\n`,
    )
    expect(await csvOf('results.csv')).to.have.length(5001)
    const sheets = await sheetsOf(`polls/${id}.xlsx`)
    expect(new Set(sheets.get('Results')!.map(row => row[2]))).to.have.length(5001)
    const { polls } = await program.does('GET', `${at}/results.json`)
    expect(Object.keys(polls[0]!.rounds[0]!.counts)).to.have.length(5000)
    stalled.destroy()
  })
})

describe('A workbook', () => {
  it('drops what XML cannot hold, and keeps all else', () => {
    expect(sheetText('a\0\x07\x1bb\ud800c\udc00d\ufffe')).to.equal('abcd')
    expect(sheetText('\t\r\n👩🏽‍🏫שלום')).to.equal('\t\r\n👩🏽‍🏫שלום')
  })

  it('cuts a text that no cell can hold, and never half a pair', async () => {
    const long = `${'x'.repeat(MAX_CELL_LENGTH - 1)}😀${'y'.repeat(50_000)}`
    const bytes = await workbookOf(
      [{ name: 'S', lines: [['a'], [long], ['b\ud800\0c']] }],
      new AbortController().signal,
    )
    const [{ data } = { data: [] as Row[] }] = await readXlsx(bytes)
    expect(data).to.deep.equal([['a'], ['x'.repeat(MAX_CELL_LENGTH - 1)], ['bc']])
  })

  it('has names of sheets that Excel takes', () => {
    expect(sheetName('[]/\\:*?', 4)).to.equal('Sheet 4')
    expect(sheetName("'quoted'", 1)).to.equal('quoted')
    expect(sheetName('😀'.repeat(40), 1)).to.have.length(30)
    expect(sheetName('a\0b\nc', 1)).to.equal('ab c')
  })

  it('says so where not all of it fits', async () => {
    const lines = Array.from({ length: 10 }, (_, place) => [place, place])
    const bytes = await workbookOf([{ name: 'S', lines }], new AbortController().signal, 6)
    const [{ data } = { data: [] as Row[] }] = await readXlsx(bytes)
    expect(data).to.have.length(4)
    expect(data[3]![0]).to.match(/^Not all of it fits/)
  })

  it('of many cells is written while the server goes on', async () => {
    const lines = Array.from({ length: 5000 }, (_, place) => [place, ...'abcdefghi'])
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    const bytes = await workbookOf([{ name: 'S', lines }], new AbortController().signal)
    clearInterval(timer)
    expect(bytes.length).to.be.greaterThan(50_000)
    expect(turns, 'turns of the event loop').to.be.greaterThan(5)
  })
})

describe('The name of a file', () => {
  const day = Date.parse('2026-11-26T23:59:59Z')
  const named = (roomName: string, of = '') => fileName('ACD346', { roomName }, { day, of, ending: 'csv' })

  it('is one that every computer takes', () => {
    expect(named('Physics I')).to.equal('Physics I 2026-11-26.csv')
    expect(named('')).to.equal('ACD346 2026-11-26.csv')
    expect(named('../../etc/passwd')).to.equal('etc passwd 2026-11-26.csv')
    expect(named('a\u202efdp.exe\r\nX: y')).to.equal('a fdp.exe X y 2026-11-26.csv')
    expect(named('R', `${'é'.repeat(200)}?`)).to.equal(`R ${'é'.repeat(60)} 2026-11-26.csv`)
  })
})
