/**
 * Installing without a clone: npm packs this repository, and npx starts the pack in an empty folder, without a network,
 * from a registry on this machine that has the packages installed here.
 */
import { expect } from 'chai'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { endWithTest } from '../../support/system/children'
import { newTab } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { ROOT } from '../../support/imports'
import { enter } from '../../support/process-clients'
import { OLDER_WS, startRegistry } from '../../support/system/local-registry'

/** The environment of the test without what npm adds to it. */
function cleanEnv(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)))
}

/** A copy of what git has, with the packages installed here. Packing builds, so it must not happen in place. */
function checkout(): string {
  const root = newFolder()
  const files = readdirSync(ROOT).filter(
    name => !/^(\.git|node_modules|dist.*|data|screenshots|\.cache|test)$/.test(name),
  )
  for (const name of files) cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'), 'junction')
  return root
}

describe('The pack', () => {
  let root: string
  let tarball: string
  let unpacked: string

  before(function () {
    this.timeout(300_000)
    root = checkout()
    const place = newFolder()
    execFileSync('npm', ['pack', '--silent', '--pack-destination', place], { cwd: root, env: cleanEnv() })
    tarball = path.join(place, readdirSync(place)[0]!)
    unpacked = path.join(newFolder(), 'package')
    execFileSync('tar', ['-xzf', tarball, '-C', path.dirname(unpacked)])
  })

  it('has the built program, what is to be read, and no sources or tests', () => {
    const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).map(file =>
      file.split(path.sep).join('/'),
    )
    expect(files).to.include.members([
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'docs/operations.md',
      'dist/server.js',
      'dist/commands/ask-the-audience.js',
      'dist/public/index.html.br',
      'dist/public/third-party.txt',
      'dist/store/lmdb/read-whole-file.js',
      'dist/store/lmdb/backup/copy-database.js',
    ])
    expect(files.filter(file => /^(src|test|public|node_modules)\b|\.ts$|\.map$/.test(file))).to.deep.equal(
      files.filter(file => /^dist\/public\/socket\.io\/.*\.map$/.test(file)),
    )
  })

  it('has every file that its README links to, but for what only those read who change the code', () => {
    const links = [
      ...readFileSync(path.join(unpacked, 'README.md'), 'utf8').matchAll(/\]\(([\w./-]+)|src="([\w./-]+)"/g),
    ]
      .map(([, link, source]) => (link ?? source)!)
      .filter(link => link !== 'https')
    expect(links.length).to.be.above(5)
    const missing = links.filter(link => !existsSync(path.join(unpacked, link)))
    expect([...new Set(missing)].sort()).to.deep.equal(['CONTRIBUTING.md', 'docs/architecture.md'])
  })

  it('is started by npx in an empty folder: in production, on the ws of ours, its data in that folder', async function () {
    this.timeout(300_000)
    const [folder, cache] = [newFolder(), newFolder()]
    const npx = spawn('npx', ['--yes', path.relative(folder, tarball)], {
      cwd: folder,
      env: {
        ...cleanEnv(),
        NODE_ENV: 'production',
        PORT: '0',
        DATA_DIR: undefined,
        npm_config_cache: cache,
        npm_config_registry: await startRegistry(),
        npm_config_update_notifier: 'false',
        npm_config_audit: 'false',
        npm_config_fund: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const child = endWithTest(npx, { leads: true })
    let output = ''
    const port = await new Promise<number>((resolve, reject) => {
      child.once('exit', () => reject(new Error(output)))
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', data => {
          output += String(data)
          const [, found] = /Listening on port (\d+)\./.exec(output) ?? []
          if (found) resolve(Number(found))
        })
    })
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).to.equal(200)
    expect(await (await fetch(`http://127.0.0.1:${port}/third-party.txt`)).text()).to.include(
      'socket.io-client',
    )
    const { client, snapshot } = await enter(port, { tab: newTab() })
    const vote = client.emitWithAck('castVote', { pollId: snapshot.poll.pollId, vote: 'B' })
    expect(await vote).to.include({ ok: true })
    expect(readdirSync(folder)).to.deep.equal(['data'])
    expect(readdirSync(path.join(folder, 'data'))).to.include.members(['rooms.mdb', 'presenter-key'])

    const [run] = readdirSync(path.join(cache, '_npx'))
    const modules = path.join(cache, '_npx', run!, 'node_modules')
    const versions = findAll(modules, 'ws')
    expect([...new Set(versions)].sort()).to.deep.equal([OLDER_WS, lockedVersion('ws')])
    for (const name of ['typescript', 'esbuild', 'mocha']) expect(findAll(modules, name)).to.deep.equal([])

    const ended = new Promise<number | null>(resolve => child.once('close', resolve))
    process.kill(-child.pid!, 'SIGTERM')
    await ended
    expect(output).to.include('Closing. Pages come back by themselves when the server does.')
  })

  it('unpacked beside its packages, starts by npm start and without a build', () => {
    mkdirSync(path.join(unpacked, 'node_modules'))
    symlinkSync(path.join(ROOT, 'node_modules', 'express'), path.join(unpacked, 'node_modules', 'express'))
    const { stdout } = spawnSync('npm', ['run', 'prestart'], {
      cwd: unpacked,
      env: cleanEnv(),
      encoding: 'utf8',
    })
    expect(stdout).to.include('starting what is there')
  })
})

/** The versions of all copies of a package below a folder. */
function findAll(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      file =>
        file.endsWith(path.join('node_modules', name, 'package.json')) ||
        file === path.join(name, 'package.json'),
    )
    .map(file => (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { version: string }).version)
}

function lockedVersion(name: string): string {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>
  }
  return packages[`node_modules/${name}`]!.version
}
