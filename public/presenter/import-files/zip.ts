/**
 * Reads the files in a zip file, a little at a time: what a header says of sizes is never believed, and a file that
 * unpacks to more than it may is given up before it takes memory.
 */
import { Inflate } from 'fflate'
import { breath } from './breath'
import { importWords as words } from './words'

/** A file in a zip file. */
export interface ZipEntry {
  path: string
  /** Unpacks it. Rejects with a sentence: it is damaged, locked or too large. */
  read: () => Promise<Uint8Array>
}

/** Files in a zip file; a package with a thousand questions has some thousands. */
export const MAX_ENTRIES = 5000
/** Of all files that are unpacked together. */
export const MAX_UNPACKED_MEGABYTES = 40
const MAX_UNPACKED_BYTES = MAX_UNPACKED_MEGABYTES * 1024 * 1024
/** Packed bytes that are unpacked at once: a thousand times as many can come of them. */
const STEP_BYTES = 4 * 1024

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const MAX_COMMENT_BYTES = 0xffff
const IN_EXTRA_FIELD = 0xffffffff
const LOCKED = 1
const UTF8 = 0x800
const [STORED, DEFLATED] = [0, 8]

/** What is left of the bytes that may be unpacked. */
interface Budget {
  left: number
}

/** The files of a zip file, without folders and what macOS adds. Rejects with a sentence. */
export function entriesOf(bytes: Uint8Array): ZipEntry[] {
  try {
    return readDirectory(bytes)
  } catch (error) {
    // Only a directory that is damaged points outside of the file.
    if (error instanceof RangeError) throw new Error(words.brokenZip)
    throw error
  }
}

function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  // Some programs write something before the first file: everything stands later than is said.
  const start = end - size
  const shift = start - view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES) throw new Error(words.manyEntries(MAX_ENTRIES))
  const budget: Budget = { left: MAX_UNPACKED_BYTES }
  const entries: ZipEntry[] = []
  let place = start
  for (let index = 0; index < count; index++) {
    if (view.getUint32(place, true) !== ENTRY_SIGNATURE) throw new Error(words.brokenZip)
    const flags = view.getUint16(place + 8, true)
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map(at =>
      view.getUint16(place + at, true),
    ) as [number, number, number]
    const nameStart = place + ENTRY_BYTES
    const path = nameIn(bytes.subarray(nameStart, nameStart + nameBytes), flags)
    const packed = {
      method: view.getUint16(place + 10, true),
      isLocked: (flags & LOCKED) !== 0,
      bytes: view.getUint32(place + 20, true),
      start: view.getUint32(place + 42, true) + shift,
    }
    if (packed.bytes === IN_EXTRA_FIELD || packed.start - shift === IN_EXTRA_FIELD)
      throw new Error(words.oddZip)
    place = nameStart + nameBytes + extraBytes + commentBytes
    if (!isAside(path)) entries.push({ path, read: () => unpack(bytes, view, packed, budget) })
  }
  return entries
}

/** Where the directory says how many files there are. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES)
  for (let place = view.byteLength - END_BYTES; place >= first; place--)
    if (view.getUint32(place, true) === END_SIGNATURE) return place
  throw new Error(words.brokenZip)
}

/** Folders, and what systems add for themselves. */
const isAside = (path: string) =>
  path.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path)

function nameIn(bytes: Uint8Array, flags: number): string {
  const encoding = (flags & UTF8) !== 0 ? 'utf-8' : 'windows-1252'
  return new TextDecoder(encoding).decode(bytes).replace(/\\/g, '/')
}

interface Packed {
  method: number
  isLocked: boolean
  bytes: number
  start: number
}

async function unpack(
  bytes: Uint8Array,
  view: DataView,
  { method, isLocked, bytes: size, start }: Packed,
  budget: Budget,
): Promise<Uint8Array> {
  if (isLocked) throw new Error(words.lockedZip)
  if (start < 0 || start + LOCAL_BYTES > bytes.length || view.getUint32(start, true) !== LOCAL_SIGNATURE)
    throw new Error(words.brokenZip)
  const begin = start + LOCAL_BYTES + view.getUint16(start + 26, true) + view.getUint16(start + 28, true)
  if (begin + size > bytes.length) throw new Error(words.brokenZip)
  const packed = bytes.subarray(begin, begin + size)
  if (method === STORED) {
    spend(budget, packed.length)
    return packed
  }
  if (method !== DEFLATED) throw new Error(words.oddZip)
  return inflate(packed, budget)
}

async function inflate(packed: Uint8Array, budget: Budget): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let isWhole = false
  const inflating = new Inflate((part, isLast) => {
    spend(budget, part.length)
    parts.push(part)
    isWhole = isLast
  })
  try {
    for (let place = 0; place < packed.length || place === 0; place += STEP_BYTES) {
      const isLast = place + STEP_BYTES >= packed.length
      inflating.push(packed.slice(place, place + STEP_BYTES), isLast)
      await breath()
    }
  } catch (error) {
    if (error instanceof BudgetError) throw error
    throw new Error(words.brokenZip)
  }
  if (!isWhole) throw new Error(words.brokenZip)
  return joined(parts)
}

class BudgetError extends Error {}

function spend(budget: Budget, bytes: number): void {
  budget.left -= bytes
  if (budget.left < 0) throw new BudgetError(words.zipBomb(MAX_UNPACKED_MEGABYTES))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}
