/** The lecture of the API's document: its bash block is run as it stands, and its words are those of the code. */
import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { operations } from '../../../../src/http/api/operations'
import { startApp, type TestApp } from '../../../support/app'
import { asker, asks, votes } from '../../../support/asks/people'
import { newFolder } from '../../../support/folders'
import { ROOT } from '../../../support/imports'
import { connectPresenter, type OpenedRoom } from '../../../support/presenter'
import { must } from '../../../support/talker'
import type { AnyJson } from './support'

const text = readFileSync(path.join(ROOT, 'docs', 'api.md'), 'utf8')
const blocks = (language: string) =>
  [...text.matchAll(new RegExp('```' + language + '\\n(.*?)```', 'gs'))].map(([, block]) => block!)

/** Two people ask, the second of them votes for the first one. */
async function somebodyAsks(app: TestApp, room: string): Promise<void> {
  const { code, presenterKey } = JSON.parse(room) as OpenedRoom
  const { client } = await connectPresenter(app, { code, presenterKey })
  await must(client.emitWithAck('setAsks', { isOpen: true }))
  const [ana, bo] = [await asker(app, { room: code }), await asker(app, { room: code })]
  await asks(bo, 'Who are you?')
  await votes(bo, await asks(ana, 'Where are the slides?'))
}

describe('The document of the API', () => {
  it('has a lecture by curl alone that goes as it stands', async () => {
    const app = await startApp()
    const folder = newFolder()
    const [lecture, questions, ...more] = blocks('bash')
    expect(more).to.deep.equal([])
    const runs = (block: string) =>
      promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block], {
        cwd: folder,
        env: { ...process.env, server: app.url },
      })
    await runs(lecture!)
    await somebodyAsks(app, readFileSync(path.join(folder, 'room.json'), 'utf8'))
    await runs(questions!)
    const asks = readFileSync(path.join(folder, 'asks.csv'), 'utf8')
    expect(asks).to.match(/,1,answered,,Where are the slides\?,The slides are on the page of the course\.,/)
    expect(asks).to.match(/,0,shown,,Who are you\?,,/)
    const { polls } = JSON.parse(readFileSync(path.join(folder, 'polls.json'), 'utf8')) as AnyJson
    expect(polls.map(({ question }) => question.text)).to.deep.equal(['Which one is a fruit?'])
    // Nobody votes in it: what was asked first is no round.
    expect(polls[0]!.rounds).to.have.length(1)
    expect(polls[0]).to.include({ state: 'closed', shown: true })
    expect(readFileSync(path.join(folder, 'poll.csv'), 'utf8')).to.include(
      '"Which one is a fruit?"'.slice(1, -1),
    )
  })

  it('has every route in its table', () => {
    for (const { method, path: route } of Object.values(operations)) {
      const name = route
        .replace('/api/rooms/{code}/', '')
        .replace('/api/rooms/{code}', '')
        .replace('{id}', 'ID')
      expect(text).to.include(name)
      expect(text).to.include(method.toUpperCase())
    }
  })

  it('passes bodies and keys by files, so that no shell takes their quotation marks off', () => {
    const lines = (language: string) => blocks(language).flatMap(block => block.split('\n'))
    const all = ['bash', 'powershell', 'bat'].flatMap(lines).filter(line => line.includes('curl'))
    expect(all).to.have.length.above(20)
    for (const line of all) expect(line).to.not.match(/\s(-d|--data\S*) ["']?[^@"'\s]|\{"/)
    for (const line of lines('powershell')) expect(line).to.not.match(/\bcurl(?!\.exe)|\s@/)
    // A digit before it would be taken for the number of a stream, and a space behind the text for a part of it.
    for (const line of lines('bat')) if (line.includes('>')) expect(line).to.match(/^>\S+ echo [^>]+$/)
  })

  it('has no key in an address, in any shell', () => {
    for (const block of ['bash', 'powershell', 'bat'].flatMap(blocks))
      expect(block).to.not.match(/[?&]key=|-H\s+["']?Authorization/)
  })
})
