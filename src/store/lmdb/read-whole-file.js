// @ts-check
/**
 * The program that `file-check.ts` runs in a child process: `node read-whole-file.js FILE EXIT_CODE`. It reads every
 * record of a database and starts a write that it then aborts. It exits with EXIT_CODE if the file is damaged,
 * with 1 if the system refused something (files, memory, rights), and crashes at an invalid pointer in a damaged page.
 * Plain JavaScript, so that the same file runs beside the sources and in the build.
 */
'use strict'

const { open, ABORT } = require('lmdb')

const [file = '', damagedExitCode = ''] = process.argv.slice(2)

process.on('uncaughtException', error => {
  console.error(error.message)
  // LMDB's own codes are negative; the system's are positive numbers or names.
  const { code } = /** @type {{ code?: string | number }} */ (error)
  const isOfSystem = typeof code === 'string' || (code !== undefined && code > 0)
  process.exit(isOfSystem ? 1 : Number(damagedExitCode))
})
process.on('unhandledRejection', error => {
  throw error
})

async function main() {
  const options = { path: file, noSubdir: true, overlappingSync: false }
  const database = open({ ...options, readOnly: true })
  for (const { key, value } of database.getRange())
    if (value === undefined) throw new Error(`The record ${String(key)} has no value.`)
  await database.close()
  const writable = open(options)
  writable.transactionSync(() => {
    void writable.put(['try'], 'x'.repeat(20_000))
    return ABORT
  })
}

void main()
