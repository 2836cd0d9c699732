/** Questions for words and texts in tests: asking them, answering them, and deciding on the answers. */
import type { Page } from 'playwright-core'
import type { CareChange } from '../../../src/core/question-types/care'
import type { Question } from '../../../src/core/protocol/poll'
import type { TestApp } from '../../support/app'
import { openTab } from '../../support/clients'
import { question, type TestPresenter } from '../../support/presenter'
import { settled } from './fit'

export const wordsQuestion = (changes: Partial<Question> = {}): Question =>
  question({ text: 'In a word?', choices: [], answer: { type: 'words', most: 3 }, ...changes })

export const textQuestion = (changes: Partial<Question> = {}): Question =>
  question({ text: 'What is not clear?', choices: [], answer: { type: 'text', most: 1 }, ...changes })

/** Each of these votes comes from somebody of their own, one after the other. */
export async function answer(app: TestApp, ...votes: string[]): Promise<void> {
  for (const vote of votes) {
    const { client, pollId } = await openTab(app)
    const reply = await client.emitWithAck('castVote', { pollId, vote })
    if (!reply.ok) throw new Error(reply.message)
  }
}

/** A presenter decides on answers of the poll that is up. */
export async function decide(presenter: TestPresenter, change: CareChange): Promise<void> {
  const pollId = await presenter.pollId()
  const reply = await presenter.client.emitWithAck('careForAnswers', { pollId, change })
  if (!reply.ok) throw new Error(reply.message)
}

/** The words of the cloud that a page shows, once this holds for them. */
export async function cloudIs(page: Page, words: readonly string[]): Promise<void> {
  await page.waitForFunction(wanted => {
    const shown = [...document.querySelectorAll('.cloud-word')].map(word => word.textContent)
    return shown.length === wanted.length && wanted.every(word => shown.includes(word))
  }, words)
  await settled(page)
}

/** Waits until a text stands somewhere on a page, or nowhere. */
export const says = (page: Page, text: string, isThere = true): Promise<unknown> =>
  page.waitForFunction(([wanted, there]) => (document.body.textContent ?? '').includes(wanted) === there, [
    text,
    isThere,
  ] as const)
