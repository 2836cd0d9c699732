/** The lecture of the API's document: its bash block is run as it stands, and its words are those of the code. */
import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { operations } from '../../../../src/http/api/operations'
import { startApp } from '../../../support/app'
import { newFolder } from '../../../support/folders'
import { ROOT } from '../../../support/imports'
import type { AnyJson } from './support'

const text = readFileSync(path.join(ROOT, 'docs', 'api.md'), 'utf8')
const blocks = (language: string) =>
  [...text.matchAll(new RegExp('```' + language + '\\n(.*?)```', 'gs'))].map(([, block]) => block!)

describe('The document of the API', () => {
  it('has a lecture by curl alone that goes as it stands', async () => {
    const app = await startApp()
    const folder = newFolder()
    expect(blocks('bash')).to.have.length(1)
    for (const block of blocks('bash'))
      await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block], {
        cwd: folder,
        env: { ...process.env, server: app.url },
      })
    const { polls } = JSON.parse(readFileSync(path.join(folder, 'polls.json'), 'utf8')) as AnyJson
    expect(polls.map(({ question }) => question.text)).to.deep.equal(['Which one is a fruit?'])
    expect(polls[0]!.rounds).to.have.length(2)
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
