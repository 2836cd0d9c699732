/** 500 people who type and change what they typed, against a presenter who closes: every acknowledged answer counts once. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import type { Question } from '../../../src/core/protocol/poll'
import { startApp } from '../../support/app'
import { openTab } from '../../support/clients'
import { connectPresenter, snapshotOf } from '../../support/presenter'
import { ask, cast, wordsOf } from '../../support/samples'

const VOTERS = 500
/** Different answers: few enough that a picture shows all of them. */
const ANSWERS = 40

const ASKED: Record<string, { asks: Partial<Question>; answerOf: (voter: number, turn: number) => string }> =
  {
    words: {
      asks: { choices: [], answer: { type: 'words', most: 3 } },
      answerOf: (voter, turn) => `w${(voter + turn) % ANSWERS}`,
    },
    texts: {
      asks: { choices: [], answer: { type: 'text', most: 1 } },
      answerOf: (voter, turn) => `I say ${(voter + 7 * turn) % ANSWERS}`,
    },
  }

describe('500 voters who type and change what they typed', () => {
  for (const [name, { asks, answerOf }] of Object.entries(ASKED))
    it(`until it closes are counted once each, as they were acknowledged last (${name})`, async () => {
      const app = await startApp({ SOCKET_EVENTS: '1000' })
      const presenter = await connectPresenter(app)
      const pollId = await ask(presenter, asks)
      const voters = await Promise.all(times(VOTERS, () => openTab(app)))
      const last = new Map<number, string>()
      let closing: Promise<object> | undefined
      const close = () => {
        const { step } = presenter.lectern()
        closing = presenter.client.emitWithAck('present', { pollId, step, command: { name: 'close' } })
      }
      const refusals = await Promise.all(
        voters.map(async ({ client }, voter) => {
          for (let turn = 0; ; turn++) {
            const reply = await cast(client, pollId, answerOf(voter, turn))
            if (!reply.ok) return reply.code
            last.set(voter, reply.vote!)
            if (last.size === VOTERS / 2 && !closing) close()
          }
        }),
      )
      expect(await closing).to.include({ ok: true })
      expect(new Set(refusals)).to.deep.equal(new Set(['poll-closed']))
      const acknowledged = countBy([...last.values()])
      const tally = Object.fromEntries(await app.store.tally('', pollId))
      expect(tally).to.deep.equal({ ...acknowledged, '#': last.size })
      const { answers, allAnswers, voted } = await snapshotOf(presenter.client)
      expect(voted).to.equal(last.size)
      for (const view of [answers, allAnswers]) expect(view).to.include({ voters: last.size })
      if (name === 'words') expect(wordsOf(answers)).to.deep.equal(acknowledged)
      // What is kept is what was seen.
      await presenter.does({ name: 'hands' })
      const [result] = await app.store.results('')
      expect(Object.fromEntries(result!.rounds[0] as [string, number][])).to.deep.equal(tally)
    })
})
