/**
 * The laws of the store's contract on votes of every type of question: counters equal a recount whatever is cast,
 * changed, taken back and settled, and what is shown of them is bounded.
 */
import { expect } from 'chai'
import fc from 'fast-check'
import chunk from 'lodash/chunk'
import { newRoom, type RoomDocument } from '../../src/core/room/document'
import { pose } from '../../src/core/room/poll-document'
import type { ResultChange, ResultDraft } from '../../src/core/poll/results'
import { countersOf, NO_CARE, type Audience } from '../../src/core/question-types/question-type'
import { parseVote, typed, typeOf, votersOf, type Question } from '../../src/core/question-types/registry'
import { tallyOf, wholeRound } from '../../src/core/question-types/rounds'
import type { Store } from '../../src/store/store'
import { hostileVotes, QUESTIONS, typedVote } from '../support/question-types'

const PEOPLE = 8
/** Sequences that are tried for each question: each step of one is a transaction or two. */
const SEQUENCES = 12
const MOST_STEPS = 8
/** Ballots on their way at a time. */
const AT_ONCE = 250

/** One poll as it should be recorded. */
interface Model {
  pollId: string
  isOpen: boolean
  votes: Map<string, string>
}

/** Everybody who votes at once does so once: then what is recorded last is known. */
const votesAtOnce = fc.uniqueArray(
  fc.record({
    voter: fc.nat({ max: PEOPLE - 1 }).map(number => `voter-${number}`),
    sent: fc.option(typedVote, { freq: 5 }),
  }),
  { selector: ({ voter }) => voter, maxLength: PEOPLE },
)
const settling = fc.constantFrom('nothing', 'close', 'reopen', 'next', 'undo')
const sequences = fc.array(fc.record({ casts: votesAtOnce, settles: settling }), {
  minLength: 1,
  maxLength: MOST_STEPS,
})

const recount = (votes: Iterable<string>): [string, number][] => {
  const counts = new Map<string, number>()
  for (const vote of votes)
    for (const counter of countersOf(vote)) counts.set(counter, (counts.get(counter) ?? 0) + 1)
  return [...counts].sort()
}

let rooms = 0

/** A room in which a question is asked, votes are cast and polls are settled; what should be recorded is beside it. */
class ModelledRoom {
  private readonly code = `LAW${String(++rooms)}`
  private version = 1
  private polls = 0
  private poll: Model
  private before: Model | null = null
  private document: RoomDocument

  private constructor(
    private readonly store: Store,
    private readonly question: Question,
  ) {
    this.poll = this.newPoll()
    this.document = { ...newRoom('hash', { now: 0, newId: () => '' }), poll: this.posed() }
  }

  static async open(store: Store, question: Question): Promise<ModelledRoom> {
    const room = new ModelledRoom(store, question)
    await store.createRoom(room.code, room.document, 0)
    return room
  }

  /** All at once, some of them in vain. */
  async cast(casts: readonly { voter: string; sent: string | null }[]): Promise<void> {
    const { pollId, isOpen, votes } = this.poll
    await Promise.all(
      casts.map(async ({ voter, sent }) => {
        const parsed = sent === null ? { ok: true as const, vote: null } : parseVote(this.question, sent)
        if (!parsed.ok) return
        const before = votes.get(voter) ?? null
        const reply = await this.store.castBallot(this.code, { pollId, voter, vote: parsed.vote }, 0)
        if (isOpen) expect(reply).to.deep.equal({ ok: true, before })
        else expect(reply).to.include({ ok: false, code: 'poll-closed' })
        if (!isOpen) return
        if (parsed.vote === null) votes.delete(voter)
        else votes.set(voter, parsed.vote)
      }),
    )
  }

  async settle(how: 'nothing' | 'close' | 'reopen' | 'next' | 'undo'): Promise<void> {
    if (how === 'nothing' || (how === 'undo' && !this.before)) return
    if (how === 'next') return this.next()
    if (how === 'undo') {
      this.poll = this.before!
      this.before = null
      return this.save({ undo: null }, { drop: this.poll.pollId })
    }
    this.poll.isOpen = how === 'reopen'
    await this.save({})
  }

  /** What is recorded is what it should be: the votes, their counters, and nothing of a poll that is over. */
  async check(): Promise<void> {
    const { pollId, votes } = this.poll
    const tally = await this.store.tally(this.code, pollId)
    expect([...tally].sort()).to.deep.equal(recount(votes.values()))
    expect(votersOf(this.question, tally)).to.equal(votes.size)
    for (let number = 0; number < PEOPLE; number++) {
      const voter = `voter-${number}`
      expect(await this.store.ballotOf(this.code, pollId, voter)).to.equal(votes.get(voter) ?? null)
    }
  }

  /** Asks the question again; the tally of the one before is recorded as its result in the same step. */
  private async next(): Promise<void> {
    const over = this.poll
    const { poll, next, lesson, firstLine, announcement } = this.document
    this.before = over
    this.poll = this.newPoll()
    const undo = {
      name: 'ask' as const,
      at: 0,
      until: 0,
      poll,
      next,
      lesson,
      firstLine,
      announcement,
      seen: [],
      shownAgain: [],
    }
    await this.save({ undo: { ...undo, result: over.pollId } }, { record: this.draft(over.pollId) })
    const [result] = await this.store.results(this.code, { ids: [over.pollId] })
    expect(result?.voted).to.equal(over.votes.size)
    const whole = wholeRound(this.question, new Map(recount(over.votes.values())))
    expect(result?.rounds.map(round => [...tallyOf(round)].sort())).to.deep.equal([
      [...tallyOf(whole)].sort(),
    ])
  }

  private async save(changes: Partial<RoomDocument>, results: ResultChange = {}): Promise<void> {
    this.document = { ...this.document, ...changes, poll: this.posed() }
    expect(await this.store.saveRoom(this.code, this.version++, this.document, results)).to.equal(true)
  }

  private draft(id: string): ResultDraft {
    const { question } = this
    const times = { lesson: 1, askedAt: 0, endedAt: 0 }
    return { id, ...times, question, posed: true, rounds: [], voted: 0, present: 0, needsVotes: false }
  }

  private newPoll(): Model {
    return { pollId: `poll-${++this.polls}`, isOpen: true, votes: new Map() }
  }

  private posed(): RoomDocument['poll'] {
    const { pollId, isOpen } = this.poll
    return { ...pose(this.question, pollId, 0), state: isOpen ? 'open' : 'closed' }
  }
}

/** Bytes of one frame, and what it has many of. */
const BOUNDS: Record<Audience, { bytes: number; entries: number }> = {
  phone: { bytes: 1000, entries: 30 },
  screen: { bytes: 4000, entries: 100 },
  presenter: { bytes: 16_000, entries: 200 },
}

/** The length of the longest list anywhere in a view. */
function longestList(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Math.max(Array.isArray(value) ? value.length : 0, ...Object.values(value).map(longestList))
}

/** Declares the laws for a store. */
export function describeLaws(storeOf: () => Store): void {
  for (const [name, question] of Object.entries(QUESTIONS))
    describe(`counts votes for ${name}`, () => {
      it('so that counters equal a recount after any votes, changes, withdrawals, closes, nexts and undos', async () => {
        await fc.assert(
          fc.asyncProperty(sequences, async steps => {
            const room = await ModelledRoom.open(storeOf(), question)
            for (const { casts, settles } of steps) {
              await room.cast(casts)
              await room.settle(settles)
              await room.check()
            }
          }),
          { numRuns: SEQUENCES },
        )
      })

      it('of 5,000 people who type what breaks things, and what is shown of them is bounded', async () => {
        const store = storeOf()
        const poll = pose(question, 'poll-1', 0)
        await store.createRoom('ACD346', { ...newRoom('hash', { now: 0, newId: () => '' }), poll }, 0)
        const votes = hostileVotes(question, 5000)
        // Not all at once: a busy machine is not taken for a Redis that does not answer.
        for (const [part, some] of chunk(votes, AT_ONCE).entries()) {
          const casts = some.map((vote, index) =>
            store.castBallot('ACD346', { pollId: 'poll-1', voter: `voter-${part}-${index}`, vote }, 0),
          )
          expect((await Promise.all(casts)).every(({ ok }) => ok)).to.equal(true)
        }
        const tally = await store.tally('ACD346', 'poll-1')
        expect([...tally].sort()).to.deep.equal(recount(votes))
        for (const [audience, { bytes, entries }] of Object.entries(BOUNDS)) {
          const view = typeOf(question).view(typed(question), tally, audience as Audience, NO_CARE)
          expect(Buffer.byteLength(JSON.stringify(view)), audience).to.be.at.most(bytes)
          expect(longestList(view), audience).to.be.at.most(entries)
        }
      })
    })
}
