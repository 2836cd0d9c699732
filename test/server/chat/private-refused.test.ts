/** Private lines that are not delivered: each with its reason, and nobody hears of them. */
import { expect } from 'chai'
import times from 'lodash/times'
import { connectPresenter, openRoom } from '../../support/presenter'
import { startApp } from '../../support/app'
import { joined, waitFor } from '../../support/clients'
import {
  codeOf,
  drawPrivateLines,
  must,
  openChat,
  setTalk,
  talker,
  twoTalkers,
  whisper,
} from '../../support/talker'

describe('A private line is refused', () => {
  it('when the other is gone, has the chat closed or does not draw it', async () => {
    const app = await startApp({}, 0, { delivery: 200 })
    const { ana, bo } = await twoTalkers(app)
    expect(codeOf(await whisper(ana, 'nobody'))).to.equal('person-gone')
    const silent = await talker(app, 'Silent')
    expect(await whisper(ana, silent.me)).to.deep.equal({
      ok: false,
      code: 'person-gone',
      message: 'This person is not in the chat just now. Your line was not delivered.',
    })
    await must(bo.client.emitWithAck('closeChat'))
    expect(codeOf(await whisper(ana, bo.me))).to.equal('person-gone')
    await openChat(bo.client)
    expect(codeOf(await whisper(ana, bo.me))).to.equal('ok')
    const left = waitFor(ana.client, 'usersConnected', count => count === 2)
    bo.client.disconnect()
    await left
    expect(codeOf(await whisper(ana, bo.me))).to.equal('person-gone')
  })

  it('to oneself, without a name, without text, too long, from a classic socket, and in a flood', async () => {
    const app = await startApp()
    const { ana, bo, drawn } = await twoTalkers(app)
    const nameless = await talker(app)
    const classic = app.client()
    await joined(classic)
    expect(codeOf(await whisper(ana, ana.me))).to.equal('not-to-yourself')
    expect(codeOf(await whisper(nameless, bo.me))).to.equal('needs-name')
    expect(codeOf(await whisper(ana, nameless.me))).to.equal('person-gone')
    expect(codeOf(await whisper(ana, bo.me, ' \u200b'))).to.equal('empty-line')
    expect(codeOf(await whisper(ana, bo.me, 'x'.repeat(2001)))).to.equal('line-too-long')
    expect(codeOf(await whisper({ client: classic }, bo.me))).to.equal('private-off')
    for (const wrong of [null, {}, { to: bo.me, text: 'a' }, { to: 7, text: 'a', key: 'k' }])
      expect(codeOf(await ana.client.emitWithAck('sayPrivately', wrong as never))).to.equal('bad-request')
    expect(drawn).to.deep.equal([])
    const replies = await Promise.all(times(30, () => whisper(ana, bo.me)))
    expect(replies.map(codeOf).filter(code => code === 'too-fast').length).to.be.at.least(15)
  })

  it('where they are off: in a new room, and in the house once the presenter has switched them off', async () => {
    const app = await startApp()
    const house = await twoTalkers(app)
    await setTalk(await connectPresenter(app), { private: false })
    expect(codeOf(await whisper(house.ana, house.bo.me))).to.equal('private-off')
    const room = await openRoom(app)
    const presenter = await connectPresenter(app, room)
    await setTalk(presenter, { chat: true })
    const people = { room: room.code }
    const [ana, bo] = [await talker(app, 'Ana', people), await talker(app, 'Bo', people)]
    drawPrivateLines(bo.client)
    expect(codeOf(await whisper(ana, bo.me))).to.equal('private-off')
    await setTalk(presenter, { private: true })
    expect(codeOf(await whisper(ana, bo.me))).to.equal('ok')
    expect(codeOf(await whisper(ana, house.bo.me))).to.equal('person-gone')
    await setTalk(presenter, { chat: false })
    expect(codeOf(await whisper(ana, bo.me))).to.equal('chat-off')
  })

  it('from somebody who is muted', async () => {
    const app = await startApp()
    const { ana, bo, drawn } = await twoTalkers(app)
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('mute', { id: ana.me, isMuted: true }))
    expect(codeOf(await whisper(ana, bo.me))).to.equal('muted')
    expect(drawn).to.deep.equal([])
  })
})
