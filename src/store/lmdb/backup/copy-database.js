// @ts-check
/**
 * The program that `save.ts` runs in a child process, because LMDB crashes where it meets a damaged page:
 * `node copy-database.js FILE COPY`. Copies the state that the database has now; what is recorded meanwhile is not in
 * the copy. Plain JavaScript, so that the same file runs beside the sources and in the build.
 */
'use strict'

const { open } = require('lmdb')

const [file = '', copy = ''] = process.argv.slice(2)

async function main() {
  const database = open({ path: file, noSubdir: true, overlappingSync: false, readOnly: true })
  // Compacted: free pages still hold what people erased.
  await database.backup(copy, true)
  await database.close()
}

main().catch(error => {
  console.error(error.message)
  process.exitCode = 1
})
