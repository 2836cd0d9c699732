/** Ends the processes that tests start. */
import type { ChildProcess } from 'node:child_process'
import { afterEachTest } from '../cleanup'

const running = new Set<ChildProcess>()
const leaders = new WeakSet<ChildProcess>()

/** Has this process killed behind its test; `leads`: with all that it started, as it leads a group (`detached`). */
export function endWithTest<Child extends ChildProcess>(child: Child, { leads = false } = {}): Child {
  running.add(child)
  if (leads) leaders.add(child)
  return child
}

afterEachTest(() => {
  for (const child of running) {
    if (leaders.has(child)) killGroup(child)
    else child.kill('SIGKILL')
  }
  running.clear()
})

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // All of it has ended.
  }
}
