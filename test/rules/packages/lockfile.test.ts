/** What the lockfile must hold: versions without known holes, binaries for every system, no download addresses. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../../support/imports'

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
