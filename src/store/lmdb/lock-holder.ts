/** Identifies the process that holds a data folder, and whether it is known to have ended. */
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

export interface Holder {
  /** Random, of this taking of the folder. */
  id: string
  pid: number
  /** Where the pid means something: this boot of this machine, and this container in it. */
  place: string
  /** When the process began, as the system counts it; a number that is used again began later. Empty: not known here. */
  began: string
}

export function ownHolder(id: string): Holder {
  return { id, pid: process.pid, place: placeOfPids(), began: stateOf(process.pid)?.began ?? '' }
}

/** Whether the process still runs; unknown where it cannot be asked for: in another container, on another machine. */
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

/** What Linux tells of a process: state and start stand behind its name, which may hold anything. */
function stateOf(pid: number): { began: string; isOver: boolean } | undefined {
  try {
    const [state = '', ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return { began: rest[18] ?? '', isOver: 'ZX'.includes(state) }
  } catch {
    return undefined
  }
}
