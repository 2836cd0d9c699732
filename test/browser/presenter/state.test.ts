/** Owns that the presenter's page never takes the poll of one lectern for that of another. */
import { expect } from 'chai'
import { DeskNews } from '../../../public/presenter/presenter-state'
import type { Lectern, PollNews } from '../../../src/core/protocol/events'

const news = (pollId: string) => ({ poll: { pollId } }) as PollNews
const lectern = (pollId: string, step: number) => ({ pollId, step }) as Lectern

describe('What the presenter’s page knows', () => {
  let told: string[]
  let desk: DeskNews
  beforeEach(() => {
    told = []
    desk = new DeskNews(({ news, lectern }, isOtherStep) =>
      told.push(`${news.poll.pollId} ${lectern.step}${isOtherStep ? ' other' : ''}`),
    )
    desk.heardPoll(news('one'))
    desk.heardLectern(lectern('one', 1))
  })

  it('is told with the lectern that follows a snapshot, on each line anew', () => {
    expect(told).to.deep.equal(['one 1'])
    desk.lost()
    desk.heardPoll(news('one'))
    expect(told).to.deep.equal(['one 1'])
    desk.heardLectern(lectern('one', 3))
    expect(told).to.deep.equal(['one 1', 'one 3'])
  })

  it('is told at once while the same poll is up, and again with the news of it', () => {
    desk.heardLectern(lectern('one', 2))
    desk.heardPoll(news('one'))
    expect(told.slice(1)).to.deep.equal(['one 2 other', 'one 2'])
  })

  it('waits for another poll, also after two of them at once; until then commands mean the one that is seen', () => {
    desk.heardLectern(lectern('two', 2))
    desk.heardLectern(lectern('three', 3))
    expect(told).to.deep.equal(['one 1'])
    expect(desk.desk!.lectern).to.deep.equal(lectern('one', 1))
    desk.heardPoll(news('three'))
    expect(told.slice(1)).to.deep.equal(['three 3 other'])
  })

  it('lets nobody wait for what a lost line would have brought', async () => {
    desk.heardLectern(lectern('two', 2))
    let isOver = false
    const waiting = desk.whole().then(() => (isOver = true))
    await Promise.resolve()
    expect(isOver).to.equal(false)
    desk.lost()
    await waiting
    desk.heardPoll(news('two'))
    desk.heardLectern(lectern('two', 2))
    await desk.whole()
    expect(told).to.deep.equal(['one 1', 'two 2'])
  })
})
