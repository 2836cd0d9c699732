/** Arbitrary handshakes, frames and long-polling: nothing is a fault of the server, and it goes on. */
import { expect } from 'chai'
import fc from 'fast-check'
import { frame, RawSocket, TEXT } from '../support/raw-socket'
import { startApp, type TestApp } from '../support/app'
import { newTab, openTab, type Client } from '../support/clients'
import { anyFrame, handshake, polled } from './frames'
import { ENV, expectNoErrors, fuzz } from './runs'

describe('Arbitrary connections', () => {
  let app: TestApp
  let witness: Client

  beforeEach(async () => {
    app = await startApp(ENV)
    witness = (await openTab(app)).client
  })

  /** The server has read what came before, lives and has written no error; somebody else is still served. */
  const expectServed = async () => {
    expect(await witness.emitWithAck('getSnapshot')).to.include({ ok: true })
    expectNoErrors(app)
  }
  const expectVotes = async () => {
    const { client, pollId } = await openTab(app)
    expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
  }

  it('of raw frames (any opcode, length, mask, fragment) end at most themselves', async () => {
    await fuzz(
      'frames',
      fc.asyncProperty(fc.boolean(), fc.array(anyFrame, { maxLength: 6 }), async (enters, frames) => {
        const raw = await RawSocket.open(app)
        if (enters) await raw.enter({ tab: newTab() })
        if (frames.length > 0) raw.write(...frames)
        await expectServed()
        raw.end()
      }),
    )
    await expectVotes()
  }).timeout(0)

  it('of handshakes are let in, or told that they are not', async () => {
    await fuzz(
      'handshakes',
      fc.asyncProperty(handshake, async sent => {
        const raw = await RawSocket.open(app)
        raw.write(frame(TEXT, `40${JSON.stringify(sent)}`), frame(8))
        await raw.ended()
        await expectServed()
      }),
    )
    await expectVotes()
  }).timeout(0)

  it('of long-polling are answered below 500', async () => {
    const at = `${app.url}/socket.io/?EIO=4&transport=polling`
    await fuzz(
      'long-polling',
      fc.asyncProperty(polled, async ({ query, type, packets, separator }) => {
        const { sid } = JSON.parse((await (await fetch(at)).text()).slice(1)) as { sid: string }
        const post = (to: string, body: string) =>
          fetch(to, { method: 'POST', body, headers: { 'content-type': type } })
        const reading = fetch(`${at}&sid=${sid}`)
        const answered = await post(`${at}&sid=${sid}${query}`, packets.join(separator))
        expect(answered.status).to.be.below(500)
        // Ends the session, and with it the answer that is read, if nothing has.
        expect((await post(`${at}&sid=${sid}`, '1')).status).to.be.below(500)
        expect((await reading).status).to.be.below(500)
        await expectServed()
      }),
    )
    await expectVotes()
  }).timeout(0)
})
