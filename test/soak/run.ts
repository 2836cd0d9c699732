/**
 * `npm run soak -- [seconds] [seed] [plant]`: a server process that is used and left, round after round, for ten minutes
 * unless it is told how long. The seed is printed, and makes the same choices again. What is planted leaks at each
 * connection (`timer`, `listener`, `memory`, `socket`, `entry`): the soak must fail. With TEST_STORE=redis the server keeps
 * everything in a Redis.
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import path from 'node:path'

const SECONDS = 600

const [seconds = String(SECONDS), seed = String(randomInt(2 ** 31)), plant = ''] = process.argv.slice(2)
console.log(`${seconds} seconds, from seed ${seed}.`)
const root = path.join(__dirname, '..', '..')
const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js')
const { status } = spawnSync(process.execPath, [mocha, path.join(root, 'test', 'process', 'soak.test.ts')], {
  cwd: root,
  env: { ...process.env, SOAK_SECONDS: seconds, SOAK_SEED: seed, SOAK_PLANT: plant },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
