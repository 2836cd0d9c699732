/** Arbitrary frames of a WebSocket, from right to nonsense, and arbitrary messages of long-polling. */
import fc from 'fast-check'
import { packet } from './events'

/** Lengths as they may stand in a frame: those that are said may not be those that follow. */
const lie = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  fc.constantFrom(0, 125, 126, 127, 65_535, 65_536, 2 ** 31, 2 ** 53, 2 ** 63),
)
const SIZES = ['short', 'middle', 'long'] as const

interface FrameParts {
  isLast: boolean
  reserved: number
  opcode: number
  isMasked: boolean
  mask: Uint8Array
  size: (typeof SIZES)[number]
  lie: number | null
  payload: Buffer
}

/** One frame: of any opcode, fragmented or not, masked or not, its length in any of the three forms, or a lie. */
export const anyFrame = fc
  .record({
    isLast: fc.boolean(),
    reserved: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 7 })),
    opcode: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0, 1, 1, 2, 8, 9, 10) },
      fc.integer({ min: 0, max: 15 }),
    ),
    isMasked: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
    mask: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    size: fc.constantFrom(...SIZES),
    lie,
    payload: fc.oneof(
      { weight: 3, arbitrary: packet.map(text => Buffer.from(text)) },
      fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
    ),
  })
  .map(frameOf)

function frameOf({ isLast, reserved, opcode, isMasked, mask, size, lie, payload }: FrameParts): Buffer {
  const length = lie ?? payload.length
  const head = [(isLast ? 0x80 : 0) | (reserved << 4) | opcode]
  const masked = isMasked ? 0x80 : 0
  const lengthBytes = Buffer.alloc(8)
  lengthBytes.writeBigUInt64BE(BigInt(length))
  if (size === 'short' && length < 126) head.push(masked | length)
  else if (size !== 'long' && length < 65_536) head.push(masked | 126, ...lengthBytes.subarray(6))
  else head.push(masked | 127, ...lengthBytes)
  if (!isMasked) return Buffer.concat([Buffer.from(head), payload])
  const body = payload.map((byte, index) => byte ^ mask[index % 4]!)
  return Buffer.concat([Buffer.from(head), mask, body])
}

const anything = fc.oneof(
  fc.constantFrom('', 'x', 'tab-0000000000000001', 'house', 'ACD346', 'x'.repeat(300), '__proto__', '\u0000'),
  fc.jsonValue({ maxDepth: 1 }),
)
/** What may be sent as a handshake: fields that are known, with anything in them. */
export const handshake = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.dictionary(
      fc.constantFrom('tab', 'browser', 'again', 'room', 'screen', 'presenterKey', 'helperKey', '__proto__'),
      anything,
      { noNullPrototype: true },
    ),
  },
  fc.jsonValue(),
)

/** Bodies of long-polling: packets, how they are joined and how they are called. */
export const polled = fc.record({
  query: fc.constantFrom(
    '',
    '&x=1',
    '&EIO=3',
    '&transport=websocket',
    '&goodbye',
    '&b64=1',
    '&j=0',
    '&sid=x',
  ),
  type: fc.constantFrom('text/plain', 'text/plain', 'application/octet-stream', 'application/json', 'x'),
  packets: fc.array(packet, { maxLength: 6 }),
  separator: fc.constantFrom('\x1e', '\x1e', '', ':', '\n'),
})
