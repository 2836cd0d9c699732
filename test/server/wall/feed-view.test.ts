/** What is sent to those who look at a feed of posts, when something fails. */
import { expect } from 'chai'
import { pino } from 'pino'
import { Feed } from '../../../src/core/wall/feed'
import type { Post, PostNews } from '../../../src/core/protocol/wall'
import type { RoomSocket } from '../../../src/sockets/room/live-room'
import { FeedView } from '../../../src/sockets/wall/feed-view'
import { startApp } from '../../support/app'
import { openTab, waitFor } from '../../support/clients'

const post = (id: string): Post => ({
  id,
  network: 'room',
  author: 'room:ann',
  name: 'Ann',
  handle: '',
  text: id,
  at: 0,
})

/** A post that no packet can be made of. */
const broken = Object.assign(post('broken'), {
  toJSON() {
    throw new Error('This post cannot be encoded')
  },
})

describe('A feed of posts', () => {
  it('that cannot be sent once is logged, and the posts that come meanwhile are sent', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const [socket] = app.io.sockets.sockets.values() as IterableIterator<RoomSocket>
    const feed = new Feed()
    const logged: string[] = []
    const write = (line: string) => {
      logged.push(line)
      // It comes while the view is still busy with the broken one.
      feed.push(post('next'))
      view.changed()
    }
    const view = new FeedView(feed, { logger: pino({}, { write }) })
    view.add(socket!)
    feed.push(broken)
    const sent = waitFor<[PostNews]>(client, 'posts')
    view.changed()
    const [news] = await sent
    expect(news.posts.map(({ id }) => id)).to.deep.equal(['next'])
    expect(logged).to.have.length(1)
    expect(logged[0]).to.include('cannot be encoded')
    view.close()
  })
})
