/** What crosses Redis: everything it is told is read along, and no credential of anybody's is in it. */
import { expect } from 'chai'
import { connectPresenter, KEY, openRoom, question } from '../../support/presenter'
import { readAlong } from '../../support/system/read-along'
import { startRedis, withRedis } from '../../support/redis-server'
import { startApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'
import { drawPrivateLines, receivesLine, must, openChat, said, talker, whisper } from '../../support/talker'

withRedis('Through Redis', () => {
  it('goes no tab id, no browser id and no presenter key, whatever nodes tell each other', async () => {
    const redis = await startRedis()
    const { heard, opened, until } = await readAlong(redis)
    const start = () => startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY })
    const [one, two] = [await start(), await start()]
    const room = await openRoom(one)
    await connectPresenter(two, room)
    const presenter = await connectPresenter(one)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const browser = newTab()
    const tab = newTab()
    const ana = await talker(one, 'Anastasia', { browser })
    const bo = await talker(two, 'Bo')
    drawPrivateLines(bo.client)
    const hopping = one.client({ tab, browser })
    await joined(hopping)
    const displaced = waitFor(hopping, 'displaced')
    const hopped = two.client({ tab, browser })
    await joined(hopped)
    await displaced
    await openChat(hopped)
    await must(hopped.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' }))
    const heardLine = receivesLine(bo, 'a line')
    await said(ana, 'a line')
    await heardLine
    await must(whisper(ana, bo.me, 'a private line'))
    await until(KEY, 'a private line')
    const told = opened(KEY).join('\n')
    for (const secret of [browser, ana.browser, tab, KEY, room.presenterKey])
      expect(heard() + told).to.not.include(secret)
    // That it was read along at all.
    expect(heard()).to.include('ask:nodes').and.include(poll.pollId)
    // Nodes tell each other names and private lines, which only they can read. A short name would also stand in the
    // base64 of what is sealed, now and then by chance.
    for (const said of ['Anastasia', 'a private line']) {
      expect(told).to.include(said)
      expect(
        heard()
          .split('\n')
          .filter(command => command.includes('"PUBLISH"'))
          .join(),
      ).to.not.include(said)
    }
    await redis.kill()
  })
})
