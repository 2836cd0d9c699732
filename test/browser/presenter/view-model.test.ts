/** The presenter's page never shows one poll with the state of another. */
import { expect } from 'chai'
import { ViewModel } from '../../../public/presenter/view-model'
import type { PollNews } from '../../../src/core/protocol/poll'
import type { PresenterState } from '../../../src/core/protocol/presenter'

const news = (pollId: string) => ({ poll: { pollId } }) as PollNews
const state = (pollId: string, step: number) => ({ pollId, step }) as PresenterState

describe('What the presenter’s page knows', () => {
  let views: string[]
  let model: ViewModel
  beforeEach(() => {
    views = []
    model = new ViewModel(({ news, state }, isOtherStep) =>
      views.push(`${news.poll.pollId} ${state.step}${isOtherStep ? ' other' : ''}`),
    )
    model.receivePoll(news('one'))
    model.receiveState(state('one', 1))
  })

  it('is told with the state that follows a snapshot, on each connection anew', () => {
    expect(views).to.deep.equal(['one 1'])
    model.connectionLost()
    model.receivePoll(news('one'))
    expect(views).to.deep.equal(['one 1'])
    model.receiveState(state('one', 3))
    expect(views).to.deep.equal(['one 1', 'one 3'])
  })

  it('is told at once while the same poll is up, and again with the news of it', () => {
    model.receiveState(state('one', 2))
    model.receivePoll(news('one'))
    expect(views.slice(1)).to.deep.equal(['one 2 other', 'one 2'])
  })

  it('waits for another poll, also after two of them at once; until then commands mean the one that is seen', () => {
    model.receiveState(state('two', 2))
    model.receiveState(state('three', 3))
    expect(views).to.deep.equal(['one 1'])
    expect(model.view!.state).to.deep.equal(state('one', 1))
    model.receivePoll(news('three'))
    expect(views.slice(1)).to.deep.equal(['three 3 other'])
  })

  it('lets nobody wait for what a lost connection would have brought', async () => {
    model.receiveState(state('two', 2))
    let isOver = false
    const waiting = model.isComplete().then(() => (isOver = true))
    await Promise.resolve()
    expect(isOver).to.equal(false)
    model.connectionLost()
    await waiting
    model.receivePoll(news('two'))
    model.receiveState(state('two', 2))
    await model.isComplete()
    expect(views).to.deep.equal(['one 1', 'two 2'])
  })
})
