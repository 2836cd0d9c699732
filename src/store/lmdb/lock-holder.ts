/** Identifies the process that holds a data folder, and checks whether it has ended. */
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

export interface Holder {
  /** Random, new each time the folder is taken. */
  id: string
  pid: number
  /** The scope of the pid: this boot of this machine, and this container on it. */
  place: string
  /** The system's start time of the process; it distinguishes processes with the same pid. Empty: unknown. */
  began: string
}

export function ownHolder(id: string): Holder {
  return { id, pid: process.pid, place: placeOfPids(), began: stateOf(process.pid)?.began ?? '' }
}

/** Whether the process still runs; unknown if it is in another container or on another machine. */
export function fateOf(holder: Holder | undefined): 'alive' | 'dead' | 'unknown' {
  if (!holder?.place || holder.place !== placeOfPids()) return 'unknown'
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead'
  }
  const state = stateOf(holder.pid)
  if (!state || !holder.began) return 'unknown'
  return state.isOver || state.began !== holder.began ? 'dead' : 'alive'
}

function placeOfPids(): string {
  if (process.platform !== 'linux') return `${process.platform} ${hostname()}`
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

/** Reads a process's state from /proc: state and start time follow the name, which may contain any characters. */
function stateOf(pid: number): { began: string; isOver: boolean } | undefined {
  try {
    const [state = '', ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return { began: rest[18] ?? '', isOver: 'ZX'.includes(state) }
  } catch {
    return undefined
  }
}
