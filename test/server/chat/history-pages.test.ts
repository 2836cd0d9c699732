/** The history in pages: bounded in bytes, and harmless to votes when many ask for it and read nothing. */
import { expect } from 'chai'
import times from 'lodash/times'
import { MAX_PAGE_LINES, MAX_PAGE_BYTES } from '../../../src/core/chat/messages'
import { MAX_UNSENT_BYTES, unsentBytes } from '../../../src/sockets/connection-limits'
import { frame, RawSocket, TEXT } from '../../support/raw-socket'
import { startApp, type TestApp } from '../../support/app'
import { newTab, openTab } from '../../support/clients'
import { must, openChat, said, talker } from '../../support/talker'

const LONG = '看'.repeat(2000)

/** Lines as long as they may be, in the script that takes most bytes. */
async function fill(app: TestApp, count: number, text: string): Promise<void> {
  for (const index of times(count))
    await app.store.appendLine('', { key: `k-${index}`, from: 'somebody', name: 'Ana', at: Date.now(), text })
}

const connections = (app: TestApp) =>
  Object.values((app.io.engine as unknown as { clients: Record<string, never> }).clients)

describe('The history', () => {
  it('of 100 lines of 2,000 Chinese characters comes in pages of a few of them, none left out', async () => {
    const app = await startApp()
    await fill(app, MAX_PAGE_LINES, LONG)
    const { client, opened } = await talker(app)
    let { hasOlder } = opened
    const lines = [...opened.lines]
    while (hasOlder) {
      const older = await must(client.emitWithAck('olderLines', { before: lines[0]!.seq }))
      expect(Buffer.byteLength(JSON.stringify(older))).to.be.below(MAX_PAGE_BYTES * 1.2)
      lines.unshift(...older.lines)
      ;({ hasOlder } = older)
    }
    expect(Buffer.byteLength(JSON.stringify(opened))).to.be.below(MAX_PAGE_BYTES * 1.2)
    expect(lines.map(({ seq }) => seq)).to.deep.equal(times(MAX_PAGE_LINES, index => index + 1))
  })

  it('of short lines comes a hundred at a time, as they are when it is asked for', async () => {
    const app = await startApp()
    await fill(app, MAX_PAGE_LINES + 1, 'Hello')
    const ana = await talker(app, 'Ana')
    expect(ana.opened.lines).to.have.length(MAX_PAGE_LINES)
    expect(ana.opened.hasOlder).to.equal(true)
    const seq = await said(ana, 'One more')
    expect((await openChat(ana.client)).lines.at(-1)).to.include({ seq, text: 'One more' })
    await must(ana.client.emitWithAck('deleteLine', { seq }))
    const again = await openChat(ana.client)
    expect(again.lines.at(-1)).to.include({ text: 'Hello' })
    expect(again.deleted).to.include(seq)
  })

  for (const many of [20, 150])
    it(`asked for again and again by ${many} sockets that read nothing ends them, and votes go on`, async () => {
      const app = await startApp()
      await fill(app, MAX_PAGE_LINES, LONG)
      const { client, pollId } = await openTab(app)
      const sockets = await Promise.all(times(many, () => RawSocket.open(app)))
      for (const raw of sockets) await raw.enter({ tab: newTab() })
      let most = 0
      let isOver = false
      const look = () => {
        for (const connection of connections(app)) most = Math.max(most, unsentBytes(connection))
      }
      const asked = Buffer.concat(times(45, index => frame(TEXT, `42${index}["openChat",{}]`)))
      for (const raw of sockets) raw.write(asked)
      for (const choice of [...'ABCDABCDAB']) {
        expect(await client.emitWithAck('castVote', { pollId, vote: choice })).to.include({ ok: true })
        look()
      }
      const ends = sockets.map(raw => raw.flood(asked))
      const all = Promise.all(ends).then(() => (isOver = true))
      while (!isOver) {
        await Promise.race([all, client.emitWithAck('castVote', { pollId, vote: 'C' })])
        look()
      }
      expect(most).to.be.below(MAX_UNSENT_BYTES + 2 * MAX_PAGE_BYTES)
      expect(app.log.filter(line => (line['level'] as number) >= 50)).to.deep.equal([])
    })
})
