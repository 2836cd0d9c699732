/** Who may have the files of a room, and what is said of a file before its bytes: its name and its type. */
import type { RoomDocument } from '../../../core/room/document'
import type { Call } from '../call'
import { NO_KEY, type Failure } from '../failures'
import { XLSX } from '../operation'
import { fileName } from './file-name'
import type { Content } from './made-files'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: XLSX,
} as const
export type Ending = keyof typeof TYPES

/** Everybody may, where the room has a page of its results and lets them be saved. */
export function mayHave({ isPresenter, room }: Call): boolean {
  const { page, files } = room.document.sharing
  return isPresenter || (page && files)
}

/** Everybody else has files of the present lesson alone. */
export function refusalFor(call: Call, lesson: number): Failure | undefined {
  const { isPresenter, room } = call
  return mayHave(call) && (isPresenter || lesson === room.document.lesson) ? undefined : NO_KEY
}

/** Whether the room has had this lesson, or has it now. */
export function isKnown(document: RoomDocument, lesson: number): boolean {
  return lesson === document.lesson || document.lessons.some(each => each.lesson === lesson)
}

export function headOf(
  { code, room }: Call,
  file: { day: number; of?: string; ending: Ending },
): Content['head'] {
  return { name: fileName(code, room.document, file), type: TYPES[file.ending] }
}
