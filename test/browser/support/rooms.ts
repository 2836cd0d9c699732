/** Fills rooms for tests: a crowd that voted, questions of several kinds. */
import type { Command } from '../../../src/core/protocol/presenter'
import { connectPresenter } from '../../support/presenter'
import type { TestApp } from '../../support/app'
import { openTab as clientPage } from '../../support/clients'

/** An audience that voted so; a letter a head. */
export async function crowd(app: TestApp, letters = 'ABBBCCD'): Promise<void> {
  await Promise.all(
    [...letters].map(async choice => {
      const { client, pollId } = await clientPage(app)
      await client.emitWithAck('castVote', { pollId, vote: choice })
    }),
  )
}

/** A presenter comes, commands in turn, and goes. */
export async function present(app: TestApp, ...commands: Command[]): Promise<void> {
  const presenter = await connectPresenter(app)
  for (const command of commands) await presenter.does(command)
  presenter.client.disconnect()
}

/** Asks for a show of hands with these texts, '' for the rest of A to D. */
export function ask(app: TestApp, text: string, texts: string[]): Promise<void> {
  const choices = [...'ABCD'].map((_letter, index) => texts[index] ?? '')
  return present(app, {
    name: 'ask',
    question: { text, choices, kind: 'hands', results: 'live', right: null },
  })
}
