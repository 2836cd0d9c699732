/** A server that comes to a Redis with another PRESENTER_KEY than those that run there. */
import { expect } from 'chai'
import { run } from '../support/process'
import { KEY } from '../support/presenter'
import { startRedis, withRedis } from '../support/redis-server'

const REFUSED = /Other servers run at this Redis with another PRESENTER_KEY\./
const WAITING = /another PRESENTER_KEY run at this Redis: waiting/

/** Whether this key may present at a server, which asks for the transcript of the main room. */
async function presents(port: number, key: string): Promise<boolean> {
  const url = `http://127.0.0.1:${port}/transcript.txt`
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  expect(status).to.be.oneOf([200, 401])
  return status === 200
}

withRedis('A server with another PRESENTER_KEY', () => {
  it('does not start while others run, who keep the main room', async () => {
    const { url } = await startRedis()
    const first = run({ REDIS_URL: url, PRESENTER_KEY: KEY })
    const port = await first.port
    const other = run({ REDIS_URL: url, PRESENTER_KEY: KEY + '.' })
    const { code, output } = await other.ended
    expect(code).to.equal(1)
    expect(output).to.match(WAITING).and.match(REFUSED)
    expect(await presents(port, KEY)).to.equal(true)
    expect(await presents(port, KEY + '.')).to.equal(false)
    const same = run({ REDIS_URL: url, PRESENTER_KEY: KEY })
    expect(await presents(await same.port, KEY)).to.equal(true)
  })

  it('waits for the others to end, and then has the main room', async () => {
    const { url } = await startRedis()
    const first = run({ REDIS_URL: url, PRESENTER_KEY: KEY })
    await first.port
    const other = run({ REDIS_URL: url, PRESENTER_KEY: KEY + '.' })
    await other.says(WAITING)
    first.child.kill('SIGTERM')
    const port = await other.port
    expect(await presents(port, KEY + '.')).to.equal(true)
    expect(await presents(port, KEY)).to.equal(false)
  })
})
