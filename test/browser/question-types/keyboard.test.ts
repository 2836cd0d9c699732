/** Every question type is answered, changed and taken back on its page by keyboard alone. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Question } from '../../../src/core/protocol/poll'
import { words } from '../../../public/shared/words'
import { snapshotOf, type TestPresenter } from '../../support/presenter'
import { textQuestion, wordsQuestion } from '../support/answers'
import { inBrowser, says } from '../support/pages'
import { asked, countersOf, hasFocus, RECORDED } from '../support/typed'

/** More than there is to be reached by Tab. */
const MAX_TABS = 30

/** A key, or a place to go to by Tab, or what is typed. */
type Step = { key: string } | { to: string } | { type: string }

const key = (name: string): Step => ({ key: name })
const to = (selector: string): Step => ({ to: selector })
const type = (text: string): Step => ({ type: text })
const enter = key('Enter')

interface Given {
  question: Partial<Question>
  /** What is there once the question is. */
  ready: string
  steps: Step[]
  /** What is recorded: counters, or how many have answered where people type. */
  recorded: Record<string, number>
  /** The steps to answer again; absent: the same ones. What was typed stays in its field. */
  again?: Step[]
}

const choices = ['two', 'nine', 'five']
const GIVEN: Record<string, Given> = {
  'several choices': {
    question: { choices, answer: { type: 'many', min: 1, max: 2 } },
    ready: '.many-hint',
    steps: [to('#A'), enter, key('ArrowDown'), key('ArrowDown'), key('Space')],
    recorded: { '#': 1, A: 1, C: 1 },
  },
  'a scale with statements': {
    question: { choices, answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' } },
    ready: '.point',
    steps: [to('[name=scale-0]'), key('Space'), key('ArrowRight'), to('[name=scale-2]'), key('Space')],
    recorded: { '#': 1, a2: 1, c1: 1 },
  },
  'a number': {
    question: { choices: [], answer: { type: 'number', min: 0, max: 2000, decimals: 0, unit: '' } },
    ready: '#number-value',
    steps: [
      to('#number-value'),
      type('1788'),
      enter,
      to('#number-value'),
      type('1789'),
      to('.answer-send'),
      key('Space'),
    ],
    recorded: { voters: 1 },
  },
  'an order': {
    question: { choices, answer: { type: 'order', places: 3 } },
    ready: '.order-item',
    steps: [
      to('#item-C'),
      enter,
      to('#item-A'),
      enter,
      to('#item-B'),
      enter,
      to('[aria-label$="two"]'),
      enter,
    ],
    recorded: { '#': 1, A1: 1, C2: 1, B3: 1 },
  },
  'open text': {
    question: textQuestion({ answer: { type: 'text', most: 2 } }),
    ready: '.text-field',
    steps: [to('.text-field'), type('because'), enter, enter],
    recorded: { voters: 1 },
    again: [to('.answer-send'), enter],
  },
  words: {
    question: wordsQuestion(),
    ready: '.text-field',
    steps: [to('.text-field'), type('pear'), enter, type('plum'), to('.answer-send'), enter],
    recorded: { voters: 1 },
    again: [to('.answer-send'), enter],
  },
}

async function press(page: Page, step: Step): Promise<void> {
  if ('type' in step) return page.keyboard.type(step.type)
  if ('key' in step) return page.keyboard.press(step.key)
  const isThere = () => page.evaluate(wanted => document.activeElement?.matches(wanted), step.to)
  for (let tabs = 0; !(await isThere()); tabs++) {
    if (tabs === MAX_TABS) throw new Error(`Tab does not lead to ${step.to}.`)
    await page.keyboard.press('Tab')
  }
}

async function recordedBy(presenter: TestPresenter): Promise<Record<string, number>> {
  const { allAnswers } = await snapshotOf(presenter.client)
  return allAnswers ? { voters: allAnswers.voters } : countersOf(presenter)
}

inBrowser('By keyboard alone', () => {
  for (const [name, { question, ready, steps, recorded, again = steps }] of Object.entries(GIVEN))
    it(`${name}: answered, taken back, and answered again`, async () => {
      const { presenter, page } = await asked(question, { ready })
      const nothing = 'voters' in recorded ? { voters: 0 } : {}
      for (const now of [steps, again]) {
        for (const step of now) await press(page, step)
        await says(page, RECORDED)
        await page.waitForFunction(() => !document.querySelector('[data-mark=sending]'))
        expect(await recordedBy(presenter)).to.deep.equal(recorded)
        for (const step of [to('#take-back'), enter]) await press(page, step)
        await says(page, words.takenBack)
        expect(await hasFocus(page)).to.equal(true)
        expect(await recordedBy(presenter)).to.deep.equal(nothing)
      }
    })
})
