/** The seal on what nodes tell each other. */
import { expect } from 'chai'
import { Server } from 'socket.io'
import { connectTransport } from '../../../src/sockets/cluster/redis-transport'
import { Seal } from '../../../src/sockets/cluster/seal'
import { startApp } from '../../support/app'
import { KEY } from '../../support/presenter'
import { startRedis, withRedis } from '../../support/redis-server'

const TOLD = ['told', 'a-node', 1, [['', 'named', { person: 'x', name: 'Ânà', isHere: true }]]]

describe('What is sealed between nodes', () => {
  it('is opened with the same key, and reads otherwise each time', () => {
    const [one, other] = [new Seal(KEY), new Seal(KEY)]
    const sealed = one.close(TOLD)
    expect(other.open(sealed)).to.deep.equal(TOLD)
    expect(one.close(TOLD)).to.not.equal(sealed)
    expect(Buffer.from(sealed, 'base64').toString()).to.not.include('named')
  })

  it('is opened with no other key, and not once any byte of it was changed', () => {
    const sealed = new Seal(KEY).close(TOLD)
    expect(new Seal(KEY + '.').open(sealed)).to.equal(undefined)
    const bytes = Buffer.from(sealed, 'base64')
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes)
      changed[place]! ^= 1
      expect(new Seal(KEY).open(changed.toString('base64')), `byte ${place}`).to.equal(undefined)
    }
    for (const bad of ['', 'AAAA', '%', sealed.slice(0, 20), undefined, null, 7, [], TOLD])
      expect(new Seal(KEY).open(bad)).to.equal(undefined)
  })
})

withRedis('A node with another key', () => {
  it('is not heard, and the others say so once in their log', async () => {
    const redis = await startRedis()
    const node = await startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY })
    // The transport alone: a whole server would not start.
    let heard = 0
    const transport = await connectTransport(new Server(), {
      address: { url: redis.url, checksCertificate: true },
      secret: KEY + '.',
      unreadable: () => void heard++,
    })
    expect(await transport.countOthers()).to.equal(1)
    const told = () => node.log.filter(({ msg }) => String(msg).includes('the same PRESENTER_KEY'))
    while (told().length === 0 || heard === 0) {
      transport.emit('told', 'stranger', 1, [])
      await new Promise(setImmediate)
    }
    transport.close()
    await redis.kill()
    expect(told()).to.have.length(1)
  })
})
