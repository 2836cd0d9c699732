/**
 * A disk that is really full, as root can mount one: the start ends with a sentence, and a running server says so
 * once.
 */
import { expect } from 'chai'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { connectPresenter, question } from '../support/presenter'
import { run } from '../support/process'
import { startApp, type TestApp } from '../support/app'
import { newTab, openTab, waitFor } from '../support/clients'
import { canMount, fill, smallDisk } from '../support/system/small-disk'
import { onEmbeddedStore } from '../support/stores'

async function readiness({ url }: Pick<TestApp, 'url'>): Promise<number> {
  return (await fetch(`${url}/readyz`)).status
}

;(canMount ? describe : describe.skip)('A disk that is really full', () => {
  for (const left of [0, 4096, 12_288, 16_384, 32_768, 69_632, 86_016])
    it(`with ${left} bytes left: a first start ends with a sentence, or serves`, async () => {
      const disk = smallDisk(1024)!
      fill(disk, left)
      const { port, ended } = run({ DATA_DIR: path.join(disk, 'data') })
      const outcome = await Promise.race([port, ended])
      if (typeof outcome === 'number') return
      expect(outcome.code).to.equal(1)
      expect(outcome.output.trim().split('\n').at(-1)).to.match(
        /^The data folder .* cannot be used: its disk is full\. Make room|^Ballots and lines cannot be recorded in .*: No space/,
      )
    })

  it('lets a server with data start again, which then says that it can record nothing', async () => {
    const disk = smallDisk(4096)!
    const env = { DATA_DIR: path.join(disk, 'data') }
    const first = run(env)
    await first.port
    first.child.kill('SIGKILL')
    await first.ended
    fill(disk)
    const again = run(env)
    const url = `http://127.0.0.1:${await again.port}`
    await again.says(/cannot be recorded/)
    expect(await readiness({ url })).to.equal(503)
    expect((await fetch(url)).status).to.equal(200)
  })

  onEmbeddedStore(
    () =>
      void it('is said once while it lasts, also where nobody votes, and all is well once there is room', async () => {
        const disk = smallDisk(4096)!
        const dataDir = path.join(disk, 'data')
        mkdirSync(dataDir)
        const app = await startApp({ DATA_DIR: dataDir, SOCKET_EVENTS: '1000' })
        const presenter = await connectPresenter(app)
        await presenter.does({ name: 'ask', question: question() })
        const { pollId } = await openTab(app, { browser: newTab() })
        expect(await readiness(app)).to.equal(200)

        const away = waitFor(presenter.client, 'storeAway', isAway => isAway === true)
        fill(disk)
        await away
        expect(await readiness(app)).to.equal(503)
        let refused = 0
        for (let voter = 0; voter < 300 && refused < 5; voter++) {
          const { client } = await openTab(app, { browser: newTab() })
          const reply = await client.emitWithAck('castVote', { pollId, vote: 'A' })
          if (!reply.ok) refused += reply.code === 'not-recorded' ? 1 : 1000
          client.disconnect()
        }
        expect(refused).to.equal(5)
        const errors = app.log.filter(({ level }) => Number(level) >= 50).map(({ msg }) => String(msg))
        expect(errors).to.have.length(1)
        expect(errors[0]).to.match(/cannot be recorded .*No space left on device/)

        const back = waitFor(presenter.client, 'storeAway', isAway => isAway === false)
        rmSync(path.join(disk, 'filling'))
        await back
        expect(await readiness(app)).to.equal(200)
        const { client } = await openTab(app, { browser: newTab() })
        expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
        await app.close()
      }),
  )
})
