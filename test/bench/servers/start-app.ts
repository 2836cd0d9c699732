/** The application as the bench starts it: the real app on a real store, without limits, without a log. */
import type { Server } from 'node:http'
import path from 'node:path'
import { pino } from 'pino'
import { createApp } from '../../../src/app'
import { readConfig } from '../../../src/config'
import { openDefaultRoomKey } from '../../../src/default-room'
import { openLmdbStore } from '../../../src/store/lmdb/open'
import { openRedisStore } from '../../../src/store/redis/open'
import type { Store } from '../../../src/store/store'
import { newFolder } from '../../support/folders'

const NO_LIMIT = '1000000'

/**
 * Makes the application; `prepare` may put a room into its store first, `settings` are those of a server. Where pages
 * are asked for, `pages` is the folder of the built ones.
 */
export function startOurApp(
  prepare: (store: Store, key: string) => Promise<void> = async () => {},
  settings: Record<string, string> = {},
  pages = 'public',
): Server {
  const folder = newFolder()
  const config = readConfig({
    SOCKET_EVENTS: NO_LIMIT,
    ADDRESS_EVENTS: NO_LIMIT,
    ADDRESS_CONNECTIONS: NO_LIMIT,
    ADDRESS_BROWSERS: NO_LIMIT,
    DATA_DIR: folder,
    ...settings,
  })
  const defaultRoomKey = openDefaultRoomKey(config.presenterKey, folder)
  const opening = config.redisUrl
    ? openRedisStore({ url: config.redisUrl })
    : openLmdbStore(folder, 'Kept for a bench.')
  const store = opening.then(async opened => {
    await prepare(opened, defaultRoomKey.key)
    return opened
  })
  const publicFolder = path.resolve(pages)
  return createApp({ config, logger: pino({ level: 'silent' }), publicFolder, store, defaultRoomKey }).server
}
