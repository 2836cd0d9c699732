/** `ask-the-audience restore FOLDER`: puts saved data in the place of the data, while no server runs. */
import path from 'node:path'
import { restoreData } from '../store/lmdb/backup/restore'
import { CommandError, folderOf, runCommand } from './command'

export function run(words: readonly string[]): Promise<void> {
  return runCommand(async ({ redisUrl, dataDir }) => {
    const saved = folderOf('restore', words)
    if (redisUrl)
      throw new CommandError(
        'REDIS_URL is set, so the data is in Redis: end the servers and Redis, put its dump.rdb or appendonlydir back, ' +
          'and start Redis first. Nothing was changed.',
      )
    const dataFolder = path.resolve(dataDir)
    const files = await restoreData(saved, dataFolder, () =>
      console.error(`A server is using ${dataFolder}. Waiting for it to end.`),
    )
    console.log(`Put ${files.join(', ')} of ${saved} into ${dataFolder}. Start the server.`)
  })
}
