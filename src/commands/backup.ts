/** `ask-the-audience backup FOLDER`: saves the data, also while the server runs. */
import path from 'node:path'
import { saveData } from '../store/lmdb/backup/save'
import { CommandError, folderOf, runCommand } from './command'

export const IN_REDIS =
  'REDIS_URL is set, so the data is in Redis, and Redis has to be saved: with "redis-cli --rdb FILE" while it runs, ' +
  'or by a copy of its dump.rdb or appendonlydir after BGSAVE. Keep PRESENTER_KEY, too: it is in no file.'

export function run(words: readonly string[]): Promise<void> {
  return runCommand(async ({ redisUrl, dataDir, presenterKey }) => {
    const folder = folderOf('backup', words)
    if (redisUrl) throw new CommandError(`${IN_REDIS} Nothing was saved.`)
    const dataFolder = path.resolve(dataDir)
    const files = await saveData(dataFolder, folder)
    console.log(`Saved ${dataFolder} in ${folder}: ${files.join(', ')}.`)
    console.log('The copy was read and is complete. It holds keys and ballots: keep it as you keep those.')
    if (presenterKey) console.log('PRESENTER_KEY is a setting and is in no file: keep it, too.')
  })
}
