/** Replaces the built folder by a new one in one step, and cleans up behind builds that were killed. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Times that another build may take the place between our two renames. */
const MAX_TRIES = 20
/** `dist.new-123` and `dist.old-123`, by the process that made them. */
const ABANDONED = /^dist\.(?:new|old)-(\d+)$/

/** Moves a whole new folder to where the old one stands. */
export function publish(made: string, target: string): void {
  const old = path.join(path.dirname(target), `dist.old-${process.pid}`)
  for (let tries = 1; ; tries++) {
    try {
      if (existsSync(target)) renameSync(target, old)
      renameSync(made, target)
      break
    } catch (error) {
      // Another build has moved its own there in between.
      if (tries === MAX_TRIES) throw error
    } finally {
      discard(old)
    }
  }
}

/** Removes what is left of a build that did not come to its end. */
export function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Removes folders of builds whose process is gone. */
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
    // It may be another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
