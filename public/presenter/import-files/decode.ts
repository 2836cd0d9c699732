/** The text of a file in whatever encoding it was saved, and what kind of file it is by its first bytes. */
import { importWords as words } from './words'

export interface Decoded {
  text: string
  /** Whether the encoding was guessed: letters may be wrong. */
  isGuessed: boolean
}

/** The first bytes of files that are no text, and what is said of them. */
const SIGNATURES: [bytes: string, sentence: string][] = [
  ['%PDF-', words.pdf],
  ['\xd0\xcf\x11\xe0', words.oldOffice],
  ['{\\rtf', words.richText],
  ['\x1f\x8b', words.gzip],
  ['Rar!', words.otherArchive],
  ['7z\xbc\xaf', words.otherArchive],
  ['\x89PNG', words.picture],
  ['\xff\xd8\xff', words.picture],
  ['GIF8', words.picture],
]

/** So many of the first bytes tell what a file is. */
const HEAD_BYTES = 1024

export const isZip = (bytes: Uint8Array): boolean => /^PK(?:\x03\x04|\x05\x06)/.test(headOf(bytes))

/** Rejects what is no text, with what to do instead. */
export function decode(bytes: Uint8Array): Decoded {
  const head = headOf(bytes)
  const known = SIGNATURES.find(([start]) => head.startsWith(start))
  if (known) throw new Error(known[1])
  const marked = markedEncoding(bytes) ?? unmarkedWide(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), isGuessed: false }
  if (bytes.subarray(0, HEAD_BYTES).includes(0)) throw new Error(words.notText)
  const [, declared] = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head) ?? []
  if (declared !== undefined && !/^utf-?(?:8|16)$/i.test(declared)) {
    const text = decodedAs(declared, bytes)
    if (text !== undefined) return { text, isGuessed: false }
  }
  const text = decodedAs('utf-8', bytes)
  if (text !== undefined) return { text, isGuessed: false }
  return { text: new TextDecoder('windows-1252').decode(bytes), isGuessed: true }
}

const headOf = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, HEAD_BYTES))

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined
}

/** UTF-16 without a mark: every other byte of most texts is 0. */
function unmarkedWide(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, HEAD_BYTES)
  if (head.length < 4) return undefined
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++
  })
  const most = head.length / 2
  if (zeros[1]! > most * 0.7 && zeros[0]! < most * 0.05) return 'utf-16le'
  return zeros[0]! > most * 0.7 && zeros[1]! < most * 0.05 ? 'utf-16be' : undefined
}

/** undefined: the bytes are none of this encoding, or the browser does not know it. */
function decodedAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
