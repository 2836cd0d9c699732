/**
 * Lets esbuild take all scripts of the pages for modules. package.json calls our files CommonJS, for Node; a script
 * that exports nothing, as those that pages begin with, would be wrapped for that, and with it each module that it
 * imports: 4 % of what a phone loads.
 */
import type { Plugin } from 'esbuild'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const PAGES = path.join(__dirname, '..', 'public') + path.sep

export const asModules: Plugin = {
  name: 'as-modules',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      if (!file.startsWith(PAGES)) return undefined
      return { contents: `${await readFile(file, 'utf8')}\nexport {}`, loader: 'ts' }
    })
  },
}
