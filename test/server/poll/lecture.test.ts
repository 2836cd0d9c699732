/** The rules of a lecture as values: what each command does and refuses, and what everybody may see. */
import { tallyOf } from '../../../src/core/question-types/rounds'
import { expect } from 'chai'
import times from 'lodash/times'
import { MAX_PREPARED_QUESTIONS } from '../../../src/core/limits/input-limits'
import type { Question } from '../../../src/core/protocol/poll'
import type { Command } from '../../../src/core/protocol/presenter'
import { newRoom, type Circumstances, type RoomDocument } from '../../../src/core/room/document'
import { hasForgettable, renewed } from '../../../src/core/room/renewed'
import { audiencePoll, votingRules } from '../../../src/core/room/poll-document'
import { backCommand, nextCommand } from '../../../src/core/room/next-and-back'
import { MAX_PREPARED_BYTES } from '../../../src/core/room/prepared-list'
import { decide } from '../../../src/core/room/presenter-commands'

const NOW = 1_000_000
const COUNTS = { A: 3, B: 1 }

const question = (changes: Partial<Question> = {}): Question => ({
  text: 'Which?',
  choices: ['one', 'two'],
  kind: 'ballot',
  results: 'hidden',
  right: 'B',
  ...changes,
})

/** Decides on commands one after another; each must be accepted. */
function after(
  commands: Command[],
  room = newRoom('hash', { now: 0, newId: ids() }),
  now = NOW,
): RoomDocument {
  const about: Circumstances = { now, newId: ids(), tally: tallyOf(COUNTS) }
  return commands.reduce((document, command) => {
    const decision = decide(document, command, about)
    if (!decision.ok) throw new Error(`${command.name}: ${decision.code}`)
    return decision.document
  }, room)
}

function ids(): () => string {
  let last = 0
  return () => `id-${++last}-${Math.random()}`
}

function refusalOf(command: Command, room: RoomDocument): string | undefined {
  const decision = decide(room, command, { now: NOW, newId: ids(), tally: tallyOf(COUNTS) })
  return decision.ok ? undefined : decision.code
}

const asked = (changes?: Partial<Question>) => after([{ name: 'ask', question: question(changes) }])
const prepared = (...texts: string[]) =>
  after([{ name: 'prepare', questions: texts.map(text => question({ text })) }])
const texts = (room: RoomDocument) => room.prepared.map(({ text }) => text)

describe('A lecture', () => {
  it('begins with a free show of hands that everybody sees', () => {
    expect(audiencePoll(newRoom('hash', { now: 0, newId: ids() }).poll)).to.deep.include({
      kind: 'hands',
      question: '',
      posed: false,
      state: 'open',
      shown: true,
      right: null,
      round: 1,
      earlier: [],
      deadline: null,
    })
  })

  it('takes its steps one after another: next closes, shows, reveals, asks the next, and ends the lesson', () => {
    let room = prepared('first', 'second')
    const taken = []
    for (let next = nextCommand(room); next; next = nextCommand(room)) {
      taken.push(next.name)
      room = after([{ name: 'next' }], room)
    }
    const one = ['askPrepared', 'close', 'show', 'reveal']
    expect(taken).to.deep.equal([...one, ...one, 'finish'])
    expect(room.poll).to.include({ posed: true, stage: 'end', question: room.prepared[1] })
  })

  it('has nothing next in a free show of hands without a prepared question: no raised hand is thrown away', () => {
    const free = newRoom('hash', { now: 0, newId: ids() })
    for (const room of [free, after([{ name: 'close' }], free), after([{ name: 'again' }], free)]) {
      expect(nextCommand(room)).to.equal(undefined)
      expect(refusalOf({ name: 'next' }, room)).to.equal('already-so')
    }
  })

  it('has nothing next at the end of the lesson, and leads back to the last question from there', () => {
    const shown = after([{ name: 'reveal' }], asked())
    const finished = after([{ name: 'next' }], shown)
    expect(finished.poll).to.deep.equal({ ...shown.poll, stage: 'end' })
    expect(nextCommand(finished)).to.equal(undefined)
    expect(after([{ name: 'back' }], finished).poll).to.deep.equal(shown.poll)
  })

  it('goes back without throwing a vote away: conceals, hides, reopens, and no further', () => {
    let room = after([{ name: 'close' }, { name: 'show' }, { name: 'reveal' }], asked())
    const { pollId } = room.poll
    const undone = []
    for (let undo = backCommand(room); undo; undo = backCommand(room)) {
      undone.push(undo.name)
      room = after([{ name: 'back' }], room)
    }
    expect(undone).to.deep.equal(['conceal', 'hide', 'reopen'])
    expect(room.poll).to.include({ pollId, state: 'open', shown: false, revealed: false })
    expect(refusalOf({ name: 'back' }, room)).to.equal('already-so')
  })

  it('shows live results from the start and hidden ones when they are shown', () => {
    expect(asked({ results: 'live' }).poll.shown).to.equal(true)
    expect(asked().poll.shown).to.equal(false)
    expect(after([{ name: 'show' }], asked()).poll.shown).to.equal(true)
  })

  it('closes and shows at the reveal; a question without a right answer has none', () => {
    expect(after([{ name: 'reveal' }], asked()).poll).to.include({
      state: 'closed',
      shown: true,
      revealed: true,
    })
    expect(refusalOf({ name: 'reveal' }, asked({ right: null }))).to.equal('no-right-answer')
    expect(
      audiencePoll(after([{ name: 'markRight', right: 'A' }, { name: 'reveal' }], asked()).poll).right,
    ).to.equal('A')
    expect(refusalOf({ name: 'markRight', right: 'C' }, asked())).to.equal('cannot-be-right')
  })

  it('takes hands as they are at the close, whoever leaves later; ballots are counted where they are kept', () => {
    expect(after([{ name: 'close' }], asked({ kind: 'hands' })).poll.final).to.deep.equal(COUNTS)
    expect(after([{ name: 'close' }], asked()).poll.final).to.equal(null)
    expect(after([{ name: 'close' }, { name: 'reopen' }], asked({ kind: 'hands' })).poll.final).to.equal(null)
  })

  it('asks again: another poll, the same question, the earlier round beside it, hidden again', () => {
    const first = after([{ name: 'reveal' }], asked())
    const second = after([{ name: 'again' }], first)
    expect(second.poll.pollId).to.not.equal(first.poll.pollId)
    expect(second.poll).to.deep.include({
      question: first.poll.question,
      state: 'open',
      shown: false,
      revealed: false,
      round: 2,
      earlier: [COUNTS],
    })
    expect(audiencePoll(second.poll)).to.deep.include({ earlier: [], right: null, round: 2 })
    expect(after([{ name: 'again' }, { name: 'show' }], second).poll).to.deep.include({
      round: 3,
      earlier: [COUNTS, COUNTS],
    })
  })

  it('clears into another poll with the same question, round and hiding', () => {
    const room = after([{ name: 'again' }, { name: 'reveal' }, { name: 'clear' }], asked())
    expect(room.poll).to.deep.include({
      state: 'open',
      shown: false,
      revealed: false,
      round: 2,
      earlier: [COUNTS],
    })
    expect(after([{ name: 'clear' }], asked({ results: 'live' })).poll.shown).to.equal(true)
    expect(after([{ name: 'hide' }, { name: 'clear' }], asked({ results: 'live' })).poll.shown).to.equal(
      false,
    )
  })

  it('starts a new lesson with a free show of hands and the list from its beginning', () => {
    const room = after([{ name: 'askPrepared', index: 1 }, { name: 'newLesson' }], prepared('a', 'b'))
    expect(room).to.include({ next: 0 })
    expect(room.poll).to.include({ posed: false, round: 1 })
    expect(texts(room)).to.deep.equal(['a', 'b'])
  })

  it('counts down by the clock it is given, at most a day, and only while it is open', () => {
    const timed = after([{ name: 'setTimer', seconds: 30 }], asked())
    expect(votingRules(timed.poll).deadline).to.equal(NOW + 30_000)
    expect(after([{ name: 'extendTimer', seconds: 10 }], timed).poll.deadline).to.equal(NOW + 40_000)
    // What has run out is extended from now on.
    expect(after([{ name: 'extendTimer', seconds: 10 }], timed, NOW + 60_000).poll.deadline).to.equal(
      NOW + 70_000,
    )
    expect(
      after(Array(40).fill({ name: 'extendTimer', seconds: 86_400 }) as Command[], timed).poll.deadline,
    ).to.equal(NOW + 86_400_000)
    expect(after([{ name: 'setTimer', seconds: null }], timed).poll.deadline).to.equal(null)
    expect(after([{ name: 'close' }], timed).poll.deadline).to.equal(null)
    expect(refusalOf({ name: 'extendTimer', seconds: 1 }, asked())).to.equal('no-timer')
    expect(refusalOf({ name: 'setTimer', seconds: 1 }, after([{ name: 'close' }], asked()))).to.equal(
      'not-open',
    )
  })

  it('refuses what is so already', () => {
    expect(refusalOf({ name: 'reopen' }, asked())).to.equal('already-so')
    expect(refusalOf({ name: 'hide' }, asked())).to.equal('already-so')
    expect(refusalOf({ name: 'conceal' }, asked())).to.equal('already-so')
    expect(refusalOf({ name: 'close' }, after([{ name: 'close' }], asked()))).to.equal('already-so')
    expect(refusalOf({ name: 'show' }, after([{ name: 'show' }], asked()))).to.equal('already-so')
    expect(refusalOf({ name: 'reveal' }, after([{ name: 'reveal' }], asked()))).to.equal('already-so')
  })

  it('is as new when nobody used it for long, under the same key, but for what was prepared', () => {
    const room = after([{ name: 'prepare', questions: [question()] }, { name: 'again' }], asked())
    expect(renewed(room, { now: NOW, newId: () => 'new' })).to.deep.equal({
      ...newRoom('hash', { now: NOW, newId: () => 'new' }),
      createdAt: room.createdAt,
      step: room.step + 1,
      lesson: room.lesson + 1,
      forgotten: 1,
      prepared: [question()],
      preparedIds: room.preparedIds,
      lastPreparedId: room.lastPreparedId,
    })
    // A new lesson keeps the results, which are to be forgotten, too.
    const lesson = after([{ name: 'newLesson' }], room)
    const isForgettable = [room, lesson, renewed(room, { now: NOW, newId: ids() })].map(hasForgettable)
    expect(isForgettable).to.deep.equal([true, true, false])
  })
})

describe('The prepared list', () => {
  it('takes questions at its end, up to its limit', () => {
    expect(
      texts(after([{ name: 'prepare', questions: [question({ text: 'c' })] }], prepared('a', 'b'))),
    ).to.deep.equal(['a', 'b', 'c'])
    const full = prepared(...Array<string>(MAX_PREPARED_QUESTIONS).fill('q'))
    expect(refusalOf({ name: 'prepare', questions: [question()] }, full)).to.equal('list-full')
  })

  it('holds 650 kB; one that was larger before stays, and may be used and made smaller', () => {
    const long = (bytes: number) => question({ text: '看'.repeat(bytes / 3) })
    const add = (bytes: number) => ({ name: 'prepare' as const, questions: [long(bytes)] })
    const full = after([add(MAX_PREPARED_BYTES - 1500)], prepared('a'))
    expect(refusalOf(add(3000), full)).to.equal('list-too-large')
    const grown = { name: 'editPrepared' as const, index: 0, question: long(3000) }
    expect(refusalOf(grown, full)).to.equal('list-too-large')

    const larger = { ...full, prepared: times(3, () => long(MAX_PREPARED_BYTES)) }
    expect(refusalOf(add(30), larger)).to.equal('list-too-large')
    const edited = after([{ name: 'editPrepared', index: 2, question: long(MAX_PREPARED_BYTES - 3) }], larger)
    expect(edited.prepared).to.have.length(3)
    expect(after([{ name: 'movePrepared', from: 0, to: 2 }], larger).prepared).to.have.length(3)
    expect(after([{ name: 'askPrepared', index: 1 }], larger).poll.posed).to.equal(true)
    expect(after([{ name: 'removePrepared', index: 0 }], larger).prepared).to.have.length(2)
  })

  it('keeps the mark of what comes next with its question', () => {
    const room = after([{ name: 'askPrepared', index: 0 }], prepared('a', 'b', 'c'))
    const upcoming = (changed: RoomDocument) => changed.prepared[changed.next]?.text
    expect(upcoming(room)).to.equal('b')
    expect(upcoming(after([{ name: 'movePrepared', from: 1, to: 2 }], room))).to.equal('b')
    expect(upcoming(after([{ name: 'movePrepared', from: 2, to: 0 }], room))).to.equal('b')
    expect(upcoming(after([{ name: 'removePrepared', index: 0 }], room))).to.equal('b')
    expect(upcoming(after([{ name: 'removePrepared', index: 1 }], room))).to.equal('c')
    const atEnd = after([{ name: 'askPrepared', index: 2 }], room)
    expect(upcoming(after([{ name: 'removePrepared', index: 0 }], atEnd))).to.equal(undefined)
  })

  it('refuses places it does not have', () => {
    const room = prepared('a', 'b')
    for (const command of [
      { name: 'askPrepared', index: 2 },
      { name: 'removePrepared', index: 2 },
      { name: 'editPrepared', index: 2, question: question() },
      { name: 'movePrepared', from: 2, to: 0 },
      { name: 'movePrepared', from: 0, to: 2 },
    ] satisfies Command[])
      expect(refusalOf(command, room), command.name).to.equal('no-such-question')
  })

  it('is edited without a change of what is up', () => {
    const room = after([{ name: 'askPrepared', index: 0 }], prepared('a', 'b'))
    const edited = after([{ name: 'editPrepared', index: 0, question: question({ text: 'z' }) }], room)
    expect(texts(edited)).to.deep.equal(['z', 'b'])
    expect(edited.poll.question.text).to.equal('a')
  })
})
