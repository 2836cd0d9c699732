/**
 * Validates stored data before it is used: its version at the start, each room's document when it is
 * read.
 */
import { DEFAULT_ROOM } from '../core/room/codes'
import { withRoomWords } from '../core/room/blocked-words'
import { documentProblem } from '../core/protocol/kept-document'
import type { RoomEntry } from '../core/protocol/event-replies'
import { completed, type RoomDocument } from '../core/room/document'
import { StoreError } from './errors'

/**
 * The version of the stored format. Raise it with a change that older programs would misread, and have what earlier
 * versions wrote read on: test/fixtures has it, as they wrote it. 1, or none: one choice only, whose tally was a record
 * of letters. 2: every type of question, a tally of any counters. 3: joint rows; older programs would make other ids of
 * their voters, who could vote twice, and would leave rows behind where they erase a result.
 */
export const DATA_VERSION = 3

/** A room as it was read; a save must name its version. */
export interface KeptRoom {
  version: number
  document: RoomDocument
}

/** The room in a list of rooms. */
export function entryOf(code: string, { roomName: name, createdAt, usedAt }: RoomDocument): RoomEntry {
  return { code, name, createdAt, usedAt }
}

/** The error of a room whose document cannot be used: it is left unchanged, and nobody can enter it. */
export class RoomSetAside extends StoreError {}

type SetAsideListener = (code: string, reason: string) => void

/** Reads documents, and reports each room that is set aside, once. */
export class Documents {
  private readonly setAside = new Map<string, string>()
  private listener: SetAsideListener | undefined

  /** Also reports rooms that were set aside before. */
  onSetAside(listener: SetAsideListener): void {
    this.listener = listener
    for (const [code, reason] of this.setAside) listener(code, reason)
  }

  /** The stored room, with missing fields added. Throws RoomSetAside if it cannot be used. */
  read(code: string, version: unknown, kept: unknown): KeptRoom {
    const isObject = typeof kept === 'object' && kept !== null
    const document = isObject ? completed(withRoomWords(kept), code === DEFAULT_ROOM) : undefined
    const problem = Number.isInteger(version) ? documentProblem(document) : 'its version is no number'
    if (problem === undefined) {
      this.setAside.delete(code)
      return { version: version as number, document: document! }
    }
    if (!this.setAside.has(code)) this.listener?.(code, problem)
    this.setAside.set(code, problem)
    throw new RoomSetAside(`What is kept of a room cannot be used: ${problem}.`)
  }

  /** Like `read`, but returns undefined if the document cannot be used. */
  tryRead(code: string, version: unknown, kept: unknown): KeptRoom | undefined {
    try {
      return this.read(code, version, kept)
    } catch (error) {
      if (error instanceof RoomSetAside) return undefined
      throw error
    }
  }
}

/** Throws a StoreError if the data was written in a format that this program does not know. */
export function checkDataVersion(version: unknown, where: string): void {
  const isNumber = typeof version === 'number' && Number.isInteger(version) && version > 0
  if (version === undefined || (isNumber && version <= DATA_VERSION)) return
  const isNewer = isNumber
  throw new StoreError(
    isNewer
      ? `What is kept in ${where} was written by a newer Ask the Audience (data version ${version}; this one knows ${DATA_VERSION}). It was left as it is: start the newer program, or keep things elsewhere.`
      : `What is kept in ${where} has a data version that this program does not know. It was left as it is: put a backup in its place, or keep things elsewhere.`,
  )
}
