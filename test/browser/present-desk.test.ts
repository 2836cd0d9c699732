/** Owns that the presenter's page never takes the poll of one step for that of another. */
import { expect } from 'chai'
import { DeskNews } from '../../public/desk'
import type { Lectern, PollNews } from '../../src/core/events'

const news = (pollId: string) => ({ poll: { pollId } }) as PollNews
const lectern = (step: number) => ({ step }) as Lectern

describe('What the presenter’s page knows', () => {
  let told: string[]
  let desk: DeskNews
  beforeEach(() => {
    told = []
    desk = new DeskNews(({ news, lectern }, isOtherStep) =>
      told.push(`${news.poll.pollId} ${lectern.step}${isOtherStep ? ' other' : ''}`),
    )
    desk.joined(news('one'), 'first')
    desk.heardLectern(lectern(1))
  })

  it('is told with the lectern that follows a snapshot', () => {
    expect(told).to.deep.equal(['one 1'])
    desk.lost()
    desk.joined(news('three'), 'back')
    desk.heardLectern(lectern(3))
    expect(told).to.deep.equal(['one 1', 'three 3'])
  })

  it('waits for the poll of a new step, also after two steps at once and after a look at the line', () => {
    desk.joined(news('one'), 'check')
    desk.heardLectern(lectern(2))
    desk.heardLectern(lectern(3))
    expect(told).to.deep.equal(['one 1', 'one 1'])
    desk.heardPoll(news('three'))
    expect(told.slice(2)).to.deep.equal(['three 3 other'])
  })

  it('lets nobody wait for what a lost line would have brought', async () => {
    desk.heardLectern(lectern(2))
    let isOver = false
    const waiting = desk.whole().then(() => (isOver = true))
    await Promise.resolve()
    expect(isOver).to.equal(false)
    desk.lost()
    await waiting
    desk.joined(news('two'), 'back')
    desk.heardLectern(lectern(2))
    await desk.whole()
    expect(told).to.deep.equal(['one 1', 'two 2'])
  })
})
