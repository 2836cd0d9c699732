/** The addresses that people type for a room, and what they read where there is none. */
import { expect } from 'chai'
import request from 'supertest'
import { pageWords } from '../../../public/shared/page-words'
import { cleanCode, codeFrom, codeIn, neverInCodes } from '../../../src/core/room/codes'
import { startApp, type TestApp } from '../../support/app'
import { openRoom } from '../../support/presenter'

const ALL = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Every character that codes are made of. */
const USED = new Set(Array.from({ length: 600 }, (_, index) => codeFrom(() => (index % 600) / 600)).join(''))

async function leadsTo(app: TestApp, path: string): Promise<string | undefined> {
  const { status, headers } = await request(app.url).get(path)
  expect(status, path).to.equal(302)
  expect(headers['cache-control']).to.equal('no-store')
  return headers['location']
}

describe('The address of a room', () => {
  it('is also its code alone, in any case, with or without a slash, with the name of a page behind it', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    const small = code.toLowerCase()
    for (const path of [`/${code}`, `/${small}`, `/${small}/`, `/${small.slice(0, 3)}-${small.slice(3)}`])
      expect(await leadsTo(app, path)).to.equal(`/r/${code}`)
    expect(await leadsTo(app, `/${small}/wall?term=cats`)).to.equal(`/r/${code}/wall?term=cats`)
    for (const path of [`/r/${code}`, `/r/${small}`, `/R/${small}/screen`])
      expect((await request(app.url).get(path)).status).to.equal(200)
    expect(await leadsTo(app, `/r/${small}/`)).to.equal(`/r/${code}`)
    expect(await leadsTo(app, `/r/${small}/screen/`)).to.equal(`/r/${code}/screen`)
  })

  it('is found below a path, too', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    expect(await leadsTo(app, '/ask/m96nmt')).to.equal('/ask/r/M96NMT')
    expect(await leadsTo(app, '/ask/r')).to.equal('/ask/enter')
    expect((await request(app.url).get('/m96nmt')).status).to.equal(404)
  })

  it('is guessed from nothing that is a page, or cannot be a code', async () => {
    const app = await startApp()
    for (const path of ['/screen', '/wall', '/present', '/enter', '/favicon.svg', '/share.json', '/healthz'])
      expect((await request(app.url).get(path)).status, path).to.equal(200)
    for (const path of ['/abc', '/abcdefg', '/sollzb', '/m96nmt/elsewhere', '/%C3%A4%C3%A4aaaa']) {
      const { status, text } = await request(app.url).get(path)
      expect(status, path).to.equal(404)
      expect(text).to.include(pageWords.notFound).and.include('href="/enter"')
    }
  })

  it('leads to a page that says what to do where there is no such room', async () => {
    const app = await startApp()
    const { headers } = await request(app.url).get('/m96nmt')
    const { status, text } = await request(app.url).get(headers['location']!)
    expect(status).to.equal(404)
    for (const word of [pageWords.noRoom, pageWords.noRoomErased, pageWords.enterCode])
      expect(text).to.include(word)
  })

  it('that is wrong offers the main room only where there is one', async () => {
    const link = `>${pageWords.toMainRoom}<`
    expect((await request((await startApp()).url).get('/nowhere/at/all')).text).to.include(link)
    const { text } = await request((await startApp({ HOUSE: 'off' })).url).get('/nowhere/at/all')
    expect(text).not.to.include(link)
    expect(text).to.include(pageWords.enterCode)
  })
})

describe('A code that was read wrong', () => {
  it('is told what codes never have, by the server’s page as by the alphabet', () => {
    const never = [...ALL].filter(character => !USED.has(character))
    expect(neverInCodes(ALL).map(({ character }) => character)).to.deep.equal(never)
    const said = /codes have (.*)$/.exec(pageWords.noRoom)![1]!
    expect(
      [...said.replace(/\b(no|or|and)\b/g, '').matchAll(/[A-Z\d]/g)].map(([each]) => each).sort(),
    ).to.deep.equal(never)
  })

  it('is offered only characters that codes have', () => {
    for (const { meant } of neverInCodes(ALL)) for (const each of meant) expect(USED).to.include(each)
    expect(neverInCodes('m96 nmz')).to.deep.equal([{ character: 'Z', meant: '7' }])
    expect(neverInCodes('é')).to.deep.equal([{ character: 'É', meant: '' }])
    expect(neverInCodes('m96-nmt')).to.deep.equal([])
  })

  it('may come from a keyboard of full width, or in a link', () => {
    expect(cleanCode('Ｍ９６ｎｍｔ')).to.equal('M96NMT')
    expect(codeIn('http://192.0.2.2:3000/r/m96nmt/screen?x')).to.equal('m96nmt')
    expect(codeIn(' m96 nmt ')).to.equal(' m96 nmt ')
  })
})
