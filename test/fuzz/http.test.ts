/**
 * Arbitrary requests over HTTP: each is answered, none with a fault of the server, and none writes an error into the
 * log.
 */
import { expect } from 'chai'
import fc from 'fast-check'
import { startApp } from '../support/app'
import { madeHelper } from '../support/people/helpers'
import { connectPresenter } from '../support/presenter'
import { expectAlive } from './alive'
import { exchange, rawBytes, wholeRequest, withHelperKey } from './requests'
import { ENV as MANY, expectNoErrors, fuzz } from './runs'

/** An answer below 500, behind any number of "continue". */
const ANSWER = /^(?:HTTP\/1\.1 1\d\d [^]*?\r\n\r\n)*HTTP\/1\.1 [2-4]\d\d /
const FAULT = /^HTTP\/1\.1 5\d\d /m

/** With every setting that reads more of a request. */
const ENV = { ...MANY, TRUST_PROXY: 'loopback' }

/** A stream of what happens in the main room. */
const EVENTS = Buffer.from('GET /api/rooms/house/events HTTP/1.1\r\nHost: x\r\n\r\n')

describe('Arbitrary HTTP', () => {
  it('that is a whole request is answered, and not with a fault of the server', async () => {
    const app = await startApp(ENV)
    const presenter = await connectPresenter(app)
    const { helperKey } = await madeHelper(presenter)
    presenter.client.disconnect()
    await fuzz(
      'requests',
      fc.asyncProperty(wholeRequest, async bytes => {
        const answer = await exchange(app, withHelperKey(bytes, helperKey))
        expect(answer.slice(0, 200), bytes.toString('latin1')).to.match(ANSWER)
        expectNoErrors(app)
      }),
    )
    await expectAlive(app)
    // None of those that were opened has kept its place.
    expect(await exchange(app, EVENTS)).to.match(/^HTTP\/1\.1 200 /)
  }).timeout(0)

  it('that is anything else ends only its own connection', async () => {
    const app = await startApp(ENV)
    await fuzz(
      'bytes',
      fc.asyncProperty(rawBytes, async bytes => {
        expect(await exchange(app, bytes, true)).to.not.match(FAULT)
        expectNoErrors(app)
      }),
    )
    await expectAlive(app)
  }).timeout(0)
})
