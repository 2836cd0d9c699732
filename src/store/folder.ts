/** Owns the data folder before anything is read from it: this user may write it, nobody else uses it, its file is whole. */
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { guardFolder } from './guard'
import { StoreError } from './store'

/** Milliseconds that reading the whole file may take. */
const LONGEST_CHECK = 120_000

export interface DataFolder {
  /** What the database is kept in. */
  file: string
  /** Lets go of the folder. */
  release(): void
}

/** Takes the folder for this process. Throws a StoreError with a sentence. */
export async function openFolder(folder: string): Promise<DataFolder> {
  const release = await claim(folder)
  try {
    const file = path.join(folder, 'rooms.mdb')
    await check(file)
    return { file, release }
  } catch (error) {
    release()
    throw error
  }
}

async function claim(folder: string): Promise<() => void> {
  let release: (() => void) | undefined
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK)
    release = await guardFolder(realpathSync(folder))
  } catch {
    throw new StoreError(
      `The data folder ${folder} cannot be used. Set DATA_DIR to a folder this user may write.`,
    )
  }
  if (!release)
    throw new StoreError(
      `Another Ask the Audience is using the data folder ${folder}. End it, or set DATA_DIR to another folder.`,
    )
  return release
}

/**
 * A damaged page ends the process that reads it, so another process tries first: it reads everything, and goes
 * through a write that it then drops.
 */
const TRY = `
  const [lmdb, path] = process.argv.slice(1)
  const { open, ABORT } = require(lmdb)
  const options = { path, noSubdir: true, overlappingSync: false }
  const database = open({ ...options, readOnly: true })
  for (const { key, value } of database.getRange()) if (value === undefined) throw new Error(String(key))
  database.close().then(() => {
    const again = open(options)
    again.transactionSync(() => {
      again.put(['try'], 'x'.repeat(20000))
      return ABORT
    })
  })
`

async function check(file: string): Promise<void> {
  if (!existsSync(file) || statSync(file).size === 0) return
  const child = spawn(process.execPath, ['-e', TRY, require.resolve('lmdb'), file], {
    stdio: 'ignore',
    timeout: LONGEST_CHECK,
  })
  const isWhole = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code === 0))
  })
  if (!isWhole)
    throw new StoreError(
      `The file ${file} is damaged. It was left as it is: move it away to start anew, or put a backup in its place.`,
    )
}
