/**
 * Owns what nodes are to each other: news for all others, and questions that all others answer. Nothing of it is kept.
 * Without Redis a node is alone and tells nobody.
 */

export interface Answer {
  from: string
  value: unknown
}

export interface Asking {
  /** Milliseconds in which to answer. */
  longest?: number
  /** With such an answer nobody waits for the others. */
  isEnough?(value: unknown): boolean
}

export interface NodesListener {
  /** Another node has told something of a room. What this returns, or resolves to, is the answer when it asked. */
  heard(from: string, code: string, event: string, message: unknown): unknown
  /** A node has left, or was silent for long. */
  gone(node: string): void
  /** Something may have gone by unheard. */
  missed(): void
}

export interface Nodes {
  /** The name of this one among the others. */
  readonly id: string
  /** Whether there can be no others. */
  readonly isAlone: boolean
  /** Tells all others, in order, soon. */
  tell(code: string, event: string, message?: unknown): void
  /** What the others answer within the time; those that do not are left out. */
  ask(code: string, event: string, message?: unknown, how?: Asking): Promise<Answer[]>
  listen(listener: NodesListener): void
  /** Tells the others that this node's sockets are on their way to them. */
  leave(): Promise<void>
  /** Lets go of Redis. */
  close(): void
}

/** The only node. */
export const alone: Nodes = {
  id: 'alone',
  isAlone: true,
  tell() {},
  ask: () => Promise.resolve([]),
  listen() {},
  leave: () => Promise.resolve(),
  close() {},
}
