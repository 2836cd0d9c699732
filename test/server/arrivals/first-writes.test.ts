/** What a newcomer is sent first: few writes, whole, in order. */
import { expect } from 'chai'
import type net from 'node:net'
import { newTab } from '../../support/clients'
import { frame, RawSocket, TEXT } from '../../support/raw-socket'
import { startApp, type TestApp } from '../../support/app'

/** Notes what each write to a new connection contains. */
function writesOf(app: TestApp): string[] {
  const writes: string[] = []
  app.server.on('connection', (tcp: net.Socket) => {
    const note = (chunks: Buffer[]) => void writes.push(Buffer.concat(chunks).toString('latin1'))
    const [write, writev] = [tcp._write.bind(tcp), tcp._writev!.bind(tcp)]
    tcp._write = function (chunk: Buffer | string, encoding, done) {
      note([Buffer.from(chunk as string, encoding)])
      write(chunk, encoding, done)
    }
    tcp._writev = function (chunks, done) {
      note(chunks.map(({ chunk, encoding }) => Buffer.from(chunk as string, encoding)))
      writev(chunks, done)
    }
  })
  return writes
}

describe('A newcomer', () => {
  it('is sent handshake and opening in one write, and entry, snapshot and greeting in another', async () => {
    const app = await startApp()
    const writes = writesOf(app)
    const raw = await RawSocket.open(app)
    await raw.enter({ tab: newTab() })
    expect(writes[0]).to.match(/^HTTP\/1.1 101 .*0\{"sid"/s)
    expect(writes[1]).to.match(/40\{"sid".*42\["snapshot".*42\["statusMessage".*42\["voteCount"/s)
    expect(writes[1]).to.not.include('usersConnected')
  })

  it('who is refused is told so, in order', async () => {
    const app = await startApp()
    const writes = writesOf(app)
    const raw = await RawSocket.open(app)
    raw.write(frame(TEXT, `40${JSON.stringify({ tab: newTab(), room: 'KKKK99' })}`))
    await raw.reads('44{')
    expect(writes.at(-1)).to.match(/44\{"message":"There is no room with this code/)
  })
})
