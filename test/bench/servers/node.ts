/** Owns starting one of many nodes for the bench: our own server on the Redis that it is given, if any. */
import { host } from './host'
import { startHouse } from './house'

const { REDIS_URL } = process.env
host(startHouse(undefined, REDIS_URL ? { REDIS_URL, PRESENTER_KEY: 'the-key-of-the-bench' } : {}))
