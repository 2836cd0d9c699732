/** Puts saved data in the place of a data folder that has none, while no server uses it. */
import { copyFileSync, existsSync, rmdirSync } from 'node:fs'
import path from 'node:path'
import { StoreError } from '../../errors'
import { claimFolder, DATA_FILE } from '../data-folder'
import type { Waiting } from '../folder-lock'
import { fillFolder } from './files'

/** Milliseconds to wait for a server that is ending, and to find that one in another container has ended. */
const WAIT_MS = 7000

/**
 * Copies a saved folder, which stays as it is.
 * @param onWaiting called once if another process uses the data folder
 * @returns the names of the files
 * @throws StoreError with a sentence; nothing is changed then
 */
export async function restoreData(
  saved: string,
  dataFolder: string,
  onWaiting: Waiting['onWaiting'],
): Promise<string[]> {
  const source = path.join(saved, DATA_FILE)
  if (!existsSync(source))
    throw new StoreError(`There is no backup in ${saved}: it has no file ${DATA_FILE}.`)
  const isThere = existsSync(dataFolder)
  const lock = await claimFolder(dataFolder, { waitMs: WAIT_MS, onWaiting })
  let isDone = false
  try {
    const found = [DATA_FILE, 'presenter-key'].filter(name => existsSync(path.join(dataFolder, name)))
    if (found.length > 0)
      throw new StoreError(
        `There is data in ${dataFolder} already (${found.join(', ')}). Move it away first: nothing is overwritten.`,
      )
    const files = await fillFolder(saved, dataFolder, async copy => copyFileSync(source, copy))
    isDone = true
    return files
  } finally {
    lock.release()
    if (!isThere && !isDone) rmdirSync(dataFolder)
  }
}
