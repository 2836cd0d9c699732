/** A time limit counts the time in which the process ran: a machine that stands still is not a Redis that is away. */
import { expect } from 'chai'
import { setTimeout as delay } from 'node:timers/promises'
import { waitAtMost, withTimeout } from '../../src/with-timeout'

const LIMIT_MS = 500

/** Nothing else runs in this process meanwhile. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

describe('A time limit', () => {
  it('is not over when the process has stood still, and the answer comes soon after', async () => {
    const answer = withTimeout(
      delay(1).then(() => delay(100, 'here')),
      LIMIT_MS,
      'no answer',
    )
    standStill(3 * LIMIT_MS)
    expect(await answer).to.equal('here')
  })

  it('is over when nothing comes, with the sentence that was given', async () => {
    const failure = await withTimeout(new Promise(() => {}), 20, 'no answer').catch((error: unknown) => error)
    expect(failure).to.be.an('error').with.property('message', 'no answer')
    expect(await waitAtMost(new Promise(() => {}), 20)).to.equal(undefined)
  })

  it('passes on what comes in time, also a failure', async () => {
    expect(await waitAtMost(Promise.resolve('here'), LIMIT_MS)).to.equal('here')
    const failure = await withTimeout(Promise.reject(new Error('full')), LIMIT_MS, 'no answer').catch(
      (error: unknown) => error,
    )
    expect(failure).to.be.an('error').with.property('message', 'full')
  })
})
