/**
 * What nodes are to each other: news for all others, and questions that all others answer. Nothing of it is kept.
 * Without Redis a node is alone and publishes nothing.
 */
import type { NodeEvent, NodeEvents, NodeReplies } from '../../core/protocol/node-events'

/** What is sent with an event: nothing, or its message. */
export type NodeMessage<E extends NodeEvent> = NodeEvents[E] extends undefined ? [] : [message: NodeEvents[E]]

export interface Answer<T = unknown> {
  from: string
  value: T
}

export interface Asking {
  /** Milliseconds in which to answer. */
  timeoutMs?: number
  /** With such an answer nobody waits for the others. */
  isEnough?: (value: unknown) => boolean
  /** Called once every other node has answered, which is at once if there is none. */
  whole?: () => void
}

export interface NodesListener {
  /**
   * Another node has published or asked something about a room. What this returns, or resolves to, is the answer to a
   * question.
   */
  received(from: string, code: string, event: string, message: unknown): unknown
  /** A node has left, or was silent for long. */
  gone(node: string): void
  /** Something may have been missed. */
  missed(): void
}

export interface Nodes {
  /** The name of this one among the others. */
  readonly id: string
  /** Whether there can be no others. */
  readonly isAlone: boolean
  /** Tells all others, in order, soon. */
  publish<E extends NodeEvent>(code: string, event: E, ...message: NodeMessage<E>): void
  /** What the others answer within the time; those that do not are left out. */
  ask<E extends keyof NodeReplies>(
    code: string,
    event: E,
    message: NodeEvents[E],
    how?: Asking,
  ): Promise<Answer<NodeReplies[E] | undefined>[]>
  listen(listener: NodesListener): void
  /** How many others there are now, also such as cannot read what is told. */
  countOthers(): Promise<number>
  /** Tells the others that this node's sockets are on their way to them. */
  leave(): Promise<void>
  /** Releases Redis. */
  close(): void
}

/** The only node. */
export const alone: Nodes = {
  id: 'alone',
  isAlone: true,
  publish() {},
  async ask(_code, _event, _message, how) {
    how?.whole?.()
    return []
  },
  listen() {},
  countOthers: () => Promise.resolve(0),
  leave: () => Promise.resolve(),
  close() {},
}
