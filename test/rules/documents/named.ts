/** Reads what the documents name (links, npm scripts, test files, folders, settings), and says what is not there. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../../support/imports'

/** The documents, by their path from the root. */
export const DOCUMENTS: readonly string[] = [
  ...['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]

export const readDocument = (document: string): string => readFileSync(path.join(ROOT, document), 'utf8')

const { scripts } = JSON.parse(readDocument('package.json')) as { scripts: Record<string, string> }
/** Scripts that npm runs without `run`. */
const RUN_BY_NAME = ['start', 'test']
/** Where the architecture begins the names of files: at the root, or at the layer it speaks of. */
const LAYERS = [
  '',
  'src',
  'src/core',
  'src/sockets',
  'src/store',
  'public',
  'public/shared',
  'public/presenter',
]
const ENDINGS = ['', '.ts', '.html', '.js', '.css']

/** Where this name leads to from the root, or from one of these folders; undefined: nowhere. */
export function fileOf(name: string, folders: readonly string[] = ['']): string | undefined {
  for (const folder of folders)
    for (const ending of ENDINGS) {
      const file = path.posix.join(folder, name.replace(/\/$/, '') + ending)
      if (existsSync(path.join(ROOT, file))) return file
    }
  return undefined
}

/** The text without blocks of code, whose names are often those of somebody else's machine. */
function prose(text: string): string {
  return text.replace(/^ *```.*?^ *```$/gms, '')
}

/** What stands in backticks. */
function inCode(text: string): string[] {
  return Array.from(prose(text).matchAll(/`([^`]+)`/g), ([, code]) => code!.replace(/\s+/g, ' '))
}

/** The names by which GitHub links to the headings of a document. */
function anchorsOf(text: string): string[] {
  return Array.from(prose(text).matchAll(/^#+ (.+)$/gm), ([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

function* wrongLinks(document: string, text: string): Iterable<string> {
  for (const [, target] of prose(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https?:/.test(target!)) continue
    const [file = '', anchor] = target!.split('#')
    const linked = file ? path.posix.join(path.posix.dirname(document), file) : document
    if (!existsSync(path.join(ROOT, linked))) yield `links to ${target}, which is not there`
    else if (anchor && !anchorsOf(file ? readDocument(linked) : text).includes(anchor))
      yield `links to ${target}, a heading that is not there`
  }
}

function* wrongScripts(text: string): Iterable<string> {
  for (const [, name] of text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g))
    if (!(name! in scripts)) yield `names npm run ${name}, which package.json does not have`
  for (const [, name] of text.matchAll(/\bnpm (start|test)\b/g))
    if (!RUN_BY_NAME.includes(name!) || !(name! in scripts)) yield `names npm ${name}, which is not there`
}

/** Files of tests that `npx mocha` is given, anywhere in the document; of a pattern the folder before it. */
function* wrongTests(text: string): Iterable<string> {
  for (const [, given] of text.matchAll(/\bnpx mocha (?:--\S+ )*"?(test\/[^\s"`]+)/g)) {
    const folder = given!.replace(/\/[^/]*[*!{].*$/, '')
    if (!existsSync(path.join(ROOT, folder))) yield `gives mocha ${given}, which is not there`
  }
}

/** A path in backticks that begins like a path of ours. */
function* wrongPaths(document: string, text: string): Iterable<string> {
  const folders = document === 'docs/architecture.md' ? LAYERS : undefined
  for (const code of inCode(text)) {
    const [, name] = /^([\w.-]+(?:\/[\w.-]+)+\/?)(?: |$)/.exec(code) ?? []
    const first = name && fileOf(name.split('/')[0]!, folders)
    if (!name || !first || !statSync(path.join(ROOT, first)).isDirectory()) continue
    if (!fileOf(name, folders)) yield `names ${name}, which is not there`
  }
}

/** All code that may read a setting. */
const code = ['src', 'scripts', 'test', 'public']
  .flatMap(folder =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(ts|js)$/.test(name) && !name.includes('node_modules'))
      .map(name => path.join(ROOT, folder, name)),
  )
  .filter(file => file !== __filename && !file.endsWith('documents.test.ts'))
  .map(file => readFileSync(file, 'utf8'))
  .join('\n')

/** A name in capitals and underscores in backticks: a setting, or a constant of the code. */
function* wrongSettings(text: string): Iterable<string> {
  for (const each of inCode(text)) {
    const [, name] = /^([A-Z]+(?:_[A-Z]+)+)(?:=|$)/.exec(each) ?? []
    if (name && !new RegExp(`\\b${name}\\b`).test(code)) yield `names ${name}, which no code knows`
  }
}

/** What this document names and is not there, as sentences. */
export function problemsOf(document: string, text: string): string[] {
  return [
    ...wrongLinks(document, text),
    ...wrongScripts(text),
    ...wrongTests(text),
    ...wrongPaths(document, text),
    ...wrongSettings(text),
  ]
}
