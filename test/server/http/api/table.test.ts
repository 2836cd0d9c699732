/** A poll as CSV, read back by a parser that is not ours, with texts that attack spreadsheets. */
import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { startApp, type TestApp } from '../../../support/app'
import { voteIn } from '../../../support/clients'
import { openRoom, type OpenedRoom } from '../../../support/presenter'
import { Program } from './support'

const HOSTILE = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  'a "quoted", text; with\ttabs',
  'שלום, עולם',
  '👩🏽‍🏫 🏳️‍🌈',
  '＝1＋1',
]

describe('The table of a poll', () => {
  let app: TestApp
  let room: OpenedRoom
  let program: Program

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    program = await Program.of(app, room.presenterKey)
  })

  const ask = async (body: object) => (await program.does('POST', `/rooms/${room.code}/ask`, { body })).pollId

  const vote = (...votes: string[]) => voteIn(app, room.code, votes)

  async function table(id: string): Promise<{ rows: string[][]; text: string }> {
    const { text, headers } = await program.send('GET', `/rooms/${room.code}/polls/${id}.csv`)
    expect(headers.get('Content-Type')).to.equal('text/csv; charset=utf-8')
    expect(headers.get('Content-Disposition')).to.match(/^attachment; filename=".*\.csv"/)
    const bytes = await fetch(`${app.url}/api/rooms/${room.code}/polls/${id}.csv`, {
      headers: { Authorization: `Bearer ${room.presenterKey}` },
    }).then(response => response.arrayBuffer())
    expect([...new Uint8Array(bytes).slice(0, 3)], 'a byte order mark').to.deep.equal([0xef, 0xbb, 0xbf])
    return { rows: parse(Buffer.from(bytes), { bom: true }), text }
  }

  it('has one column a choice and one line a round', async () => {
    const id = await ask({ type: 'one', text: 'Which?', choices: ['Alpha', 'Beta'], right: 'B' })
    await vote('A', 'B', 'B')
    await program.does('POST', `/rooms/${room.code}/again`)
    await vote('B')
    expect((await table(id)).rows).to.deep.equal([
      ['question', 'round', 'voted', 'A: Alpha', 'B: Beta', 'right'],
      ['Which?', '1', '3', '1', '2', 'B'],
      ['Which?', '2', '1', '0', '1', 'B'],
    ])
  })

  it('names points, places and those who cannot say', async () => {
    const scale = await ask({ type: 'scale', text: 'S', points: 2, statements: ['x', 'y'], canAbstain: true })
    await vote('-')
    expect((await table(scale)).rows).to.deep.equal([
      ['question', 'round', 'voted', 'A: x 1', 'A: x 2', 'B: y 1', 'B: y 2', 'cannot say', 'right'],
      ['S', '1', '1', '0', '0', '0', '0', '1', ''],
    ])
    const order = await ask({ type: 'order', text: 'O', items: ['x', 'y'] })
    await vote('BA')
    expect((await table(order)).rows).to.deep.equal([
      ['question', 'round', 'voted', 'A: x 1', 'A: x 2', 'B: y 1', 'B: y 2', 'right'],
      ['O', '1', '1', '0', '1', '1', '0', ''],
    ])
  })

  it('stays as it is once another question is asked', async () => {
    const id = await ask({ type: 'many', text: 'Which?', choices: ['x', 'y'], right: 'AB' })
    await vote('AB', 'A')
    const before = await table(id)
    await ask({ type: 'words', text: 'W' })
    expect((await table(id)).text).to.equal(before.text)
    expect(before.rows[1]).to.deep.equal(['Which?', '1', '2', '2', '1', 'AB'])
  })

  it('has one line an answer where people type, numbers as numbers', async () => {
    const id = await ask({ type: 'number', text: 'N', right: { from: -3, to: -2 } })
    await vote('-2', '5', '5')
    expect((await table(id)).rows).to.deep.equal([
      ['question', 'round', 'answer', 'votes', 'right'],
      ['N', '1', '-2', '1', 'yes'],
      ['N', '1', '5', '2', ''],
    ])
  })

  it('has no cell that is a formula, and every text whole: quotes, right-to-left, emoji', async () => {
    const id = await ask({ type: 'text', text: '=1+1', results: 'live' })
    await vote(...HOSTILE)
    const { rows } = await table(id)
    const cells = rows.slice(1).map(([question, , answer]) => [question!, answer!])
    expect(cells).to.have.length(HOSTILE.length)
    for (const [question, answer] of cells) {
      expect(question).to.equal("'=1+1")
      expect(answer).to.not.match(/^[=+\-@\t\r＝＋－＠]/)
    }
    const answers = cells.map(([, answer]) => answer!.replace(/^'/, ''))
    for (const text of HOSTILE) expect(answers).to.include(text.replace('\t', ' '))
  })

  it('has no line break that makes a line of its own', async () => {
    const choices = ['first\nline', '\r\n=cmd|calc', 'c"",""']
    const id = await ask({ type: 'one', text: 'two\nlines, "quoted"', choices })
    const { rows } = await table(id)
    expect(rows).to.have.length(2)
    expect(rows[1]![0]).to.equal('two\nlines, "quoted"')
    expect(rows[0]!.slice(3, 6)).to.deep.equal(['A: first\nline', 'B: =cmd|calc', 'C: c"",""'])
  })
})
