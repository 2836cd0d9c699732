/**
 * `npm run fuzz [runs] [seed]`: many random cases against a server on this machine; the seed is printed, and repeats
 * them.
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import path from 'node:path'

/** Cases of all kinds. */
const FUZZ_RUNS = 100_000

const [runs = String(FUZZ_RUNS), seed = String(randomInt(2 ** 31))] = process.argv.slice(2)
console.log(`${runs} cases, from seed ${seed}.`)
const mocha = path.join(__dirname, '..', '..', 'node_modules', 'mocha', 'bin', 'mocha.js')
const { status } = spawnSync(process.execPath, [mocha, path.join(__dirname, '*.test.ts')], {
  cwd: path.join(__dirname, '..', '..'),
  env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
