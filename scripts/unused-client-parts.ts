/**
 * Removes from the pages what the client could do and this server never asks for, or browsers do by themselves: every
 * phone would load the code.
 */
import type { Plugin } from 'esbuild'

/** Modules of Socket.IO's client that our pages do not use, and what stands in for them. */
const UNUSED: [file: RegExp, contents: string][] = [
  // This server does not offer WebTransport.
  [/engine\.io-client[\\/].*[\\/]webtransport\.js$/, 'export class WT {}'],
  // No event of ours carries binary data, in either direction.
  // All of it is in the main namespace: what is left is a digit, a number for the acknowledgement, and JSON.
  [
    /socket\.io-parser[\\/]build[\\/]esm[\\/]index\.js$/,
    `import { Emitter } from '@socket.io/component-emitter'
    export const protocol = 5
    export const PacketType = {
      CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4, BINARY_EVENT: 5, BINARY_ACK: 6,
    }
    export class Encoder {
      encode = ({ type, id, data }) => [type + '' + (id ?? '') + (data == null ? '' : JSON.stringify(data))]
    }
    export class Decoder extends Emitter {
      add(text) {
        const [, type, id, json] = /^(\\d)(\\d*)([^]*)/.exec(text)
        const [data, isList] = [json ? JSON.parse(json) : undefined, type === '2' || type === '3']
        if (isList && !Array.isArray(data)) throw new Error('invalid payload')
        this.emitReserved('decoded', { type: +type, nsp: '/', id: id ? +id : undefined, data })
      }
      destroy() {}
    }`,
  ],
  [
    /engine\.io-parser[\\/].*[\\/]base64-arraybuffer\.js$/,
    'export const encode = () => ""; export const decode = () => new ArrayBuffer(0)',
  ],
  [
    /engine\.io-parser[\\/].*[\\/]encodePacket\.browser\.js$/,
    `import { PACKET_TYPES } from './commons.js'
    export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data || ''))
    export const encodePacketToBinary = () => {}`,
  ],
  [
    /engine\.io-parser[\\/].*[\\/]decodePacket\.browser\.js$/,
    `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
    export const decodePacket = text => {
      const type = PACKET_TYPES_REVERSE[text[0]]
      return type ? { type, data: text.slice(1) || undefined } : ERROR_PACKET
    }`,
  ],
  // Every browser of today may ask other origins, and our pages ask their own.
  [/engine\.io-client[\\/].*[\\/]has-cors\.js$/, 'export const hasCORS = true'],
  // Pages connect to where they come from.
  [
    /socket\.io-client[\\/].*[\\/]url\.js$/,
    "export const url = () => ({ source: location.origin, id: '', path: '/' })",
  ],
  // Addresses are whole ones of our own server, without a query: the browser reads them.
  [
    /engine\.io-client[\\/].*[\\/]parseuri\.js$/,
    `export function parse(source) {
      const { protocol, hostname, port, pathname } = new URL(source)
      const host = hostname.replace(/[[\]]/g, '')
      return { source, protocol: protocol.slice(0, -1), host, port, path: pathname, query: '', queryKey: {} }
    }`,
  ],
  [
    /engine\.io-client[\\/].*[\\/]parseqs\.js$/,
    `export const encode = query => '' + new URLSearchParams(query)
    export const decode = text => Object.fromEntries(new URLSearchParams(text))`,
  ],
]

/** Replaces modules of the Socket.IO client that our pages do not use by almost nothing. */
export const withoutUnusedClientParts: Plugin = {
  name: 'without-unused-client-parts',
  setup(build) {
    for (const [filter, contents] of UNUSED) build.onLoad({ filter }, () => ({ contents, loader: 'js' }))
  },
}
