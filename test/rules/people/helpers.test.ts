/** What is kept of when helpers are here. */
import { expect } from 'chai'
import { MAX_HELPERS, NOTED_FOR_MS, withHelper, withHelperHere } from '../../../src/core/people/helpers'
import { newRoom, type RoomDocument } from '../../../src/core/room/document'

const NOW = Date.UTC(2026, 10, 27, 10, 15)

function roomWith(...names: string[]): RoomDocument {
  return names.reduce(
    (room, name) => {
      const decision = withHelper(room, { id: `id of ${name}`, name, at: NOW, keyHash: name })
      if (!decision.ok) throw new Error(decision.code)
      return decision.document
    },
    newRoom('key', { now: NOW, newId: () => 'id' }),
  )
}

const here = (room: RoomDocument, name: string, at: number) => {
  const decision = withHelperHere(room, `id of ${name}`, at)
  return decision.ok ? decision.document.helpers.map(({ lastHereAt }) => lastHereAt) : decision.code
}

describe('When a helper was last here', () => {
  const room = roomWith('Bea', 'Cy')
  const noted = withHelperHere(room, 'id of Cy', NOW)
  if (!noted.ok) throw new Error(noted.code)

  it('is kept for that one alone, with all else as it was', () => {
    const [bea, cy] = room.helpers
    expect(noted.document).to.deep.equal({ ...room, helpers: [bea, { ...cy, lastHereAt: NOW }] })
    expect(noted.document.helpers.length).to.be.below(MAX_HELPERS)
  })

  it('is not kept anew within a minute, whichever way the clock went', () => {
    expect(here(noted.document, 'Cy', NOW + NOTED_FOR_MS - 1)).to.equal('already-so')
    expect(here(noted.document, 'Cy', NOW - NOTED_FOR_MS + 1)).to.equal('already-so')
    expect(here(noted.document, 'Cy', NOW + NOTED_FOR_MS)).to.deep.equal([undefined, NOW + NOTED_FOR_MS])
    // A clock that was an hour ahead, and was set right.
    expect(here(noted.document, 'Cy', NOW - 3_600_000)).to.deep.equal([undefined, NOW - 3_600_000])
    expect(here(noted.document, 'Bea', NOW + 1)).to.deep.equal([NOW + 1, NOW])
  })

  it('is not kept of somebody whose link is taken back', () => {
    expect(here(room, 'Dan', NOW)).to.equal('no-such-helper')
  })
})
