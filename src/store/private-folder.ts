/**
 * Restricts the data folder and its files to the user who runs the server, whatever the umask; and explains why a
 * folder cannot be used.
 */
import { accessSync, chmodSync, constants, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'

export const PRIVATE_FOLDER = 0o700
export const PRIVATE_FILE = 0o600
/** Whoever may write in a folder with this bit may not remove what others have there: it is shared on purpose. */
const STICKY_BIT = 0o1000
/** How the names of our files begin. */
const OUR_FILES = /^(rooms\.mdb|presenter-key|x-posts\.json|in-use\.)/
/** Names that may lie in any folder. */
const ANYBODYS_FILES = /^(\.|lost\+found$)/

/** Makes the folder where there is none, and closes it and what we keep in it to other users. Throws as the file system does. */
export function openPrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  const names = readdirSync(folder)
  // A folder with other things in it, such as a home, may be open to others on purpose; our files are not.
  const isOurs = names.every(name => OUR_FILES.test(name) || ANYBODYS_FILES.test(name))
  if (isOurs && !(lstatSync(folder).mode & STICKY_BIT)) restrict(folder, PRIVATE_FOLDER)
  for (const name of names.filter(name => OUR_FILES.test(name)))
    restrict(path.join(folder, name), PRIVATE_FILE)
}

/** Only its owner may do that: what belongs to another user is left to that user. */
function restrict(file: string, mode: number): void {
  try {
    const found = lstatSync(file)
    if ((found.isFile() || found.isDirectory()) && (found.mode & 0o777) !== mode) chmodSync(file, mode)
  } catch {
    // It is another user's, or on a file system without modes.
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
  EEXIST: 'there is a file of that name',
  ENAMETOOLONG: 'its path is too long',
  ELOOP: 'its path leads in a circle',
  EIO: 'its disk does not work',
}

/** What the start says of a folder that cannot be used. */
export function folderProblem(folder: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  const advice =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'Make room, or set DATA_DIR to another folder.'
      : 'Set DATA_DIR to a folder this user may write.'
  return `The data folder ${folder} cannot be used: ${REASONS[code] ?? message}. ${advice}`
}
