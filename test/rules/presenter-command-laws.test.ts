/** The laws of a lecture as properties: after any commands, in any order, with whatever time between them. */
import { expect } from 'chai'
import fc from 'fast-check'
import sortBy from 'lodash/sortBy'
import type { Question } from '../../src/core/protocol/poll'
import type { Command } from '../../src/core/protocol/presenter'
import { newRoom, type RoomDocument } from '../../src/core/room/document'
import { audiencePoll } from '../../src/core/room/poll-document'
import { backCommand, nextCommand } from '../../src/core/room/next-and-back'
import { decide } from '../../src/core/room/presenter-commands'
import { lettersOf } from '../../src/core/question-types/letters'
import { tallyOf } from '../../src/core/question-types/rounds'

const question: fc.Arbitrary<Question> = fc.record({
  text: fc.string({ maxLength: 5 }),
  choices: fc.array(fc.string({ maxLength: 3 }), { minLength: 2, maxLength: 12 }),
  kind: fc.constantFrom('hands' as const, 'ballot' as const),
  results: fc.constantFrom('live' as const, 'hidden' as const),
  right: fc.option(fc.constantFrom('A', 'B')),
  explanation: fc.option(fc.string({ maxLength: 5 }), { nil: undefined }),
})
const place = fc.nat({ max: 5 })
const plain = <Name extends Command['name']>(...names: Name[]) =>
  fc.constantFrom(...names.map(name => ({ name })))
const command = fc.oneof(
  { weight: 3, arbitrary: plain('next', 'back') },
  { weight: 6, arbitrary: plain('close', 'reopen', 'show', 'hide', 'reveal', 'conceal') },
  { weight: 3, arbitrary: plain('clear', 'again', 'hands', 'newLesson', 'finish') },
  fc.record({
    name: fc.constant('stage' as const),
    stage: fc.constantFrom('join' as const, 'question' as const, 'end' as const, 'black' as const),
  }),
  fc.record({
    name: fc.constant('reword' as const),
    text: fc.string({ maxLength: 5 }),
    choices: fc.array(fc.string({ maxLength: 3 }), { minLength: 2, maxLength: 12 }),
    explanation: fc.string({ maxLength: 5 }),
  }),
  fc.record({ name: fc.constant('ask' as const), question }),
  fc.record({ name: fc.constant('askPrepared' as const), index: place }),
  fc.record({ name: fc.constant('markRight' as const), right: fc.option(fc.constantFrom('A', 'B', 'H')) }),
  fc.record({
    name: fc.constant('setTimer' as const),
    seconds: fc.option(fc.integer({ min: 1, max: 86_400 })),
  }),
  fc.record({ name: fc.constant('extendTimer' as const), seconds: fc.integer({ min: 1, max: 86_400 }) }),
  fc.record({
    name: fc.constant('prepare' as const),
    questions: fc.array(question, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ name: fc.constant('editPrepared' as const), index: place, question }),
  fc.record({ name: fc.constant('removePrepared' as const), index: place }),
  fc.record({ name: fc.constant('movePrepared' as const), from: place, to: place }),
) as fc.Arbitrary<Command>
const commands = fc.array(fc.record({ command, later: fc.nat({ max: 100_000 }) }), { maxLength: 40 })

/** No text of a question is that long. */
const COUNTS = { A: 987_654, B: 987_654 }

/** Runs the commands and holds each law after each of them. */
function holds(
  law: (room: RoomDocument, before: RoomDocument, command: Command, accepted: boolean, now: number) => void,
): void {
  fc.assert(
    fc.property(commands, steps => {
      let ids = 0
      const newId = () => `poll-${++ids}`
      let now = 0
      let room = newRoom('hash', { now, newId })
      for (const { command, later } of steps) {
        now += later
        const before = room
        const kept = structuredClone(before)
        const decision = decide(before, command, { now, newId, tally: tallyOf(COUNTS) })
        if (decision.ok) room = decision.document
        expect(before, 'a document is a value').to.deep.equal(kept)
        law(room, before, command, decision.ok, now)
      }
    }),
    { numRuns: 200 },
  )
}

describe('In any lecture', () => {
  it('the step grows by exactly one with each command that is accepted, and stays with each that is not', () => {
    holds((room, before, _command, accepted) => expect(room.step - before.step).to.equal(accepted ? 1 : 0))
  })

  it('the audience is told no right answer before its reveal, no tally before it is shown, no list at all', () => {
    holds(({ poll, prepared }) => {
      const seen = audiencePoll(poll)
      if (!poll.revealed) expect(seen).to.include({ right: null, explanation: '' })
      if (!poll.shown)
        expect(JSON.stringify({ ...seen, deadline: 0, durationSeconds: 0 })).to.not.include(COUNTS.A)
      expect(Object.keys(seen).sort()).to.deep.equal(
        'choices deadline durationSeconds earlier explanation kind past pollId posed question reworded right round shown stage state type'.split(
          ' ',
        ),
      )
      expect(prepared.length).to.be.at.most(100)
    })
  })

  it('a countdown has a whole time that nobody is left with more than', () => {
    holds(({ poll: { deadline, durationSeconds } }, _before, _command, _accepted, now) => {
      expect(durationSeconds === null).to.equal(deadline === null)
      if (deadline !== null) expect(deadline - now).to.be.at.most(durationSeconds! * 1000)
    })
  })

  it('what is revealed is closed and shown', () => {
    holds(({ poll }) => {
      if (poll.revealed) expect(poll).to.include({ shown: true, state: 'closed' })
    })
  })

  it('"next" and "back" are accepted wherever there is something to go to; hands are thrown away by neither', () => {
    holds(room => {
      const about = { now: 0, newId: () => 'another', tally: new Map() }
      const command = nextCommand(room)
      const next = decide(room, { name: 'next' }, about)
      const isOver = !room.poll.posed || room.poll.stage === 'end'
      expect(next.ok).to.equal(!isOver || room.next < room.prepared.length)
      if (command) expect(next).to.deep.equal(decide(room, command, about))
      const undo = backCommand(room)
      const back = decide(room, { name: 'back' }, about)
      expect(back.ok).to.equal(undo !== undefined)
      if (back.ok) expect(back.document.poll.pollId).to.equal(room.poll.pollId)
    })
  })

  it('"next" comes to an end: some presses later every question of the list was up', () => {
    holds(room => {
      const up = new Set<unknown>()
      let ids = 0
      for (let press = 0; press < 4 * (room.prepared.length + 2); press++) {
        const decision = decide(
          room,
          { name: 'next' },
          { now: 0, newId: () => `next-${++ids}`, tally: new Map() },
        )
        if (decision.ok) room = decision.document
        up.add(room.poll.question)
      }
      for (const question of room.prepared.slice(room.next)) expect(up).to.include(question)
      expect(room.next).to.equal(room.prepared.length)
    })
  })

  it('moving keeps all questions of the list, and the mark is always within it', () => {
    const byText = (list: Question[]) => sortBy(list.map(each => JSON.stringify(each)))
    holds((room, before, command, accepted) => {
      expect(room.next).to.be.within(0, room.prepared.length)
      if (command.name !== 'movePrepared' || !accepted) return
      expect(byText(room.prepared)).to.deep.equal(byText(before.prepared))
      expect(room.prepared[command.to]).to.equal(before.prepared[command.from])
      if (before.next < before.prepared.length)
        expect(room.prepared[room.next]).to.equal(before.prepared[before.next])
    })
  })

  it('a vote counts for the poll it was given in: another question, round or clearing is another poll', () => {
    const others = ['ask', 'askPrepared', 'clear', 'again', 'hands', 'newLesson']
    holds((room, before, command, accepted) => {
      if (!accepted) return
      const did = command.name === 'next' ? nextCommand(before)!.name : command.name
      expect(room.poll.pollId !== before.poll.pollId).to.equal(others.includes(did))
      expect(lettersOf(room.poll.question).length).to.be.within(2, 12)
    })
  })
})
