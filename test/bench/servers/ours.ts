/** Owns starting our own server for the bench: the real app, its budgets wide open, its log silent. */
import path from 'node:path'
import { pino } from 'pino'
import { createApp } from '../../../src/app'
import { readConfig } from '../../../src/config'
import { host } from './host'

const MOST = '1000000'

const { server } = createApp({
  config: readConfig({ SOCKET_EVENTS: MOST, ADDRESS_EVENTS: MOST, ADDRESS_CONNECTIONS: MOST }),
  logger: pino({ level: 'silent' }),
  publicFolder: path.resolve('public'), // no page is asked for
})
host(server)
