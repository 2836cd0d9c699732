/** Lines between two people: delivered to all their tabs, sent to nobody else, and kept nowhere. */
import { expect } from 'chai'
import { connectPresenter, recordPackets } from '../../support/presenter'
import { startApp } from '../../support/app'
import { collect, joined, openTab, waitFor } from '../../support/clients'
import { keptOf } from '../../support/stores'
import {
  drawPrivateLines,
  receivesLine,
  must,
  openChat,
  said,
  talker,
  twoTalkers,
  whisper,
} from '../../support/talker'

const SECRET = 'a line between two of us'
describe('A private line', () => {
  it('goes to all tabs of both with the chat open, and its author knows that it was drawn', async () => {
    const app = await startApp()
    const { ana, bo, drawn } = await twoTalkers(app)
    const second = await talker(app, undefined, { browser: bo.browser })
    const own = await talker(app, undefined, { browser: ana.browser })
    const closed = await openTab(app, { browser: bo.browser })
    const unheard = [...(['privateLine', 'chat message'] as const)].map(event =>
      collect(closed.client, event),
    )
    const [inSecond, inOwn] = [drawPrivateLines(second.client), drawPrivateLines(own.client)]
    const arrived = [second, own].map(({ client }) => waitFor(client, 'privateLine'))
    const reply = await must(
      ana.client.emitWithAck('sayPrivately', { to: bo.me, text: ' Hi\nBo ', key: 'k1' }),
    )
    await Promise.all(arrived)
    const line = {
      key: 'k1',
      from: ana.me,
      name: 'Ana',
      to: bo.me,
      toName: 'Bo',
      at: reply.at,
      text: 'Hi\nBo',
    }
    for (const lines of [drawn, inSecond, inOwn]) expect(lines).to.deep.equal([line])
    expect(unheard).to.deep.equal([[], []])
  })

  it('is sent to nobody else, the presenter included, and kept nowhere', async () => {
    const app = await startApp({ LOG_LEVEL: 'trace' })
    const { ana, bo, drawn } = await twoTalkers(app)
    const presenter = await connectPresenter(app)
    const others = [presenter.client, (await talker(app, 'Cy')).client, (await openTab(app)).client]
    await openChat(presenter.client)
    others.push(app.client({ screen: true }), app.client())
    await Promise.all(others.slice(3).map(joined))
    const frames = others.map(recordPackets)
    await must(whisper(ana, bo.me, SECRET))
    await must(whisper(ana, bo.me, 'A ' + SECRET))
    const told = others.slice(0, 2).map(client => receivesLine({ client }, 'to all'))
    const everywhere = others.map(client => waitFor(client, 'message'))
    await said(ana, 'to all')
    await must(presenter.client.emitWithAck('announce', { text: 'Look here' }))
    await Promise.all([...told, ...everywhere])
    expect(drawn).to.have.length(2)
    expect(JSON.stringify(frames)).to.include('to all').and.not.include(SECRET)
    expect(JSON.stringify(app.log)).to.not.include(SECRET)

    const { opened } = await talker(app)
    expect(opened.lines.map(({ text }) => text)).to.deep.equal(['to all'])
    const headers = { Authorization: `Bearer ${app.presenterKey}` }
    for (const file of ['transcript.txt', 'transcript.json']) {
      const transcript = await (await fetch(`${app.url}/${file}`, { headers })).text()
      expect(transcript).to.include('to all').and.not.include(SECRET)
    }
    await app.close()
    expect(await keptOf(app.dataDir))
      .to.include('to all')
      .and.not.include(SECRET)
  })

  it('goes to the person, whatever the name is by then and whoever has it', async () => {
    const app = await startApp()
    const { ana, bo, drawn } = await twoTalkers(app)
    await must(bo.client.emitWithAck('takeName', { name: 'Robert' }))
    const other = await talker(app, 'Bo')
    const wrong = drawPrivateLines(other.client)
    await must(whisper(ana, bo.me, SECRET))
    expect(drawn[0]).to.include({ toName: 'Robert', to: bo.me })
    expect(wrong).to.deep.equal([])
    bo.client.disconnect()
    const back = await talker(app, undefined, { browser: bo.browser })
    const again = drawPrivateLines(back.client)
    await must(whisper(ana, bo.me, SECRET))
    expect(again).to.have.length(1)
  })

  it('goes to the presenter, on whichever machine, and comes from there', async () => {
    const app = await startApp()
    const { ana, drawn, bo } = await twoTalkers(app)
    const machines = [(await connectPresenter(app)).client, (await connectPresenter(app)).client]
    const [{ me }] = [await openChat(machines[0]!), await openChat(machines[1]!)]
    const lines = machines.map(drawPrivateLines)
    const both = machines.map(client => waitFor(client, 'privateLine'))
    await must(whisper(ana, me))
    await Promise.all(both)
    for (const [line] of lines) expect(line).to.include({ name: 'Ana', toName: 'Presenter' })
    await must(whisper({ client: machines[1]! }, bo.me))
    expect(drawn[0]).to.include({ name: 'Presenter', from: me })
  })
})
