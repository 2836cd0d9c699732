/** The licences of all that ships: the packages of the production tree, and what the build takes into the pages. */
import { expect } from 'chai'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAllowed, noticesOf, packageFolderOf, packageIn } from '../../../scripts/licences'
import { newFolder } from '../../support/folders'
import { ROOT } from '../../support/imports'

interface Locked {
  version: string
  license?: string
  dev?: boolean
}

const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}
const production = Object.entries(packages).filter(([where, { dev }]) => where && !dev)

/** A package of this licence, with or without the text. */
function packageOf(license: string | undefined, text?: string): string {
  const folder = path.join(newFolder(), 'node_modules', 'planted')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'planted', version: '1.0.0', license }),
  )
  if (text) writeFileSync(path.join(folder, 'LICENSE'), text)
  return folder
}

describe('The licences of what ships', () => {
  it('are on the short list, of every package in the production tree, for every system', () => {
    expect(production.length).to.be.above(100)
    const wrong = production.filter(([, { license }]) => !isAllowed(license))
    expect(wrong.map(([where, { license }]) => `${where}: ${license ?? 'none'}`)).to.deep.equal([])
  })

  it('are what the installed packages say themselves', () => {
    const installed = production.filter(([where]) => existsSync(path.join(ROOT, where, 'package.json')))
    expect(installed.length).to.be.above(100)
    for (const [where, { license, version }] of installed)
      expect(packageIn(path.join(ROOT, where)), where).to.include({ license, version })
  })

  it('of copyleft, of a text elsewhere, or of none would not pass', () => {
    for (const license of [
      'GPL-3.0',
      'MIT AND GPL-2.0',
      'AGPL-3.0-only',
      'SEE LICENSE IN x',
      'UNLICENSED',
      '',
      undefined,
    ])
      expect(isAllowed(license), String(license)).to.equal(false)
    for (const license of ['MIT', '(MIT OR GPL-2.0)', 'ISC AND MIT', 'BSD-3-Clause'])
      expect(isAllowed(license)).to.equal(true)
  })

  it('end a build that takes in a package which may not ship or has no notice, and name it', () => {
    expect(() => noticesOf([packageOf('GPL-3.0', 'text')])).to.throw(
      'planted may not ship: its licence is GPL-3.0.',
    )
    expect(() => noticesOf([packageOf(undefined, 'text')])).to.throw('planted may not ship')
    expect(() => noticesOf([packageOf('MIT')])).to.throw('has no file with its licence')
    expect(noticesOf([packageOf('MIT', 'the text')], { Data: 'free' })).to.match(
      /planted 1\.0\.0 \(MIT\)\n\nthe text\n[^]*Data\n\nfree/,
    )
  })

  it('are found for a file by the innermost package around it', () => {
    expect(packageFolderOf('/a/node_modules/@b/c/node_modules/d/e/f.js')).to.equal(
      '/a/node_modules/@b/c/node_modules/d',
    )
    expect(packageFolderOf('/a/node_modules/@b/c/d.js')).to.equal('/a/node_modules/@b/c')
    expect(packageFolderOf('/a/public/main.ts')).to.equal(undefined)
  })

  it('stand in the built folder with their notices, and those of Unicode', () => {
    const notices = readFileSync(path.join(ROOT, 'dist', 'public', 'third-party.txt'), 'utf8')
    for (const name of [
      'socket.io-client',
      'engine.io-client',
      '@socket.io/component-emitter',
      'fflate',
      'qrcode',
    ])
      expect(notices).to.match(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'))
    expect(notices).to.include(readFileSync(path.join(ROOT, 'docs', 'unicode-license.txt'), 'utf8').trim())
  })
})
