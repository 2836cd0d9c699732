/** Builds the pages: bundles them with esbuild, writes words into the HTML, compresses all files. */
import { build, type BuildOptions, type Metafile } from 'esbuild'
import escape from 'lodash/escape'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { powerPointPageWords } from '../public/screen/page-words'
import { helperPageWords } from '../public/helper/page-words'
import { presenterPageWords } from '../public/presenter/page-words'
import { resultsPageWords } from '../public/results/page-words'
import { wallPageWords } from '../public/wall/page-words'
import { pageWords } from '../public/shared/page-words'
import { noticesOf, packageFolderOf } from './licences'
import { asModules } from './modules'
import { withoutUnusedClientParts } from './unused-client-parts'
import { fileOf, REVEAL_PLUGIN, ROOM_PAGES } from '../src/core/pages'

const SOURCE = path.join(__dirname, '..', 'public')
const CLIENT = path.join(path.dirname(require.resolve('socket.io/package.json')), 'client-dist')
/** Served beside the pages. */
const NOTICES = 'third-party.txt'
/** What is in the files of the Socket.IO client, as their source maps say. */
const IN_CLIENT = [
  'socket.io-client',
  'engine.io-client',
  'engine.io-parser',
  'socket.io-parser',
  '@socket.io/component-emitter',
  'debug',
  'ms',
  'notepack.io',
]
const COMPRESSED = /\.(html|js|css|svg|webmanifest)$/
const AS_IT_IS = /\.(svg|png|webmanifest)$/

const WORDS: Record<string, string> = {
  ...pageWords,
  ...presenterPageWords,
  ...wallPageWords,
  ...resultsPageWords,
  ...powerPointPageWords,
  ...helperPageWords,
}

/** The relative path to the root from a room's page, which is at `/r/CODE` or one level below; by the page's file. */
const BASES = new Map(ROOM_PAGES.map(page => [fileOf(page), page.path ? '../../' : '../']))

/** Safari 14 and Chrome 80 support es2020; for style sheets, esbuild needs the browsers' names. */
const SCRIPT_TARGET = 'es2020'
const STYLE_TARGET = ['safari14', 'chrome80']
/**
 * A reference in `src`, `href`, `data-src` or `data-href` to a source file that the build bundles:
 * `audience/main.ts`.
 */
const BUILT_REFERENCE = /(href|src)="((?:\[\[base\]\]\/)?)([\w./-]+\.(?:ts|css))"/g

/** A script that stands in the page itself; the server allows it by its hash. */
const INLINE_SCRIPT = /<script data-inline="([\w./-]+\.ts)"><\/script>/g

/** The scripts and style sheets to build: all that the pages reference. */
function entryPoints(pages: readonly string[]): string[] {
  const named = pages.flatMap(html => Array.from(html.matchAll(BUILT_REFERENCE), ([, , , source]) => source!))
  return [...new Set(named)].sort()
}

/** Bundles each script separately: shared chunks would cost every voter more requests. */
function buildEntry(entryPoint: string, outdir: string) {
  const kind = entryPoint.endsWith('.css')
    ? { target: STYLE_TARGET }
    : { target: SCRIPT_TARGET, splitting: true }
  return build({ ...bundling, ...kind, outdir, entryPoints: [entryPoint] })
}

const bundling: BuildOptions & { metafile: true } = {
  absWorkingDir: SOURCE,
  outbase: SOURCE,
  entryNames: '[dir]/[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  legalComments: 'none',
  plugins: [withoutUnusedClientParts, asModules],
  metafile: true,
}

/** The text of a script that stands in a page. */
async function inlineScript(entryPoint: string): Promise<string> {
  const { format: _, metafile: _none, ...options } = bundling
  const built = await build({
    ...options,
    target: SCRIPT_TARGET,
    format: 'iife',
    write: false,
    entryPoints: [entryPoint],
    outdir: SOURCE,
  })
  return built.outputFiles[0]!.text.trim()
}

/** Builds the plugin for decks of others: a classic script, to be read by those who load it. */
function buildPlugin(target: string) {
  return build({
    absWorkingDir: SOURCE,
    entryPoints: ['reveal/plugin.ts'],
    outfile: path.join(target, REVEAL_PLUGIN),
    bundle: true,
    format: 'iife',
    target: 'es2018',
    charset: 'utf8',
  })
}

/** Builds `public` into a folder that is empty or does not exist. */
export async function buildPages(target: string): Promise<void> {
  await mkdir(path.join(target, 'r'), { recursive: true })
  const files = await readdir(SOURCE)
  const pages = new Map(
    files
      .filter(file => file.endsWith('.html'))
      .map(file => [file, withPartials(readFileSync(path.join(SOURCE, file), 'utf8'))]),
  )
  const outdir = path.join(target, 'assets')
  const entries = entryPoints([...pages.values()])
  const built = await Promise.all(entries.map(entry => buildEntry(entry, outdir)))
  const metafiles = built.map(result => result.metafile)
  const names = builtNames(metafiles, target)
  const inline = new Map<string, string>()
  for (const html of pages.values())
    for (const [, source] of html.matchAll(INLINE_SCRIPT)) inline.set(source!, await inlineScript(source!))
  const version = createHash('sha256')
    .update([...names.values(), ...inline.values()].sort().join())
    .digest('hex')
    .slice(0, 8)
  for (const file of files) {
    const html = pages.get(file)
    if (html !== undefined) {
      const filled = fillIn(html, names, file)
        .replace('<html ', `<html data-build="${version}" `)
        .replace(INLINE_SCRIPT, (_all, source: string) => `<script>${inline.get(source)}</script>`)
      await writeFile(path.join(target, file), filled)
      const base = BASES.get(file)
      if (base)
        await writeFile(
          path.join(target, 'r', file),
          filled.replace('<head>', `<head>\n<base href="${base}">`),
        )
    } else if (AS_IT_IS.test(file))
      await writeFile(path.join(target, file), await readFile(path.join(SOURCE, file)))
  }
  await buildPlugin(target)
  // Pages of the workshops load it from there.
  await cp(CLIENT, path.join(target, 'socket.io'), { recursive: true })
  await writeNotices(metafiles, target)
  await compressAll(target)
}

/** Writes the notices for code and data of others: minified files have none. */
async function writeNotices(metafiles: Metafile[], target: string): Promise<void> {
  const inputs = metafiles
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map(file => path.resolve(SOURCE, file))
  const bundled = inputs.flatMap(file => packageFolderOf(file) ?? [])
  const client = IN_CLIENT.map(name => path.join(SOURCE, '..', 'node_modules', name))
  const unicode = await readFile(path.join(SOURCE, '..', 'docs', 'unicode-license.txt'), 'utf8')
  const notices = noticesOf([...bundled, ...client], { 'Data of Unicode (confusables)': unicode })
  await writeFile(path.join(target, NOTICES), notices)
}

/** The built file of each source file: `audience/main.ts` -> `assets/audience/main-ABC.js`. */
function builtNames(metafiles: Metafile[], target: string): Map<string, string> {
  const outputs = metafiles.flatMap(metafile => Object.entries(metafile.outputs))
  return new Map(
    outputs.flatMap(([output, { entryPoint }]) =>
      entryPoint
        ? [[entryPoint, path.relative(target, path.join(SOURCE, output)).split(path.sep).join('/')]]
        : [],
    ),
  )
}

/** Inserts shared parts, which may have parts themselves: `<!-- include stage.html -->` becomes `partials/stage.html`. */
function withPartials(html: string): string {
  return html.replace(/<!-- include ([\w-]+\.html) -->/g, (_mark, partial: string) =>
    withPartials(readFileSync(path.join(SOURCE, 'partials', partial), 'utf8')),
  )
}

function fillIn(html: string, names: Map<string, string>, file: string): string {
  const filled = html.replace(/\{\{(\w+)\}\}/g, (_mark, key: string) => {
    const word = WORDS[key]
    if (word === undefined)
      throw new Error(`${file} asks for the words "${key}", which words.ts does not have.`)
    return escape(word)
  })
  return (
    filled
      .replace(BUILT_REFERENCE, (_all, name: string, base: string, source: string) => {
        const built = names.get(source)
        if (!built) throw new Error(`${file} asks for ${source}, which was not built.`)
        return `${name}="${base}${built}"`
      })
      // The formatter's line breaks inside a button would become part of its text.
      .replace(/\s+(?=<\/button>)|(?<=<button[^>]*>)\s+/g, '')
      .replace(/\n\s+/g, '\n')
  )
}

async function compressAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue
    const file = path.join(entry.parentPath, entry.name)
    const content = await readFile(file)
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    }
    await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }))
    await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  }
}
