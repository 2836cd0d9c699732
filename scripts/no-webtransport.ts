/** Leaves WebTransport out of the pages: this server does not offer it, and every phone would load it. */
import type { Plugin } from 'esbuild'

/** Stands for Engine.IO's WebTransport, which none of our pages asks for. */
export const noWebTransport: Plugin = {
  name: 'no-webtransport',
  setup(build) {
    build.onLoad({ filter: /engine\.io-client[\\/].*[\\/]webtransport\.js$/ }, () => ({
      contents: 'export class WT {}',
      loader: 'js',
    }))
  },
}
