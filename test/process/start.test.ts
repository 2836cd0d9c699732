/** Starting from what is there: without the packages that build, without any, and from a checkout made on Windows. */
import { expect } from 'chai'
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { endWithTest } from '../support/system/children'
import { newFolder } from '../support/folders'
import { DIST } from '../support/process'

const ROOT = path.join(DIST, '..')

/** What a checkout has after `npm ci` without development packages. */
function checkout(packages: string[]): string {
  const root = newFolder()
  for (const name of ['package.json', 'scripts', 'src'])
    cpSync(path.join(ROOT, name), path.join(root, name), { recursive: true })
  mkdirSync(path.join(root, 'node_modules'))
  for (const name of packages)
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(root, 'node_modules', name), 'junction')
  return root
}

const npm = (root: string, ...args: string[]) =>
  spawnSync('npm', args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: newFolder() },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })

describe('npm start', () => {
  it('without the packages that build says in one sentence what to run', () => {
    const { status, stderr } = npm(checkout(['express']), '--silent', 'start')
    expect(status).to.equal(1)
    expect(stderr.trim()).to.match(/^The server is not built, .*"npm ci --include=dev && npm run build".*\.$/)
  })

  it('without any package says so', () => {
    const { status, stderr } = npm(checkout([]), '--silent', 'start')
    expect([status, stderr.trim()]).to.deep.equal([1, 'Nothing is installed yet: run "npm ci" first.'])
    expect(npm(checkout(['express']), '--silent', 'run', 'build').stderr).to.include('npm ci --include=dev')
  })

  it('without the packages that build starts what is built already', async () => {
    const root = checkout(['express'])
    symlinkSync(DIST, path.join(root, 'dist'), 'junction')
    const child = endWithTest(
      spawn('npm', ['start'], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: newFolder() },
        shell: process.platform === 'win32',
        detached: process.platform !== 'win32',
      }),
      { leads: process.platform !== 'win32' },
    )
    let output = ''
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(output)))
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', data => {
          output += String(data)
          if (/Listening on port \d+/.test(output)) resolve()
        })
    })
  })
})

describe('A checkout made on Windows', () => {
  it('has the same text as one made elsewhere', function () {
    const git = (cwd: string, ...args: string[]) => spawnSync('git', args, { cwd, encoding: 'utf8' })
    if (git(ROOT, '--version').status !== 0) return this.skip()
    const [origin, clone] = [newFolder(), path.join(newFolder(), 'clone')]
    const files = ['.gitattributes', 'package.json', '.ci/run', 'public/icon-180.png', 'src/app.ts']
    for (const file of files) cpSync(path.join(ROOT, file), path.join(origin, file))
    const own = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'core.hooksPath=']
    git(origin, 'init', '-q')
    git(origin, 'add', '.')
    expect(git(origin, ...own, 'commit', '-q', '-m', 'Files').status).to.equal(0)
    expect(git(origin, 'clone', '-q', '-c', 'core.autocrlf=true', origin, clone).status).to.equal(0)
    for (const file of files)
      expect(readFileSync(path.join(clone, file)).equals(readFileSync(path.join(ROOT, file))), file).to.equal(
        true,
      )
  })
})
