/** The process as a whole: how it starts, how it ends, and what it says when it cannot. */
import { expect } from 'chai'
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { io } from 'socket.io-client'
import type { PresenterState } from '../../src/core/protocol/presenter'
import { nodeProblem } from '../../src/node-version'
import { DIST, run } from '../support/process'
import { startApp } from '../support/app'
import { newTab, waitFor } from '../support/clients'
import { newFolder } from '../support/folders'

const KEY = 'a-key-from-the-outside'

describe('The process', () => {
  it('says where it listens and which address to share', async () => {
    const { child, port, ended } = run({ PUBLIC_URL: 'https://ask.school.edu' })
    const taken = await port
    child.kill('SIGTERM')
    const { output } = await ended
    expect(output).to.include(`Listening on port ${taken}.`)
    expect(output).to.include(`http://localhost:${taken}/`)
    expect(output).to.include('https://ask.school.edu/')
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    it(`on ${signal} tells its clients, ends within 5 s with code 0, and they return when it is back`, async () => {
      const first = run()
      const port = await first.port
      const client = io(`http://127.0.0.1:${port}`, { auth: { tab: newTab() }, transports: ['websocket'] })
      try {
        await waitFor(client, 'snapshot')
        const polling = io(`http://127.0.0.1:${port}`, { auth: { tab: newTab() }, transports: ['polling'] })
        await waitFor(polling, 'snapshot')
        const told = Promise.all([waitFor(client, 'serverClosing'), waitFor(polling, 'serverClosing')])
        const asked = Date.now()
        first.child.kill(signal)
        await told
        polling.disconnect()
        expect((await first.ended).code).to.equal(0)
        expect(Date.now() - asked).to.be.below(5000)
        const back = waitFor(client, 'snapshot')
        await run({ PORT: String(port) }).port
        await back
      } finally {
        client.disconnect()
      }
    })

  it('ends at once though a browser keeps a connection in store on which it has said nothing', async () => {
    const app = await startApp()
    const silent = connect(Number(new URL(app.url).port), '127.0.0.1')
    await waitFor(silent, 'connect')
    const ended = waitFor(silent, 'close')
    silent.resume()
    await app.close()
    await ended
  })

  it('ends with one sentence and code 1 when its port is taken', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, resolve))
    const { port } = other.address() as AddressInfo
    const { code, output } = await run({ PORT: String(port) }).ended
    other.close()
    expect(code).to.equal(1)
    expect(output.trim()).to.match(new RegExp(`^Port ${port} is taken.*PORT=3001\\.$`))
  })

  it('ends with one sentence and code 78 on a bad PORT, so that a service manager need not try again', async () => {
    const { code, output } = await run({ PORT: 'eighty' }).ended
    expect([code, output.trim()]).to.deep.equal([
      78,
      'PORT must be a whole number from 0 to 65535, not "eighty".',
    ])
  })

  it('ends with one sentence and code 1 on an address this machine does not have', async () => {
    const { code, output } = await run({ HOST: '203.0.113.1' }).ended
    expect(code).to.equal(1)
    expect(output.trim()).to.match(/^This machine has no address "203\.0\.113\.1"\..*\.$/)
  })

  it('ends with one sentence and code 1 when its pages cannot be read', async () => {
    const dist = path.join(newFolder(), 'dist')
    cpSync(DIST, dist, { recursive: true })
    rmSync(path.join(dist, 'public'), { recursive: true })
    const { code, output } = await run({ NODE_PATH: path.join(DIST, '..', 'node_modules') }, { dist }).ended
    expect(code).to.equal(1)
    expect(output.trim()).to.match(/^The pages cannot be read \(.*\)\. Build them with "npm run build"\.$/)
  })

  it('prints the presenter’s link once, with the key it keeps for itself, and it never reaches the log', async () => {
    const folder = newFolder()
    const first = run({ DATA_DIR: folder, LOG_LEVEL: 'trace' })
    const port = await first.port
    const file = path.join(folder, 'presenter-key')
    const key = readFileSync(file, 'utf8').trim()
    expect(key).to.match(/^[\w-]{22}$/)
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    const client = io(`http://127.0.0.1:${port}`, {
      auth: { presenterKey: 'another-key' },
      transports: ['websocket'],
    })
    await waitFor(client, 'connect_error')
    client.disconnect()
    first.child.kill('SIGTERM')
    const { stdout, output } = await first.ended
    expect(stdout.split(`http://localhost:${port}/present#key=${key}`)).to.have.length(2)
    // The link and the line for scripts, both on stdout.
    expect(stdout.split(key)).to.have.length(3)
    expect(output.split(key)).to.have.length(3)
    expect(output).to.include(`Questions and ballots are kept in ${folder}.`)

    await run({ DATA_DIR: folder }).says(new RegExp(`/present#key=${key}\n`))
  })

  it('prints a line for scripts that announces as it is', async () => {
    const { port, says } = run()
    const printed = /curl -H "(\w+): (Bearer \S+)" "(\S+)"/.exec(await says(/curl .+\n/))!
    const [, header, value, url] = printed as unknown as [string, string, string, string]
    expect(Number(new URL(url).port)).to.equal(await port)
    const response = await fetch(url, { headers: { [header]: value } })
    expect(await response.json()).to.deep.equal({ message: 'Hello' })
  })

  it('takes a key from outside, and then keeps none', async () => {
    const folder = newFolder()
    await run({ DATA_DIR: folder, PRESENTER_KEY: KEY }).says(new RegExp(`/present#key=${KEY}\n`))
    expect(() => statSync(path.join(folder, 'presenter-key'))).to.throw()
  })

  it('makes a new key where the file of the old one is empty: no key opens nothing', async () => {
    const folder = newFolder()
    writeFileSync(path.join(folder, 'presenter-key'), '')
    await run({ DATA_DIR: folder }).says(/\/present#key=[\w-]{22}\n/)
  })

  it('says so where what it keeps is lost with the disk, and tells the presenter', async () => {
    const { port, says } = run({ DYNO: 'web.1', PRESENTER_KEY: KEY })
    await says(/Questions and ballots are lost when this server restarts/)
    const client = io(`http://127.0.0.1:${await port}`, {
      auth: { presenterKey: KEY },
      transports: ['websocket'],
    })
    const [{ kept }] = await waitFor<[PresenterState]>(client, 'presenterState')
    client.disconnect()
    expect(kept.isLost).to.equal(true)
    expect(kept.sentence).to.match(/^Questions and ballots are lost/)
  })

  it('prints no link to a house that is off', async () => {
    const said = await run({ HOUSE: 'off' }).says(/are kept in/)
    expect(said).to.match(/Rooms: +each is opened on the first page/)
    expect(said).to.not.match(/\/present|\/screen/)
  })

  it('says which Node it needs, when this one is too old', () => {
    expect(nodeProblem('v18.20.4')).to.match(/needs Node 20\.19 or newer; this is v18\.20\.4\./)
    expect(nodeProblem('v20.18.9')).to.be.a('string')
    for (const fine of ['v20.19.0', 'v22.0.0', 'v24.1.0']) expect(nodeProblem(fine)).to.equal(undefined)
  })
})
