/** Backup and restore: by the built program, beside a server that people vote on. */
import { expect } from 'chai'
import { open } from 'lmdb'
import times from 'lodash/times'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { newTab, type Client } from '../support/clients'
import { newFolder } from '../support/folders'
import { KEY } from '../support/presenter'
import { run, usedFolder } from '../support/process'
import { ask, enter } from '../support/process-clients'
import { canMount, fill, smallDisk } from '../support/system/small-disk'

const VOTERS = 40

const PROGRAM = path.join('commands', 'ask-the-audience.js')

/** Runs a command of the program to its end. */
async function command(dataDir: string, words: string[], env: Record<string, string> = {}) {
  const { code, output } = await run({ DATA_DIR: dataDir, ...env }, { program: [PROGRAM, ...words] }).ended
  return { code, said: output.trim() }
}

/** What is in a folder, to be compared; undefined: there is none. */
function contentOf(folder: string): [string, string][] | undefined {
  if (!existsSync(folder)) return undefined
  return readdirSync(folder)
    .filter(name => !name.startsWith('in-use.') && !name.endsWith('-lock'))
    .map(name => [name, readFileSync(path.join(folder, name), 'base64')])
}

/** The answer of a voter at this turn: two parts, so that half of it could be seen. */
const voteOf = (turn: number) => `turn ${turn}\nagain ${turn}`

interface Voter {
  browser: string
  client: Client
  /** The last turn that was sent, and the last one that was acknowledged. */
  sent: number
  acknowledged: number
}

/** Lets a voter change the answer as quickly as it is acknowledged, until told to stop. */
async function keepCasting(voter: Voter, pollId: string, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    voter.sent++
    const reply = await voter.client.emitWithAck('castVote', { pollId, vote: voteOf(voter.sent) })
    expect(reply).to.include({ ok: true })
    voter.acknowledged = voter.sent
  }
}

const LIMITS = { PRESENTER_KEY: KEY, SOCKET_EVENTS: '100000', ADDRESS_EVENTS: '1000000' }

describe('A backup', () => {
  it(`of a server on which ${VOTERS} people cast has every ballot that was acknowledged before, whole, and a tally of just these`, async () => {
    const dataDir = newFolder()
    const server = run({ DATA_DIR: dataDir, ...LIMITS })
    const port = await server.port
    await ask(port, { choices: [], answer: { type: 'text', most: 2 } })
    const entered = await Promise.all(
      times(VOTERS, async () => {
        const browser = newTab()
        const { client, snapshot } = await enter(port, { tab: newTab(), browser })
        return { voter: { browser, client, sent: 0, acknowledged: 0 }, pollId: snapshot.poll.pollId }
      }),
    )
    const voters = entered.map(({ voter }) => voter)
    let goesOn = true
    let castEnough: () => void
    const enough = new Promise<void>(resolve => (castEnough = resolve))
    const casting = entered.map(({ voter, pollId }) =>
      keepCasting(voter, pollId, () => {
        if (voters.every(({ acknowledged }) => acknowledged > 3)) castEnough()
        return goesOn
      }),
    )
    await enough
    const before = voters.map(({ acknowledged }) => acknowledged)
    const saved = path.join(newFolder(), 'saved')
    const { code, said } = await command(dataDir, ['backup', saved])
    const after = voters.map(({ sent }) => sent)
    goesOn = false
    await Promise.all(casting)
    expect(code, said).to.equal(0)
    expect(Math.min(...after.map((sent, index) => sent - before[index]!)), 'casts meanwhile').to.be.above(1)
    server.child.kill('SIGTERM')
    await server.ended

    const restored = path.join(newFolder(), 'data')
    expect((await command(restored, ['restore', saved])).code).to.equal(0)
    const again = run({ DATA_DIR: restored, ...LIMITS })
    const portAgain = await again.port
    const found = await Promise.all(voters.map(({ browser }) => enter(portAgain, { tab: newTab(), browser })))
    const votes = found.map(({ snapshot }) => snapshot.yourVote)
    votes.forEach((vote, index) => {
      const turn = Number(/^turn (\d+)\n/.exec(vote ?? '')?.[1])
      expect(vote).to.equal(voteOf(turn))
      expect(turn).to.be.within(before[index]!, after[index]!)
    })
    const presenter = await enter(portAgain, { presenterKey: KEY })
    expect(presenter.snapshot.voted).to.equal(VOTERS)
    expect(countedIn(presenter.snapshot)).to.deep.equal(recount(votes as string[]))
    const cast = found[0]!.client.emitWithAck('castVote', {
      pollId: presenter.snapshot.poll.pollId,
      vote: 'later',
    })
    expect(await cast).to.include({ ok: true })
  })

  it('has the key of the main room, is for this user only, and says that it holds keys', async () => {
    const dataDir = await usedFolder()
    const saved = path.join(newFolder(), 'a', 'b')
    const { code, said } = await command(dataDir, ['backup', saved])
    expect(code).to.equal(0)
    expect(said).to.match(/rooms\.mdb, presenter-key\.\n.*holds keys and ballots/)
    expect(readdirSync(saved).sort()).to.deep.equal(['presenter-key', 'rooms.mdb'])
    expect(readFileSync(path.join(saved, 'presenter-key'), 'utf8')).to.equal(
      readFileSync(path.join(dataDir, 'presenter-key'), 'utf8'),
    )
    if (process.platform === 'win32') return
    const modes = [saved, ...readdirSync(saved).map(name => path.join(saved, name))].map(
      each => statSync(each).mode & 0o777,
    )
    expect(modes).to.deep.equal([0o700, 0o600, 0o600])
  })

  const refused: [string, (dataDir: string) => { words: string[]; env?: Record<string, string> }, RegExp][] =
    [
      [
        'of a folder without data',
        () => ({ words: [path.join(newFolder(), 'x')], env: { DATA_DIR: newFolder() } }),
        /^There is no data in .*\. Set DATA_DIR to the folder that the server uses\.$/,
      ],
      [
        'of a folder that is missing',
        () => ({ words: [path.join(newFolder(), 'x')], env: { DATA_DIR: path.join(newFolder(), 'none') } }),
        /^There is no data in .*none\./,
      ],
      ['into a folder with files', () => ({ words: [fullFolder()] }), /is not empty\. Name a new one/],
      [
        'into a place below a file',
        () => ({ words: [path.join(fullFolder(), 'file', 'x')] }),
        /^The folder .* cannot be used: a part of its path is a file\.$/,
      ],
      ['into the data folder', dataDir => ({ words: [path.join(dataDir, 'x')] }), /lies in the data folder/],
      ['without a folder', () => ({ words: [] }), /^Name one folder: ask-the-audience backup FOLDER$/],
      ['with two folders', () => ({ words: ['a', 'b'] }), /^Name one folder/],
      [
        'of a Redis',
        () => ({
          words: ['x'],
          env: { REDIS_URL: 'redis://user:password@127.0.0.1:6379', PRESENTER_KEY: KEY },
        }),
        /^REDIS_URL is set, .*redis-cli --rdb.*PRESENTER_KEY.*Nothing was saved\.$/,
      ],
      [
        'with a setting that makes no sense',
        () => ({ words: ['x'], env: { PORT: 'x' } }),
        /^PORT must be a whole number/,
      ],
    ]
  for (const [what, given, sentence] of refused)
    it(`${what} is refused with a sentence, and changes nothing`, async () => {
      const dataDir = await usedFolder()
      const { words, env } = given(dataDir)
      const [target = ''] = words
      const state = () => [contentOf(dataDir), path.isAbsolute(target) ? contentOf(target) : 'none']
      const before = state()
      const { code, said } = await command(dataDir, ['backup', ...words], env)
      expect([code, state()]).to.deep.equal([1, before])
      expect(said).to.match(sentence)
      expect(said).to.not.include('password')
    })

  it('of a damaged database is refused with a sentence, and leaves nothing', async () => {
    const dataDir = await usedFolder()
    const file = path.join(dataDir, 'rooms.mdb')
    const whole = readFileSync(file)
    let refusals = 0
    for (const damaged of [0, 8192, 16_384]) {
      writeFileSync(file, Buffer.from(whole).fill(255, damaged, damaged + 4096))
      const saved = path.join(newFolder(), 'saved')
      const { code, said } = await command(dataDir, ['backup', saved])
      if (code === 0) continue // No record lies there.
      expect([code, existsSync(saved)], said).to.deep.equal([1, false])
      expect(said).to.match(/damaged|Nothing was written/)
      refusals++
    }
    expect(refusals).to.be.above(0)
  })

  ;(canMount ? it : it.skip)('on a disk that is full says so and leaves nothing', async () => {
    const dataDir = await usedFolder()
    for (const left of [0, 4096, 8192, 12_288, 16_384, 40_960]) {
      const disk = smallDisk(256)!
      fill(disk, left)
      const { code, said } = await command(dataDir, ['backup', path.join(disk, 'saved')])
      expect(said).to.match(/: its disk is full\.$/)
      expect([code, readdirSync(disk)], `${left} bytes left`).to.deep.equal([1, ['filling']])
    }
  })
})

describe('To restore', () => {
  /** A backup of a folder in which a server has been. */
  async function backup(): Promise<string> {
    const saved = path.join(newFolder(), 'saved')
    expect((await command(await usedFolder(), ['backup', saved])).code).to.equal(0)
    return saved
  }

  it('into a folder that a server uses is refused, and the server goes on', async () => {
    const saved = await backup()
    const dataDir = newFolder()
    const port = await run({ DATA_DIR: dataDir }).port
    const { code, said } = await command(dataDir, ['restore', saved])
    expect(code).to.equal(1)
    expect(said).to.match(
      /^A server is using .*\nAnother Ask the Audience is using the data folder .*\. End it/,
    )
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).to.equal(200)
  })

  it('over data is refused, and changes nothing', async () => {
    const [saved, dataDir] = [await backup(), await usedFolder()]
    const before = contentOf(dataDir)
    const { code, said } = await command(dataDir, ['restore', saved])
    expect([code, contentOf(dataDir)]).to.deep.equal([1, before])
    expect(said).to.match(/^There is data in .* already \(rooms\.mdb, presenter-key\)\. Move it away first/)
  })

  it('from a folder without a backup, or with one that was not completed, is refused and makes nothing', async () => {
    const incomplete = newFolder()
    writeFileSync(path.join(incomplete, 'rooms.mdb.new'), 'begun')
    const dataDir = path.join(newFolder(), 'data')
    for (const folder of [path.join(newFolder(), 'none'), incomplete]) {
      const { code, said } = await command(dataDir, ['restore', folder])
      expect([code, existsSync(dataDir)]).to.deep.equal([1, false])
      expect(said).to.match(/^There is no backup in .*: it has no file rooms\.mdb\.$/)
    }
  })

  it('a backup that is damaged is refused with a sentence, and makes nothing', async () => {
    const saved = await backup()
    const file = path.join(saved, 'rooms.mdb')
    const whole = readFileSync(file)
    const damaged = [Buffer.from(whole).fill(7, 0, 8192), whole.subarray(0, 5000), Buffer.alloc(0)]
    for (const content of damaged) {
      writeFileSync(file, content)
      const dataDir = path.join(newFolder(), 'data')
      const { code, said } = await command(dataDir, ['restore', saved])
      expect([code, existsSync(dataDir)], `${content.length} bytes`).to.deep.equal([1, false])
      expect(said).to.match(/^What was copied is damaged/)
    }
  })

  it('a backup of a newer program is refused with a sentence, and makes nothing', async () => {
    const saved = await backup()
    const database = open({ path: path.join(saved, 'rooms.mdb'), noSubdir: true })
    await database.put(['data-version'], 99)
    await database.close()
    const dataDir = path.join(newFolder(), 'data')
    const { code, said } = await command(dataDir, ['restore', saved])
    expect([code, existsSync(dataDir)]).to.deep.equal([1, false])
    expect(said).to.match(/data version 99/)
  })

  it('with a Redis says what to put back', async () => {
    const { code, said } = await command(newFolder(), ['restore', await backup()], {
      REDIS_URL: 'redis://127.0.0.1:6379',
      PRESENTER_KEY: KEY,
    })
    expect(code).to.equal(1)
    expect(said).to.match(/^REDIS_URL is set, .*dump\.rdb.*Nothing was changed\.$/)
  })
})

describe('The program', () => {
  it('says its version and its commands, and refuses a word it does not know', async () => {
    const { version } = JSON.parse(
      readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'),
    ) as {
      version: string
    }
    expect(await command(newFolder(), ['--version'])).to.deep.equal({ code: 0, said: version })
    const { code, said } = await command(newFolder(), ['--help'])
    expect(code).to.equal(0)
    for (const word of ['backup FOLDER', 'restore FOLDER', 'DATA_DIR']) expect(said).to.include(word)
    const unknown = await command(newFolder(), ['serve'])
    expect(unknown.code).to.equal(1)
    expect(unknown.said).to.match(/^There is no command "serve"\./)
  })
})

function fullFolder(): string {
  const folder = newFolder()
  writeFileSync(path.join(folder, 'file'), 'mine')
  return folder
}

/** Of each text how many have written it, as the presenter is told. */
function countedIn({ allAnswers: answers }: Snapshot): [string, number][] {
  if (answers?.type !== 'text') return []
  return answers.cards.map(({ text, votes }): [string, number] => [text, votes]).sort()
}

function recount(votes: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const text of votes.flatMap(vote => vote.split('\n'))) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort()
}
