/** Files with questions as a presenter has them: of this folder, packed, or made to do harm. */
import { zipSync, strToU8, type Zippable } from 'fflate'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { QuestionsOfFile, TextOfFile } from '../../../public/presenter/import-files/main'

const FOLDER = path.join(__dirname, '..', '..', 'fixtures', 'question-files')

export interface TestFile {
  name: string
  bytes: Uint8Array
}

/** One of the files that stand in `test/fixtures/question-files`. */
export const fixture = (name: string): TestFile => ({
  name,
  bytes: new Uint8Array(readFileSync(path.join(FOLDER, name))),
})

export const textFile = (name: string, text: string): TestFile => ({ name, bytes: strToU8(text) })

/** A zip file of these, by their paths. */
export function zipFile(name: string, entries: Record<string, string | Uint8Array>): TestFile {
  const all: Zippable = {}
  for (const [entry, content] of Object.entries(entries))
    all[entry] = typeof content === 'string' ? strToU8(content) : content
  return { name, bytes: zipSync(all, { level: 1 }) }
}

/** A folder of the fixtures as a zip file, with further entries. */
export function zippedFolder(folder: string, more: Record<string, string | Uint8Array> = {}): TestFile {
  const entries: Record<string, string | Uint8Array> = {}
  for (const name of readdirSync(path.join(FOLDER, folder), { recursive: true, encoding: 'utf8' }))
    if (/\.\w+$/.test(name)) entries[name.split(path.sep).join('/')] = fixture(path.join(folder, name)).bytes
  return zipFile(`${folder}.zip`, { ...entries, ...more })
}

export type Read =
  | { ok: true; read: TextOfFile | QuestionsOfFile }
  /** What a person is told. */
  | { ok: false; sentence: string }

/** Reads a file in the presenter's page, by the part that the page loads for it. */
export async function readIn(page: Page, { name, bytes }: TestFile): Promise<Read> {
  const base64 = Buffer.from(bytes).toString('base64')
  return page.evaluate(
    async ([fileName, encoded]): Promise<Read> => {
      const place = document.querySelector<HTMLElement>('[data-src*="/import-files/main"]')!
      const address = new URL(place.dataset['src']!, document.baseURI).href
      const { readQuestionFile } = (await import(
        address
      )) as typeof import('../../../public/presenter/import-files/main')
      const decoded = atob(encoded)
      const content = Uint8Array.from({ length: decoded.length }, (_none, index) => decoded.charCodeAt(index))
      try {
        return { ok: true, read: await readQuestionFile(new File([content], fileName)) }
      } catch (error) {
        return { ok: false, sentence: (error as Error).message }
      }
    },
    [name, base64] as const,
  )
}

/** The questions of a file that can be read. */
export async function questionsIn(page: Page, file: TestFile): Promise<QuestionsOfFile> {
  const read = await readIn(page, file)
  if (!read.ok) throw new Error(`${file.name}: ${read.sentence}`)
  if ('text' in read.read) throw new Error(`${file.name} is read as a text.`)
  return read.read
}

/** What is said of a file that is not read. */
export async function refusalOf(page: Page, file: TestFile): Promise<string> {
  const read = await readIn(page, file)
  return read.ok ? 'it was read' : read.sentence
}
