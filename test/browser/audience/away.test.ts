/** The page while its server can record nothing: it says so, and when that is over. */
import { words } from '../../../public/shared/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { connectPresenter, KEY } from '../../support/presenter'
import { startRedis, withRedis } from '../../support/redis-server'
import { startApp } from '../../support/app'
import { connectionIs, inBrowser, openPage, shows, vote } from '../support/pages'

withRedis('A page whose server has lost its Redis', () => {
  inBrowser('in a browser', () => {
    it('says what counts meanwhile, and that all is well again', async () => {
      const redis = await startRedis()
      const app = await startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY })
      await connectPresenter(app)
      const page = await openPage(app)
      const presenter = await openPage(app, { path: `/present#key=${KEY}` })
      await redis.kill()
      await shows(page, '#status-message', words.storeAway)
      await shows(presenter, '#status-message', words.storeAway)
      await page.locator('#choices button').nth(2).click()
      await shows(page, '#status-message', words.recorded('C'))
      await redis.start()
      await shows(page, '#status-message', words.storeBack)
      await redis.kill()
    })

    it('comes back by itself where the server could not let it in meanwhile', async () => {
      const redis = await startRedis()
      const app = await startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY })
      await redis.kill()
      // Nobody has opened the room before: the server would have to read it.
      const page = await openPage(app, { connection: 'none' })
      await shows(page, '#status-message', refuse('not-kept').message)
      await redis.start()
      await connectionIs(page, 'connected')
      await vote(page, 'B')
      await redis.kill()
    })
  })
})
