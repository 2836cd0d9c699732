/** What is served over HTTP: pages, headers, caching, the address to share; and the settings that bend them. */
import { expect } from 'chai'
import request from 'supertest'
import { ConfigError, readConfig } from '../../../src/config'
import { lanAddresses } from '../../../src/http/lan'
import { startApp } from '../../support/app'
import { joined, newTab } from '../../support/clients'

describe('Over HTTP', () => {
  it('the page answers 200, the screen 200, an unknown path 404 with a friendly page', async () => {
    const { server } = await startApp()
    await request(server).get('/').expect(200).expect('Content-Type', /html/)
    await request(server).get('/screen').expect(200).expect('Content-Type', /html/)
    const missing = await request(server).get('/no/such/page').expect(404)
    expect(missing.text).to.include('There is no page at this address').and.to.include('href="/assets/')
    await request(server).post('/').expect(404)
  })

  it('the client bundle for classic pages stands where the workshops load it', async () => {
    const { server } = await startApp()
    await request(server)
      .get('/socket.io/socket.io.js')
      .expect(200)
      .expect('Content-Type', /javascript/)
  })

  it('files come pre-compressed, revalidated or for ever by their name', async () => {
    const { server } = await startApp()
    const page = await request(server).get('/').set('Accept-Encoding', 'br').expect(200)
    expect(page.headers).to.include({
      'content-encoding': 'br',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
    })
    await request(server)
      .get('/')
      .set('Accept-Encoding', 'br')
      .set('If-None-Match', page.headers['etag']!)
      .expect(304)
    const script = /assets\/audience\/main-\w+\.js/.exec((await request(server).get('/')).text)![0]
    const asset = await request(server).get(`/${script}`).set('Accept-Encoding', 'gzip').expect(200)
    expect(asset.headers).to.include({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    await request(server)
      .get(`/${script}`)
      .set('Accept-Encoding', 'identity')
      .expect('Content-Type', /javascript/)
  })

  it('every page runs under a strict policy that plain-http addresses can keep', async () => {
    const { server } = await startApp()
    for (const path of ['/', '/screen', '/nowhere', '/share.json']) {
      const { headers } = await request(server).get(path).set('Host', '192.168.1.5:3000')
      const policy = headers['content-security-policy']!
      expect(policy).to.include("default-src 'none'").and.to.include("script-src 'self'")
      expect(policy).to.include("connect-src 'self' ws://192.168.1.5:3000 wss://192.168.1.5:3000")
      expect(policy).to.include("frame-ancestors 'none'")
      expect(policy).to.not.match(/unsafe|upgrade-insecure/)
      expect(headers).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
      expect(headers).to.not.have.any.keys(
        'x-powered-by',
        'strict-transport-security',
        'cross-origin-opener-policy',
      )
    }
  })

  it('pictures come from elsewhere only where WALL_IMAGES allows it, and only on pages with posts', async () => {
    const policyOf = async (env: Record<string, string>, path: string) =>
      (await request((await startApp(env)).server).get(path)).headers['content-security-policy']!
    const images = { WALL_IMAGES: 'on' }
    for (const path of ['/wall', '/r/NOSUCH/wall']) {
      expect(await policyOf({}, path)).to.match(/img-src 'self'(;|$)/)
      expect(await policyOf(images, path)).to.match(/img-src 'self' http: https:(;|$)/)
    }
    // It draws charts to save them.
    expect(await policyOf({}, '/present')).to.match(/img-src 'self' blob:(;|$)/)
    expect(await policyOf(images, '/present')).to.match(/img-src 'self' http: https: blob:(;|$)/)
    for (const path of ['/', '/screen']) expect(await policyOf(images, path)).to.match(/img-src 'self'(;|$)/)
  })

  it('a Host header cannot write into the policy', async () => {
    const { server } = await startApp()
    const { headers } = await request(server).get('/').set('Host', "x; script-src 'unsafe-inline'")
    expect(headers['content-security-policy']).to.not.include('unsafe')
  })

  it('the manifest and its icons are there', async () => {
    const { server } = await startApp()
    const manifest = await request(server).get('/manifest.webmanifest').expect(200)
    const { icons } = JSON.parse(manifest.text) as { icons: { src: string }[] }
    for (const { src } of icons) await request(server).get(`/${src}`).expect(200)
    await request(server).get('/icon-180.png').expect(200).expect('Content-Type', 'image/png')
  })
})

describe('The address to share', () => {
  const shared = async (env: Record<string, string>, host: string, headers: Record<string, string> = {}) => {
    const { server } = await startApp(env)
    const answer = await request(server)
      .get(`${env['BASE_PATH'] ?? ''}/share.json`)
      .set('Host', host)
      .set(headers)
    return (answer.body as { url: string }).url
  }

  it('is the page’s own, PUBLIC_URL where it is set, and an address of the LAN for localhost', async () => {
    expect(await shared({}, '10.0.0.5:3000')).to.equal('http://10.0.0.5:3000/')
    expect(await shared({ PUBLIC_URL: 'https://ask.school.edu' }, 'x:1')).to.equal('https://ask.school.edu/')
    const [lan] = await lanAddresses()
    expect(await shared({}, 'localhost:3000')).to.equal(`http://${lan ?? 'localhost'}:3000/`)
  })

  it('knows BASE_PATH, and the host and protocol that a trusted proxy was asked for', async () => {
    expect(await shared({ BASE_PATH: '/ask' }, 'school.edu')).to.equal('http://school.edu/ask/')
    const forwarded = { 'X-Forwarded-Host': 'ask.edu', 'X-Forwarded-Proto': 'https' }
    expect(await shared({ TRUST_PROXY: '1' }, 'inner', forwarded)).to.equal('https://ask.edu/')
    expect(await shared({}, 'inner', forwarded)).to.equal('http://inner/')
  })

  it('comes as a QR code too', async () => {
    const { server } = await startApp()
    const response = await request(server).get('/qr.svg').expect(200)
    expect(response.headers['content-type']).to.include('svg')
    expect(String(response.body)).to.include('<svg')
  })
})

describe('BASE_PATH', () => {
  it('holds for pages, links and sockets, and leads to the slash that relative links need', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    await request(app.server).get('/ask/').expect(200)
    await request(app.server).get('/ask').expect(308).expect('Location', '/ask/')
    await request(app.server).get('/ask/screen').expect(200)
    expect((await request(app.server).get('/ask/nope').expect(404)).text).to.include('href="/ask/assets/')
    await request(app.server).get('/').expect(404)
    await joined(app.client({ tab: newTab() }))
  })
})

describe('A proxy that strips BASE_PATH', () => {
  it('is told in the answer and once in the log', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    for (const path of ['/', '/screen', '/socket.io/?EIO=4&transport=polling'])
      expect((await request(app.server).get(path).expect(404)).text).to.include('must not strip the path')
    expect(app.log.map(line => line['msg'])).to.have.length(1)
    expect(app.log[0]!['msg']).to.include('BASE_PATH')
  })
})

describe('A setting that makes no sense', () => {
  const nonsense: [string, string][] = [
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PUBLIC_URL', 'ask.school.edu'],
    ['PUBLIC_URL', 'ftp://ask.school.edu'],
    ['PUBLIC_URL', 'https://ask.school.edu/path-without-BASE_PATH'],
    ['BASE_PATH', 'ask it'],
    ['PUBLIC_URL', 'https://:password@ask.school.edu'],
    ['PUBLIC_URL', 'https://*'],
    ['BASE_PATH', '/..'],
    ['BASE_PATH', '/ask/./it'],
    ['SHARE_ADDRESS', '192.168.1.5:3000'],
    ['SHARE_ADDRESS', '192.168.1.555'],
    ['TRUST_PROXY', 'maybe'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['TRUST_PROXY', '999.1.1.1'],
    ['TRUST_PROXY', 'dead'],
    ['TRUST_PROXY', '10.0.0.0/0'],
    ['WALL_SOURCES', ','],
    ['BLUESKY_STREAMS', ','],
    ['MASTODON_SERVER', ','],
    ['MASTODON_SERVER', 'https://a.example https://b.example'],
    ['HAND_HOLD', '5m'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_TOKEN', 'short'],
  ]
  for (const [name, value] of nonsense)
    it(`stops with a sentence: ${name}=${value}`, () => {
      expect(() => readConfig({ [name]: value })).to.throw(ConfigError, new RegExp(`${name} .*\\.$`))
    })

  for (const address of ['redis://:p%zz@127.0.0.1', 'redis://127.0.0.1/main', 'redis://:a/b@127.0.0.1'])
    it(`stops with a sentence: REDIS_URL=${address}`, () => {
      const env = { REDIS_URL: address, PRESENTER_KEY: 'a-key-for-this-test' }
      expect(() => readConfig(env)).to.throw(ConfigError, /^REDIS_URL .*\.$/)
    })

  it('is quoted without the user and password of an address', () => {
    const settings = ['PUBLIC_URL', 'MASTODON_SERVER', 'BLUESKY_STREAMS', 'CLIENT_ORIGINS', 'FRAME_ANCESTORS']
    for (const name of [...settings, 'TRUST_PROXY', 'SHARE_ADDRESS', 'BASE_PATH', 'PORT', 'WALL_SOURCES'])
      for (const secret of ['user:hid-den', ':hid/den', 'hid@den'])
        expect(() => readConfig({ [name]: `https://${secret}@ask.school.edu` }), name)
          .to.throw(ConfigError, '//…@ask.school.edu')
          .with.property('message')
          .that.does.not.match(/hid|den|user/)
  })

  it('is told from one that is written in another way', () => {
    const env = { HOST: ' [::1] ', TRUST_PROXY: 'LOOPBACK, 10.0.0.0/255.0.0.0', SHARE_ADDRESS: '[fd00::1]' }
    expect(readConfig({ ...env, BASE_PATH: '/a..b/.c/' })).to.include({
      host: '::1',
      shareAddress: 'fd00::1',
      basePath: '/a..b/.c',
    })
    expect(readConfig(env).trustProxy).to.deep.equal(['loopback', '10.0.0.0/255.0.0.0'])
    const redis = {
      REDIS_URL: 'rediss://user:p%25%2Fw@redis.school.edu:6380/2',
      PRESENTER_KEY: 'a'.repeat(16),
    }
    expect(readConfig(redis).redisUrl).to.equal(redis.REDIS_URL)
  })

  it('is told from one that is merely empty', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: ' ', TRUST_PROXY: '' })).to.include({
      port: 3000,
      trustProxy: false,
    })
    expect(readConfig({ DYNO: 'web.1' }).trustProxy).to.equal(1)
    expect(readConfig({ TRUST_PROXY: '10.0.0.1, loopback' }).trustProxy).to.deep.equal([
      '10.0.0.1',
      'loopback',
    ])
  })
})
