/** Which licences may ship, and the notices that they ask for where code of others is inside our pages. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Licences that let everybody use, change and pass on, and ask for no more than their notice. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unicode-3.0',
  'Unicode-DFS-2016',
])

const NOTICE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i
const RULE = `\n\n${'-'.repeat(78)}\n\n`

export interface Package {
  name: string
  version: string
  /** As its package.json says: an SPDX expression such as `(MIT OR Apache-2.0)`; undefined: it says nothing. */
  license?: string | undefined
}

/** Whether all that an SPDX expression asks for is allowed; of alternatives one is enough. */
export function isAllowed(expression: string | undefined): boolean {
  if (!expression) return false
  const parts = expression.trim().replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(parts)) return false
  return parts.split(/ OR /i).some(each => each.split(/ AND /i).every(one => ALLOWED.has(one.trim())))
}

/** The package of a folder. */
export function packageIn(folder: string): Package {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package
}

/**
 * The text of a file with the licences of packages that are inside our pages. Throws if one may not ship or has no
 * notice to pass on.
 * @param folders of the packages
 * @param others further texts, each under its title
 */
export function noticesOf(folders: readonly string[], others: Readonly<Record<string, string>> = {}): string {
  const notices = [...new Set(folders)].map(folder => {
    const { name, version, license } = packageIn(folder)
    if (!isAllowed(license)) throw new Error(`${name} may not ship: its licence is ${license ?? 'not said'}.`)
    return `${name} ${version} (${license})\n\n${noticeIn(folder)}`
  })
  const titled = Object.entries(others).map(([title, text]) => `${title}\n\n${text.trim()}`)
  return `Code and data of others inside the pages of Ask the Audience${RULE}${[...notices.sort(), ...titled].join(RULE)}\n`
}

function noticeIn(folder: string): string {
  const files = readdirSync(folder).filter(name => NOTICE_FILE.test(name))
  if (files.length === 0) throw new Error(`${folder} has no file with its licence.`)
  return files
    .sort()
    .map(name => readFileSync(path.join(folder, name), 'utf8').trim())
    .join('\n\n')
}

/** The folder of the package that a file belongs to; undefined: it is ours. */
export function packageFolderOf(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]
}
