/** Laws of asks that are merged, and of what is sent of asks to whom. */
import { expect } from 'chai'
import fc from 'fast-check'
import { decideCare, type AskCare } from '../../../src/core/asks/care'
import type { AsksWrite, KeptAsk, KeptAsks } from '../../../src/core/asks/kept-asks'
import { mergedGroups, rootOf } from '../../../src/core/asks/merged'
import { decideNew, decideVote, decideWithdraw, type AsksState } from '../../../src/core/asks/new-asks'
import { allAsks, isPublic, ownAsks, publicAsks, upAsk, windowOf } from '../../../src/core/asks/views'
import { ask as askOf, settings } from './samples'

const COUNT = 6
const PEOPLE = ['ana', 'bo', 'cy', 'di']

/** A room with its voters, as a store has them. */
interface Room {
  state: AsksState
  voters: Map<number, Set<string>>
}

/** As a store counts: of an ask and all that were merged into it each person once. */
function counted(asks: readonly KeptAsk[], voters: Room['voters']): Map<number, number> {
  const votes = new Map<number, number>()
  const note = (id: number, ids: readonly number[]) => {
    const people = new Set(ids.flatMap(each => [...(voters.get(each) ?? [])]))
    if (people.size > 0) votes.set(id, people.size)
  }
  for (const { id } of asks) note(id, [id])
  for (const [id, ids] of mergedGroups(asks)) note(id, ids)
  return votes
}

function applied({ state, voters }: Room, write: Pick<AsksWrite, 'put' | 'remove'>, up = state.up): Room {
  const asks = new Map(state.kept.asks.map(ask => [ask.id, ask]))
  for (const ask of write.put) asks.set(ask.id, ask)
  for (const id of write.remove) asks.delete(id)
  const list = [...asks.values()].sort((one, other) => one.id - other.id)
  const kept: KeptAsks = { ...state.kept, asks: list, votes: counted(list, voters) }
  return { state: { ...state, kept, up }, voters }
}

function cared(room: Room, care: AskCare): Room {
  const decision = decideCare(room.state, care)
  if (!decision.ok) return room
  const up = 'up' in decision ? decision.up : undefined
  return applied(room, decision.write ?? { put: [], remove: [] }, up === undefined ? room.state.up : up)
}

function voted(room: Room, from: string, id: number, isFor: boolean): Room {
  const meant = decideVote(room.state, { from }, id)
  if (!meant.ok) return room
  const voters = new Map([...room.voters].map(([each, people]) => [each, new Set(people)]))
  const hasVoted = meant.ids.some(each => voters.get(each)?.has(from))
  if (isFor && !hasVoted) voters.get(meant.ids[0]!)!.add(from)
  if (!isFor) for (const each of meant.ids) voters.get(each)!.delete(from)
  return applied({ ...room, voters }, { put: [], remove: [] })
}

const id = fc.integer({ min: 1, max: COUNT })
const step = fc.oneof(
  fc.record({
    kind: fc.constant('vote' as const),
    from: fc.constantFrom(...PEOPLE),
    id,
    isFor: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('care' as const),
    care: fc.record({
      id,
      action: fc.constantFrom(
        ...([
          'approve',
          'hide',
          'restore',
          'answer',
          'reopen',
          'screen',
          'unscreen',
          'merge',
          'unmerge',
        ] as const),
      ),
      into: id,
      answer: fc.constantFrom('', 'So.'),
    }),
  }),
)

/** A room after some steps. */
const rooms = fc.tuple(fc.array(step, { maxLength: 40 }), fc.boolean()).map(([steps, approve]) => {
  const asks = Array.from({ length: COUNT }, (_, place) =>
    askOf(place + 1, { from: `asker-${place % 3}`, state: approve ? 'waiting' : 'shown' }),
  )
  const kept = { rev: 1, last: COUNT, asks, votes: new Map() }
  const voters = new Map(asks.map(ask => [ask.id, new Set<string>()]))
  let room: Room = { state: { kept, lesson: 1, settings: settings({ approve }), up: null }, voters }
  for (const each of steps)
    room = each.kind === 'vote' ? voted(room, each.from, each.id, each.isFor) : cared(room, each.care)
  return room
})

describe('Merged asks', () => {
  it('have the votes of all their people, each once', () => {
    fc.assert(
      fc.property(rooms, ({ state, voters }) => {
        for (const [root, ids] of mergedGroups(state.kept.asks)) {
          const people = new Set(ids.flatMap(each => [...voters.get(each)!]))
          expect(state.kept.votes.get(root) ?? 0).to.equal(people.size)
        }
      }),
    )
  })

  it('are as before once the merging is taken back, whichever two they were', () => {
    fc.assert(
      fc.property(rooms, id, id, (room, one, into) => {
        const merged = cared(room, { id: one, action: 'merge', into })
        if (merged === room) return
        const back = cared(merged, { id: one, action: 'unmerge' })
        expect(back.state.kept.asks).to.deep.equal(room.state.kept.asks)
        expect(back.state.kept.votes).to.deep.equal(room.state.kept.votes)
      }),
    )
  })

  it('never lead in a circle, and each is in one group', () => {
    fc.assert(
      fc.property(rooms, ({ state }) => {
        const { asks } = state.kept
        const groups = [...mergedGroups(asks).values()].flat()
        expect(groups.sort((a, b) => a - b)).to.deep.equal(asks.map(each => each.id))
        for (const each of asks) expect(rootOf(asks, each).into).to.equal(undefined)
      }),
    )
  })

  it('stand for themselves again when the one that stood for them is withdrawn', () => {
    fc.assert(
      fc.property(rooms, id, (room, gone) => {
        const ask = room.state.kept.asks.find(each => each.id === gone)!
        const decision = decideWithdraw(room.state, ask, gone)
        if (!decision.ok || !decision.write) throw new Error('one may always withdraw')
        const { asks } = applied(room, decision.write).state.kept
        expect(asks.map(each => each.id)).not.to.include(gone)
        expect(asks.filter(({ into }) => into === gone)).to.deep.equal([])
      }),
    )
  })
})

describe('What is sent of asks', () => {
  it('has nothing that waits, is hidden or merged for everybody, also not on the screen', () => {
    fc.assert(
      fc.property(rooms, ({ state }) => {
        const secret = state.kept.asks.filter(each => !isPublic(each)).map(each => each.id)
        const sent = [...publicAsks(state), ...windowOf(publicAsks(state))]
        const up = upAsk(state)
        for (const each of [...sent, ...(up ? [up] : [])]) {
          expect(secret).not.to.include(each.id)
          expect(each.state).to.be.oneOf(['shown', 'answered'])
          expect(each).not.to.have.any.keys('from', 'key', 'into')
        }
        expect(allAsks(state)).to.have.length(COUNT)
        for (const from of ['asker-0', 'asker-1']) {
          const own = ownAsks(state, from).map(each => each.id)
          expect(own).to.deep.equal(state.kept.asks.filter(each => each.from === from).map(each => each.id))
        }
      }),
    )
  })

  it('is at most 150 and 32 KiB, with the most wanted and the newest of them', () => {
    const asks = Array.from({ length: 500 }, (_, place) =>
      askOf(place + 1, { text: '漢'.repeat(place % 2 ? 20 : 300) }),
    )
    const votes = new Map(asks.map(each => [each.id, (each.id * 37) % 501]))
    const state = { kept: { rev: 1, last: 500, asks, votes }, lesson: 1 }
    const sent = windowOf(publicAsks(state))
    expect(sent.length).to.be.within(20, 150)
    expect(Buffer.byteLength(JSON.stringify(sent))).to.be.at.most(32 * 1024)
    const most = Math.max(...votes.values())
    expect(sent.map(each => each.votes)).to.include(most)
    expect(sent.map(each => each.id)).to.include(500)
  })
})

describe('A full list of asks', () => {
  const full = (changes: (id: number) => Partial<KeptAsk>): AsksState => {
    const asks = Array.from({ length: 500 }, (_, place) => askOf(place + 1, changes(place + 1)))
    return {
      kept: { rev: 1, last: 500, asks, votes: new Map() },
      lesson: 1,
      settings: settings({}),
      up: 2,
    }
  }
  const given = { key: 'new', text: 'New?', name: '', at: 1 }

  it('lets the oldest hidden one give way, else the oldest answered one that is not up, else takes no more', () => {
    const decide = (state: AsksState) => {
      const decision = decideNew(state, { from: 'zoe' }, given)
      return decision.ok ? decision.write?.remove : decision.code
    }
    expect(
      decide(full(each => (each >= 7 ? { state: each >= 9 ? 'hidden' : 'answered' } : {}))),
    ).to.deep.equal([9])
    expect(decide(full(each => (each === 2 || each > 5 ? { state: 'answered' } : {})))).to.deep.equal([6])
    expect(decide(full(() => ({})))).to.equal('too-many-asks')
  })

  it('forgets asks of the oldest lessons before the room has too many', () => {
    const asks = Array.from({ length: 1000 }, (_, place) => askOf(place + 1, { lesson: place < 600 ? 1 : 2 }))
    const kept = { rev: 1, last: 1000, asks, votes: new Map() }
    const state = { kept, lesson: 3, settings: settings({}), up: null }
    const decision = decideNew(state, { from: 'zoe' }, given)
    expect(decision.ok && decision.write?.remove).to.deep.equal([1])
  })
})
