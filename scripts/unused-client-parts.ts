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
  [
    /socket\.io-parser[\\/].*[\\/]is-binary\.js$/,
    'export const isBinary = () => false; export const hasBinary = () => false',
  ],
  [
    /socket\.io-parser[\\/].*[\\/]binary\.js$/,
    'export const deconstructPacket = () => {}; export const reconstructPacket = () => {}',
  ],
  [
    /engine\.io-parser[\\/].*[\\/]base64-arraybuffer\.js$/,
    'export const encode = () => ""; export const decode = () => new ArrayBuffer(0)',
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
