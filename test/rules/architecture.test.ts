/** The house rules that no compiler checks: who may import whom, and what the lockfile must hold. */
import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.join(__dirname, '..', '..')

/** Which parts of the house each part may import; imports run one way. `leaf`: the other files beside server.ts, which import no layer above the store. */
const MAY_IMPORT: Record<string, string[]> = {
  server: ['app', 'http', 'store', 'leaf'],
  app: ['sockets', 'http', 'store', 'wall', 'core', 'leaf'],
  leaf: ['leaf', 'store', 'core'],
  store: ['store', 'core'],
  sockets: ['sockets', 'store', 'wall', 'core', 'leaf'],
  wall: ['wall', 'core', 'leaf'],
  http: ['http', 'store', 'core', 'leaf'],
  core: ['core'],
  public: ['public', 'core'],
}
/** Files of `sockets` that a feature may import; features never import each other. */
const SHARED_BY_FEATURES = [
  'feature',
  'live-room',
  'persons',
  'paces',
  'broadcast',
  'outbox',
  'classic',
  'conversation',
  'history',
  'passed-on',
  'recount',
  'searches',
  'posting',
  'room-budget',
  'term-shares',
  'moderated',
  'moved',
]
const FEATURES = [
  'poll',
  'ballots',
  'bursts',
  'people',
  'names',
  'chat',
  'private',
  'moderation',
  'announcement',
  'host',
  'presenter',
  'tally',
  'shares',
  'store-trouble',
  'wall',
]

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.includes('node_modules'))
    .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const written = /^(?:import|export)(\s+type)?(?:\s[^'"=]*?\sfrom)?\s+'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...text.matchAll(written)].map(([, typeOnly, to, lazy]) => ({
    from: file,
    to: (to ?? lazy)!,
    typeOnly: Boolean(typeOnly),
  }))
}

/** The file an import leads to, relative to the root; a package by its name. */
function target({ from, to }: Import): string {
  return to.startsWith('.') ? path.posix.join(path.posix.dirname(from), to) : to
}

function partOf(file: string): string {
  if (file.startsWith('public/')) return 'public'
  const [, second = '', third] = file.replace(/\.ts$/, '').split('/')
  if (third) return second
  return second === 'server' || second === 'app' ? second : 'leaf'
}

describe('The house', () => {
  const all = [...sources('src'), ...sources('public')]

  it('is seen whole by this test', () => {
    expect(all).to.include.members(['src/server.ts', 'src/core/votes.ts', 'public/main.ts'])
    expect(all.flatMap(importsOf).length).to.be.greaterThan(60)
  })

  it('has imports that run one way', () => {
    const wrong = all
      .flatMap(importsOf)
      .filter(each => each.to.startsWith('.'))
      .filter(each => !MAY_IMPORT[partOf(each.from)]!.includes(partOf(target(each))))
    expect(wrong.map(each => `${each.from} imports ${each.to}`)).to.deep.equal([])
  })

  it('has features that never import each other', () => {
    const wrong = FEATURES.flatMap(name => importsOf(`src/sockets/${name}.ts`)).filter(each => {
      const to = target(each)
      return to.startsWith('src/sockets/') && !SHARED_BY_FEATURES.includes(path.basename(to))
    })
    expect(wrong).to.deep.equal([])
  })

  it('has a core without input, output, clock or chance; zod in parse.ts only; lodash by single function', () => {
    for (const file of sources('src/core')) {
      const packages = importsOf(file).filter(each => !each.to.startsWith('.'))
      for (const { to } of packages)
        expect(to === 'zod' ? path.basename(file) : to, file).to.match(/^parse\.ts$|^lodash\/\w+$/)
      expect(readFileSync(path.join(ROOT, file), 'utf8')).to.not.match(
        /Date\.now|performance\.now|Math\.random|setTimeout/,
      )
    }
    for (const each of all.flatMap(importsOf)) expect(each.to).to.not.equal('lodash')
  })

  it('has a browser side that takes neither zod nor lodash along', () => {
    const seen = new Set<string>()
    const visit = (file: string) => {
      if (seen.has(file)) return
      seen.add(file)
      for (const each of importsOf(file).filter(one => !one.typeOnly)) {
        expect(target(each), file).to.not.match(/^(zod|lodash)/)
        if (each.to.startsWith('.')) visit(`${target(each)}.ts`)
      }
    }
    for (const file of sources('public')) visit(file)
    expect([...seen]).to.include('src/core/refusals.ts')
  })

  it('has a server that runs without the packages of development', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const packages = sources('src')
      .flatMap(importsOf)
      .filter(({ to, typeOnly }) => !typeOnly && !/^(\.|node:)/.test(to))
    expect(packages.length).to.be.greaterThan(20)
    for (const { from, to } of packages)
      expect(dependencies, from).to.have.property(/^(@[^/]+\/)?[^/]+/.exec(to)![0])
  })

  it('names environment variables in config.ts only', () => {
    for (const file of all.filter(name => !/src\/(config|server)\.ts$/.test(name)))
      expect(readFileSync(path.join(ROOT, file), 'utf8'), file).to.not.include('process.env')
  })

  it('opens every file with a sentence on what it owns', () => {
    for (const file of [...all, ...sources('test'), ...sources('scripts')])
      expect(readFileSync(path.join(ROOT, file), 'utf8'), file).to.match(/^\/\*\*[\s\S]/)
  })
})

describe('The lockfile', () => {
  interface Locked {
    version: string
    resolved?: string
  }
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const versionsOf = (name: string) =>
    Object.entries(packages)
      .filter(([where]) => where === `node_modules/${name}` || where.endsWith(`/node_modules/${name}`))
      .map(([, locked]) => locked.version)

  const atLeast = (version: string, floor: string) =>
    version.localeCompare(floor, 'en', { numeric: true }) >= 0

  const floors: [string, string][] = [
    ['engine.io', '6.6.10'],
    ['socket.io-parser', '4.2.7'],
    ['ws', '8.23.0'],
  ]
  for (const [name, floor] of floors)
    it(`holds no copy of ${name} below ${floor}, for what older ones are open to`, () => {
      const versions = versionsOf(name)
      expect(versions).to.not.deep.equal([])
      for (const version of versions) expect(atLeast(version, floor), version).to.equal(true)
    })

  it('holds one ws for all: what bounds fragments and pongs is in the one that takes connections', () => {
    expect(Object.keys(packages).filter(where => where.endsWith('node_modules/ws'))).to.deep.equal([
      'node_modules/ws',
    ])
  })

  it('holds the native binaries for Linux, macOS and Windows', () => {
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'])
      for (const name of ['@esbuild/', '@lmdb/lmdb-'])
        expect(versionsOf(name + platform), platform).to.have.length(1)
  })

  it('holds no download addresses', () => {
    expect(Object.values(packages).filter(locked => locked.resolved)).to.deep.equal([])
  })
})
