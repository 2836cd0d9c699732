/** What presenters are sent: the whole once, then only what has changed, and no more commands than a lecture has. */
import { expect } from 'chai'
import times from 'lodash/times'
import { connectPresenter, question, recordPackets } from '../../support/presenter'
import { startApp } from '../../support/app'

const LONG = { text: '看'.repeat(500), choices: times(8, index => `${index}${'看'.repeat(190)}`) }
const PRESENTERS = 30

describe('A presenter’s command', () => {
  it('costs every presenter less than 1,000 bytes, however long the prepared list is', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const ana = await connectPresenter(app)
    for (const _each of times(8))
      await ana.does({
        name: 'prepare',
        questions: times(2, one => question({ ...LONG, right: 'AB'[one]! })),
      })
    const all = await Promise.all(times(PRESENTERS, () => connectPresenter(app)))
    const bo = all[0]!
    const heard = recordPackets(bo.client)
    const bytes = () => {
      const news = heard.splice(0).filter(({ event }) => event === 'presenterState')
      expect(news).to.have.length(1)
      return Buffer.byteLength(JSON.stringify(news))
    }
    for (const command of [
      { name: 'next' as const },
      { name: 'close' as const },
      { name: 'movePrepared' as const, from: 3, to: 0 },
      { name: 'removePrepared' as const, index: 5 },
      { name: 'hands' as const },
    ]) {
      await ana.does(command)
      await bo.client.emitWithAck('getSnapshot')
      expect(bytes(), command.name).to.be.below(1000)
    }
    await ana.does({ name: 'editPrepared', index: 4, question: question({ text: 'Short now' }) })
    await bo.client.emitWithAck('getSnapshot')
    expect(bytes(), 'editPrepared').to.be.below(1000)
    const newcomer = await connectPresenter(app)
    for (const presenter of [ana, ...all]) expect(presenter.lectern()).to.deep.equal(newcomer.lectern())
    expect(newcomer.lectern().prepared[4]).to.include({ text: 'Short now' })
  })

  it('is refused when there are more than a lecture has, from all presenters of a room together', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const [ana, bo] = [await connectPresenter(app), await connectPresenter(app)]
    const replies = await Promise.all(
      times(300, index => [ana, bo][index % 2]!.tries({ name: 'close' }, { pollId: 'none', step: 0 })),
    )
    const codes = replies.map(reply => ('code' in reply ? reply.code : 'ok'))
    expect(codes.filter(code => code === 'too-fast').length).to.be.within(100, 200)
    expect(new Set(codes)).to.deep.equal(new Set(['too-fast', 'older-step']))
  })
})
