/** The laws of results and undo as properties: after any commands and votes, whenever a command is taken back. */
import { expect } from 'chai'
import fc from 'fast-check'
import { recorded } from '../../src/core/poll/results'
import type { Counts, Question } from '../../src/core/protocol/poll'
import type { Result } from '../../src/core/protocol/results'
import type { Command } from '../../src/core/protocol/presenter'
import { tallyOf } from '../../src/core/question-types/rounds'
import { newRoom, type Circumstances, type RoomDocument } from '../../src/core/room/document'
import { decide } from '../../src/core/room/presenter-commands'
import { UNDO_GRACE_MS, UNDO_MS } from '../../src/core/room/replaced-poll'

const question: fc.Arbitrary<Question> = fc.record({
  text: fc.string({ maxLength: 3 }),
  choices: fc.constantFrom(['yes', 'no'], ['yes', 'no', 'perhaps']),
  kind: fc.constantFrom('hands' as const, 'ballot' as const),
  results: fc.constantFrom('live' as const, 'hidden' as const),
  right: fc.option(fc.constantFrom('A', 'B')),
})
const replacing = fc.oneof(
  fc.constantFrom<Command['name']>('again', 'clear', 'hands', 'newLesson', 'back').map(name => ({ name })),
  fc.record({ name: fc.constant('ask' as const), question }),
  fc.record({ name: fc.constant('askPrepared' as const), index: fc.nat({ max: 2 }) }),
  fc.record({
    name: fc.constant('showAgain' as const),
    place: fc.nat({ max: 4 }),
    beside: fc.nat({ max: 9 }),
  }),
)
const other = fc.oneof(
  fc
    .constantFrom<Command['name']>('close', 'reopen', 'show', 'hide', 'reveal', 'conceal', 'next', 'finish')
    .map(name => ({ name })),
  fc.record({ name: fc.constant('setTimer' as const), seconds: fc.constantFrom(30, null) }),
  fc.record({
    name: fc.constant('prepare' as const),
    questions: fc.array(question, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ name: fc.constant('removePrepared' as const), index: fc.nat({ max: 2 }) }),
)
const undo = fc.constant({ name: 'undo' as const })
const step = fc.record({
  command: fc.oneof({ weight: 3, arbitrary: replacing }, { weight: 3, arbitrary: other }, undo),
  later: fc.oneof(fc.nat({ max: 3000 }), fc.nat({ max: 60_000 })),
  votes: fc.boolean(),
})
const steps = fc.array(step, { maxLength: 40 })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A room, and a store of it that does what the contract of the store says. */
class Lecture {
  now = 1_000_000
  room: RoomDocument
  results: Result[] = []
  /** By the id of the poll; of hands, too. */
  tallies = new Map<string, Counts>()
  /** How many have voted in each poll that had votes: no two numbers are the same. */
  readonly voted: number[] = []
  private ids = 0
  private seq = 0

  constructor() {
    this.room = newRoom('hash', this.about)
  }

  /** The tally of the poll that is up. */
  get counts(): Counts {
    const { poll } = this.room
    return (poll.final as Counts | null) ?? this.tallies.get(poll.pollId) ?? { A: 0, B: 0 }
  }

  get about(): Circumstances {
    const ofLesson = this.room ? this.results.filter(({ lesson }) => lesson === this.room.lesson) : []
    const newId = () => `id-${++this.ids}`
    return { now: this.now, newId, tally: tallyOf(this.room ? this.counts : {}), results: ofLesson }
  }

  /** Some vote for A, as many as have voted in no other poll, if votes are taken. */
  vote(): void {
    const { poll } = this.room
    if (poll.state === 'closed' || this.tallies.has(poll.pollId)) return
    this.voted.push(this.voted.length + 1)
    this.tallies.set(poll.pollId, { A: this.voted.length, B: 0 })
  }

  does(command: Command): boolean {
    const decision = decide(this.room, command, this.about)
    if (!decision.ok) return false
    const { document, results: { record, drop } = {} } = decision
    this.results = this.results.filter(({ id }) => id !== drop)
    const result =
      record && recorded(record, tallyOf(this.tallies.get(this.room.poll.pollId) ?? {}), this.seq + 1)
    if (result) this.results.push({ ...result, seq: ++this.seq })
    this.room = document
    this.forget()
    return true
  }

  /** The ten seconds are over. */
  passUndo(): void {
    const { undo } = this.room
    if (!undo || this.now <= undo.until + UNDO_GRACE_MS) return
    this.room = { ...this.room, undo: null }
    this.forget()
  }

  private forget(): void {
    const { poll, undo } = this.room
    for (const pollId of this.tallies.keys())
      if (pollId !== poll.pollId && pollId !== undo?.poll.pollId) this.tallies.delete(pollId)
  }
}

function commandOf({ command }: Step, { results }: Lecture): Command {
  if (!('place' in command)) return command as Command
  const at = (place: number) => results[place % Math.max(1, results.length)]?.id
  const beside = command.beside > 4 ? at(command.beside) : undefined
  return { name: 'showAgain', id: at(command.place) ?? 'none', beside }
}

function holds(law: (lecture: Lecture, command: Command, step: Step) => void): void {
  fc.assert(
    fc.property(steps, some => {
      const lecture = new Lecture()
      for (const step of some) {
        lecture.now += step.later
        lecture.passUndo()
        if (step.votes) lecture.vote()
        law(lecture, commandOf(step, lecture), step)
      }
    }),
    { numRuns: 300 },
  )
}

describe('In any lecture with votes', () => {
  it('no command loses a vote from the results and the poll that is up', () => {
    holds((lecture, command) => {
      lecture.does(command)
      const { room, results, counts } = lecture
      const tallies = [...results.flatMap(({ rounds }) => rounds), ...room.poll.earlier, counts]
      const found = new Set(tallies.map(tally => (tally as Counts)['A']))
      for (const voted of lecture.voted) expect(found, `${voted} after ${command.name}`).to.include(voted)
    })
  })

  it('every result has its own id and the letters of its question in each round', () => {
    holds((lecture, command) => {
      lecture.does(command)
      const { results } = lecture
      expect(new Set(results.map(({ id }) => id)).size).to.equal(results.length)
      for (const { voted, present, rounds } of results) {
        expect(rounds.length).to.be.greaterThan(0)
        expect(voted).to.be.at.most(present)
      }
    })
  })

  it('undo within ten seconds restores the poll, its votes and its results exactly', () => {
    holds((lecture, command, { later }) => {
      const { room, results, counts } = lecture
      const isDone = lecture.does(command)
      const { undo } = lecture.room
      // A change of the list also changes what `undo` puts back.
      if (!isDone || undo === null || undo.poll === room.undo?.poll) return
      const document = lecture.room
      const tallies = new Map(lecture.tallies)
      const added = lecture.results
      lecture.now += Math.min(later, UNDO_MS)
      expect(lecture.does({ name: 'undo' })).to.equal(true)
      const deadline = room.poll.deadline === null ? null : room.poll.deadline + Math.min(later, UNDO_MS)
      expect(lecture.room.poll).to.deep.equal({ ...room.poll, deadline })
      const { next, lesson, announcement, prepared } = room
      expect(lecture.room).to.deep.include({ next, lesson, announcement, prepared, undo: null })
      expect(lecture.counts).to.deep.equal(counts)
      expect(lecture.results).to.deep.equal(results)
      expect(lecture.does({ name: 'undo' }), 'twice').to.equal(false)
      // The lecture goes on as if it had not been taken back.
      Object.assign(lecture, { room: document, tallies, results: added })
    })
  })

  it('undo is refused later, and changes nothing then', () => {
    holds((lecture, command) => {
      lecture.does(command)
      const { undo } = lecture.room
      const late = (undo?.until ?? lecture.now) + UNDO_GRACE_MS + 1
      const decision = decide(lecture.room, { name: 'undo' }, { ...lecture.about, now: late })
      expect(decision).to.include({ ok: false, code: 'undo-over' })
    })
  })

  it('an earlier result that is shown again is closed, and records nothing', () => {
    holds((lecture, command) => {
      const { poll } = lecture.room
      const before = lecture.results.length
      const isDone = lecture.does(command)
      if (lecture.room.poll.past) {
        expect(lecture.room.poll).to.include({ state: 'closed', deadline: null })
        expect(lecture.room.poll.final).to.not.equal(null)
      }
      if (isDone && poll.past && command.name !== 'undo') expect(lecture.results.length).to.equal(before)
    })
  })
})
