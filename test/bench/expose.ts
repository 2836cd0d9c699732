/** A child process's side of the calls of its parent: named methods, one answer each. */

/** What a child can be asked: one argument in, a value or the promise of one out. */
export type Methods = Record<string, (argument: never) => unknown>

/** A question of the parent. */
export interface Question {
  id: number
  method: string
  argument: unknown
}

/** The child's answer to it: a value or the reason why there is none. */
export interface Answer {
  id: number
  value?: unknown
  failure?: string
}

/** Answers the parent's questions with these methods, and ends when the parent is gone. */
export function expose(methods: Methods): void {
  process.on('disconnect', () => process.exit())
  process.on('message', (question: Question) => void answer(methods, question))
}

async function answer(methods: Methods, { id, method, argument }: Question): Promise<void> {
  try {
    tell({ id, value: await methods[method]!(argument as never) })
  } catch (error) {
    tell({ id, failure: error instanceof Error ? error.message : String(error) })
  }
}

function tell(message: Answer): void {
  process.send!(message)
}
