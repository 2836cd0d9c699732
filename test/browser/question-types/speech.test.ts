/** What somebody hears of a question of each type: how it is answered, its result, and what was right. */
import { ABSTAIN } from '../../../src/core/question-types/question-type'
import type { AnswerOptions } from '../../../src/core/question-types/registry'
import type { Question } from '../../../src/core/protocol/poll'
import { questionOf } from '../../../public/question-types/parts'
import { answerTypeOf } from '../../../public/question-types/phone-types'
import { startApp } from '../../support/app'
import { joined, newTab } from '../../support/clients'
import { connectPresenter, question } from '../../support/presenter'
import { inBrowser, openPage, shows } from '../support/pages'

const choices = ['two', 'nine', 'five']
const ASKED: [Partial<Question> & { answer: AnswerOptions }, vote: string, heard: string, right: string][] = [
  [
    { choices, right: 'AC', answer: { type: 'many', min: 1, max: 3 } },
    'AC',
    'Of 1 person: A 100 percent, B 0 percent, C 100 percent. 1 cannot say.',
    'Right is A, C. Why: So it is.',
  ],
  [
    { choices: [], answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' } },
    '4',
    'mean 4.0 of 5, 1 answer. 1 cannot say.',
    '',
  ],
  [
    {
      choices: [],
      right: '1779..1799',
      answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: '' },
    },
    '1789',
    '1 answer: half of them at most 1789, mean 1789, from 1789 to 1789. 1 cannot say.',
    'Right is 1779 to 1799. Why: So it is.',
  ],
  [
    { choices, answer: { type: 'order', places: 3 } },
    'BAC',
    '1: B nine, 3.0 points; 2: A two, 2.0 points; 3: C five, 1.0 points. 1 cannot say.',
    '',
  ],
  [
    { choices: [], right: 'Paris\nLutetia', answer: { type: 'text', most: 1 } },
    'Paris',
    '1 different answer of 1 person. 1 cannot say.',
    'Right is Paris or Lutetia. Why: So it is.',
  ],
  [
    { choices: [], answer: { type: 'words', most: 3 } },
    'pear\nplum',
    '2 different words of 1 person. Most frequent: pear 1, plum 1. 1 cannot say.',
    '',
  ],
]

inBrowser('Somebody who listens to another type', () => {
  for (const [given, vote, heard, right] of ASKED)
    it(`hears how ${given.answer.type} is answered, the result in sentences, and what was right`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const page = await openPage(app)
      const asked = question({
        text: 'Which?',
        results: 'hidden',
        explanation: 'So it is.',
        canAbstain: true,
        ...given,
      })
      const { poll } = await presenter.does({ name: 'ask', question: asked })
      const how = answerTypeOf(given.answer.type)!.how(questionOf(poll))
      await shows(page, '#tally-voice', `New question: Which? ${how}`)
      for (const sent of [vote, ABSTAIN]) {
        const voter = app.client({ tab: newTab(), browser: newTab() })
        await joined(voter)
        await voter.emitWithAck('castVote', { pollId: poll.pollId, vote: sent })
      }
      await presenter.does({ name: 'close' })
      await presenter.does({ name: 'show' })
      await shows(page, '#tally-voice', heard)
      const late = await openPage(app)
      await shows(late, '#tally-voice', heard)
      if (!right) return
      await presenter.does({ name: 'reveal' })
      for (const each of [page, late]) await shows(each, '#tally-voice', right)
    })
})
