/** The built pages: they are served from memory, and a build replaces them only by whole ones. */
import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { io } from 'socket.io-client'
import request from 'supertest'
import { DIST, run } from '../../support/process'
import { startApp } from '../../support/app'
import { newTab, waitFor } from '../../support/clients'
import { newFolder } from '../../support/folders'

const ROOT = path.join(DIST, '..')
/** No process has this id: it is above what Linux, macOS and Windows give. */
const NOBODY = 2 ** 30

describe('Pages', () => {
  it('and all else are served as before when the build and its packages are moved away while the server runs', async () => {
    const folder = newFolder()
    const [dist, packages] = [path.join(folder, 'dist'), path.join(folder, 'node_modules')]
    cpSync(DIST, dist, { recursive: true })
    symlinkSync(path.join(ROOT, 'node_modules'), packages, 'junction')
    const env = { NODE_OPTIONS: '--preserve-symlinks', PRESENTER_KEY: 'a-key-from-the-outside' }
    const server = run(env, { dist })
    const url = `http://127.0.0.1:${await server.port}`
    const pages = ['/', '/screen', '/present', '/wall', '/favicon.svg', '/socket.io/socket.io.js', '/nowhere']
    const get = async (page: string) => {
      const response = await fetch(url + page)
      return [response.status, await response.text()]
    }
    const script = /assets\/audience\/main-\w+\.js/.exec(String((await get('/'))[1]))![0]
    const all = () => Promise.all([...pages, `/${script}`].map(get))
    const before = await all()
    expect(before.map(([status]) => status)).to.deep.equal([200, 200, 200, 200, 200, 200, 404, 200])
    renameSync(dist, `${dist}-away`)
    rmSync(packages)
    expect(await all()).to.deep.equal(before)
    const announced = await fetch(`${url}/broadcast`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${env.PRESENTER_KEY}` },
      body: '{"message":"Still here"}',
    })
    expect(await announced.json()).to.deep.equal({ message: 'Still here' })
    expect((await fetch(`${url}/qr.svg`)).status).to.equal(200)
    const client = io(url, { auth: { tab: newTab() }, transports: ['polling'] })
    const [{ poll }] = await waitFor<[{ poll: { pollId: string } }]>(client, 'snapshot')
    expect(await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })).to.include({
      ok: true,
    })
    client.disconnect()
    expect(server.child.exitCode).to.equal(null)
  })

  it('name all that their first screen needs: no script imports another one, which would cost a round trip', () => {
    const folder = path.join(DIST, 'public')
    const pages = readdirSync(folder).filter(file => file.endsWith('.html'))
    const scripts = pages.flatMap(page =>
      Array.from(
        readFileSync(path.join(folder, page), 'utf8').matchAll(/<script type="module" src="([^"]+)"/g),
        ([, script]) => script!,
      ),
    )
    expect(scripts).to.have.length.above(4)
    for (const script of scripts)
      expect(readFileSync(path.join(folder, script), 'utf8'), script).not.to.match(
        /(import|from)\s*["']\.{1,2}\//,
      )
  })

  it('answer 404 to the name that a script had before an upgrade', async () => {
    const { server } = await startApp()
    const answer = await request(server).get('/assets/audience/main-OLDNAME1.js').expect(404)
    expect(answer.headers['cache-control']).to.equal('no-cache')
  })

  it('come in parts, and say so when a file does not have the part that is asked for', async () => {
    const { server } = await startApp()
    const whole = (await request(server).get('/favicon.svg').set('Accept-Encoding', 'identity'))
      .body as Buffer
    const size = whole.length
    const part = (range: string) =>
      request(server).get('/favicon.svg').set({ Range: range, 'Accept-Encoding': 'identity' })
    const first = await part('bytes=0-9').expect(206).expect('Content-Range', `bytes 0-9/${size}`)
    expect(first.body).to.deep.equal(whole.subarray(0, 10))
    expect((await part('bytes=-5').expect(206)).body).to.deep.equal(whole.subarray(-5))
    await part(`bytes=5-${size + 1000}`).expect(206)
    for (const range of ['bytes=10-5', `bytes=${size}-`, `bytes=0-${'9'.repeat(30)}`])
      await part(range).expect(416).expect('Content-Range', `bytes */${size}`)
    for (const range of ['lines=1-2', 'bytes', 'bytes=x-y', 'bytes=0-1,4-5', ''])
      await part(range).expect(200)
    await part('bytes=0-9').set('If-Range', '"another"').expect(200)
  })

  it('answer HEAD with the headers of GET, and keep to the encodings a client names', async () => {
    const { server } = await startApp()
    for (const [accept, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', undefined],
    ]) {
      const headers = { 'Accept-Encoding': accept }
      const got = await request(server).get('/').set(headers).expect(200)
      const head = await request(server).head('/').set(headers).expect(200)
      expect(got.headers['content-encoding'], accept).to.equal(encoding)
      for (const name of ['content-encoding', 'content-length', 'etag', 'content-type', 'vary'])
        expect(head.headers[name], name).to.equal(got.headers[name])
    }
  })

  it('let pages of other origins load the client bundle, without a look at the disk', async () => {
    const { server } = await startApp()
    for (const name of [
      'socket.io.js',
      'socket.io.min.js',
      'socket.io.esm.min.js',
      'socket.io.msgpack.min.js',
    ])
      await request(server)
        .get(`/socket.io/${name}`)
        .expect(200)
        .expect('Content-Type', /javascript/)
        .expect('Cross-Origin-Resource-Policy', 'cross-origin')
    await request(server).get('/socket.io/socket.io.nothing.js').expect(404)
  })
})

describe('A build', () => {
  /** A small project that is built by the scripts of this one. */
  function project(source: string): string {
    const root = newFolder()
    for (const name of ['scripts', 'public', 'docs', 'tsconfig.json'])
      cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true })
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'), 'junction')
    mkdirSync(path.join(root, 'src'))
    cpSync(path.join(ROOT, 'src', 'core'), path.join(root, 'src', 'core'), { recursive: true })
    cpSync(path.join(ROOT, 'src', 'tsconfig.json'), path.join(root, 'src', 'tsconfig.json'))
    writeFileSync(path.join(root, 'src', 'server.ts'), source)
    mkdirSync(path.join(root, 'dist'))
    writeFileSync(path.join(root, 'dist', 'old.js'), 'old')
    return root
  }
  const build = (root: string) =>
    spawnSync(process.execPath, ['--require', 'ts-node/register/transpile-only', 'scripts/build.ts'], {
      cwd: root,
      encoding: 'utf8',
    })
  const folders = (root: string) => readdirSync(root).filter(name => name.startsWith('dist'))

  it('that fails leaves what is built as it was', () => {
    const root = project('export const wrong: number = "text"\n')
    const { status, stdout } = build(root)
    expect([status, stdout]).to.satisfy(([code]: [number]) => code === 1, stdout)
    expect(stdout).to.include('src/server.ts')
    expect(readdirSync(path.join(root, 'dist'))).to.deep.equal(['old.js'])
    expect(folders(root)).to.deep.equal(['dist'])
  })

  it('that succeeds takes the place of the old one as a whole, and cleans up behind one that was killed', () => {
    const root = project('export const fine = 1\n')
    mkdirSync(path.join(root, `dist.new-${NOBODY}`))
    const { status, stderr } = build(root)
    expect(status, stderr).to.equal(0)
    const dist = readdirSync(path.join(root, 'dist'))
    expect(dist).to.include.members(['server.js', 'public']).and.to.not.include('old.js')
    expect(existsSync(path.join(root, 'dist', 'public', 'index.html.br'))).to.equal(true)
    expect(folders(root)).to.deep.equal(['dist'])
  })
})
