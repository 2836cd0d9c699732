/** Opens the embedded store: LMDB in a local folder, for one process at a time. */
import { open } from 'lmdb'
import { checkDataVersion, DATA_VERSION } from '../documents'
import { StoreError } from '../errors'
import type { Store } from '../store'
import { DataFile } from './data-file'
import { openFolder, type FolderNotices } from './data-folder'
import { quietFailedCommits } from './quiet'
import { Records, type Key } from './records'
import { LmdbStore } from './store'
import { LmdbWatch } from './watch'

/** How long to wait for another process to release the folder: longer than a graceful shutdown takes. */
const FOLDER_WAIT_MS = 10_000

/**
 * Opens the store in a folder, for one process at a time. Throws a StoreError with a sentence.
 * @param sentence tells people where data is stored
 * @param isLost whether a restart loses all data
 * @param notices default: waits ten seconds for another process, and calls nothing
 */
export async function openLmdbStore(
  folder: string,
  sentence: string,
  isLost = false,
  notices: Partial<FolderNotices> = {},
): Promise<Store> {
  quietFailedCommits()
  const { file, lock } = await openFolder(folder, { waitMs: FOLDER_WAIT_MS, onWaiting() {}, ...notices })
  try {
    // With overlappingSync a commit resolves before fsync and a failed fsync is not reported, so it is off.
    const database = open<unknown, Key>({
      path: file,
      noSubdir: true,
      overlappingSync: false,
      eventTurnBatching: false,
    })
    const dataFile = new DataFile(file, `${file}-lock`, lock)
    const watch = new LmdbWatch(file, dataFile)
    const records = new Records({
      database,
      file: dataFile,
      failed: reason => watch.failed(reason),
      moved: problem => watch.moved(problem),
      room: bytes => watch.room(bytes),
    })
    await checkVersion(records, file)
    watch.begin(records)
    return new LmdbStore(records, { sentence, isLost }, watch, () => lock.release())
  } catch (error) {
    lock.release()
    if (error instanceof StoreError) throw error
    throw new StoreError(`The file ${file} cannot be opened (${(error as Error).message}).`)
  }
}

/** Data of an earlier version is of this one from now on: an earlier program would misread what is written next. */
async function checkVersion(records: Records, file: string): Promise<void> {
  const version = records.read(['data-version'])
  try {
    checkDataVersion(version, file)
  } catch (error) {
    await records.close()
    throw error
  }
  if (version === DATA_VERSION) return
  // If the disk is full, a later start writes it.
  await records.durable(() => records.write(['data-version'], DATA_VERSION)).catch(() => undefined)
}
