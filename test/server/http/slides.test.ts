/** What other people's slides load: the framed pages, the plugin for reveal.js, the manifest and the page for PowerPoint. */
import { expect } from 'chai'
import { Script } from 'node:vm'
import request from 'supertest'
import { startApp } from '../../support/app'
import { openRoom } from '../../support/presenter'

const OFFICE = /script-src 'self' https:\/\/appsforoffice\.microsoft\.com;/
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe('The screen in a frame', () => {
  it('is the same by each of its addresses, and so are the pages that may not be framed', async () => {
    const app = await startApp({ FRAME_ANCESTORS: 'https://slides.school.edu' })
    const { code } = await openRoom(app)
    const policyOf = async (path: string) =>
      (await request(app.url).get(path)).headers['content-security-policy'] as string
    const framed = ['/screen', '/screen.html', '/screen?only=chart', `/r/${code}/screen`, '/powerpoint']
    for (const path of framed)
      expect(await policyOf(path), path).to.match(/frame-ancestors 'self' https:\/\/slides\.school\.edu(;|$)/)
    for (const path of ['/', '/present', '/present.html', '/index.html', '/wall', '/nowhere', '/screens'])
      expect(await policyOf(path), path).to.match(/frame-ancestors 'none'(;|$)/)
  })

  it('is led from an address with a slash at its end to the one where its links hold', async () => {
    const app = await startApp()
    const { status, headers } = await request(app.url).get('/screen/?only=chart')
    expect([status, headers['location']]).to.deep.equal([302, '/screen?only=chart'])
    const { headers: below } = await request((await startApp({ BASE_PATH: '/ask' })).url).get(
      '/ask/powerpoint/',
    )
    expect(below['location']).to.equal('/ask/powerpoint')
  })
})

describe('The plugin for reveal.js', () => {
  it('may be loaded by every page, as a classic script that loads nothing', async () => {
    const app = await startApp()
    const { status, headers, text } = await request(app.url).get('/reveal.js')
    expect(status).to.equal(200)
    expect(headers['content-type']).to.match(/^(text|application)\/javascript/)
    expect(headers['cross-origin-resource-policy']).to.equal('cross-origin')
    expect(() => new Script(text)).to.not.throw()
    expect(text)
      .to.include('AskTheAudience')
      .and.not.match(/\bimport\b|\?\.|\?\?/)
  })
})

describe('The manifest for PowerPoint', () => {
  /** The elements of a content add-in, in the order of Office's schema. */
  const ORDER = [
    ...['OfficeApp', 'Id', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description'],
    ...['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'Hosts', 'Host', 'DefaultSettings'],
    ...['SourceLocation', 'RequestedWidth', 'RequestedHeight', 'Permissions'],
  ]

  it('is filled from PUBLIC_URL, with its elements in the order of the schema', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://school.edu/ask', BASE_PATH: '/ask' })
    const { status, headers, text } = await request(app.url).get('/ask/powerpoint.xml').buffer(true)
    expect(status).to.equal(200)
    expect(headers['content-type']).to.match(/^application\/xml/)
    expect([...text.matchAll(/<(\w+)/g)].map(([, name]) => name)).to.deep.equal(ORDER)
    expect(text).to.include('<SourceLocation DefaultValue="https://school.edu/ask/powerpoint?office"/>')
    expect(/<Id>(.*)<\/Id>/.exec(text)?.[1]).to.match(
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    )
    for (const [, side] of text.matchAll(/<Requested\w+>(\d+)</g)) expect(Number(side)).to.be.within(32, 1000)
    // What it names is there.
    for (const [, path] of text.matchAll(/"https:\/\/school\.edu(\/[^"]*)"/g))
      expect((await request(app.url).get(path!)).status, path).to.equal(200)
  })

  it('is another add-in on another server, and the same after a restart', async () => {
    const idOn = async (url: string) => {
      const app = await startApp({ PUBLIC_URL: url })
      const { text } = await request(app.url).get('/powerpoint.xml').buffer(true)
      return /<Id>(.*)<\/Id>/.exec(text)![1]
    }
    expect(await idOn('https://one.edu')).to.equal(await idOn('https://one.edu/'))
    expect(await idOn('https://one.edu')).to.not.equal(await idOn('https://two.edu'))
  })

  it('is refused with a sentence where PUBLIC_URL is not https', async () => {
    for (const env of [{}, { PUBLIC_URL: 'http://ask.school.edu' }] as Record<string, string>[]) {
      const app = await startApp(env)
      const answer = await request(app.url).get('/powerpoint.xml')
      expect(answer.status).to.equal(404)
      expect((answer.body as { message: string }).message).to.match(/https.*PUBLIC_URL/)
      const page = await request(app.url).get('/powerpoint.xml').set('Accept', BROWSER)
      expect(page.status).to.equal(404)
      expect(page.text).to.match(/<h1>.+<\/h1>/)
    }
  })
})

describe('The page for PowerPoint', () => {
  it('is the only one that may load Office’s script', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const { code } = await openRoom(app)
    const policyOf = async (path: string) =>
      (await request(app.url).get(path)).headers['content-security-policy'] as string
    for (const path of ['/powerpoint', '/powerpoint?office', '/powerpoint.html'])
      expect(await policyOf(path), path).to.match(OFFICE)
    for (const path of [
      '/',
      '/screen',
      '/present',
      '/wall',
      `/r/${code}`,
      `/r/${code}/powerpoint`,
      '/x/powerpoint',
    ])
      expect(await policyOf(path), path).to.match(/script-src 'self'( 'sha256-[^']+')?;/)
  })
})
