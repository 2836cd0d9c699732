/**
 * Restricts the data folder and its files to the user who runs the server, regardless of the umask; explains why a
 * folder cannot be used.
 */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs'
import path from 'node:path'

export const PRIVATE_FOLDER = 0o700
export const PRIVATE_FILE = 0o600
/** In a folder with this bit, users cannot remove each other's files: it is shared on purpose. */
const STICKY_BIT = 0o1000
/** Prefixes of our files' names. */
const OUR_FILES = /^(rooms\.mdb|presenter-key|x-posts\.json|in-use\.)/
/** Names that may be in any folder. */
const ANYBODYS_FILES = /^(\.|lost\+found$)/

/**
 * Creates a folder and those above it that are missing, for this user only. Throws the file system's error.
 * Node's own `recursive` never ends where no folder can be made in one that is there, as in /proc.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return
    const above = path.dirname(folder)
    if (code !== 'ENOENT' || existsSync(above)) throw error
    makeFolder(above)
    makeFolder(folder)
  }
}

/**
 * Creates the folder if it is missing, and denies other users access to it and our files. Throws the file system's
 * error.
 * @param place the folder, or a link to it
 */
export function openPrivateFolder(place: string): void {
  makeFolder(place)
  const folder = realpathSync(place)
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  const names = readdirSync(folder)
  // A folder with other files in it, such as a home, may be open to others on purpose; our files must not be.
  const isOurs = names.every(name => OUR_FILES.test(name) || ANYBODYS_FILES.test(name))
  if (isOurs && !(lstatSync(folder).mode & STICKY_BIT)) restrict(folder, PRIVATE_FOLDER)
  for (const name of names.filter(name => OUR_FILES.test(name)))
    restrict(path.join(folder, name), PRIVATE_FILE)
}

/** Does nothing if the file belongs to another user, because only its owner may change the mode. */
function restrict(file: string, mode: number): void {
  try {
    const found = lstatSync(file)
    if ((found.isFile() || found.isDirectory()) && (found.mode & 0o777) !== mode) chmodSync(file, mode)
  } catch {
    // It belongs to another user, or the file system has no modes.
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its disk can only be read',
  ENOSPC: 'its disk is full',
  EDQUOT: 'the disk quota of this user is used up',
  EFBIG: 'no more may be written there',
  ENOTDIR: 'a part of its path is a file',
  ENOENT: 'its path leads to nothing',
  EEXIST: 'there is a file of that name',
  ENAMETOOLONG: 'its path is too long',
  ELOOP: 'its path leads in a circle',
  EIO: 'its disk does not work',
}

/** Why a file or folder cannot be used, as a part of a sentence. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  return REASONS[code] ?? message
}

/** The sentence at the start for a folder that cannot be used. */
export function folderProblem(folder: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  const advice =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'Make room, or set DATA_DIR to another folder.'
      : 'Set DATA_DIR to a folder this user may write.'
  return `The data folder ${folder} cannot be used: ${reasonOf(error)}. ${advice}`
}
