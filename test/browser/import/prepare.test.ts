/** A long list goes to the server in several messages: what arrived is known, and nothing is added twice. */
import { expect } from 'chai'
import { Commands } from '../../../public/presenter/commands'
import { presenterWords as words } from '../../../public/presenter/words'
import type { Connection } from '../../../public/shared/connection/connection'
import type { PollNews, Question } from '../../../src/core/protocol/poll'
import type { Command, PresenterState } from '../../../src/core/protocol/presenter'

const question = (place: number): Question => ({
  text: `${place} ${'ß'.repeat(490)}`,
  choices: Array.from({ length: 8 }, () => '漢'.repeat(200)),
  right: null,
  kind: 'ballot',
  results: 'hidden',
})
const QUESTIONS = Array.from({ length: 6 }, (_, place) => question(place))

/** A server that keeps a list; `answers` says of each message whether it arrives and whether it is answered. */
function presenting(answers: ('answered' | 'lost' | 'unanswered' | 'cut behind')[]) {
  const prepared: Question[] = []
  const said: string[] = []
  const socket = {
    connected: true,
    timeout: () => ({
      emitWithAck(_event: string, { command }: { command: Extract<Command, { name: 'prepare' }> }) {
        const answer = answers.shift() ?? 'answered'
        if (answer !== 'lost') prepared.push(...command.questions)
        if (answer === 'lost' || answer === 'unanswered') return Promise.reject(new Error('no answer'))
        update()
        if (answer === 'cut behind') socket.connected = false
        return Promise.resolve({ ok: true })
      },
    }),
  }
  const connection = { socket, revive: () => undefined } as unknown as Connection
  const commands = new Commands(() => connection, {
    changed: () => undefined,
    said: sentence => said.push(sentence),
    added: () => undefined,
    busy: () => undefined,
  })
  const update = () =>
    commands.viewModel.receiveState({
      pollId: 'p',
      step: 1,
      undo: null,
      prepared: [...prepared],
    } as unknown as PresenterState)
  commands.viewModel.receivePoll({ poll: { pollId: 'p' } } as PollNews)
  update()
  const places = () => prepared.map(({ text }) => parseInt(text))
  return { commands, said, places, socket, update }
}

describe('Questions that are added', () => {
  it('are all in the list, or it is said how many', async () => {
    const { commands, said, places } = presenting(['answered', 'lost'])
    const added = await commands.prepare(QUESTIONS)
    expect(added).to.be.within(1, 5)
    expect(places()).to.deep.equal([...Array(added).keys()])
    expect(said.pop()).to.equal(words.partlyAdded(words.noAnswer, added, 6))
    expect(await commands.prepare(QUESTIONS.slice(added))).to.equal(6 - added)
    expect(places()).to.deep.equal([0, 1, 2, 3, 4, 5])
    expect(said.pop()).to.equal(words.added(6 - added))
  })

  it('are not added twice where only the answer was lost, also if they are sent again without a connection', async () => {
    const { commands, places, socket, update } = presenting(['answered', 'unanswered'])
    const added = await commands.prepare(QUESTIONS)
    socket.connected = false
    expect(await commands.prepare(QUESTIONS.slice(added))).to.equal(0)
    socket.connected = true
    update()
    expect(await commands.prepare(QUESTIONS.slice(added))).to.equal(6 - added)
    expect(places()).to.deep.equal([0, 1, 2, 3, 4, 5])
  })

  it('say that the connection was lost where it was', async () => {
    const { commands, said } = presenting(['cut behind'])
    const added = await commands.prepare(QUESTIONS)
    expect(added).to.be.within(1, 5)
    expect(said.pop()).to.equal(words.partlyAdded(words.noLine, added, 6))
    expect(said.join()).to.not.include(words.noLine)
  })
})
