/** kill -9 while people ask and vote: what was acknowledged before is there after, once. */
import { expect } from 'chai'
import times from 'lodash/times'
import { following, tryAsk, tryVote } from '../support/asks/people'
import { newTab, waitFor } from '../support/clients'
import { newFolder } from '../support/folders'
import { connectPresenter, KEY } from '../support/presenter'
import { run } from '../support/process'
import { enter, serverAt } from '../support/process-clients'
import { must } from '../support/talker'

const PEOPLE = 30
const ROUNDS = 4

describe('A server that is killed while people ask', () => {
  it(`${ROUNDS} times keeps every ask and every vote that it acknowledged, once`, async function () {
    this.timeout(120_000)
    const env = {
      DATA_DIR: newFolder(),
      PRESENTER_KEY: KEY,
      SOCKET_EVENTS: '100000',
      ADDRESS_EVENTS: '1000000',
      ADDRESS_CONNECTIONS: '100000',
    }
    const browsers = times(PEOPLE, newTab)
    /** Acknowledged, by their texts; and by browser the asks that it has voted for. */
    const asked = new Map<string, number>()
    const voted = new Map(browsers.map(browser => [browser, new Set<number>()]))

    for (let round = 0; round <= ROUNDS; round++) {
      const server = run(env)
      const port = await server.port
      const presenter = await connectPresenter(serverAt(port))
      if (round === 0) await must(presenter.client.emitWithAck('setAsks', { isOpen: true, most: 20 }))
      const all = await following(presenter, 'allAsks')
      for (const [text, id] of asked)
        expect(
          all
            .shown()
            .filter(ask => ask.text === text)
            .map(ask => ask.id),
        ).to.deep.equal([id])
      const people = await Promise.all(browsers.map(browser => enter(port, { tab: newTab(), browser })))
      for (const [place, { client }] of people.entries()) {
        const reply = await must(client.emitWithAck('openAsks'))
        expect(reply.voted).to.include.members([...voted.get(browsers[place]!)!])
      }
      if (round === ROUNDS) break

      let acknowledgements = 0
      const enough = 3 + round * 11
      const noted = () => {
        if (++acknowledgements === enough) server.child.kill('SIGKILL')
      }
      await Promise.all(
        people.map(async ({ client }, place) => {
          const closed = waitFor(client, 'disconnect').then(() => undefined)
          const text = `Round ${round}, ${place}?`
          const reply = await Promise.race([tryAsk({ client }, text).catch(() => undefined), closed])
          if (!reply?.ok) return
          asked.set(text, reply.id)
          noted()
          for (const id of asked.values()) {
            const vote = await Promise.race([tryVote({ client }, id).catch(() => undefined), closed])
            if (!vote) return
            if (!vote.ok) continue
            voted.get(browsers[place]!)!.add(id)
            noted()
          }
          await closed
        }),
      )
      await server.ended
    }
    expect(asked.size).to.be.at.least(ROUNDS)
  })
})
