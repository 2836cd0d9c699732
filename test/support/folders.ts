/** Makes the folders that tests write to, and removes them after the last test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAllTests } from './cleanup'

const folders = new Set<string>()

/** An empty folder that goes with the test run. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ask-'))
  folders.add(folder)
  return folder
}

afterAllTests(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
})
