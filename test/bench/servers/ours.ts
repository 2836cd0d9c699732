/** Owns starting our own server for the bench: the real app on the real store, its budgets wide open, its log silent. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { createApp } from '../../../src/app'
import { readConfig } from '../../../src/config'
import { openHouseKey } from '../../../src/house'
import { openLmdbStore } from '../../../src/store/lmdb'
import { host } from './host'

const MOST = '1000000'

const folder = mkdtempSync(path.join(tmpdir(), 'ask-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const config = readConfig({
  SOCKET_EVENTS: MOST,
  ADDRESS_EVENTS: MOST,
  ADDRESS_CONNECTIONS: MOST,
  DATA_DIR: folder,
})
const { server } = createApp({
  config,
  logger: pino({ level: 'silent' }),
  publicFolder: path.resolve('public'), // no page is asked for
  store: openLmdbStore(folder, 'Kept for a bench.'),
  houseKey: openHouseKey(undefined, folder),
})
host(server)
