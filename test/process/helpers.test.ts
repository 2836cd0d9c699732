/** When a helper was last here, as the built server keeps it. */
import { expect } from 'chai'
import path from 'node:path'
import type { PresenterState } from '../../src/core/protocol/presenter'
import { waitFor } from '../support/clients'
import { newFolder } from '../support/folders'
import { connectHelper, madeHelper } from '../support/people/helpers'
import { connectPresenter, KEY } from '../support/presenter'
import { run } from '../support/process'
import { serverAt } from '../support/process-clients'

const HOUR_MS = 3_600_000
const CLOCK = `--require ${path.join(__dirname, '..', 'support', 'shifted-clock.js')}`

describe('A helper who goes after an hour', () => {
  it('was last here when they went, also after the server was killed', async () => {
    const env = {
      DATA_DIR: newFolder(),
      PRESENTER_KEY: KEY,
      NODE_OPTIONS: CLOCK,
      NEXT_SHIFT: String(HOUR_MS),
    }
    const first = run(env)
    const server = serverAt(await first.port)
    const presenter = await connectPresenter(server)
    const { helperKey } = await madeHelper(presenter)
    const told = (isHere: boolean, from: number) =>
      waitFor<[PresenterState]>(
        presenter.client,
        'presenterState',
        ({ helpers }) => helpers?.[0]?.isHere === isHere && (helpers[0].lastHereAt ?? 0) >= from,
      )
    const began = Date.now()
    const came = told(true, began)
    const helper = await connectHelper(server, helperKey)
    await came
    first.child.kill('SIGUSR2')
    await first.says(/The clock is set/)
    const went = told(false, began + HOUR_MS)
    helper.client.disconnect()
    const [{ helpers }] = await went
    const { lastHereAt } = helpers[0]!
    expect(lastHereAt).to.be.within(began + HOUR_MS, Date.now() + HOUR_MS)
    first.child.kill('SIGKILL')
    await first.ended

    const again = await connectPresenter(serverAt(await run(env).port))
    expect(again.lectern().helpers[0]).to.include({ isHere: false, lastHereAt })
  })
})
