/** One of many nodes for the bench: our own server on the given Redis, if any. */
import { host } from './host'
import { startOurApp } from './start-app'

const { REDIS_URL } = process.env
host(startOurApp(undefined, REDIS_URL ? { REDIS_URL, PRESENTER_KEY: 'the-key-of-the-bench' } : {}))
