/** Questions of all types on projectors of all sizes: asked, answered by a crowd, and whether all can be read. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Question } from '../../../src/core/protocol/poll'
import type { TestApp } from '../../support/app'
import { connectPresenter, question, type TestPresenter } from '../../support/presenter'
import { inspect } from './axe'
import { voters, type Voter } from './lecture'
import { settled } from './fit'
import { openPage } from './pages'
import { momentIs, SIZES, smallTexts } from './projector'
import { textFaults } from './text-boxes'

export interface Lecture {
  presenter: TestPresenter
  crowd: Voter[]
  screens: Page[]
}

/** A presenter, so many voters, and a projector of each size. */
export async function lecture(app: TestApp, people: number): Promise<Lecture> {
  const presenter = await connectPresenter(app)
  const crowd = await voters(app, people)
  const screens = await Promise.all(
    SIZES.map(([width, height]) => openPage(app, { path: '/screen', viewport: { width, height } })),
  )
  return { presenter, crowd, screens }
}

export function ask({ presenter }: Lecture, changes: Partial<Question>): Promise<unknown> {
  return presenter.does({ name: 'ask', question: question({ results: 'hidden', choices: [], ...changes }) })
}

/** Everybody votes, in the order of the crowd, once they have been asked this. */
export async function castAll(
  { crowd }: Lecture,
  votes: readonly string[],
  text: string,
  round = 1,
): Promise<void> {
  await Promise.all(
    votes.map(async (vote, index) => {
      const voter = crowd[index]!
      const isAsked = () => voter.poll.question === text && voter.poll.round === round
      if (!isAsked())
        await new Promise<void>(resolve => voter.client.on('poll', () => isAsked() && resolve()))
      const reply = await voter.client.emitWithAck('castVote', { pollId: voter.poll.pollId, vote })
      if (!reply.ok) throw new Error(reply.message)
    }),
  )
}

/** Every projector shows this moment, with nothing too small for the last row, cut off or overlapping. */
export async function areReadable({ screens }: Lecture, moment: 'vote' | 'result'): Promise<void> {
  for (const screen of screens) {
    await momentIs(screen, moment)
    await screen.locator('.type-picture[data-state=filled]').waitFor({ state: 'attached' })
    await settled(screen)
    const width = screen.viewportSize()!.width
    expect(await smallTexts(screen), `${moment} ${width}`).to.deep.equal([])
    expect(await textFaults(screen, { within: '.stage' }), `${moment} ${width}`).to.deep.equal([])
  }
  await inspect(screens[0]!, moment)
}

/** The texts of all elements of a selector. */
export const textsOf = (page: Page, selector: string): Promise<string[]> =>
  page.locator(selector).evaluateAll(all => all.map(({ textContent }) => textContent ?? ''))

/** How often a size of letters is tried while this happens. */
export async function sizesTried(page: Page, deed: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    type Set = (this: CSSStyleDeclaration, ...values: unknown[]) => void
    const set = Object.getOwnPropertyDescriptor(CSSStyleDeclaration.prototype, 'setProperty')!.value as Set
    Object.assign(globalThis, { tried: 0 })
    CSSStyleDeclaration.prototype.setProperty = function (name, ...value) {
      if (name === '--size') (globalThis as unknown as { tried: number }).tried++
      set.call(this, name, ...value)
    }
  })
  await deed()
  return page.evaluate(() => (globalThis as unknown as { tried: number }).tried)
}
