/** Asks as a store keeps them. */
import type { AskState } from '../protocol/asks'

export interface KeptAsk {
  id: number
  /** The number of the lesson in which it was asked. */
  lesson: number
  /** Made up by the page: the same key from the same person is the same ask. */
  key: string
  /** A keyed hash of the room and the browser. */
  from: string
  /** Empty: asked without a name. */
  name: string
  text: string
  /** Milliseconds since 1970. */
  at: number
  /** When its text was changed last; undefined: never. */
  textAt?: number
  state: AskState
  /** Of an ask that was answered; it stays while the ask is hidden. */
  answer?: string
  role?: 'presenter' | 'helper'
  /** A presenter has shown this text again: the panic button does not hide it. */
  isCleared?: true
  /** The ask that this one was merged into. */
  into?: number
}

/** All asks of a room, in the order of their numbers. */
export interface KeptAsks {
  /** Grows with every change, not with votes. */
  rev: number
  /** The number of the newest ask ever kept; 0: there was none. */
  last: number
  asks: readonly KeptAsk[]
  /** By ask: the people who have voted for it or for one that was merged into it, each once. Without zeros. */
  votes: ReadonlyMap<number, number>
}

/** What changes; a store applies it if nothing has changed since. */
export interface AsksWrite {
  /** What it was decided by. */
  rev: number
  last: number
  put: readonly KeptAsk[]
  /** Ids of asks that are erased with their votes. */
  remove: readonly number[]
  /** The change is for an ask for which nobody has voted. */
  unvoted?: number
}

export const NO_ASKS: KeptAsks = { rev: 0, last: 0, asks: [], votes: new Map() }
