/**
 * A registry of npm on this machine, so that npm really installs without a network: it gives out the packages that are
 * installed here. npm heeds `overrides` only in the folder where it installs, so whoever installs the pack also gets the
 * older ws that engine.io asks for: here it has a server that does not work.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAllTests } from '../cleanup'
import { newFolder } from '../folders'
import { ROOT } from '../imports'

interface Manifest {
  name: string
  version: string
}

/** A version that engine.io takes without our overrides. */
export const OLDER_WS = '8.21.0'

const open = new Set<ReturnType<typeof createServer>>()

afterAllTests(() => {
  for (const server of open) server.close().closeAllConnections()
  open.clear()
})

/** Starts it. Resolves with its address. */
export async function startRegistry(): Promise<string> {
  const installed = installedPackages()
  const server = createServer(({ url = '/' }, response) => {
    const [name = '', version] = decodeURIComponent(url.slice(1)).split('/-/')
    const folders = installed.get(name) ?? []
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    if (version === undefined) return answer(response, packument(folders, base))
    const folder = folders.find(each => manifestIn(each).version === version) ?? folders[0]
    answer(response, folder === undefined ? undefined : tarballOf(folder, version))
  })
  open.add(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function answer(response: ServerResponse, content: object | undefined): void {
  response.writeHead(content ? 200 : 404)
  response.end(Buffer.isBuffer(content) ? content : JSON.stringify(content ?? { error: 'not found' }))
}

/** What npm asks of a package before it takes a version of it. */
function packument(folders: readonly string[], base: string): object | undefined {
  const manifests = folders.map(manifestIn)
  const older = manifests.filter(({ name }) => name === 'ws').map(each => ({ ...each, version: OLDER_WS }))
  const versions = [...manifests, ...older].map(manifest => ({
    ...manifest,
    dist: { tarball: `${base}/${encodeURIComponent(manifest.name)}/-/${manifest.version}` },
  }))
  const [first] = versions
  if (!first) return undefined
  return {
    name: first.name,
    'dist-tags': { latest: first.version },
    versions: Object.fromEntries(versions.map(each => [each.version, each])),
  }
}

function tarballOf(folder: string, version: string): Buffer {
  const place = newFolder()
  cpSync(folder, path.join(place, 'package'), {
    recursive: true,
    filter: file => file !== path.join(folder, 'node_modules'),
  })
  if (version !== manifestIn(folder).version) spoil(path.join(place, 'package'), version)
  return execFileSync('tar', ['-czf', '-', '-C', place, 'package'], { maxBuffer: 2 ** 28 })
}

/** Makes a package one of another version, whose server fails when it is made. */
function spoil(folder: string, version: string): void {
  const manifest = { ...manifestIn(folder), version }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  const fails = `class { constructor() { throw new Error('ws ${version} was used') } }`
  appendFileSync(
    path.join(folder, 'index.js'),
    `\nmodule.exports.Server = module.exports.WebSocketServer = ${fails}\n`,
  )
}

/** The folders of all packages that are installed in this repository, by their names. */
function installedPackages(): Map<string, string[]> {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  const found = new Map<string, string[]>()
  for (const where of Object.keys(packages).filter(Boolean)) {
    const folder = path.join(ROOT, where)
    if (!existsSync(path.join(folder, 'package.json'))) continue // It is for another system.
    const { name } = manifestIn(folder)
    found.set(name, [...(found.get(name) ?? []), folder])
  }
  return found
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest
}
