/** What a backup consists of, and how its files are copied: complete or not at all, and for one user only. */
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { open } from 'lmdb'
import { checkDataVersion } from '../../documents'
import { StoreError } from '../../errors'
import { PRIVATE_FILE, reasonOf } from '../../private-folder'
import { DATA_FILE } from '../data-folder'
import { tryRoom } from '../disk-space'
import { checkFile } from '../file-check'
import type { Key } from '../records'

/** Files beside the database that a server needs again: the main room's key, and the day's count of X. */
const BESIDE = ['presenter-key', 'x-posts.json']
/** The database while it is not complete. A folder with this file only is no backup. */
const INCOMPLETE = `${DATA_FILE}.new`

/**
 * Fills a folder: the database first, under a name of its own, which becomes its real name when everything is on disk.
 * If that fails, nothing of it stays.
 * @param source the folder of the files beside the database
 * @param copyDatabase writes the database to a path where no file is
 * @returns the names of the files
 */
export async function fillFolder(
  source: string,
  target: string,
  copyDatabase: (file: string) => Promise<void>,
): Promise<string[]> {
  const incomplete = path.join(target, INCOMPLETE)
  const beside: string[] = []
  try {
    await copyDatabase(incomplete)
    settle(incomplete)
    // The check would crash on a full disk, and call the copy damaged.
    tryRoom(incomplete)
    await checkCopy(incomplete)
    for (const name of BESIDE.filter(each => existsSync(path.join(source, each)))) {
      beside.push(name)
      copyFileSync(path.join(source, name), path.join(target, name))
      settle(path.join(target, name))
    }
    renameSync(incomplete, path.join(target, DATA_FILE))
    settleFolder(target)
  } catch (error) {
    for (const name of [INCOMPLETE, ...beside]) rmSync(path.join(target, name), { force: true })
    if (error instanceof StoreError) throw error
    throw new StoreError(`Nothing was written to ${target}: ${reasonFor(error)}.`)
  } finally {
    rmSync(`${incomplete}-lock`, { force: true })
  }
  return [DATA_FILE, ...beside]
}

/** Throws a StoreError if this program cannot use the database. Reads all of it. */
async function checkCopy(file: string): Promise<void> {
  const damaged = new StoreError(
    'What was copied is damaged or could not be read, and was removed again: nothing was saved or restored.',
  )
  // To a server an empty file is a new database; as a backup it is one that found no room, and LMDB would crash.
  if (statSync(file).size === 0) throw damaged
  await checkFile(file).catch(() => Promise.reject(damaged))
  const database = open<unknown, Key>({ path: file, noSubdir: true, overlappingSync: false, readOnly: true })
  try {
    checkDataVersion(database.get(['data-version']), file)
  } finally {
    await database.close()
  }
}

/** Where root runs this for a server of another user, gives a file to the owner of what it belongs to. */
export function giveToOwnerOf(owned: string, file: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(owned)
  chownSync(file, uid, gid)
}

/** Closes the file to other users, whatever the umask, and waits until it is on disk. */
function settle(file: string): void {
  chmodSync(file, PRIVATE_FILE)
  giveToOwnerOf(path.dirname(file), file)
  const fd = openSync(file, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Waits until the names of the files are on disk. Windows has no such step. */
function settleFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** LMDB has the system's sentence for a full disk where Node has its name. */
function reasonFor(error: unknown): string {
  return reasonOf(/^No space left/.test(String((error as Error).message)) ? { code: 'ENOSPC' } : error)
}
