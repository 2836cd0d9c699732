/** One process at a time has a data folder: after a kill, in a rolling restart, wherever the folder lies. */
import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lockFolder, LOCK_NAME } from '../../src/store/lmdb/folder-lock'
import { run } from '../support/process'
import { newFolder } from '../support/folders'

const AT_ONCE = { waitMs: 0, onWaiting() {} }
const PATIENT = { waitMs: 20_000, onWaiting() {} }

/** Namespaces of Linux, where this user may make them. */
const canUnshare =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--pid', '--fork', '--kill-child', '--mount-proc', 'true']).status === 0

/** A folder with the lock file of a process that was killed; some of what it says replaced. */
async function leftBehind(changes: (pid: number) => object): Promise<string> {
  const folder = newFolder()
  const { child, port, ended } = run({ DATA_DIR: folder })
  await port
  child.kill('SIGKILL')
  await ended
  const file = path.join(folder, LOCK_NAME)
  const holder = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...holder, ...changes(child.pid!) }))
  return folder
}

describe('The lock of a data folder', () => {
  it('passes from a server that ends to the one that was started before, which says that it waits', async () => {
    const folder = newFolder()
    const first = run({ DATA_DIR: folder })
    const firstPort = await first.port
    const second = run({ DATA_DIR: folder })
    await second.says(/Another Ask the Audience is using the data folder .*\. Waiting for it to end\./)
    expect((await fetch(`http://127.0.0.1:${firstPort}/readyz`)).status).to.equal(200)
    first.child.kill('SIGTERM')
    expect((await first.ended).code).to.equal(0)
    expect((await fetch(`http://127.0.0.1:${await second.port}/readyz`)).status).to.equal(200)
  })

  it('holds at any length of path, whatever TMPDIR each process has', async () => {
    const folder = path.join(newFolder(), 'a'.repeat(120), 'b'.repeat(120))
    mkdirSync(folder, { recursive: true })
    const first = run({ DATA_DIR: folder, TMPDIR: newFolder() })
    await first.port
    const second = await run({ DATA_DIR: folder, TMPDIR: newFolder() }).ended
    expect(second.code).to.equal(1)
    expect(second.output).to.include('Another Ask the Audience is using')
  })

  it('holds while its process is stopped, as a laptop that sleeps', async () => {
    const folder = newFolder()
    const { child, port } = run({ DATA_DIR: folder })
    await port
    child.kill('SIGSTOP')
    expect(await lockFolder(folder, { ...PATIENT, waitMs: 8000 })).to.equal(undefined)
  })

  it('is free at once when another process has got the number of the one that was killed', async () => {
    const folder = await leftBehind(() => ({ pid: process.pid }))
    const began = performance.now()
    const lock = await lockFolder(folder, AT_ONCE)
    expect(performance.now() - began).to.be.below(3000)
    lock!.release()
  })

  it('is free after a few seconds without a sign of life where its process cannot be asked for', async () => {
    for (const change of [{ place: 'another machine' }, { place: '' }, { pid: process.pid, began: '' }]) {
      const folder = await leftBehind(() => change)
      const lock = await lockFolder(folder, PATIENT)
      expect(lock, JSON.stringify(change)).to.not.equal(undefined)
      lock!.release()
    }
  })

  it('is free after a few seconds where its file holds nothing', async () => {
    const folder = newFolder()
    writeFileSync(path.join(folder, LOCK_NAME), '')
    const lock = await lockFolder(folder, PATIENT)
    lock!.release()
  })

  it('is made again where somebody has removed it', async () => {
    const folder = newFolder()
    const { port } = run({ DATA_DIR: folder })
    await port
    rmSync(path.join(folder, LOCK_NAME))
    // Its next sign of life comes within a second; the folder is looked at until then.
    while (!readable(path.join(folder, LOCK_NAME))) await new Promise(resolve => setImmediate(resolve))
    expect(await lockFolder(folder, AT_ONCE)).to.equal(undefined)
  })

  it('that another process has taken makes the first refuse to record', async () => {
    const folder = newFolder()
    const { port } = run({ DATA_DIR: folder })
    const url = `http://127.0.0.1:${await port}/readyz`
    const other = path.join(newFolder(), 'other')
    mkdirSync(other)
    const lock = (await lockFolder(other, AT_ONCE))!
    renameSync(path.join(other, LOCK_NAME), path.join(folder, LOCK_NAME))
    const response = await fetch(url)
    expect(response.status).to.equal(503)
    expect(((await response.json()) as { message: string }).message).to.match(
      /^Another Ask the Audience uses/,
    )
    lock.release()
  })

  const withContainers = canUnshare ? it : it.skip
  withContainers('holds between containers, which do not see each other’s processes', async () => {
    const folder = newFolder()
    const container = { shell: 'exec unshare --pid --fork --kill-child --mount-proc "$0" "$1"' }
    const first = run({ DATA_DIR: folder }, container)
    await first.port
    const second = await run({ DATA_DIR: folder }, container).ended
    expect(second.code).to.equal(1)
    expect(second.output).to.include('Another Ask the Audience is using')
    first.child.kill('SIGKILL')
    await first.ended
    await run({ DATA_DIR: folder }, container).port
  })
})

function readable(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').length > 0
  } catch {
    return false
  }
}
