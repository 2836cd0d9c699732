/** Arbitrary requests, from nearly right to nonsense, and how they are sent: as the bytes they are. */
import fc from 'fast-check'
import { once } from 'node:events'
import { connect } from 'node:net'
import { operations } from '../../src/http/api/operations'
import type { TestApp } from '../support/app'
import { KEY } from '../support/presenter'
import { METRICS_TOKEN } from './runs'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']
const PATHS = [
  '/',
  '/screen',
  '/present',
  '/wall',
  '/r/ACD346',
  '/r/ACD346/screen',
  '/r/ACD346/transcript.json',
  '/transcript.txt',
  '/share.json',
  '/qr.svg',
  '/broadcast',
  '/broadcast/Hello',
  '/healthz',
  '/metrics',
  '/enter',
  '/helper',
  '/results',
  '/reveal.js',
  '/api/openapi.json',
  '/readyz',
  '/favicon.svg',
  '/socket.io/',
  '/socket.io/?EIO=4&transport=polling',
  '/socket.io/?EIO=4&transport=websocket',
  '/socket.io/socket.io.js',
]
/** Every operation of the API, in the house and in a room that is not there. */
const API_PATHS = Object.values(operations).flatMap(({ path }) =>
  ['house', 'ACD346'].map(code => path.replace('{code}', code).replace('{id}', '1')),
)
/** Stands for the key of a helper's link, which only the running app knows. */
const HELPER_KEY = 'the-key-of-a-helper'
/** The head of an answer that ends only when the client does. */
const ENDLESS = /\r\ncontent-type: text\/event-stream[^]*\r\n\r\n/i
const NASTY = [
  '%',
  '%ff',
  '%00',
  '%2e%2e',
  '..',
  '//',
  '?',
  '?room=%ff',
  '?key[]=1&key=2',
  '&sid=x',
  '#',
  ';',
  '[',
  '\\',
]
const HEADERS: Record<string, string[]> = {
  Host: ['x', 'localhost:0', '', 'x'.repeat(2900), '[::1', 'a b', 'x:99999999'],
  Origin: ['null', 'http://x', 'file://', 'http://[', 'x'],
  Range: [
    'bytes=10-5',
    'bytes=0-99999999999999999999',
    'bytes=-0',
    'bytes=a-b',
    'bytes=',
    'bytes=0-0,2-3',
    'x',
  ],
  'Content-Type': [
    'application/json',
    'text/plain; charset=ISO-8859-1',
    'application/json; charset=utf-7',
    ';',
    'x',
  ],
  'Content-Encoding': ['gzip', 'br', 'deflate', 'foo', 'identity', 'gzip, gzip'],
  'Accept-Encoding': ['br', '*', 'br;q=x', 'identity;q=0', ','],
  'X-Forwarded-For': ['x', '1.2.3.4', '::', ',,', '1.2.3.4, x'],
  'X-Forwarded-Host': ['x', 'x'.repeat(2900), 'http://['],
  'X-Forwarded-Proto': ['https', 'x', 'ws'],
  'If-None-Match': ['*', '"x"', 'W/', 'x'],
  'If-Range': ['"x"', 'x'],
  Authorization: [
    `Bearer ${KEY}`,
    `Bearer ${HELPER_KEY}`,
    `Bearer ${METRICS_TOKEN}`,
    'Bearer x',
    'Bearer',
    'Basic x',
    'Bearer ',
  ],
  Cookie: ['io=x', ';'],
  Expect: ['100-continue', 'x'],
  Upgrade: ['h2c', 'websocket', 'x', 'websocket, h2c'],
  'Sec-WebSocket-Key': ['x', 'AAAAAAAAAAAAAAAAAAAAA'],
  'Sec-WebSocket-Version': ['13', '8', 'x'],
  'Sec-WebSocket-Extensions': ['permessage-deflate; x=', ';'],
  'Sec-Fetch-Site': ['cross-site', 'x'],
}

/** Characters that may stand in a header: Node refuses the others before anybody sees them. */
const headerValue = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map(code => String.fromCharCode(code)),
})
const header = fc
  .constantFrom(...Object.keys(HEADERS))
  .chain(name =>
    fc
      .oneof({ weight: 3, arbitrary: fc.constantFrom(...HEADERS[name]!) }, headerValue)
      .map(value => `${name}: ${value}`),
  )
const pathEnd = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom(...NASTY),
  fc.webQueryParameters().map(query => `?${query}`),
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code)) }),
)
const body = fc.oneof(
  fc.constant(''),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{"message":"Hello"}',
    '{"message":',
    '[]',
    '0',
    '\u0000',
    '{"__proto__":{}}',
    '4',
    '40{"tab":1}',
  ),
)

/** A whole request that ends its connection: it is to be answered. */
export const wholeRequest = fc
  .record({
    method: fc.constantFrom(...METHODS),
    path: fc
      .tuple(fc.oneof(fc.constantFrom(...PATHS), fc.constantFrom(...API_PATHS)), pathEnd)
      .map(parts => parts.join('')),
    headers: fc.array(header, { maxLength: 6 }),
    body,
  })
  .map(({ method, path, headers, body: text }) => {
    const isUpgrade = headers.some(line => line.startsWith('Upgrade:'))
    const first = headers.some(line => line.startsWith('Host:')) ? [] : ['Host: x']
    const last = [
      `Connection: close${isUpgrade ? ', Upgrade' : ''}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
    ]
    return Buffer.concat([
      Buffer.from(
        [`${method} ${path} HTTP/1.1`, ...first, ...headers, ...last, '', ''].join('\r\n'),
        'latin1',
      ),
      Buffer.from(text),
    ])
  })

/** The request with the key of a helper where it is to have one. */
export function withHelperKey(request: Buffer, key: string): Buffer {
  return Buffer.from(request.toString('latin1').replaceAll(HELPER_KEY, key), 'latin1')
}

/** Bytes that may be a request: one that was cut, changed in places, or none at all. */
export const rawBytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 400 }).map(bytes => Buffer.from(bytes)),
  fc
    .tuple(wholeRequest, fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 8 }), fc.nat(2000))
    .map(([bytes, changes, end]) => {
      const changed = Buffer.from(bytes)
      for (const [place, byte] of changes) changed[place % changed.length] = byte
      return changed.subarray(0, 1 + (end % changed.length))
    }),
)

/**
 * Sends the bytes and gives all that comes back until the connection is closed; of a stream of events, what comes at once.
 * `isCut`: nothing more will follow.
 */
export async function exchange(app: TestApp, bytes: Buffer, isCut = false): Promise<string> {
  const socket = connect({ port: Number(new URL(app.url).port), host: '127.0.0.1', allowHalfOpen: true })
  let answer = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk
    if (ENDLESS.test(answer)) socket.destroy()
  })
  // A server may refuse the rest of what is sent to it.
  socket.on('error', () => undefined).on('end', () => socket.end())
  if (isCut) socket.end(bytes)
  else socket.write(bytes)
  await once(socket, 'close')
  return answer
}
