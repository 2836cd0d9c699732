/** After all that was tried, a server goes on: it obeys its presenter, takes a vote, counts it and serves its pages. */
import { expect } from 'chai'
import { setTimeout as delay } from 'node:timers/promises'
import type { Reply } from '../../src/core/protocol/replies'
import type { TestApp } from '../support/app'
import { openTab, waitFor } from '../support/clients'
import { connectPresenter, snapshotOf, type TestPresenter } from '../support/presenter'
import { expectNoErrors } from './runs'

/** Milliseconds between two tries of a command that comes too fast. */
const TURN_MS = 200

/**
 * A command of an earlier event may still be on its way to the store: it comes first, and then this one. Where all that
 * was tried has used up what a room may be told in a while, this one waits for its turn.
 */
async function lastCommand(presenter: TestPresenter): Promise<Reply<{ step: number }>> {
  for (;;) {
    const { step } = presenter.lectern()
    const reply = await presenter.tries({ name: 'hands' }, { step })
    if (!reply.ok && reply.code === 'too-fast') {
      await delay(TURN_MS)
      continue
    }
    if (reply.ok || reply.code !== 'older-step') return reply
    if (presenter.lectern().step === step)
      await waitFor<[{ step: number }]>(presenter.client, 'presenterState', news => news.step > step)
  }
}

/** Fails unless this server goes on, and has written no error. */
export async function expectAlive(app: TestApp): Promise<void> {
  const presenter = await connectPresenter(app)
  expect(await lastCommand(presenter)).to.include({ ok: true })
  const { client, pollId } = await openTab(app)
  expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
  const { counts } = await snapshotOf(client)
  expect(counts).to.include({ A: 1, B: 0 })
  expect((await fetch(app.url)).status).to.equal(200)
  expectNoErrors(app)
}
