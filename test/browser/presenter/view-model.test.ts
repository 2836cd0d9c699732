/** The presenter's page never takes the poll of one lectern for that of another. */
import { expect } from 'chai'
import { ViewModel } from '../../../public/presenter/view-model'
import type { PresenterState, PollNews } from '../../../src/core/protocol/events'

const news = (pollId: string) => ({ poll: { pollId } }) as PollNews
const lectern = (pollId: string, step: number) => ({ pollId, step }) as PresenterState

describe('What the presenter’s page knows', () => {
  let views: string[]
  let model: ViewModel
  beforeEach(() => {
    views = []
    model = new ViewModel(({ news, lectern }, isOtherStep) =>
      views.push(`${news.poll.pollId} ${lectern.step}${isOtherStep ? ' other' : ''}`),
    )
    model.receivePoll(news('one'))
    model.receiveLectern(lectern('one', 1))
  })

  it('is told with the lectern that follows a snapshot, on each connection anew', () => {
    expect(views).to.deep.equal(['one 1'])
    model.connectionLost()
    model.receivePoll(news('one'))
    expect(views).to.deep.equal(['one 1'])
    model.receiveLectern(lectern('one', 3))
    expect(views).to.deep.equal(['one 1', 'one 3'])
  })

  it('is told at once while the same poll is up, and again with the news of it', () => {
    model.receiveLectern(lectern('one', 2))
    model.receivePoll(news('one'))
    expect(views.slice(1)).to.deep.equal(['one 2 other', 'one 2'])
  })

  it('waits for another poll, also after two of them at once; until then commands mean the one that is seen', () => {
    model.receiveLectern(lectern('two', 2))
    model.receiveLectern(lectern('three', 3))
    expect(views).to.deep.equal(['one 1'])
    expect(model.view!.lectern).to.deep.equal(lectern('one', 1))
    model.receivePoll(news('three'))
    expect(views.slice(1)).to.deep.equal(['three 3 other'])
  })

  it('lets nobody wait for what a lost connection would have brought', async () => {
    model.receiveLectern(lectern('two', 2))
    let isOver = false
    const waiting = model.isComplete().then(() => (isOver = true))
    await Promise.resolve()
    expect(isOver).to.equal(false)
    model.connectionLost()
    await waiting
    model.receivePoll(news('two'))
    model.receiveLectern(lectern('two', 2))
    await model.isComplete()
    expect(views).to.deep.equal(['one 1', 'two 2'])
  })
})
