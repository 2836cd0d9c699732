/** The data folder belongs to the user who runs the server: nobody else on the machine may read it. */
import { expect } from 'chai'
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Allowance } from '../../src/networks/x/daily-quota'
import { run } from '../support/process'
import { newFolder } from '../support/folders'

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)

/** The modes of a folder and all in it. */
function modesIn(folder: string): Record<string, string> {
  const names = ['.', ...readdirSync(folder)]
  return Object.fromEntries(names.map(name => [name, modeOf(path.join(folder, name))]))
}

async function startIn(folder: string, umask: string): Promise<() => Promise<unknown>> {
  const { child, port, ended } = run({ DATA_DIR: folder }, { shell: `umask ${umask}` })
  await port
  return () => {
    child.kill('SIGTERM')
    return ended
  }
}

const CLOSED = {
  '.': '700',
  'rooms.mdb': '600',
  'rooms.mdb-lock': '600',
  'presenter-key': '600',
}

describe('The data folder', () => {
  for (const umask of ['022', '000'])
    it(`and its files are its owner’s alone, made under umask ${umask}`, async () => {
      const folder = path.join(newFolder(), 'new', 'data')
      const end = await startIn(folder, umask)
      expect(modesIn(folder)).to.deep.equal({ ...CLOSED, 'in-use.lock': '600' })
      await end()
      expect(modesIn(folder)).to.deep.equal(CLOSED)
    })

  it('that was open to others is closed at the next start, with all that is in it', async () => {
    const folder = path.join(newFolder(), 'data')
    await (
      await startIn(folder, '022')
    )()
    writeFileSync(path.join(folder, 'x-posts.json'), '{}')
    for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), 0o666)
    chmodSync(folder, 0o777)
    await (
      await startIn(folder, '000')
    )()
    expect(modesIn(folder)).to.deep.equal({ ...CLOSED, 'x-posts.json': '600' })
  })

  it('to which a link leads is closed, too', async () => {
    const [folder, link] = [path.join(newFolder(), 'disk'), path.join(newFolder(), 'data')]
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    symlinkSync(folder, link, 'junction')
    await (
      await startIn(link, '022')
    )()
    expect(modesIn(folder)).to.deep.equal(CLOSED)
  })

  it('that is a link to nothing ends the start with a sentence', async () => {
    const link = path.join(newFolder(), 'data')
    symlinkSync(path.join(newFolder(), 'not-mounted'), link, 'junction')
    const { code, output } = await run({ DATA_DIR: link }).ended
    const sentence = `The data folder ${link} cannot be used: its path leads to nothing. Set DATA_DIR to a folder this user may write.`
    expect([code, output.trim()]).to.deep.equal([1, sentence])
  })

  it('that cannot be made in a folder that is there ends the start with a sentence', async function () {
    if (process.platform !== 'linux') return this.skip()
    const folder = '/proc/ask/data'
    const { code, output } = await run({ DATA_DIR: folder }).ended
    expect(code).to.equal(1)
    expect(output).to.match(/^The data folder \/proc\/ask\/data cannot be used: .*\. Set DATA_DIR/)
  })

  it('that holds other things, too, stays open as it was; our files in it are closed', async () => {
    const folder = path.join(newFolder(), 'home')
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    writeFileSync(path.join(folder, 'letter.txt'), '')
    chmodSync(path.join(folder, 'letter.txt'), 0o644)
    await (
      await startIn(folder, '022')
    )()
    expect(modesIn(folder)).to.deep.equal({ ...CLOSED, '.': '755', 'letter.txt': '644' })
  })

  it('keeps the count of X to its owner, also where an older count lies beside it', async () => {
    const folder = path.join(newFolder(), 'data')
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'x-posts.json.new'), '')
    chmodSync(path.join(folder, 'x-posts.json.new'), 0o644)
    const allowance = new Allowance(path.join(folder, 'x-posts.json'), 10)
    allowance.take()
    await allowance.saved
    expect(modeOf(path.join(folder, 'x-posts.json'))).to.equal('600')
  })
})
