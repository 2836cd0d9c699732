/** Owns the data folder before anything is read from it: this user may write it, nobody else uses it, its file is whole. */
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { checkFile } from './file-check'
import { guardFolder } from './guard'
import { StoreError } from './store'

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
    await checkFile(file)
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
