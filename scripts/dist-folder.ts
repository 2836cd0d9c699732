/** Replaces the built folder by a new one in one step, and removes the folders of killed builds. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/** How often another build may create the target between our two renames. */
const MAX_TRIES = 20
/** `dist.new-123` and `dist.old-123`, with the pid of the build. */
const ABANDONED = /^dist\.(?:new|old)-(\d+)$/

/** Replaces the old folder by the new one. */
export function publish(made: string, target: string): void {
  const old = path.join(path.dirname(target), `dist.old-${process.pid}`)
  for (let tries = 1; ; tries++) {
    try {
      if (existsSync(target)) renameSync(target, old)
      renameSync(made, target)
      break
    } catch (error) {
      // Another build has moved its own folder there in between.
      if (tries === MAX_TRIES) throw error
    } finally {
      discard(old)
    }
  }
}

/** Removes the folder of an unfinished build. */
export function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Removes folders of builds whose process has ended. */
export function forgetAbandoned(root: string): void {
  for (const name of readdirSync(root)) {
    const [, process] = ABANDONED.exec(name) ?? []
    if (process && !isAlive(Number(process))) discard(path.join(root, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
