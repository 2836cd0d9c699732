/** Removes WebTransport from the pages: this server does not offer it, but every phone would load the code. */
import type { Plugin } from 'esbuild'

/** Replaces Engine.IO's WebTransport, which our pages do not use, by an empty module. */
export const noWebTransport: Plugin = {
  name: 'no-webtransport',
  setup(build) {
    build.onLoad({ filter: /engine\.io-client[\\/].*[\\/]webtransport\.js$/ }, () => ({
      contents: 'export class WT {}',
      loader: 'js',
    }))
  },
}
