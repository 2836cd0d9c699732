/** An order on the projector: items that suggest none while people vote, then mean points, then the right order. */
import { expect } from 'chai'
import { orderStageWords } from '../../../public/question-types/order/stage-words'
import { words } from '../../../public/shared/words'
import type { Poll } from '../../../src/core/protocol/poll'
import { startApp } from '../../support/app'
import { inBrowser, shows } from '../support/pages'
import { areReadable, ask, castAll, lecture, textsOf, type Lecture } from '../support/typed-stage'

const TEXT = 'In which order do these run?'
const ITEMS = ['Synchronous code', 'Microtasks', 'Timers', 'I/O callbacks']
const TOWNS = [
  ...['Berlin', 'Hamburg', 'München', 'Köln', 'Frankfurt am Main'],
  ...['Stuttgart', 'Düsseldorf', 'Leipzig', 'Dortmund', 'Essen'],
]

inBrowser('An order on the projector', () => {
  it('has its items as lozenges, then the most mean points first with the rule said, then the right order', async () => {
    const app = await startApp()
    const all = await lecture(app, 4)
    const [screen] = all.screens
    await ask(all, { text: TEXT, choices: ITEMS, right: 'ABCD', answer: { type: 'order', places: 4 } })
    // The items are shuffled when they are asked: they are meant by their texts.
    const { choices } = await asked(all)
    const letters = (order: readonly number[]) =>
      order.map(at => choices.find(({ text }) => text === ITEMS[at])!.letter).join('')
    await areReadable(all, 'vote')
    await shows(screen!, '.stage-note', orderStageWords.how(4, 4))
    expect(await textsOf(screen!, '.ordered .percent')).to.deep.equal([])
    await castAll(
      all,
      [
        [0, 1, 2, 3],
        [0, 1, 2, 3],
        [1, 0, 2, 3],
        [3, 1, 0, 2],
      ].map(letters),
      TEXT,
    )
    await all.presenter.does({ name: 'close' })
    // Nobody can answer any more: how to is not said.
    await shows(screen!, '.stage-note', '')
    await all.presenter.does({ name: 'show' })
    await shows(screen!, '.picture-rule', orderStageWords.rule(4, 4, 4))
    await areReadable(all, 'result')
    for (const each of all.screens) {
      const rows = await textsOf(each, '.ordered .text')
      expect(rows).to.deep.equal(
        ['Synchronous code', 'Microtasks', 'I/O callbacks', 'Timers'].sort((one, other) => {
          const points: Record<string, number> = {
            'Synchronous code': 3.25,
            Microtasks: 3.25,
            Timers: 1.75,
            'I/O callbacks': 1.75,
          }
          const letterOf = (item: string) => choices.find(({ text }) => text === item)!.letter
          return points[other]! - points[one]! || letterOf(one).localeCompare(letterOf(other))
        }),
      )
      expect(await textsOf(each, '.ordered b.percent')).to.deep.equal(['3.3', '3.3', '1.8', '1.8'])
    }
    await all.presenter.does({ name: 'reveal' })
    for (const each of all.screens) {
      await shows(each, '.picture-rule', orderStageWords.right(words.percent(50), '2.8', 4))
      expect(await textsOf(each, '.ordered .text')).to.deep.equal(ITEMS)
    }
    await areReadable(all, 'result')
    expect(await textsOf(screen!, '.ordered b.percent')).to.deep.equal([50, 75, 75, 75].map(words.percent))
  })

  it('holds ten items of which three are put in order, with two rounds beside each other', async () => {
    const app = await startApp()
    const all = await lecture(app, 2)
    const [screen] = all.screens
    await ask(all, { text: TEXT, choices: TOWNS, answer: { type: 'order', places: 3 } })
    await areReadable(all, 'vote')
    await castAll(all, ['CAB', 'CBA'], TEXT)
    await all.presenter.does({ name: 'again' })
    await castAll(all, ['ABC', 'ACB'], TEXT, 2)
    for (const name of ['close', 'show'] as const) await all.presenter.does({ name })
    await areReadable(all, 'result')
    for (const each of all.screens) await shows(each, '.picture-rule', orderStageWords.rule(2, 10, 3))
    expect((await textsOf(screen!, '.ordered b.percent')).slice(0, 4)).to.deep.equal([
      '10.0',
      '8.5',
      '8.5',
      '0.0',
    ])
    expect((await textsOf(screen!, '.ordered .then .percent')).slice(0, 4)).to.deep.equal([
      '8.5',
      '8.5',
      '10.0',
      '0.0',
    ])
  })
})

/** The poll with its items, once the first voter has been asked. */
async function asked({ crowd: [voter] }: Lecture): Promise<Poll> {
  const { client } = voter!
  while (voter!.poll.question !== TEXT)
    await new Promise<void>(resolve => client.once('poll', () => resolve()))
  return voter!.poll
}
