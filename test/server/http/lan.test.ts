/**
 * The address that people are told: the likeliest of this machine's, the presenter's choice, and a system that tells
 * none.
 */
import { expect } from 'chai'
import { writeFileSync } from 'node:fs'
import type { NetworkInterfaceInfo } from 'node:os'
import path from 'node:path'
import request from 'supertest'
import { ConfigError, readConfig } from '../../../src/config'
import { orderAddresses } from '../../../src/http/lan'
import { run } from '../../support/process'
import { openRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { newFolder } from '../../support/folders'

const IPV4 = { family: 'IPv4', internal: false } as NetworkInterfaceInfo
const LOOPBACK = { ...IPV4, address: '127.0.0.1', internal: true }
const interfaces = (of: Record<string, string>) => ({
  lo: [LOOPBACK],
  ...Object.fromEntries(Object.entries(of).map(([name, address]) => [name, [{ ...IPV4, address }]])),
})

/** What node answers in the process: this, or an exception. */
function preload(answer: string): string {
  const file = path.join(newFolder(), 'preload.js')
  writeFileSync(file, `require('node:os').networkInterfaces = () => { ${answer} }`)
  return `--require ${file}`
}

describe('The addresses of this machine', () => {
  it('begin with the one of the default route; virtual ones come later, link-local ones last', () => {
    const all = interfaces({
      'vEthernet (WSL)': '172.28.0.1',
      docker0: '172.17.0.1',
      vboxnet0: '192.168.56.1',
      utun3: '10.8.0.2',
      'Ethernet 2': '169.254.7.7',
      eth0: '10.0.0.5',
      wlan0: '192.168.1.5',
      tailscale0: '100.64.0.9',
    })
    const [first, second, ...rest] = orderAddresses(all, '192.168.1.5')
    expect([first, second]).to.deep.equal(['192.168.1.5', '10.0.0.5'])
    expect(rest).to.have.length(6)
    expect(rest.at(-1)).to.equal('169.254.7.7')
    // A VPN that holds the default route is no way for phones in the room.
    expect(orderAddresses(all, '10.8.0.2').slice(0, 3)).to.deep.equal(['10.0.0.5', '192.168.1.5', '10.8.0.2'])
    expect(orderAddresses(all, undefined)[0]).to.equal('10.0.0.5')
    expect(orderAddresses({}, '10.0.0.5')).to.deep.equal(['10.0.0.5'])
    expect(orderAddresses({}, undefined)).to.deep.equal([])
  })

  it('are not needed: a system that refuses to list them ends nothing', async () => {
    const { port, says } = run({ NODE_OPTIONS: preload("throw new Error('uv_interface_addresses')") })
    const url = `http://localhost:${await port}`
    await says(/are kept in/)
    for (const file of ['/', '/share.json', '/qr.svg']) expect((await fetch(url + file)).status).to.equal(200)
  })

  it('are asked for anew: the QR code follows another network', async () => {
    const answer = `
      const address = globalThis.asked ? '10.2.2.2' : '10.1.1.1'
      globalThis.asked = true
      return { eth0: [{ address, family: 'IPv4', internal: false }] }`
    const { port, says } = run({ NODE_OPTIONS: preload(answer) })
    await says(/Share with the room: {3}http:\/\/10\.1\.1\.1/)
    const shared = async () =>
      ((await (await fetch(`http://localhost:${await port}/share.json`)).json()) as { url: string }).url
    let url = await shared()
    while (!url.includes('10.2.2.2')) url = await shared()
    expect(url).to.equal(`http://10.2.2.2:${await port}/`)
  })
})

describe('The address that a room shares', () => {
  const share = (app: TestApp, key?: string, room = '') => {
    const asked = request(app.url).get(`/share.json?room=${room}`).set('Host', 'localhost:3000')
    return key === undefined ? asked : asked.set('Authorization', `Bearer ${key}`)
  }
  const choose = (app: TestApp, key: string, address: unknown, room = '') =>
    request(app.url)
      .post(`/share.json?room=${room}`)
      .set('Host', 'localhost:3000')
      .set('Authorization', `Bearer ${key}`)
      .send({ address })

  it('is chosen by its presenter, for that room’s links and QR code and no other’s', async () => {
    const app = await startApp({ SHARE_ADDRESS: 'laptop.local' })
    const room = await openRoom(app)
    const { addresses } = (await share(app, app.presenterKey)).body as { addresses: string[] }
    expect(addresses[0]).to.equal('laptop.local')
    const other = addresses[1] ?? 'laptop.local'
    const before = await request(app.url).get('/qr.svg').set('Host', 'localhost:3000')
    await choose(app, app.presenterKey, other).expect(200)
    const url = `http://${other}:3000/`
    expect((await share(app)).body).to.deep.equal({ url })
    expect((await share(app, app.presenterKey)).body).to.deep.equal({ url, addresses, chosen: other })
    const after = await request(app.url).get('/qr.svg').set('Host', 'localhost:3000')
    expect(String(after.body) === String(before.body)).to.equal(other === 'laptop.local')
    expect((await share(app, undefined, room.code)).body).to.deep.equal({
      url: `http://laptop.local:3000/r/${room.code}`,
    })
    await choose(app, app.presenterKey, '').expect(200)
    expect((await share(app)).body).to.deep.equal({ url: 'http://laptop.local:3000/' })
  })

  it('is an address of this machine, and takes the key of the room and a page of this server', async () => {
    const app = await startApp({ SHARE_ADDRESS: 'laptop.local' })
    const room = await openRoom(app)
    for (const address of ['evil.example', 7, null, 'laptop.local/x'])
      await choose(app, app.presenterKey, address).expect(400)
    await choose(app, 'another-key-of-somebody', 'laptop.local').expect(401)
    await choose(app, room.presenterKey, 'laptop.local').expect(401)
    await choose(app, app.presenterKey, 'laptop.local').set('Origin', 'https://evil.example').expect(403)
    await choose(app, room.presenterKey, 'laptop.local', room.code).expect(200)
  })

  it('is none of the LAN where the server listens on this machine only', async () => {
    const { port, says } = run({ HOST: '127.0.0.1' })
    const said = await says(/are kept in/)
    expect(said).to.not.include('Share with the room')
    const shared = (await (await fetch(`http://127.0.0.1:${await port}/share.json`)).json()) as {
      url: string
    }
    expect(shared.url).to.equal(`http://127.0.0.1:${await port}/`)
  })

  it('has no SHARE_ADDRESS that makes no sense', () => {
    for (const SHARE_ADDRESS of ['http://laptop', 'laptop:3000', 'a b', '-x', 'x/y'])
      expect(() => readConfig({ SHARE_ADDRESS })).to.throw(ConfigError, /SHARE_ADDRESS .*\.$/)
    for (const SHARE_ADDRESS of ['Laptop.local', '192.168.1.5', '[fd00::1]', 'fd00::1'])
      expect(readConfig({ SHARE_ADDRESS }).shareAddress).to.equal(
        SHARE_ADDRESS.toLowerCase().replace(/[[\]]/g, ''),
      )
  })
})
