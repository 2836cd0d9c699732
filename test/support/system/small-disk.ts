/** Disks that are really small, so that they can be filled: on Linux, as root can mount one. */
import { spawnSync } from 'node:child_process'
import { statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEachTest } from '../cleanup'
import { newFolder } from '../folders'

const mounted = new Set<string>()

/** A disk of its own, of so many kilobytes; undefined where this user may mount none. It goes with the test. */
export function smallDisk(kilobytes: number): string | undefined {
  const folder = newFolder()
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder])
  if (status !== 0) return undefined
  mounted.add(folder)
  return folder
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder])
  mounted.delete(folder)
}

/** Takes all room but so many bytes. */
export function fill(disk: string, left = 0): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(path.join(disk, 'filling'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
}

export const canMount = ((): boolean => {
  const disk = process.platform === 'linux' ? smallDisk(64) : undefined
  if (disk) unmount(disk)
  else
    console.warn('      Disks that are really full are not tried: that takes Linux and the right to mount.')
  return disk !== undefined
})()

afterEachTest(() => {
  for (const folder of [...mounted]) unmount(folder)
})
