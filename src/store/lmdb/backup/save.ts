/** Saves the data of a folder in another one, also while a server uses it: one state of the database, never a mixture. */
import { accessSync, chmodSync, constants, existsSync, readdirSync, realpathSync, rmdirSync } from 'node:fs'
import path from 'node:path'
import { StoreError } from '../../errors'
import { makeFolder, PRIVATE_FOLDER, reasonOf } from '../../private-folder'
import { DATA_FILE } from '../data-folder'
import { runElsewhere } from '../file-check'
import { fillFolder, giveToOwnerOf } from './files'

const PROGRAM = path.join(__dirname, 'copy-database.js')
/** A file system of its own has this folder from the beginning. */
const OF_THE_SYSTEM = 'lost+found'

/**
 * Writes all that a server needs again to `target`, which must be empty or missing; other users may not read it.
 * @returns the names of the files
 * @throws StoreError with a sentence; nothing is changed then
 */
export async function saveData(dataFolder: string, target: string): Promise<string[]> {
  const file = path.join(dataFolder, DATA_FILE)
  if (!existsSync(file))
    throw new StoreError(
      `There is no data in ${dataFolder}. Set DATA_DIR to the folder that the server uses.`,
    )
  mustBeReadable(file)
  const isMade = openTarget(dataFolder, target)
  try {
    return await fillFolder(dataFolder, target, copy => copyWhileUsed(file, copy))
  } catch (error) {
    if (isMade) rmdirSync(target)
    throw error
  }
}

async function copyWhileUsed(file: string, copy: string): Promise<void> {
  const { code, signal, reason } = await runElsewhere(
    PROGRAM,
    [file, copy],
    `The file ${file} could not be copied`,
  )
  // LMDB makes its lock file where no server has yet.
  if (existsSync(`${file}-lock`)) giveToOwnerOf(file, `${file}-lock`)
  if (code === 0) return
  if (signal)
    throw new StoreError(`The file ${file} is damaged and cannot be copied; the copy ended with ${signal}.`)
  throw new Error(reason)
}

function mustBeReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
  } catch {
    throw new StoreError(`This user may not use ${file}. Save as the user who runs the server, or as root.`)
  }
}

/** Makes the target unless it is there. Returns whether it was made. */
function openTarget(dataFolder: string, target: string): boolean {
  const isThere = existsSync(target)
  try {
    makeFolder(target)
    const names = readdirSync(target).filter(name => name !== OF_THE_SYSTEM)
    if (names.length > 0)
      throw new StoreError(`The folder ${target} is not empty. Name a new one: nothing is overwritten.`)
    if (isWithin(realpathSync(target), realpathSync(dataFolder))) {
      if (!isThere) rmdirSync(target)
      throw new StoreError(`The folder ${target} lies in the data folder. Name one elsewhere.`)
    }
    chmodSync(target, PRIVATE_FOLDER)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(`The folder ${target} cannot be used: ${reasonOf(error)}.`)
  }
  return !isThere
}

function isWithin(folder: string, other: string): boolean {
  return `${folder}${path.sep}`.startsWith(`${other}${path.sep}`)
}
