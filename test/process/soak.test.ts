/** A server process that people use for a while: nothing acknowledged is lost, and nothing stays of those who left. */
import { randomInt } from 'node:crypto'
import { soak } from '../soak/soak'

/** As long as in `npm test`; `npm run soak` sets more. */
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60)
const SEED = Number(process.env['SOAK_SEED'] ?? randomInt(2 ** 31))
/** Seconds that the last round may take longer, and the start. */
const MORE_S = 180

describe('A server that is used and left, round after round', () => {
  it(`counts all that it acknowledged, and holds no more than before (seed ${SEED})`, async () => {
    const plant = process.env['SOAK_PLANT']
    await soak({ seconds: SECONDS, seed: SEED, ...(plant && { plant }), print: line => console.log(line) })
  }).timeout((SECONDS + MORE_S) * 1000)
})
