/** Who in the tests may make folders and start processes: those who remove and end them, whatever happens. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT, sourcesOf } from '../support/imports'

const OWN = 'test/rules/left-behind.test.ts'
/** Leaves one on purpose. */
const LEAVES = 'test/fixtures/left-behind/leaves.ts'

const files = sourcesOf('test').filter(file => file !== OWN)
const thoseWith = (words: RegExp) =>
  files.filter(file => words.test(readFileSync(path.join(ROOT, file), 'utf8'))).sort()

describe('The tests', () => {
  it('make temporary folders in one place, which removes them', () => {
    expect(thoseWith(/\bmkdtemp|\btmpdir\b/)).to.deep.equal([LEAVES, 'test/support/folders.ts'])
  })

  it('start no process that nobody ends', () => {
    const starters = thoseWith(/\bspawn\(/).filter(file => !file.startsWith('test/bench/'))
    expect(starters).to.include.members(['test/support/process.ts', 'test/process/nginx.test.ts'])
    const ending = thoseWith(/\bendWithTest\(/)
    expect(starters.filter(file => !ending.includes(file))).to.deep.equal(['test/support/redis-server.ts'])
  })
})
