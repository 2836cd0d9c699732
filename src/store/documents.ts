/**
 * Validates what the store has kept before it is used: its version at the start, each room's document when it is
 * read.
 */
import { DEFAULT_ROOM } from '../core/room/codes'
import { documentProblem } from '../core/protocol/schemas'
import { completed, type RoomDocument } from '../core/room/document'
import { StoreError } from './errors'

/** Of the form in which everything is kept. Raise it with a change that older programs would misread. */
export const DATA_VERSION = 1

/** A room as it was read; its version is what a save must name. */
export interface KeptRoom {
  version: number
  document: RoomDocument
}

/** A room whose document cannot be used: it is left as it is, and nobody can enter it. */
export class RoomSetAside extends StoreError {}

type SetAsideListener = (code: string, reason: string) => void

/** Reads documents, and tells of each room that is set aside, once. */
export class Documents {
  private readonly setAside = new Map<string, string>()
  private listener: SetAsideListener | undefined

  /** Also told of those that were found before. */
  onSetAside(listener: SetAsideListener): void {
    this.listener = listener
    for (const [code, reason] of this.setAside) listener(code, reason)
  }

  /** The room as it is kept, completed. Throws RoomSetAside where it cannot be used. */
  read(code: string, version: unknown, kept: unknown): KeptRoom {
    const isObject = typeof kept === 'object' && kept !== null
    const document = isObject ? completed(kept, code === DEFAULT_ROOM) : undefined
    const problem = Number.isInteger(version) ? documentProblem(document) : 'its version is no number'
    if (problem === undefined) {
      this.setAside.delete(code)
      return { version: version as number, document: document! }
    }
    if (!this.setAside.has(code)) this.listener?.(code, problem)
    this.setAside.set(code, problem)
    throw new RoomSetAside(`What is kept of a room cannot be used: ${problem}.`)
  }

  /** The same; undefined where it cannot be used. */
  tryRead(code: string, version: unknown, kept: unknown): KeptRoom | undefined {
    try {
      return this.read(code, version, kept)
    } catch (error) {
      if (error instanceof RoomSetAside) return undefined
      throw error
    }
  }
}

/** Throws a StoreError where what is kept was written by a program that keeps it in another form. */
export function checkDataVersion(version: unknown, where: string): void {
  if (version === undefined || version === DATA_VERSION) return
  const isNewer = typeof version === 'number' && version > DATA_VERSION
  throw new StoreError(
    isNewer
      ? `What is kept in ${where} was written by a newer Ask the Audience (data version ${version}; this one knows ${DATA_VERSION}). It was left as it is: start the newer program, or keep things elsewhere.`
      : `What is kept in ${where} has a data version that this program does not know. It was left as it is: put a backup in its place, or keep things elsewhere.`,
  )
}
