/** The embedded store on bad days: a second process, an unusable folder, a damaged file, a full disk. */
import { expect } from 'chai'
import { open } from 'lmdb'
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import range from 'lodash/range'
import times from 'lodash/times'
import { lockFolder } from '../../src/store/lmdb/folder-lock'
import { openLmdbStore } from '../../src/store/lmdb/open'
import { Records } from '../../src/store/lmdb/records'
import { StoreError } from '../../src/store/errors'
import { run } from '../support/process'
import { ballotRoom } from './contract-ballots'
import { newFolder } from '../support/folders'

/** A folder in which a store has kept a room with so many ballots. */
async function usedFolder(ballots = 500): Promise<{ folder: string; file: string }> {
  const folder = newFolder()
  const store = await openLmdbStore(folder, 'Kept in a test.')
  await store.createRoom('ACD346', ballotRoom(), 0)
  await Promise.all(
    times(ballots, index =>
      store.castBallot('ACD346', { pollId: 'poll-1', voter: `voter-${index}`, vote: 'A' }, 1),
    ),
  )
  await store.close()
  return { folder, file: path.join(folder, 'rooms.mdb') }
}

/** Waits for no other process. */
const AT_ONCE = { waitMs: 0, onWaiting() {} }

function openAtOnce(folder: string) {
  return openLmdbStore(folder, '', false, AT_ONCE)
}

async function problemOf(opening: Promise<unknown>): Promise<string> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).to.be.instanceOf(StoreError)
  return (error as StoreError).message
}

describe('A data folder', () => {
  it('with an empty file begins anew and says so; a new folder has nothing to say', async () => {
    const [folder, fresh] = [newFolder(), newFolder()]
    writeFileSync(path.join(folder, 'rooms.mdb'), '')
    const { says } = run({ DATA_DIR: folder })
    expect(await says(/Listening on port/)).to.include('rooms.mdb is empty, so rooms begin anew.')
    expect(await run({ DATA_DIR: fresh }).says(/Listening on port/)).to.not.include('is empty')
  })

  it('that a process uses is refused to a second one with a sentence, and the first goes on', async () => {
    const folder = newFolder()
    const first = run({ DATA_DIR: folder })
    const port = await first.port
    const { code, output } = await run({ DATA_DIR: folder }).ended
    expect(code).to.equal(1)
    expect(output.trim().split('\n')).to.deep.equal([
      `Another Ask the Audience is using the data folder ${folder}. Waiting for it to end.`,
      `Another Ask the Audience is using the data folder ${folder}. End it, or set DATA_DIR to another folder.`,
    ])
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).to.equal(200)
    expect(await problemOf(openAtOnce(folder))).to.match(/^Another Ask the Audience is using/)
  })

  it('is free again when its process ended, and when it was killed', async () => {
    const folder = newFolder()
    for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL'] as const) {
      const { child, port, ended } = run({ DATA_DIR: folder })
      await port
      child.kill(signal)
      await ended
    }
    await run({ DATA_DIR: folder }).port
  })

  it('goes to one of several that start at once after a kill', async () => {
    const folder = newFolder()
    const killed = run({ DATA_DIR: folder })
    await killed.port
    killed.child.kill('SIGKILL')
    await killed.ended
    const runs = times(3, () => run({ DATA_DIR: folder }))
    const last = Promise.all(runs.map(({ ended, port }) => Promise.race([ended, port])))
    const ended = (await last).filter(result => typeof result === 'object')
    expect(ended.map(({ code }) => code)).to.deep.equal([1, 1])
    for (const { output } of ended) expect(output).to.match(/Another Ask the Audience is using .* End it/)
  })

  it('goes to exactly one of those that find the same dead guard at the same moment', async () => {
    const folder = newFolder()
    const killed = run({ DATA_DIR: folder })
    await killed.port
    killed.child.kill('SIGKILL')
    await killed.ended
    const taken = await Promise.all(times(5, () => lockFolder(folder, AT_ONCE)))
    expect(taken.filter(Boolean)).to.have.length(1)
    expect(await lockFolder(folder, AT_ONCE)).to.equal(undefined)
    taken.find(Boolean)?.release()
  })

  it('that cannot be one ends the start with a sentence', async () => {
    const file = path.join(newFolder(), 'file')
    writeFileSync(file, '')
    const { code, output } = await run({ DATA_DIR: path.join(file, 'below') }).ended
    expect([code, output.trim()]).to.deep.equal([
      1,
      `The data folder ${path.join(file, 'below')} cannot be used: a part of its path is a file. Set DATA_DIR to a folder this user may write.`,
    ])
    expect(await problemOf(openLmdbStore(path.join(file, 'below'), ''))).to.match(/cannot be used/)
  })

  it('with a path longer than a socket may have is locked all the same', async () => {
    const folder = path.join(newFolder(), 'a'.repeat(120))
    mkdirSync(folder)
    const store = await openLmdbStore(folder, '')
    expect(await problemOf(openAtOnce(folder))).to.match(/^Another Ask the Audience/)
    await store.close()
    await (await openLmdbStore(folder, '')).close()
  })
})

describe('A poll that is over', () => {
  it('leaves no record of a ballot or of a counter, whatever the counters are called', async () => {
    const folder = newFolder()
    const store = await openLmdbStore(folder, '')
    await store.createRoom('ACD346', ballotRoom(), 0)
    for (const [index, vote] of ['A', '#\n😀\n\u{10ffff}', '#\n\uffff', '__proto__'].entries())
      await store.castBallot('ACD346', { pollId: 'poll-1', voter: `voter-${index}`, vote }, 1)
    await store.saveRoom('ACD346', 1, ballotRoom('poll-2'))
    await store.close()
    const database = open<unknown, string[]>({ path: path.join(folder, 'rooms.mdb'), noSubdir: true })
    const left = [...database.getKeys()].filter(key => /ballot|tally/.test(String(key[0])))
    await database.close()
    expect(left).to.deep.equal([])
  })
})

describe('A damaged file', () => {
  const damages: Record<string, (file: string) => void> = {
    'of something else': file => writeFileSync(file, 'These are not rooms. '.repeat(1000)),
    'of zeros': file => writeFileSync(file, Buffer.alloc(65_536)),
    'cut in half': file => truncateSync(file, Math.floor(statSync(file).size / 2)),
    'cut to its head': file => truncateSync(file, 8192),
    'overwritten in its middle': file =>
      writeFileSync(file, readFileSync(file).fill(0x5a, 8192, Math.floor(statSync(file).size * 0.9))),
    'without its head': file => writeFileSync(file, readFileSync(file).fill(0x5a, 0, 4096)),
  }
  for (const [name, damage] of Object.entries(damages))
    it(`${name} is left as it is, and told in a sentence`, async () => {
      const { folder, file } = await usedFolder()
      damage(file)
      const before = readFileSync(file)
      expect(await problemOf(openLmdbStore(folder, ''))).to.equal(
        `The file ${file} is damaged. It was left as it is: move it away to start anew, or put a backup in its place.`,
      )
      expect(readFileSync(file).equals(before)).to.equal(true)
    })

  it('ends the start with that sentence and code 1', async () => {
    const { folder, file } = await usedFolder()
    truncateSync(file, 20_000)
    const { code, output } = await run({ DATA_DIR: folder }).ended
    expect(code).to.equal(1)
    expect(output.trim()).to.match(/^The file .*rooms\.mdb is damaged\. .*\.$/)
  })

  it('is not what a whole one is taken for', async () => {
    const { folder } = await usedFolder()
    const store = await openLmdbStore(folder, '')
    expect(Object.fromEntries(await store.tally('ACD346', 'poll-1'))).to.deep.equal({ A: 500 })
    await store.close()
  })
})

describe('A vote', () => {
  it('reads and writes as many records beside five thousand different answers as beside ten', async () => {
    const store = await openLmdbStore(newFolder(), '')
    await store.createRoom('ACD346', ballotRoom(), 0)
    const cast = (voter: string, answer: string) =>
      store.castBallot('ACD346', { pollId: 'poll-1', voter, vote: `#\n${answer}` }, 1)
    const castAll = (from: number, to: number) =>
      Promise.all(range(from, to).map(index => cast(`voter-${index}`, `answer ${index}`)))
    await castAll(0, 10)
    const beside10 = await accessesOf(() => cast('voter-0', 'changed'))
    await castAll(10, 5000)
    const beside5000 = await accessesOf(() => cast('voter-1', 'changed, too'))
    expect(beside5000).to.deep.equal(beside10).and.include({ range: 0 })
    expect(beside10.write).to.be.greaterThan(2)
    expect(await accessesOf(() => store.tally('ACD346', 'poll-1'))).to.include({ range: 1 })
    await store.close()
  })
})

const ACCESSES = ['read', 'write', 'remove', 'range'] as const

/** How often records are read and written while this is done. */
async function accessesOf(act: () => Promise<unknown>): Promise<Record<(typeof ACCESSES)[number], number>> {
  const counts = { read: 0, write: 0, remove: 0, range: 0 }
  const originals = ACCESSES.map(name => Object.getOwnPropertyDescriptor(Records.prototype, name)!)
  for (const [index, name] of ACCESSES.entries()) {
    const original = originals[index]!.value as (...args: unknown[]) => unknown
    const value = function (this: Records, ...args: unknown[]) {
      counts[name]++
      return original.apply(this, args)
    }
    Object.defineProperty(Records.prototype, name, { ...originals[index], value })
  }
  try {
    await act()
  } finally {
    for (const [index, name] of ACCESSES.entries())
      Object.defineProperty(Records.prototype, name, originals[index]!)
  }
  return counts
}
