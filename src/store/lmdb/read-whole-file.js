// @ts-check
/**
 * The program that `file-check.ts` runs in a process of its own: `node read-whole-file.js FILE EXIT_CODE`. It reads every
 * record of a database, and goes through a write that it then drops. It exits with EXIT_CODE when the file is damaged,
 * with 1 when the system refused something (files, memory, rights), and crashes where a damaged page leads nowhere.
 * Plain JavaScript, so that the same file runs beside the sources and beside what is built.
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
