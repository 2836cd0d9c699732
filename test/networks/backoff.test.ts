/** How long a source waits before it tries again: as values, with chance told by the test. */
import { expect } from 'chai'
import times from 'lodash/times'
import { Backoff, reasonOf, retryAfterOf, type Failure } from '../../src/networks/transport/backoff'
import { SOURCE_INTERVALS } from '../../src/networks/source'

const waits = (failure: Failure, chance: number, count = 12) => {
  const backoff = new Backoff({ ...SOURCE_INTERVALS, chance: () => chance })
  return times(count, () => backoff.after(failure))
}

describe('The wait before the next attempt', () => {
  it('doubles from a quarter of a second to half a minute where a network is away', () => {
    expect(waits({ reason: 'unreachable' }, 1, 9)).to.deep.equal([
      250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ])
  })

  it('has chance in it: from half of that to all of it', () => {
    for (const reason of ['unreachable', 'refused', 'too-many-requests'] as const) {
      const longest = waits({ reason }, 1)
      expect(waits({ reason }, 0)).to.deep.equal(longest.map(wait => wait / 2))
    }
  })

  it('is longer after an answer, and longest after "too many requests"', () => {
    expect(waits({ reason: 'closed', isAnswer: true }, 1)[0]).to.equal(5000)
    expect(waits({ reason: 'wrong-key' }, 1).at(-1)).to.equal(320_000)
    expect(waits({ reason: 'too-many-requests' }, 1)[0]).to.equal(60_000)
    expect(waits({ reason: 'too-many-requests' }, 1).at(-1)).to.equal(960_000)
  })

  it('is never shorter than the server asked for', () => {
    expect(waits({ reason: 'too-many-requests', retryAfter: 90_000 }, 0, 3)).to.deep.equal([
      90_000, 90_000, 120_000,
    ])
    expect(retryAfterOf('2')).to.equal(2000)
    expect(retryAfterOf('86400')).to.equal(3_600_000)
    for (const nonsense of [undefined, null, '', 'soon', '-1', '0', 'Infinity'])
      expect(retryAfterOf(nonsense)).to.equal(undefined)
  })

  it('begins anew once it works again', () => {
    const backoff = new Backoff({ ...SOURCE_INTERVALS, chance: () => 1 })
    times(5, () => backoff.after({ reason: 'closed' }))
    backoff.reset()
    expect(backoff.after({ reason: 'closed' })).to.equal(250)
  })

  it('belongs to a reason that people understand', () => {
    expect([401, 429, 400, 403, 404, 500, 503].map(reasonOf)).to.deep.equal([
      'wrong-key',
      'too-many-requests',
      'refused',
      'refused',
      'refused',
      'closed',
      'closed',
    ])
  })
})
