/**
 * Checks the data folder before anything is read: this user can write to it, no other process uses it, its file is
 * undamaged.
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { tryRoom, writeAll } from './disk-space'
import { checkFile } from './file-check'
import { lockFolder, type FolderLock, type Waiting } from './folder-lock'
import { folderProblem, openPrivateFolder, PRIVATE_FILE } from '../private-folder'
import { StoreError } from '../errors'

/** Bytes of LMDB's lock file: enough for twice its default number of readers. */
const LOCK_FILE_BYTES = 16_384
/** The block size of `stat`. */
const BLOCK_BYTES = 512

/** The name of the database in the folder. */
export const DATA_FILE = 'rooms.mdb'

export interface DataFolder {
  /** The database file. */
  file: string
  lock: FolderLock
}

export interface FolderNotices extends Waiting {
  /** Called if the database file is there and has nothing in it: rooms begin anew. */
  onEmpty?: (file: string) => void
}

/** Locks the folder for this process and prepares its files. Throws a StoreError with a sentence. */
export async function openFolder(
  folder: string,
  { onEmpty, ...waiting }: FolderNotices,
): Promise<DataFolder> {
  const lock = await claimFolder(folder, waiting)
  try {
    const file = path.join(folder, DATA_FILE)
    if (prepareFiles(folder, file) === 'empty') onEmpty?.(file)
    await checkFile(file)
    return { file, lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Makes the folder if it is missing, and locks it. Throws a StoreError if another process does not release it in time. */
export async function claimFolder(folder: string, waiting: Waiting): Promise<FolderLock> {
  let lock: FolderLock | undefined
  try {
    openPrivateFolder(folder)
    lock = await lockFolder(realpathSync(folder), waiting)
  } catch (error) {
    throw new StoreError(folderProblem(folder, error))
  }
  if (!lock)
    throw new StoreError(
      `Another Ask the Audience is using the data folder ${folder}. End it, or set DATA_DIR to another folder.`,
    )
  return lock
}

/**
 * Creates the files that LMDB would create, inaccessible to other users. LMDB maps its lock file while it is still
 * empty: if the disk were full, that would crash the process without a message, so the file is filled here.
 * @returns what the database file was before
 */
function prepareFiles(folder: string, file: string): 'missing' | 'empty' | 'filled' {
  try {
    const before = statSync(file, { throwIfNoEntry: false })
    const state = before === undefined ? 'missing' : before.size === 0 ? 'empty' : 'filled'
    closeSync(openSync(file, 'a', PRIVATE_FILE))
    // Only without data: on a full disk, a server with data can still show it.
    if (state !== 'filled') tryRoom(file)
    const lockFile = `${file}-lock`
    const found = statSync(lockFile, { throwIfNoEntry: false })
    const isFilled = found && found.size > 0 && found.blocks * BLOCK_BYTES >= found.size
    if (isFilled) return state
    const fd = openSync(lockFile, 'a+', PRIVATE_FILE)
    try {
      ftruncateSync(fd, 0)
      writeAll(fd, Buffer.alloc(LOCK_FILE_BYTES), 0)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    return state
  } catch (error) {
    throw new StoreError(folderProblem(folder, error))
  }
}
