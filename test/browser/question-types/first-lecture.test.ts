/** The first lecture of the README, as its reader would give it: pasted, asked step by step, answered on a phone. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { presenterWords } from '../../../public/presenter/words'
import { typeWords } from '../../../public/question-types/words'
import { words } from '../../../public/shared/words'
import { parseList } from '../../../src/core/poll/question-list'
import { questionTypes } from '../../../src/core/question-types/registry'
import { startApp } from '../../support/app'
import { ROOT } from '../../support/imports'
import { asks, commandDone, next, offers, openPresenter, paste } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'

const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8')
const [, list = ''] = /```text\n([^]*?)```/.exec(readme) ?? []
const LECTURE = list.replace(/^ {3}/gm, '')
const { questions } = parseList(LECTURE)

/** What somebody does on the phone with each of its questions, and the right answer as it is said, if there is one. */
const ANSWERS: { answer: (phone: Page) => Promise<unknown>; right?: string }[] = [
  { answer: phone => phone.locator('#B').click() },
  {
    async answer(phone) {
      await phone.locator('#A').click()
      await says(phone, words.recorded('A'))
      await phone.locator('#C').click()
    },
    right: 'A, C',
  },
  { answer: phone => phone.locator('.point', { hasText: /^7$/ }).click() },
  { answer: phone => send(phone, '1789'), right: '1789' },
  {
    async answer(phone) {
      for (const text of ['The printing press', 'The steam engine', 'The telephone'])
        await phone.locator('.order-items .choice', { hasText: text }).click()
    },
  },
  { answer: phone => send(phone, 'The event loop') },
  { answer: phone => send(phone, 'noise') },
  { answer: phone => phone.locator('#A').click() },
]

async function send(phone: Page, text: string): Promise<void> {
  await phone.locator('.answer-form input, .answer-form textarea').first().fill(text)
  await phone.locator('.answer-form').getByRole('button', { name: typeWords.send }).click()
}

inBrowser('The first lecture of the README', () => {
  it('has one question of each kind, and a show of hands', () => {
    const kinds = questions.map(({ answer }) => answer?.type ?? 'one')
    expect(kinds).to.have.members([...Object.keys(questionTypes), 'one'])
    expect(questions.map(({ kind }) => kind).filter(kind => kind === 'hands')).to.have.length(1)
  })

  it('is pasted, led with one button, answered on a phone and seen on the projector', async () => {
    const app = await startApp()
    const laptop = await openPresenter(app)
    await paste(laptop, LECTURE)
    const [phone, screen] = [await openPage(app), await openPage(app, { path: '/screen' })]
    await offers(laptop, asks(questions[0]!.text))
    for (const [place, { text, results, right: marked }] of questions.entries()) {
      const { answer, right } = ANSWERS[place]!
      await next(laptop, presenterWords.step.close)
      for (const page of [phone, screen]) await shows(page, '#question', text)
      await answer(phone)
      // A letter or not: what is recorded is said.
      await says(phone, /^Your (vote|answer).* is recorded\./)
      const after = questions[place + 1] ? asks(questions[place + 1]!.text) : presenterWords.step.finish
      await next(laptop, results === 'live' ? after : presenterWords.step.show)
      if (results !== 'live') await next(laptop, marked === null ? after : presenterWords.step.reveal)
      await screen.locator('.stage[data-moment=result]').waitFor()
      if (marked === null) continue
      await next(laptop, after)
      await shows(phone, '#headline', new RegExp(`^${words.right}`))
      if (right) await shows(screen, '.verdict', typeWords.rightIs(right))
    }
    await commandDone(laptop)
    await laptop.getByRole('tab', { name: /^Results/ }).click()
    const results = laptop.locator('#tab-results')
    // The last one is still up.
    for (const { text } of questions.slice(0, -1)) await results.getByText(text).first().waitFor()
  })
})
