/** Starts, calls and ends the bench's child processes. Node itself raises the limit of open files for each. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
// Children have the folder of this run: it goes with this process, since they are killed.
import '../support/folders'
import type { Answer, Methods } from './expose'

/** Milliseconds that one question may take; the longest is a vote of a saturated server. */
const ANSWER_TIMEOUT_MS = 180_000

const running = new Set<ChildProcess>()
process.prependOnceListener('exit', () => running.forEach(child => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Whether children can each have a core of their own here. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** A child process that can be asked the methods it exposes. */
export class Child<M extends Methods> {
  private readonly asked = new Map<number, (answer: Answer) => void>()
  private readonly process: ChildProcess
  private questions = 0
  /** Why it can no longer be asked. */
  private endedBecause: string | undefined

  /**
   * Starts a script.
   * @param core the core it is kept on, where `taskset` exists
   * @param nodeFlags flags of Node itself
   * @param env settings of the script
   */
  constructor(
    script: string,
    core: number,
    nodeFlags: readonly string[] = [],
    env: Record<string, string> = {},
  ) {
    const command = [
      ...(canPin ? ['taskset', '-c', String(core)] : []),
      process.execPath,
      ...nodeFlags,
      script,
    ]
    this.process = spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    })
    running.add(this.process)
    this.process.on('message', (answer: Answer) => this.finish(answer))
    this.process.on('exit', (code, signal) => this.ended(`${script} ended early (${signal ?? code})`))
    this.process.on('error', error => this.ended(error.message))
  }

  /** Asks one of the child's methods. */
  ask<N extends keyof M & string>(
    method: N,
    argument: Parameters<M[N]>[0],
  ): Promise<Awaited<ReturnType<M[N]>>> {
    if (this.endedBecause) return Promise.reject(new Error(this.endedBecause))
    const id = ++this.questions
    return new Promise((resolve, reject) => {
      const give = ({ value, failure }: Answer) => {
        clearTimeout(timer)
        if (failure === undefined) resolve(value as Awaited<ReturnType<M[N]>>)
        else reject(new Error(failure))
      }
      const timer = setTimeout(
        () => this.finish({ id, failure: `no answer to "${method}"` }),
        ANSWER_TIMEOUT_MS,
      )
      this.asked.set(id, give)
      this.process.send(
        { id, method, argument },
        error => error && this.finish({ id, failure: error.message }),
      )
    })
  }

  /** Ends the child: it ends itself when its parent hangs up, or else is killed. */
  async end(): Promise<void> {
    if (!running.has(this.process)) return
    const gone = new Promise(resolve => this.process.once('exit', resolve))
    this.process.disconnect()
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000)
    await gone
    clearTimeout(timer)
  }

  private finish(answer: Answer): void {
    this.asked.get(answer.id)?.(answer)
    this.asked.delete(answer.id)
  }

  private ended(reason: string): void {
    running.delete(this.process)
    this.endedBecause = reason
    for (const id of [...this.asked.keys()]) this.finish({ id, failure: reason })
  }
}
