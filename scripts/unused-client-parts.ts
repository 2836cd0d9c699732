/** Removes from the pages what the client could do and this server never asks for: every phone would load the code. */
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
]

/** Replaces modules of the Socket.IO client that our pages do not use by almost nothing. */
export const withoutUnusedClientParts: Plugin = {
  name: 'without-unused-client-parts',
  setup(build) {
    for (const [filter, contents] of UNUSED) build.onLoad({ filter }, () => ({ contents, loader: 'js' }))
  },
}
